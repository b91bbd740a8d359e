//! The bottom bar, the help page and the manual's table of keys, all made from the table of
//! actions.

use unicode_width::UnicodeWidthStr;

use crate::keymap::action::{Action, Scope};
use crate::keymap::{Keymap, Keys};

fn keys(map: &Keymap, action: Action) -> String {
    map.keys_for(action).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// How many keys of the pane itself stand in the bar before those that work everywhere.
const OWN: usize = 3;

/// Returns what fits into the bottom bar: key and words of the actions that come first where the
/// officer is, then of the most used ones of these scopes, and at the end always the key of the
/// help page where there is one. A key that an inner scope takes for itself is not named again for
/// an outer one.
pub fn bar(
    map: &Keymap,
    leads: &[Action],
    scopes: &[Scope],
    width: usize,
) -> Vec<(String, String)> {
    let named = |scope: Scope| {
        Action::ALL.iter().filter(move |(a, _, s, _)| *s == scope && *a != Action::Help)
    };
    let own = scopes.iter().filter(|s| **s != Scope::Global);
    let first = own.clone().flat_map(|s| named(*s).take(OWN));
    let every = scopes.iter().filter(|s| **s == Scope::Global).flat_map(|s| named(*s).take(OWN));
    let rest = own
        .flat_map(|s| named(*s).skip(OWN))
        .chain(scopes.iter().filter(|s| **s == Scope::Global).flat_map(|s| named(*s).skip(OWN)));
    let help = scopes
        .contains(&Action::Help.scope())
        .then(|| map.keys_for(Action::Help).first().map(ToString::to_string))
        .flatten();
    let help = help.map(|key| (key, Action::Help.help().to_owned()));
    let wide = |key: &str, words: &str| key.width() + words.width() + 3;
    let mut left = width.saturating_sub(help.as_ref().map_or(0, |(key, words)| wide(key, words)));
    let mut out = Vec::new();
    let leading = leads.iter().filter_map(|lead| Action::ALL.iter().find(|(a, ..)| a == lead));
    let others = first.chain(every).chain(rest).filter(|(a, ..)| !leads.contains(a));
    for (action, _, scope, words) in leading.chain(others) {
        let inner = scopes.iter().take_while(|s| *s != scope);
        let taken = |key: &Keys| {
            inner.clone().any(|s| map.all().iter().any(|(of, k, _)| of == s && k == key))
        };
        let Some(key) =
            map.keys_for(*action).into_iter().find(|key| !taken(key)).map(|key| key.to_string())
        else {
            continue;
        };
        if wide(&key, words) > left {
            break;
        }
        left -= wide(&key, words);
        out.push((key, (*words).to_owned()));
    }
    out.extend(help);
    out
}

/// Returns every action of the scopes (all where none is named) as scope, keys and words.
pub fn page(map: &Keymap, scopes: &[Scope]) -> Vec<(&'static str, String, &'static str)> {
    let mut out = Vec::new();
    for (scope, name) in Scope::ALL.iter().filter(|(s, _)| scopes.is_empty() || scopes.contains(s))
    {
        out.extend(
            Action::ALL
                .iter()
                .filter(|(_, _, s, _)| s == scope)
                .map(|(a, _, _, words)| (*name, keys(map, *a), *words)),
        );
    }
    out
}

/// Returns the table of keys that the manual prints.
pub fn manual_table(map: &Keymap) -> String {
    let mut out = String::from("| where | keys | what |\n|---|---|---|\n");
    for (scope, keys, words) in page(map, &[]) {
        // What has no key is found in the palette by its name.
        let keys = if keys.is_empty() { "(palette)".to_owned() } else { format!("`{keys}`") };
        out.push_str(&format!("| {scope} | {keys} | {words} |\n"));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_ends_with_help_at_any_width_and_names_no_key_twice() {
        let map = Keymap::built_in();
        for (own, _) in Scope::ALL.iter().filter(|(s, _)| *s != Scope::Global) {
            for width in [24, 79, 159] {
                let bar = bar(&map, &[], &[*own, Scope::Global], width);
                assert_eq!(
                    bar.last().map(|(key, _)| key.as_str()),
                    Some("?"),
                    "{own:?} at {width}"
                );
                let wide: usize =
                    bar.iter().map(|(key, words)| key.width() + words.width() + 3).sum();
                let mut keys: Vec<&String> = bar.iter().map(|(key, _)| key).collect();
                keys.sort();
                keys.dedup();
                assert!(wide <= width && keys.len() == bar.len(), "{own:?} at {width}: {bar:?}");
            }
        }
        // Enter writes a paper there; the case list's Enter is not named beside it.
        let papers = bar(&map, &[], &[Scope::Documents, Scope::Global], 159);
        assert!(
            papers.iter().filter(|(key, _)| key == "Enter").all(|(_, words)| words != "open"),
            "{papers:?}"
        );
    }
}
