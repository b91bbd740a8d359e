//! Codes as they are typed over the grid: one letter, a letter with a digit, or a number of
//! sessions and then the code.

use crate::keymap::key::Key;
use crate::ui::attendance::words;
use crate::ui::attendance::{AttendancePage, AttendancePane};
use crate::ui::change::{Changes, PaneChange};
use crate::ui::session::Session;

/// The most sessions of a run.
const MAX_RUN: usize = 999;

impl AttendancePane {
    /// Takes a key that is (part of) a code or of a run's number; none where it is an action.
    /// A count that was typed before makes a run.
    pub fn type_code(
        &mut self,
        key: Key,
        count: Option<usize>,
        session: &Session,
    ) -> Option<Changes> {
        let letter = key.character()?;
        if self.page != AttendancePage::Week {
            return None;
        }
        if let Some(first) = self.half_typed.take() {
            if letter.is_ascii_digit() {
                return Some(self.typed(&format!("{first}{letter}"), count, session));
            }
            let first = self.typed(&first.to_string(), count, session);
            return Some(first.and(PaneChange::Key(key)));
        }
        if let (Some(run), Some(digit)) = (self.run, letter.to_digit(10)) {
            self.run = Some((run * 10 + digit as usize).min(MAX_RUN));
            return Some(Changes::none());
        }
        match letter {
            'C' | 'J' | 'Y' => {
                self.half_typed = Some(letter);
                Some(Changes::say(words::second_letter(&letter)))
            }
            '/' | '\\' | '#' | 'A'..='Z' => Some(self.typed(&letter.to_string(), count, session)),
            _ => None,
        }
    }

    fn typed(&mut self, code: &str, count: Option<usize>, session: &Session) -> Changes {
        Changes::from(PaneChange::EndCount).and(self.mark(Some(code), count, session))
    }
}
