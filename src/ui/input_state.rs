//! Input state between keys: pending sequence, count, bookmarks and jump list.

use std::collections::BTreeMap;

use crate::api::Bytes;
use crate::domain::case::{CaseRef, FieldPath};
use crate::keymap::key::Key;
use crate::ui::form::prefill::FilePurpose;
use crate::ui::list::update::TagScope;

/// The most that a count may be; more is a slip of the finger.
const MOST: usize = 9_999;

/// Something that only the shell can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a text to the terminal's clipboard.
    Copy(String),
    /// Give the terminal back to the shell until `fg`.
    Suspend,
    /// Write a text in the officer's own editor ($VISUAL or $EDITOR), and bring it back.
    Write { text: String },
    /// Read a file of this computer.
    ReadFile { path: String, then: FilePurpose },
    /// Write a file into a folder under a name that is free there.
    WriteFile { folder: String, name: String, bytes: Bytes },
    /// Write the copies of a paper into a folder, all or none.
    WriteCopies { folder: String, copies: Vec<crate::domain::document::DocumentCopy> },
    /// Draw every cell again.
    Redraw,
    /// Write the day's backup anew.
    BackUp,
    /// Keep a setting in the configuration file.
    Keep { setting: &'static str, value: String },
}

/// The state of the hands.
#[derive(Debug, Default)]
pub struct InputState {
    /// The keys of a sequence pressed so far.
    pub pressed: Vec<Key>,
    count: Option<usize>,
    marks: BTreeMap<char, CaseRef>,
    /// Cases in the order in which they were opened, and where in it the open one stands.
    trail: Vec<CaseRef>,
    at: usize,
    pub effects: Vec<Effect>,
    /// What the references of the list were asked for.
    pub wanted: Option<TagScope>,
    /// The cases that the event being filled in is for, where it is for more than the open one.
    pub many: Option<Vec<CaseRef>>,
    /// The place that is gone to once its case is there.
    pub place: Option<FieldPath>,
    /// The case whose last change was made here and just said, so that an undo need not say it
    /// first.
    pub sure: Option<CaseRef>,
    /// The last key only moved the cursor of the list.
    pub moving: bool,
    /// The case under the cursor, where nobody has needed it yet.
    pub awaited: Option<CaseRef>,
    /// The key that needs it, and is taken once it has come.
    pub held: Option<Key>,
    /// The last change was an undo made here, so that doing it again need not be said first.
    pub undone: bool,
    /// Whether references may be sent to the terminal's clipboard.
    pub clipboard: bool,
}

impl InputState {
    /// Takes a digit of a count; false where the key is none, or where `free` is false and no count
    /// has begun.
    pub fn take_digit(&mut self, key: Key, free: bool) -> bool {
        let Some(digit) = key.digit() else { return false };
        if self.count.is_none() && !free {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MOST));
        true
    }

    /// Returns the count being typed.
    pub fn count(&self) -> Option<usize> {
        self.count
    }

    /// Ends a count and returns it.
    pub fn end_count(&mut self) -> Option<usize> {
        self.count.take().filter(|n| *n > 0)
    }

    /// Forgets a count and a sequence; false where there was neither.
    pub fn drop_begun(&mut self) -> bool {
        let begun = !self.pressed.is_empty() || self.count.is_some();
        self.pressed.clear();
        self.count = None;
        begun
    }

    /// Remembers that a case was opened.
    pub fn opened(&mut self, id: CaseRef) {
        if self.trail.get(self.at) == Some(&id) {
            return;
        }
        self.trail.truncate(self.at + 1);
        self.trail.push(id);
        if self.trail.len() > 100 {
            self.trail.remove(0);
        }
        self.at = self.trail.len() - 1;
    }

    /// Returns the case that was open `by` steps before (or after, where negative), and stays
    /// there.
    pub fn back(&mut self, by: isize) -> Option<CaseRef> {
        let to = self.at.checked_add_signed(-by)?;
        let id = *self.trail.get(to)?;
        self.at = to;
        Some(id)
    }

    /// Gives a case a letter.
    pub fn set_mark(&mut self, letter: char, id: CaseRef) {
        self.marks.insert(letter, id);
    }

    /// Returns the case of a letter.
    pub fn mark(&self, letter: char) -> Option<CaseRef> {
        self.marks.get(&letter).copied()
    }

    /// Returns all letters with their cases.
    pub fn marks(&self) -> &BTreeMap<char, CaseRef> {
        &self.marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::KeySym;

    #[test]
    fn going_back_and_forward_keeps_the_way_until_another_case_is_opened() {
        let id = |number| CaseRef { year: 2026, number };
        let mut desk = InputState::default();
        assert_eq!(desk.back(1), None);
        for n in [1, 2, 2, 3] {
            desk.opened(id(n));
        }
        assert_eq!((desk.back(1), desk.back(1), desk.back(1)), (Some(id(2)), Some(id(1)), None));
        assert_eq!(desk.back(-1), Some(id(2)));
        desk.opened(id(2));
        assert_eq!(desk.back(-1), Some(id(3)));
        desk.back(1);
        desk.opened(id(9));
        assert_eq!((desk.back(-1), desk.back(1)), (None, Some(id(2))));
    }

    #[test]
    fn a_count_grows_by_digits_and_has_an_end() {
        let digit = |c| Key::plain(KeySym::Char(c));
        let mut desk = InputState::default();
        assert!(!desk.take_digit(digit('3'), false));
        assert!(desk.take_digit(digit('3'), true) && desk.take_digit(digit('0'), false));
        assert_eq!((desk.end_count(), desk.end_count()), (Some(30), None));
        for _ in 0..30 {
            desk.take_digit(digit('9'), true);
        }
        assert_eq!(desk.end_count(), Some(MOST));
    }
}
