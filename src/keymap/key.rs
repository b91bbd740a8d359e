//! A key as it is pressed, and its spelling in keymap files.

use std::fmt;

use crate::error::{Error, Result};

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeySym {
    /// A letter, digit or sign, as it is typed: `G` is Shift and `g`.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, 1 to 12.
    F(u8),
}

/// A key, with or without Ctrl.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: KeySym,
    /// Whether Ctrl is held.
    pub ctrl: bool,
}

const NAMED: &[(&str, KeySym)] = &[
    ("Enter", KeySym::Enter),
    ("Esc", KeySym::Esc),
    ("Tab", KeySym::Tab),
    ("S-Tab", KeySym::BackTab),
    ("Backspace", KeySym::Backspace),
    ("Delete", KeySym::Delete),
    ("Up", KeySym::Up),
    ("Down", KeySym::Down),
    ("Left", KeySym::Left),
    ("Right", KeySym::Right),
    ("Home", KeySym::Home),
    ("End", KeySym::End),
    ("PgUp", KeySym::PageUp),
    ("PgDn", KeySym::PageDown),
    ("Space", KeySym::Char(' ')),
];

impl Key {
    /// Enter, which every keymap leaves as it is on a hidden screen.
    pub const ENTER: Key = Key { code: KeySym::Enter, ctrl: false };
    /// Esc, which always leaves what was begun.
    pub const ESC: Key = Key { code: KeySym::Esc, ctrl: false };

    /// Returns a key without Ctrl.
    pub fn plain(code: KeySym) -> Key {
        Key { code, ctrl: false }
    }

    /// Returns the character that a key types; none where it is held with Ctrl or types nothing.
    pub fn character(self) -> Option<char> {
        match self.code {
            KeySym::Char(c) if !self.ctrl => Some(c),
            _ => None,
        }
    }

    /// Returns the digit that a key types.
    pub fn digit(self) -> Option<usize> {
        self.character()?.to_digit(10).map(|d| d as usize)
    }

    /// Reads a key as keymaps write it: `j`, `Enter`, `Ctrl-R`, `F1`; none where it is no key that
    /// terminals deliver.
    ///
    /// ```
    /// use offsite::keymap::key::Key;
    ///
    /// assert_eq!(Key::parse("Ctrl-R").map(|key| key.to_string()).as_deref(), Some("Ctrl-R"));
    /// assert_eq!(Key::parse("Ctrl-M"), None, "terminals send it as Enter");
    /// ```
    pub fn parse(text: &str) -> Option<Key> {
        if let Some(letter) = text.strip_prefix("Ctrl-") {
            let mut letters = letter.chars();
            let (c, None) = (letters.next()?.to_ascii_lowercase(), letters.next()) else {
                return None;
            };
            // What terminals send as Tab, Enter, Line feed, Backspace and Esc, and flow control.
            let lost = matches!(c, 'i' | 'm' | 'j' | 'h' | '[' | 's' | 'q');
            return (c.is_ascii_lowercase() && !lost)
                .then_some(Key { code: KeySym::Char(c), ctrl: true });
        }
        if let Some((_, code)) = NAMED.iter().find(|(n, _)| *n == text) {
            return Some(Key::plain(*code));
        }
        if let Some(n) = text.strip_prefix('F').and_then(|n| n.parse::<u8>().ok()) {
            return (1..=12).contains(&n).then_some(Key::plain(KeySym::F(n)));
        }
        let mut letters = text.chars();
        let (c, None) = (letters.next()?, letters.next()) else { return None };
        (!c.is_control()).then_some(Key::plain(KeySym::Char(c)))
    }

    /// Reads a row of keys as scripts write them: letters, and names between `<` and `>`.
    ///
    /// # Errors
    /// Names the first key that is not known.
    ///
    /// ```
    /// use offsite::keymap::key::Key;
    ///
    /// assert_eq!(Key::read_all("/ana<Enter>").map(|keys| keys.len()).ok(), Some(5));
    /// assert!(Key::read_all("<Entre>").is_err());
    /// ```
    pub fn read_all(text: &str) -> Result<Vec<Key>> {
        let mut out = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
            if let Some((name, after)) = named {
                let key = if name == "lt" {
                    Some(Key::plain(KeySym::Char('<')))
                } else {
                    Key::parse(name)
                };
                out.push(key.ok_or_else(|| {
                    Error::input(format!(
                        "<{name}> is not a key. Write <Enter>, <Esc>, <Ctrl-O> or a letter."
                    ))
                })?);
                rest = after;
            } else {
                out.push(Key::plain(KeySym::Char(c)));
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(out)
    }
}

/// Returns what is printed on the key that is held with Ctrl: four signs reach the program as
/// digits, since terminals send Ctrl and the digit alike.
fn on_the_keyboard(c: char) -> char {
    match c {
        '4' => '\\',
        '5' => ']',
        '6' => '^',
        '7' => '_',
        other => other.to_ascii_uppercase(),
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMED.iter().find(|(_, c)| *c == self.code) {
            return f.write_str(name);
        }
        match self.code {
            KeySym::Char(c) if self.ctrl => write!(f, "Ctrl-{}", on_the_keyboard(c)),
            KeySym::Char(c) => write!(f, "{c}"),
            KeySym::F(n) => write!(f, "F{n}"),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_held_with_ctrl_are_called_as_they_are_printed_on_the_keyboard() {
        let named = |c| Key { code: KeySym::Char(c), ctrl: true }.to_string();
        assert_eq!(['4', '5', '6', '7'].map(named), ["Ctrl-\\", "Ctrl-]", "Ctrl-^", "Ctrl-_"]);
        assert_eq!(named('r'), "Ctrl-R");
    }
}
