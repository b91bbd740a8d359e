//! Which key does what, read from keymap files.

use crate::app::actions::{Action, Scope};
use crate::app::keys::Key;

/// Keys and their actions, by scope.
#[derive(Debug, Clone)]
pub struct Keymap {
    bound: Vec<(Scope, Key, Action)>,
}

impl Keymap {
    /// Returns the keymap that comes with Offsite.
    pub fn built_in() -> Keymap {
        Keymap { bound: Vec::new() }.read("keymaps/default.toml", include_str!("../../keymaps/default.toml")).0
    }

    /// Returns this keymap with a file laid over it, and one sentence for each line that could not be used; the others hold.
    /// A line gives all keys of one action; keys that it names are taken from other actions of the same scope.
    pub fn read(mut self, file: &str, text: &str) -> (Keymap, Vec<String>) {
        let mut faults = Vec::new();
        let mut scope = Scope::Global;
        for (i, line) in text.lines().enumerate() {
            let mut wrong = |what: String| faults.push(format!("{file}, line {}: {what} The other lines hold.", i + 1));
            let trimmed = line.trim();
            if let Some(name) = trimmed.strip_prefix('[').and_then(|l| l.split(']').next()) {
                match Scope::ALL.iter().find(|(_, n)| *n == name) {
                    Some((s, _)) => scope = *s,
                    None => wrong(format!("there is no scope \"{name}\".")),
                }
                continue;
            }
            let Ok(table) = line.parse::<toml::Table>() else {
                wrong("this is not of the form action = [\"key\"].".into());
                continue;
            };
            for (name, value) in table {
                let Some((action, ..)) = Action::ALL.iter().find(|(_, n, s, _)| *n == name && *s == scope) else {
                    wrong(format!("there is no action \"{name}\" in this scope."));
                    continue;
                };
                let texts: Vec<&str> = value.as_array().into_iter().flatten().filter_map(|v| v.as_str()).collect();
                if let Some(bad) = texts.iter().find(|t| Key::read(t).is_none()) {
                    wrong(format!("\"{bad}\" is no key that terminals deliver."));
                    continue;
                }
                let keys: Vec<Key> = texts.iter().filter_map(|t| Key::read(t)).collect();
                if keys.is_empty() {
                    wrong("an action needs a list of keys.".into());
                    continue;
                }
                self.bound.retain(|(s, k, a)| *s != scope || (a != action && !keys.contains(k)));
                self.bound.extend(keys.into_iter().map(|k| (scope, k, *action)));
            }
        }
        (self, faults)
    }

    /// Returns the action of a key in the first of the scopes that binds it.
    pub fn lookup(&self, scopes: &[Scope], key: Key) -> Option<Action> {
        scopes.iter().find_map(|s| self.bound.iter().find(|(bs, bk, _)| bs == s && *bk == key).map(|(_, _, a)| *a))
    }

    /// Returns the keys of an action.
    pub fn keys_for(&self, action: Action) -> Vec<Key> {
        self.bound.iter().filter(|(_, _, a)| *a == action).map(|(_, k, _)| *k).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_a_key_and_the_built_in_map_has_no_fault() {
        let (_, faults) = Keymap { bound: Vec::new() }.read("built in", include_str!("../../keymaps/default.toml"));
        assert_eq!(faults, [] as [String; 0]);
        let map = Keymap::built_in();
        for (action, name, ..) in Action::ALL {
            assert!(!map.keys_for(*action).is_empty(), "{name} has no key");
        }
    }

    #[test]
    fn one_bad_line_keeps_the_others_and_is_named() {
        let text = "[global]\nhelp = [\"F1\"]\nquit = [\nfoo = [\"z\"]\nundo = [\"Ctrl-I\"]\nredo = [\"U\"]";
        let (map, faults) = Keymap::built_in().read("mine.toml", text);
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("mine.toml, line 3"));
        assert_eq!(map.lookup(&[Scope::Global], Key::read("F1").expect("a key")), Some(Action::Help));
        assert_eq!(map.lookup(&[Scope::Global], Key::read("U").expect("a key")), Some(Action::Redo));
        assert_eq!(map.lookup(&[Scope::Global], Key::read("q").expect("a key")), Some(Action::Quit));
    }
}
