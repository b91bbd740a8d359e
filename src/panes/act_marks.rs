//! Actions of the attendance week: marks typed as their codes, filling, the other register.

use super::Ui;
use crate::app::keys::{Code, Key};
use crate::domain::case::Side;
use crate::wire::Request;

impl Ui {
    /// Takes a key of the attendance grid that is (part of) a code; none where it is an action.
    pub(super) fn key_code(&mut self, key: Key) -> Option<Vec<Request>> {
        let Code::Char(c) = key.code else { return None };
        if key.ctrl {
            return None;
        }
        if let Some(first) = self.attendance.half_typed.take() {
            if c.is_ascii_digit() {
                return Some(self.mark(Some(&format!("{first}{c}"))));
            }
            let mut out = self.mark(Some(&first.to_string()));
            out.extend(self.on_key(key));
            return Some(out);
        }
        match c {
            'C' | 'J' | 'Y' => {
                self.attendance.half_typed = Some(c);
                self.say(format!("{c} and a digit, or the next mark."));
                Some(Vec::new())
            }
            '/' | '\\' | '#' => Some(self.mark(Some(&c.to_string()))),
            'A'..='Z' => Some(self.mark(Some(&c.to_string()))),
            _ => None,
        }
    }

    pub(super) fn mark(&mut self, code: Option<&str>) -> Vec<Request> {
        let Some(case) = &self.case else { return Vec::new() };
        match self.attendance.mark(case, code) {
            Ok(change) => {
                self.attendance.step(1);
                vec![Request::Change { change, why: None }]
            }
            Err(words) => {
                self.refuse(words);
                Vec::new()
            }
        }
    }

    pub(super) fn switch_side(&mut self) {
        self.attendance.side = if self.attendance.side == Side::Home { Side::Host } else { Side::Home };
    }

    pub(super) fn fill(&mut self) -> Vec<Request> {
        let Some(case) = &self.case else { return Vec::new() };
        let change = self.attendance.fill(case);
        if change.edits.is_empty() {
            self.say("Nothing to fill: no unmarked session at the host from here to Friday.");
            return Vec::new();
        }
        vec![Request::Change { change, why: None }]
    }
}
