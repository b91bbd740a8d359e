//! A binding: one key or a short sequence, and why some cannot be bound.

use std::fmt;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::keymap::key::{Key, KeySym};

/// Keys pressed one after another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Keys(pub Vec<Key>);

impl FromStr for Keys {
    type Err = Error;

    /// Reads keys as keymaps write them, with blanks between: `g g`, `Ctrl-R`.
    ///
    /// # Errors
    /// Says why a key cannot be bound.
    fn from_str(text: &str) -> Result<Keys> {
        let key = |t| Key::parse(t).filter(|k| !is_taken(*k)).ok_or_else(|| Error::input(lost(t)));
        let keys: Vec<Key> = text.split_whitespace().map(key).collect::<Result<_>>()?;
        match keys.as_slice() {
            [] => Err(Error::input("a key is missing between the quotes.")),
            [first, ..] if first.code == KeySym::Char('~') => {
                Err(Error::input("\"~\" after Enter is taken by ssh."))
            }
            [_] | [_, _] | [_, _, _] => Ok(Keys(keys)),
            [..] => Err(Error::input("more than three keys in a row are hard to remember.")),
        }
    }
}

/// Returns whether screen and tmux take a key for themselves.
fn is_taken(key: Key) -> bool {
    key.ctrl && matches!(key.code, KeySym::Char('a' | 'b'))
}

/// Says why a text is no key that can be bound.
fn lost(text: &str) -> String {
    let same = |as_key: &str| format!("terminals send \"{text}\" as {as_key}.");
    match text.to_ascii_lowercase().as_str() {
        "ctrl-i" => same("Tab"),
        "ctrl-m" => same("Enter"),
        "ctrl-j" => same("a line feed"),
        "ctrl-h" => same("Backspace"),
        "ctrl-[" => same("Esc"),
        "ctrl-s" | "ctrl-q" => format!("\"{text}\" stops and starts the line on many terminals."),
        "ctrl-a" | "ctrl-b" => format!("\"{text}\" is taken by screen and tmux."),
        t if t.starts_with("alt-")
            || t.starts_with("s-")
            || t.starts_with("shift-")
            || t.starts_with("ctrl-") =>
        {
            format!("\"{text}\" is not delivered by every terminal.")
        }
        _ => format!(
            "\"{text}\" is not a key. Write a letter, Enter, Esc, Tab, Space, F1, Ctrl-R and so on."
        ),
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, key) in self.0.iter().enumerate() {
            write!(f, "{}{key}", if i == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}
