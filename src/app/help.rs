//! The bottom bar, the help page and the README's table, all from the table of actions.

use crate::app::actions::{Action, Scope};
use crate::app::keymap::Keymap;
use unicode_width::UnicodeWidthStr;

fn keys(map: &Keymap, action: Action) -> String {
    map.keys_for(action).iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Returns what fits into the bottom bar: first key and words of the most used actions of these scopes, and at the end always the key of
/// the help page where there is one.
pub fn bar(map: &Keymap, scopes: &[Scope], width: usize) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut used = 0;
    let help = scopes.contains(&Action::Help.scope()).then(|| map.keys_for(Action::Help).first().map(ToString::to_string)).flatten();
    let help = help.map(|key| (key, Action::Help.help().to_owned()));
    let width = width.saturating_sub(help.as_ref().map_or(0, |(key, words)| key.width() + words.width() + 3));
    'all: for scope in scopes {
        for (action, _, _, words) in Action::ALL.iter().filter(|(a, _, s, _)| s == scope && *a != Action::Help) {
            let Some(key) = map.keys_for(*action).first().map(ToString::to_string) else { continue };
            let wide = key.width() + words.width() + 3;
            if used + wide > width {
                break 'all;
            }
            used += wide;
            out.push((key, (*words).to_owned()));
        }
    }
    out.extend(help);
    out
}

/// Returns every action of the scopes (all where none is named) as scope, keys and words.
pub fn page(map: &Keymap, scopes: &[Scope]) -> Vec<(&'static str, String, &'static str)> {
    let mut out = Vec::new();
    for (scope, name) in Scope::ALL.iter().filter(|(s, _)| scopes.is_empty() || scopes.contains(s)) {
        out.extend(Action::ALL.iter().filter(|(_, _, s, _)| s == scope).map(|(a, _, _, words)| (*name, keys(map, *a), *words)));
    }
    out
}

/// Returns the README's table of keys.
pub fn readme_table(map: &Keymap) -> String {
    let mut out = String::from("| where | keys | what |\n|---|---|---|\n");
    for (scope, keys, words) in page(map, &[]) {
        out.push_str(&format!("| {scope} | `{keys}` | {words} |\n"));
    }
    out
}
