//! Turns the bytes of a terminal into keys and pastes, however the line cuts them.
//!
//! What has begun is waited for: a key whose first byte came alone may have the rest in the next
//! packet. It knows no clock: [`Decoder::patience`] says how long to wait, [`Decoder::give_up`] that
//! nothing came.

mod sequence;

use std::time::Duration;

use crate::keymap::key::{Key, KeySym};
use crate::terminal::decoder::sequence::{ESC, Found, sequence};

/// How long the rest of a key may take: packets of one key come up to 100 ms apart over SSH.
pub(crate) const KEY_PATIENCE: Duration = Duration::from_millis(150);
/// How long a paste may stand still before it is taken as it is.
pub(crate) const PASTE_PATIENCE: Duration = Duration::from_secs(1);

const PASTE_END: &[u8] = b"\x1b[201~";

/// What the officer did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key was pressed.
    Key(Key),
    /// A text was pasted.
    Paste(String),
}

impl Typed {
    /// Returns the key; none of a paste.
    pub fn key(&self) -> Option<Key> {
        if let Typed::Key(key) = self { Some(*key) } else { None }
    }
}

/// The bytes that came and are not taken yet.
#[derive(Debug, Default)]
pub struct Decoder {
    bytes: Vec<u8>,
    /// The bytes belong to a paste whose end has not come.
    is_pasting: bool,
    /// Nothing more came in time: what waits stands for itself.
    has_given_up: bool,
    /// The digits of the keypad have come as keys of their own.
    keypad: bool,
}

impl Decoder {
    /// Takes what the terminal sent.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.has_given_up = false;
    }

    /// Returns how long to wait for the rest of what has begun; none where nothing has.
    pub fn patience(&self) -> Option<Duration> {
        match (self.is_pasting, self.bytes.is_empty()) {
            (true, _) => Some(PASTE_PATIENCE),
            (false, false) => Some(KEY_PATIENCE),
            (false, true) => None,
        }
    }

    /// Takes note that the rest did not come: what waits is taken as it is.
    pub fn give_up(&mut self) {
        self.has_given_up = true;
    }
}

impl Iterator for Decoder {
    type Item = Typed;

    /// Returns the next key or paste that is whole.
    fn next(&mut self) -> Option<Typed> {
        loop {
            if self.is_pasting {
                return self.paste();
            }
            let first = *self.bytes.first()?;
            if first != ESC {
                return self.letter(first).map(Typed::Key);
            }
            match sequence(&self.bytes, &mut self.keypad) {
                Found::Key(key, length) => {
                    self.bytes.drain(..length);
                    return Some(Typed::Key(key));
                }
                Found::Nothing(length) => drop(self.bytes.drain(..length)),
                Found::Paste(length) => {
                    self.bytes.drain(..length);
                    self.is_pasting = true;
                }
                // Esc itself, and then whatever follows it.
                Found::Esc => return Some(self.escape()),
                Found::Part if !self.has_given_up => return None,
                Found::Part if self.bytes.len() <= 2 => return Some(self.escape()),
                // The rest of a key that was lost on the way says nothing.
                Found::Part => self.bytes.clear(),
            }
        }
    }
}

impl Decoder {
    fn escape(&mut self) -> Typed {
        self.bytes.remove(0);
        Typed::Key(Key::ESC)
    }

    /// Takes the paste once its end has come, or no more of it.
    fn paste(&mut self) -> Option<Typed> {
        let end = self.bytes.windows(PASTE_END.len()).position(|w| w == PASTE_END);
        let (text, used) = match end {
            Some(at) => (at, at + PASTE_END.len()),
            None if self.has_given_up => (self.bytes.len(), self.bytes.len()),
            None => return None,
        };
        let pasted = String::from_utf8_lossy(&self.bytes[..text]).into_owned();
        self.bytes.drain(..used);
        self.is_pasting = false;
        Some(Typed::Paste(pasted))
    }

    /// Takes a key that is no sequence: a letter of up to four bytes, or one with Ctrl.
    fn letter(&mut self, first: u8) -> Option<Key> {
        let length = match first {
            0xC2..=0xDF => 2,
            0xE0..=0xEF => 3,
            0xF0..=0xF4 => 4,
            _ => 1,
        };
        if self.bytes.len() < length && !self.has_given_up {
            return None;
        }
        let length = length.min(self.bytes.len());
        let typed = std::str::from_utf8(&self.bytes[..length]).ok().and_then(|t| t.chars().next());
        // A byte that begins no letter stands for one that cannot be read.
        let used = if typed.is_some() { length } else { 1 };
        self.bytes.drain(..used);
        Some(of_char(typed.unwrap_or(char::REPLACEMENT_CHARACTER)))
    }
}

/// Returns the key of one character as a terminal sends it.
fn of_char(c: char) -> Key {
    let with_ctrl = |letter: u8| Key { code: KeySym::Char(letter.into()), ctrl: true };
    let byte = u8::try_from(c).unwrap_or(u8::MAX);
    match c {
        // Some terminals send a line feed for Enter, and within pasted lines.
        '\r' | '\n' => Key::plain(KeySym::Enter),
        '\t' => Key::plain(KeySym::Tab),
        // PuTTY and many gateways send Ctrl-H for Backspace.
        '\u{7F}' | '\u{8}' => Key::plain(KeySym::Backspace),
        '\0' => with_ctrl(b' '),
        '\u{1}'..='\u{1A}' => with_ctrl(byte - 1 + b'a'),
        '\u{1C}'..='\u{1F}' => with_ctrl(byte - 0x1C + b'\\'),
        c => Key::plain(KeySym::Char(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every key of more than one byte that is known, and what it is.
    const KEYS: &[(&str, &str)] = &[
        ("\x1b[A \x1bOA \x1b[1;2A", "Up"),
        ("\x1b[B \x1bOB", "Down"),
        ("\x1b[C \x1bOC", "Right"),
        ("\x1b[D \x1bOD \x1b[1;2D \x1b[d", "Left"),
        ("\x1b[H \x1bOH \x1b[1~ \x1b[7~ \x1b[1;5H", "Home"),
        ("\x1b[F \x1bOF \x1b[4~ \x1b[8~ \x1bOw", "End"),
        ("\x1b[3~ \x1b[3;2~", "Delete"),
        ("\x1b[5~", "PgUp"),
        ("\x1b[6~", "PgDn"),
        ("\x1b[Z", "S-Tab"),
        ("\x1bOP \x1b[11~ \x1b[[A", "F1"),
        ("\x1bOS \x1b[14~ \x1b[[D", "F4"),
        ("\x1b[15~ \x1b[[E", "F5"),
        ("\x1b[24~", "F12"),
        ("\x1bOM", "Enter"),
        ("\x1bOr", "2"),
        ("\x1bOj", "*"),
        ("ë", "ë"),
        ("…", "…"),
        ("𝄞", "𝄞"),
    ];

    fn keys() -> impl Iterator<Item = (&'static str, Key)> {
        KEYS.iter().flat_map(|(all, name)| {
            let key = Key::parse(name).expect("a key");
            all.split(' ').map(move |bytes| (bytes, Key { ctrl: bytes.contains(";5"), ..key }))
        })
    }

    fn decoded(parts: &[&[u8]]) -> Vec<Typed> {
        let mut decoder = Decoder::default();
        let mut all = Vec::new();
        for part in parts {
            decoder.feed(part);
            all.extend(decoder.by_ref());
        }
        decoder.give_up();
        all.extend(decoder.by_ref());
        all
    }

    #[test]
    fn key_cut_at_any_byte_is_still_the_key() {
        for (bytes, key) in keys() {
            let bytes = bytes.as_bytes();
            for cut in 0..bytes.len() {
                let got = decoded(&[&bytes[..cut], &bytes[cut..], b"x"]);
                let wanted = [Typed::Key(key), Typed::Key(Key::plain(KeySym::Char('x')))];
                assert_eq!(got, wanted, "{bytes:?} cut at {cut}");
            }
            let single: Vec<&[u8]> = bytes.chunks(1).collect();
            assert_eq!(decoded(&single), [Typed::Key(key)], "{bytes:?} byte by byte");
        }
    }

    #[test]
    fn escape_alone_is_escape_once_nothing_follows() {
        let key = |name: &str| Typed::Key(Key::parse(name).expect("a key"));
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b");
        assert_eq!((decoder.next(), decoder.patience()), (None, Some(KEY_PATIENCE)));
        decoder.give_up();
        assert_eq!((decoder.next(), decoder.patience()), (Some(key("Esc")), None));
        assert_eq!(decoded(&[b"\x1bq"]), [key("Esc"), key("q")]);
        assert_eq!(decoded(&[b"\x1b\x1b[A"]), [key("Esc"), key("Up")]);
        assert_eq!(decoded(&[b"\x1b["]), [key("Esc"), key("[")]);
    }

    #[test]
    fn paste_is_one_text_and_ends_when_it_stands_still() {
        let paste = |text: &str| Typed::Paste(text.into());
        assert_eq!(decoded(&[b"\x1b[200~two\r", b"lines\x1b[2", b"01~"]), [paste("two\rlines")]);
        assert_eq!(decoded(&[b"\x1b[200~no end"]), [paste("no end")]);
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b[200~no end");
        assert_eq!((decoder.next(), decoder.patience()), (None, Some(PASTE_PATIENCE)));
        assert_eq!(decoded(&[b"\x1b[201~"]), []);
    }

    #[test]
    fn keypad_seven_is_told_from_end_by_the_other_digits() {
        let key = |name: &str| Typed::Key(Key::parse(name).expect("a key"));
        assert_eq!(decoded(&[b"\x1bOq\x1bOw"]), [key("1"), key("7")]);
    }

    #[test]
    fn answers_and_mouse_reports_that_nobody_asked_for_are_no_keys() {
        assert_eq!(decoded(&[b"\x1b[M !!", b"\x1b[<0;3;4M", b"\x1b[?1;2c", b"\x1b[I"]), []);
    }
}
