//! The bottom bar, the help page and the manual's table of keys, all made from the table of
//! actions.

use unicode_width::UnicodeWidthStr;

use crate::keymap::action::{Action, Scope};
use crate::keymap::{Keymap, Keys};

fn keys(map: &Keymap, action: Action) -> String {
    map.keys_for(action).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// How many keys the bottom bar names, besides that of the help page.
const MOST: usize = 5;

/// Returns what the bottom bar says, as keys and words: the first five of these actions, with what
/// they do, that have a key and fit in the width, and at the end always the key of the help page where there is one. A
/// key that an inner scope takes for itself is not named for an outer one.
pub fn bar(
    map: &Keymap,
    actions: &[(Action, &'static str)],
    scopes: &[Scope],
    width: usize,
) -> Vec<(String, String)> {
    let help = scopes.contains(&Action::Help.scope());
    let help = help.then_some((Action::Help, Action::Help.help()));
    let named = |(action, words): &(Action, &'static str)| {
        let inner = scopes.iter().take_while(|s| **s != action.scope());
        let taken = |key: &Keys| {
            inner.clone().any(|s| map.all().iter().any(|(of, k, _)| of == s && k == key))
        };
        let key = map.keys_for(*action).into_iter().find(|key| !taken(key))?;
        Some((key.to_string(), capitalised(words)))
    };
    let help = help.as_ref().and_then(named);
    let wide = |(key, words): &(String, String)| key.width() + words.width() + 3;
    let mut left = width.saturating_sub(help.as_ref().map_or(0, wide));
    let mut out = Vec::new();
    for entry in actions.iter().filter_map(named).take(MOST) {
        if wide(&entry) <= left {
            left -= wide(&entry);
            out.push(entry);
        }
    }
    out.extend(help);
    out
}

/// Returns words with a capital at the beginning.
fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + letters.as_str()
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
    fn the_bar_ends_with_help_at_any_width_and_names_five_keys_at_most() {
        let map = Keymap::built_in();
        let of = |scope: Scope| Action::ALL.iter().filter(move |(_, _, s, _)| *s == scope);
        for (own, _) in Scope::ALL.iter().filter(|(s, _)| *s != Scope::Global) {
            let actions: Vec<(Action, &str)> =
                of(*own).chain(of(Scope::Global)).map(|(a, _, _, words)| (*a, *words)).collect();
            for width in [24, 79, 159] {
                let bar = bar(&map, &actions, &[*own, Scope::Global], width);
                let last = bar.last().map(|(key, _)| key.as_str());
                assert_eq!(last, Some("?"), "{own:?} at {width}");
                assert!(bar.len() <= MOST + 1, "{own:?} at {width}: {bar:?}");
                let wide: usize =
                    bar.iter().map(|(key, words)| key.width() + words.width() + 3).sum();
                let mut keys: Vec<&String> = bar.iter().map(|(key, _)| key).collect();
                keys.sort();
                keys.dedup();
                assert!(wide <= width && keys.len() == bar.len(), "{own:?} at {width}: {bar:?}");
            }
        }
        // Enter writes a paper there; the case list's Enter is not named beside it.
        let both = [(Action::Open, "Open"), (Action::MakePaper, "Create")];
        let papers = bar(&map, &both, &[Scope::Documents, Scope::Global], 159);
        assert_eq!(papers.iter().filter(|(key, _)| key == "Enter").count(), 1, "{papers:?}");
    }
}
