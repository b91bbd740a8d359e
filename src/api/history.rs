//! Text being typed, changes that were stored, and what an undo would do.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::plural::pluralize;

/// Text in the middle of being typed, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The case it belongs to.
    pub case: CaseRef,
    /// The field it answers.
    pub path: FieldPath,
    /// What was typed so far.
    pub text: String,
    /// Line and column of the cursor, in characters; none where the officer left the text.
    pub cursor: Option<(u32, u32)>,
}

/// One stored change as history shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The local day and time.
    pub saved_at: NaiveDateTime,
    /// The officer.
    pub officer: String,
    /// What was done, in words.
    pub message: String,
    /// The reason, where one was given.
    pub why: Option<String>,
    /// The clock stood behind the change before it, so that the day and time are wrong.
    pub is_clock_behind: bool,
}

impl HistoryEntry {
    /// Returns it as one line: when, by whom, what, and why.
    pub fn line(&self) -> String {
        let why = self.why.as_ref().map(|w| format!(" Reason: {w}.")).unwrap_or_default();
        let when = self.saved_at.format("%a %-d %b %Y %H:%M");
        let clock = if self.is_clock_behind {
            " The clock was behind the change before, so this date and time are wrong."
        } else {
            ""
        };
        format!("{when}  {}  {}{why}{clock}", self.officer, self.message)
    }
}

/// What an undo or a redo would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UndoPreview {
    /// An undo; a redo if false.
    pub undo: bool,
    /// The number of the change, by which it is then turned.
    pub seq: u64,
    /// In words, without a full stop.
    pub message: String,
    /// Every case that it touches.
    pub cases: Vec<CaseRef>,
    /// A sentence for each later change of the officer that can no longer be turned.
    pub overtaken: Vec<String>,
}

impl UndoPreview {
    /// Returns the question to which an officer says yes before it is done.
    pub fn question(&self) -> String {
        let verb = if self.undo { "Undo" } else { "Redo" };
        let others = match self.cases.len() {
            0 | 1 => String::new(),
            n => format!(" ({})", pluralize(n, "case")),
        };
        let stays: String = self.overtaken.iter().map(|words| format!("{words} ")).collect();
        format!("{stays}{verb}: {}{others}?", self.message)
    }
}
