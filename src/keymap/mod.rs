//! Which keys name which actions: the built-in keymap files with the officer's own over them.
//!
//! A binding is one key or a short sequence. [`Keymap`] looks keys up in the scopes of the focus,
//! the innermost first.
//!
//! - [`action`]: The table of actions: for each its name in keymap files, its scope and its help
//!   text.
//! - [`help`]: The bottom bar, the help page and the manual's table of keys, all made from the
//!   table of actions.
//! - [`key`]: A key as it is pressed, and its spelling in keymap files.

pub mod action;
pub mod help;
pub mod key;
mod keys;

pub use keys::Keys;

use crate::domain::officers::Role;
use crate::error::Result;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;

/// What the keys pressed so far mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// They name an action.
    Action(Action),
    /// They begin longer ones: what may follow, and what it does.
    Begins(Vec<(Keys, Action)>),
    /// No scope knows them.
    Nothing,
}

/// A keymap that comes with Offsite: its name, its file, and its help.
pub const BUILT_IN: &[(&str, &str, &str)] = &[
    ("default", include_str!("../../keymaps/default.toml"), "letters and a few Ctrl keys"),
    ("vim", include_str!("../../keymaps/vim.toml"), "counts by digits, panes by g and a letter"),
    ("plain", include_str!("../../keymaps/plain.toml"), "one key at a time, no Ctrl, no Alt"),
];

/// Keys and their actions, by scope.
#[derive(Debug, Clone, Default)]
pub struct Keymap {
    bound: Vec<(Scope, Keys, Action)>,
    /// No other program may be started: what would start one is named nowhere.
    is_confined: bool,
    /// The role by which actions are offered; none where nobody is asked for one.
    role: Option<Role>,
}

impl Keymap {
    /// Returns the keymap that comes with Offsite.
    pub fn built_in() -> Keymap {
        Keymap::named("default").unwrap_or_default()
    }

    /// Returns a keymap that comes with Offsite; those other than `default` are laid over it.
    pub fn named(name: &str) -> Option<Keymap> {
        let text =
            |wanted: &str| BUILT_IN.iter().find(|(n, ..)| *n == wanted).map(|(_, text, _)| *text);
        let own = text(name)?;
        let base = Keymap::default().overlaid("default", text("default")?).0;
        Some(if name == "default" { base } else { base.overlaid(name, own).0 })
    }

    /// Returns this keymap with a file laid over it, and one sentence for each line that could not
    /// be used; the others hold. A line gives all keys of one action; keys that it names are
    /// taken from other actions of the same scope.
    ///
    /// ```
    /// use offsite::keymap::Keymap;
    /// use offsite::keymap::action::Action;
    ///
    /// let (keymap, faults) = Keymap::built_in().overlaid("mine", "[global]\ndown = [\"J\"]\n");
    /// assert!(faults.is_empty());
    /// assert_eq!(keymap.keys_for(Action::Down)[0].to_string(), "J");
    /// ```
    pub fn overlaid(mut self, file: &str, text: &str) -> (Keymap, Vec<String>) {
        let mut faults = Vec::new();
        let mut scope = Scope::Global;
        for (i, line) in text.lines().enumerate() {
            let mut wrong = |what: String| {
                faults.push(format!("{file}, line {}: {what} The other lines hold.", i + 1));
            };
            let trimmed = line.trim();
            if let Some(name) = trimmed.strip_prefix('[').and_then(|l| l.split(']').next()) {
                match Scope::ALL.iter().find(|(_, n)| *n == name) {
                    Some((s, _)) => scope = *s,
                    None => wrong(format!("there is no scope called \"{name}\".")),
                }
                continue;
            }
            let Ok(table) = line.parse::<toml::Table>() else {
                wrong("write it as action = [\"key\"].".into());
                continue;
            };
            for (name, value) in table {
                let Some((action, ..)) =
                    Action::ALL.iter().find(|(_, n, s, _)| *n == name && *s == scope)
                else {
                    wrong(format!("there is no action called \"{name}\" in this scope."));
                    continue;
                };
                let Some(texts) = value
                    .as_array()
                    .map(|a| a.iter().filter_map(|v| v.as_str()).collect::<Vec<&str>>())
                else {
                    wrong(
                        "an action takes a list of keys; with an empty list it is in the palette only."
                            .into(),
                    );
                    continue;
                };
                let read: Result<Vec<Keys>> = texts.iter().map(|t| t.parse()).collect();
                match read {
                    Ok(keys) => self.bind(scope, *action, keys),
                    Err(why) => wrong(why.to_string()),
                }
            }
        }
        for (scope, keys, action, by) in self.cut_off() {
            faults.push(format!(
                "{file}: {keys} for {} can never be pressed in {}: {} acts at once. Change one of the two.",
                action.name(),
                scope.name(),
                by.name()
            ));
        }
        (self, faults)
    }

    fn bind(&mut self, scope: Scope, action: Action, keys: Vec<Keys>) {
        self.bound.retain(|(s, k, a)| *s != scope || (*a != action && !keys.contains(k)));
        self.bound.extend(keys.into_iter().map(|k| (scope, k, action)));
    }

    /// Returns the bindings that a shorter one of the same scope makes impossible, and which action
    /// that is.
    fn cut_off(&self) -> Vec<(Scope, Keys, Action, Action)> {
        let mut out = Vec::new();
        for (scope, keys, action) in &self.bound {
            let shorter = self.bound.iter().find(|(s, k, _)| {
                s == scope && k.0.len() < keys.0.len() && keys.0.starts_with(&k.0)
            });
            if let Some((_, _, by)) = shorter {
                out.push((*scope, keys.clone(), *action, *by));
            }
        }
        out
    }

    /// Returns the bindings of the global scope that an inner scope hides: keys, the hidden action,
    /// the scope and what acts instead.
    pub fn shadowed(&self) -> Vec<(Keys, Action, Scope, Action)> {
        let mut out = Vec::new();
        for (_, keys, action) in self.bound.iter().filter(|(s, ..)| *s == Scope::Global) {
            // A form, a text and whatever lies over a pane take every key themselves.
            let inner = self.bound.iter().filter(|(s, ..)| *s != Scope::Global && !s.is_passing());
            let hides = inner.filter(|(_, k, a)| {
                a != action && (keys.0.starts_with(&k.0) || k.0.starts_with(&keys.0))
            });
            out.extend(hides.map(|(s, _, by)| (keys.clone(), *action, *s, *by)));
        }
        out
    }

    /// Returns what the keys pressed so far mean: the first of the scopes that knows them decides.
    ///
    /// ```
    /// use offsite::keymap::action::{Action, Scope};
    /// use offsite::keymap::key::Key;
    /// use offsite::keymap::{Keymap, Match};
    ///
    /// let keymap = Keymap::built_in();
    /// let [first, second] = Key::read_all("gg").expect("two letters")[..] else { return };
    /// assert!(matches!(keymap.find(&[Scope::Global], &[first]), Match::Begins(_)));
    /// let both = keymap.find(&[Scope::Global], &[first, second]);
    /// assert_eq!(both, Match::Action(Action::First));
    /// ```
    pub fn find(&self, scopes: &[Scope], pressed: &[Key]) -> Match {
        for scope in scopes {
            let of_scope = || self.bound.iter().filter(move |(s, ..)| s == scope);
            if let Some((_, _, action)) = of_scope().find(|(_, k, _)| k.0 == pressed) {
                return Match::Action(*action);
            }
            if of_scope().any(|(_, k, _)| k.0.starts_with(pressed)) {
                let all =
                    scopes.iter().flat_map(|s| self.bound.iter().filter(move |(bs, ..)| bs == s));
                return Match::Begins(
                    all.filter(|(_, k, _)| k.0.len() > pressed.len() && k.0.starts_with(pressed))
                        .map(|(_, k, a)| (k.clone(), *a))
                        .collect(),
                );
            }
        }
        Match::Nothing
    }

    /// Returns the action of a single key in the first of the scopes that binds it.
    pub fn lookup(&self, scopes: &[Scope], key: Key) -> Option<Action> {
        match self.find(scopes, &[key]) {
            Match::Action(action) => Some(action),
            Match::Begins(_) | Match::Nothing => None,
        }
    }

    /// Sets whether no other program may be started. A key for that still leads to its action, so
    /// that the officer hears why nothing happens.
    pub fn set_confined(&mut self, is_confined: bool) {
        self.is_confined = is_confined;
    }

    /// Sets the role by which actions are offered; none where nobody is asked for one.
    pub fn set_role(&mut self, role: Option<Role>) {
        self.role = role;
    }

    /// Returns the role that does not allow an action, where one does not. Its key still leads to
    /// the action, so that the officer hears why nothing happens.
    pub fn refused_by(&self, action: Action) -> Option<Role> {
        self.role.filter(|role| action.right().is_some_and(|right| !role.may(right)))
    }

    /// Returns whether an action is named in the bar, the help and the palette.
    pub fn offers(&self, action: Action) -> bool {
        !(self.is_confined && action.leaves_offsite()) && self.refused_by(action).is_none()
    }

    /// Returns the keys of an action; none of one that is not offered.
    pub fn keys_for(&self, action: Action) -> Vec<Keys> {
        if !self.offers(action) {
            return Vec::new();
        }
        self.bound.iter().filter(|(_, _, a)| *a == action).map(|(_, k, _)| k.clone()).collect()
    }

    /// Returns every binding.
    pub fn all(&self) -> &[(Scope, Keys, Action)] {
        &self.bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        Key::parse(text).expect("a key")
    }

    #[test]
    fn no_built_in_map_has_a_fault_and_texts_can_always_be_left() {
        let base = Keymap::default().overlaid("default", BUILT_IN[0].1);
        assert_eq!(base.1, [] as [String; 0]);
        for (name, text, _) in BUILT_IN {
            assert_eq!(base.0.clone().overlaid(name, text).1, [] as [String; 0], "{name}");
            let map = Keymap::named(name).expect("a map");
            for action in [
                Action::Accept,
                Action::LeaveText,
                Action::Close,
                Action::Agree,
                Action::Dismiss,
                Action::Cancel,
                Action::Help,
                Action::Palette,
                Action::Back,
                Action::Quit,
            ] {
                assert!(!map.keys_for(action).is_empty(), "{name}: {} has no key", action.name());
            }
        }
    }

    #[test]
    fn the_plain_map_is_one_key_at_a_time_without_ctrl() {
        for (scope, keys, action) in Keymap::named("plain").expect("a map").all() {
            assert!(
                keys.0.len() == 1 && !keys.0[0].ctrl,
                "{} in {}: {keys}",
                action.name(),
                scope.name()
            );
        }
    }

    #[test]
    fn one_bad_line_keeps_the_others_and_is_named() {
        let text = "[global]\nhelp = [\"F1\"]\nquit = [\nfoo = [\"z\"]\nundo = [\"Ctrl-I\"]\nredo = [\"U\"]";
        let (map, faults) = Keymap::built_in().overlaid("mine.toml", text);
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("mine.toml, line 3"));
        assert_eq!(map.lookup(&[Scope::Global], key("F1")), Some(Action::Help));
        assert_eq!(map.lookup(&[Scope::Global], key("U")), Some(Action::Redo));
        assert_eq!(map.lookup(&[Scope::Global], key("q")), Some(Action::Quit));
    }

    #[test]
    fn keys_that_terminals_do_not_deliver_are_refused_with_the_reason() {
        for (bad, why) in [
            ("Ctrl-M", "as Enter"),
            ("Ctrl-i", "as Tab"),
            ("Ctrl-S", "stops and starts"),
            ("Ctrl-A", "screen and tmux"),
            ("Alt-x", "not delivered"),
            ("S-Enter", "not delivered"),
            ("Ctrl-Enter", "not delivered"),
            ("~", "ssh"),
            ("Foo", "not a key"),
            ("", "missing"),
            ("a b c d", "three"),
        ] {
            let (_, faults) =
                Keymap::built_in().overlaid("mine.toml", &format!("[global]\nundo = [\"{bad}\"]"));
            assert!(
                faults.len() == 1 && faults[0].contains(why) && faults[0].contains("line 2"),
                "{bad}: {faults:?}"
            );
        }
    }

    #[test]
    fn a_sequence_begins_acts_and_is_named_where_a_shorter_one_cuts_it_off() {
        let (map, faults) = Keymap::default().overlaid(
            "m",
            "[global]\nfirst = [\"g g\"]\nlast = [\"g e\"]\n[cases]\nnew_case = [\"n\"]",
        );
        assert_eq!(faults, [] as [String; 0]);
        let Match::Begins(next) = map.find(&[Scope::Cases, Scope::Global], &[key("g")]) else {
            panic!("nothing begins")
        };
        assert_eq!(
            next.iter().map(|(k, a)| format!("{k} {}", a.name())).collect::<Vec<_>>(),
            ["g g first", "g e last"]
        );
        assert_eq!(map.find(&[Scope::Global], &[key("g"), key("e")]), Match::Action(Action::Last));
        assert_eq!(map.find(&[Scope::Global], &[key("g"), key("x")]), Match::Nothing);
        let (_, faults) = map.clone().overlaid("m", "[global]\nquit = [\"g\"]");
        assert!(
            faults.iter().any(|f| f.contains("g g for first can never be pressed")),
            "{faults:?}"
        );
        let (map, _) = map.overlaid("m", "[cases]\nnew_case = [\"g\"]");
        let hidden: Vec<String> = map
            .shadowed()
            .iter()
            .map(|(k, a, s, by)| format!("{k} {} {} {}", a.name(), s.name(), by.name()))
            .collect();
        assert_eq!(hidden, ["g g first cases new_case", "g e last cases new_case"]);
    }
}
