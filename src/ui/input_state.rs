//! Input state between keys: pending sequence, count, bookmarks and jump list.

use std::collections::BTreeMap;

use crate::domain::case::CaseRef;
use crate::keymap::action::Action;
use crate::keymap::key::Key;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::overlay::bookmark::MarkPrompt;
use crate::ui::session::Session;

/// The most that a count may be; more is a slip of the finger.
const MAX_COUNT: usize = 9_999;

/// What has been begun by keys, and the cases that were come to.
#[derive(Debug, Default)]
pub struct InputState {
    /// The keys of a sequence pressed so far.
    pub pressed: Vec<Key>,
    count: Option<usize>,
    bookmarks: BTreeMap<char, CaseRef>,
    /// Cases in the order in which they were opened, and where in it the open one stands.
    trail: Vec<CaseRef>,
    position: usize,
}

impl InputState {
    /// Takes a digit of a count; false where the key is none, or where `free` is false and no count
    /// has begun.
    pub fn take_digit(&mut self, key: Key, free: bool) -> bool {
        let Some(digit) = key.digit() else { return false };
        if self.count.is_none() && !free {
            return false;
        }
        self.count = Some((self.count.unwrap_or(0) * 10 + digit).min(MAX_COUNT));
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
        if self.trail.get(self.position) == Some(&id) {
            return;
        }
        self.trail.truncate(self.position + 1);
        self.trail.push(id);
        if self.trail.len() > 100 {
            self.trail.remove(0);
        }
        self.position = self.trail.len() - 1;
    }

    /// Returns the case that was open `by` steps before (or after, where negative), and stays
    /// there.
    pub fn back(&mut self, by: isize) -> Option<CaseRef> {
        let to = self.position.checked_add_signed(-by)?;
        let id = *self.trail.get(to)?;
        self.position = to;
        Some(id)
    }

    /// Opens the case that was open so many steps before.
    pub fn along_the_trail(&mut self, by: isize) -> Changes {
        match self.back(by) {
            Some(id) => PaneChange::OpenCase(id).into(),
            None if by > 0 => Changes::refuse("There is no previous case."),
            None => Changes::refuse("There is no next case."),
        }
    }

    /// Gives a case a letter.
    pub fn set_bookmark(&mut self, letter: char, id: CaseRef) {
        self.bookmarks.insert(letter, id);
    }

    /// Returns whether some case has a letter.
    pub fn has_bookmarks(&self) -> bool {
        !self.bookmarks.is_empty()
    }

    /// Asks for the letter that the open case gets, or whose case is gone to; `name` gives the name
    /// of a case.
    pub fn ask_bookmark<'a>(
        &self,
        action: Action,
        name: impl Fn(CaseRef) -> Option<&'a str>,
        session: &Session,
    ) -> Changes {
        let line = |(letter, id): (&char, &CaseRef)| {
            format!("{letter}  {id}  {}", name(*id).unwrap_or_default())
        };
        let lines = self.bookmarks.iter().map(line).collect();
        match action {
            Action::SetMark if session.case.is_none() => {
                Changes::refuse("There is no case to bookmark yet.")
            }
            Action::SetMark => Changes::lay(MarkPrompt::set(lines)),
            _ if self.bookmarks.is_empty() => {
                let key = session.key_words(Action::SetMark);
                Changes::refuse(format!(
                    "No bookmarks yet. Press {key} and a letter to bookmark the open case."
                ))
            }
            _ => Changes::lay(MarkPrompt::go(self.bookmarks.clone(), lines)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::key::KeySym;

    #[test]
    fn going_back_and_forward_keeps_the_way_until_another_case_is_opened() {
        let id = |number| CaseRef { year: 2026, number };
        let mut input = InputState::default();
        assert_eq!(input.back(1), None);
        for n in [1, 2, 2, 3] {
            input.opened(id(n));
        }
        assert_eq!((input.back(1), input.back(1), input.back(1)), (Some(id(2)), Some(id(1)), None));
        assert_eq!(input.back(-1), Some(id(2)));
        input.opened(id(2));
        assert_eq!(input.back(-1), Some(id(3)));
        input.back(1);
        input.opened(id(9));
        assert_eq!((input.back(-1), input.back(1)), (None, Some(id(2))));
    }

    #[test]
    fn a_count_grows_by_digits_and_has_an_end() {
        let digit = |c| Key::plain(KeySym::Char(c));
        let mut input = InputState::default();
        assert!(!input.take_digit(digit('3'), false));
        assert!(input.take_digit(digit('3'), true) && input.take_digit(digit('0'), false));
        assert_eq!((input.end_count(), input.end_count()), (Some(30), None));
        for _ in 0..30 {
            input.take_digit(digit('9'), true);
        }
        assert_eq!(input.end_count(), Some(MAX_COUNT));
    }
}
