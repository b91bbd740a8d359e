//! The sequences that begin with Esc, as the terminals in use send them.

use crate::keymap::key::{Key, KeySym};

/// What begins a sequence.
pub(super) const ESC: u8 = 0x1B;

/// A sequence longer than this is no key.
const LONGEST: usize = 64;

/// What the bytes begin with, and how many bytes it takes.
pub(super) enum Found {
    Key(Key, usize),
    /// Something that is no key of ours.
    Nothing(usize),
    /// The beginning of a paste.
    Paste(usize),
    /// The Esc key itself.
    Esc,
    /// The beginning of a sequence.
    Part,
}

/// Returns what the bytes begin with, the first of which is Esc.
pub(super) fn sequence(bytes: &[u8], keypad: &mut bool) -> Found {
    match bytes.get(1) {
        None => Found::Part,
        Some(b'[') => control(bytes),
        Some(b'O') => single(bytes, keypad),
        Some(_) => Found::Esc,
    }
}

/// `ESC [`, parameters, and a letter that ends it.
fn control(bytes: &[u8]) -> Found {
    match bytes.get(2) {
        // The console of Linux sends its first five function keys so.
        Some(b'[') => {
            return match bytes.get(3) {
                None => Found::Part,
                Some(letter @ b'A'..=b'E') => key(KeySym::F(letter - b'A' + 1), false, 4),
                Some(_) => Found::Nothing(4),
            };
        }
        // A report of the mouse: three bytes follow.
        Some(b'M') if bytes.len() < 6 => return Found::Part,
        Some(b'M') => return Found::Nothing(6),
        _ => {}
    }
    let is_end = |b: &u8| matches!(b, 0x40..=0x7E);
    let is_own = |b: &u8| b.is_ascii_digit() || *b == b';';
    // No further than the longest, so that a sequence without end is the same however it is cut.
    let head = &bytes[..bytes.len().min(LONGEST)];
    let found = head[2..].iter().position(|b| is_end(b) || !matches!(b, 0x20..=0x3F));
    // rxvt ends a key with Shift by a dollar sign.
    let dollar = head[2..].iter().position(|b| *b == b'$');
    let shifted = dollar.filter(|at| *at > 0 && bytes[2..2 + at].iter().all(is_own));
    let Some(at) = shifted.or(found) else {
        return if bytes.len() > LONGEST { Found::Nothing(LONGEST) } else { Found::Part };
    };
    let (inner, end, length) = (&bytes[2..2 + at], bytes[2 + at], at + 3);
    if end == ESC {
        return Found::Nothing(2 + at);
    }
    if !inner.iter().all(is_own) {
        return Found::Nothing(length);
    }
    let mut numbers = inner.split(|b| *b == b';').map(number);
    let (first, modifiers) = (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
    // The second number says which of Shift (1), Alt (2) and Ctrl (4) are held, and one more.
    let ctrl = end == b'^' || modifiers.saturating_sub(1) & 4 != 0;
    match end {
        b'~' if first == 200 => Found::Paste(length),
        b'~' | b'^' | b'$' | b'@' => numbered(first, ctrl, length),
        b'u' => match char::from_u32(first) {
            Some('\u{1B}') => key(KeySym::Esc, false, length),
            Some('\r') => key(KeySym::Enter, false, length),
            Some('\t') => key(KeySym::Tab, false, length),
            Some('\u{7F}') => key(KeySym::Backspace, false, length),
            Some(c) if !c.is_control() => key(KeySym::Char(c), ctrl, length),
            _ => Found::Nothing(length),
        },
        letter => match of_letter(letter).or(of_letter(letter.to_ascii_uppercase())) {
            Some(code) if letter.is_ascii_uppercase() || letter <= b'd' => key(code, ctrl, length),
            _ => Found::Nothing(length),
        },
    }
}

/// `ESC O` and a letter: keys in application mode, and the keypad.
fn single(bytes: &[u8], keypad: &mut bool) -> Found {
    let head = &bytes[..bytes.len().min(LONGEST)];
    let digits = head[2..].iter().take_while(|b| b.is_ascii_digit()).count();
    let Some(letter) = head.get(2 + digits) else {
        return if bytes.len() > LONGEST { Found::Nothing(LONGEST) } else { Found::Part };
    };
    let ctrl = number(&bytes[2..2 + digits]).saturating_sub(1) & 4 != 0;
    let length = 3 + digits;
    match letter {
        b'M' => key(KeySym::Enter, false, length),
        b'X' => key(KeySym::Char('='), false, length),
        // rxvt's End, unless the other digits of the keypad come so too.
        b'w' if !*keypad => key(KeySym::End, false, length),
        b'p'..=b'y' => {
            *keypad = true;
            key(KeySym::Char((letter - b'p' + b'0').into()), false, length)
        }
        b'j'..=b'o' => key(KeySym::Char((letter - b'j' + b'*').into()), false, length),
        b'a'..=b'd' => match of_letter(letter.to_ascii_uppercase()) {
            Some(code) => key(code, true, length),
            None => Found::Nothing(length),
        },
        &ESC => Found::Nothing(2 + digits),
        letter => match of_letter(*letter) {
            Some(code) => key(code, ctrl, length),
            None => Found::Nothing(length),
        },
    }
}

fn key(code: KeySym, ctrl: bool, length: usize) -> Found {
    Found::Key(Key { code, ctrl }, length)
}

/// Returns the key that a letter at the end names.
fn of_letter(letter: u8) -> Option<KeySym> {
    Some(match letter {
        b'A' => KeySym::Up,
        b'B' => KeySym::Down,
        b'C' => KeySym::Right,
        b'D' => KeySym::Left,
        b'H' => KeySym::Home,
        b'F' => KeySym::End,
        b'Z' => KeySym::BackTab,
        b'P'..=b'S' => KeySym::F(letter - b'P' + 1),
        _ => return None,
    })
}

/// Returns the key that has a number.
fn numbered(number: u32, ctrl: bool, length: usize) -> Found {
    let code = match number {
        1 | 7 => KeySym::Home,
        3 => KeySym::Delete,
        4 | 8 => KeySym::End,
        5 => KeySym::PageUp,
        6 => KeySym::PageDown,
        11..=15 => KeySym::F(number as u8 - 10),
        17..=21 => KeySym::F(number as u8 - 11),
        23..=24 => KeySym::F(number as u8 - 12),
        _ => return Found::Nothing(length),
    };
    key(code, ctrl, length)
}

/// Returns a decimal number; no digits are 0.
fn number(digits: &[u8]) -> u32 {
    digits.iter().fold(0u32, |n, d| n.saturating_mul(10).saturating_add((d - b'0').into()))
}
