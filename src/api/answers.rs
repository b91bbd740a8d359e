//! What the methods of the service give back: one type for each question.

use crate::api::{Bytes, TextMatch};
use crate::domain::calendar::Terms;
use crate::domain::case::{Case, CaseRef};
use crate::domain::list::summary::Summary;
use crate::domain::rules::{Finding, Rule};
use crate::error::{Error, ErrorKind};

/// A case, its line in the list, and everything that it lacks, soonest first.
#[derive(Debug, Clone)]
pub struct CaseView {
    /// The case.
    pub case: Box<Case>,
    /// Its row in the list.
    pub line: Box<Summary>,
    /// What it lacks, soonest first.
    pub findings: Vec<Finding>,
}

/// What became of a change; it is on disk.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// What was done, in words, and the (first) case as it now stands.
    Saved { says: String, view: CaseView },
    /// An undo took the case away.
    Deleted { says: String, case: CaseRef },
    /// The terms and closures of a school, as they now stand.
    Terms { says: String, terms: Box<Terms> },
    /// Something else than a case or terms was changed.
    Other,
}

impl Outcome {
    /// Returns what was done, in words.
    pub fn says(&self) -> &str {
        match self {
            Outcome::Saved { says, .. }
            | Outcome::Deleted { says, .. }
            | Outcome::Terms { says, .. } => says,
            Outcome::Other => "Done.",
        }
    }

    /// Returns the case as it now stands.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] where the change left no case behind.
    pub fn into_view(self) -> Result<CaseView, Error> {
        match self {
            Outcome::Saved { view, .. } => Ok(view),
            other => Err(Error::conflict(format!("{} No case stands behind it.", other.says()))),
        }
    }
}

/// Why a change was not made; nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// A rule holds its event back.
    Blocked(Blocked),
    /// It cannot be done.
    Failed(Error),
}

/// A rule that holds an event back.
#[derive(Debug, Clone)]
pub struct Blocked {
    /// What is missing, with the rule.
    pub says: String,
    /// The rule.
    pub rule: &'static Rule,
    /// An `event.override` row in the same change goes on against it.
    pub may_override: bool,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal::Failed(error)
    }
}

impl From<String> for Refusal {
    fn from(message: String) -> Refusal {
        Refusal::Failed(message.into())
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        match refusal {
            Refusal::Blocked(blocked) => Error::new(ErrorKind::Rule, blocked.says),
            Refusal::Failed(error) => error,
        }
    }
}

/// Places that hold the words looked for.
#[derive(Debug, Clone)]
pub struct TextMatches {
    /// The places, at most as many as were asked for.
    pub all: Vec<TextMatch>,
    /// There are more than were asked for.
    pub more: bool,
}

/// What an undo or a redo would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoPreview {
    /// An undo; a redo if false.
    pub undo: bool,
    /// In words, without a full stop.
    pub says: String,
    /// Every case that it touches.
    pub cases: Vec<CaseRef>,
}

impl UndoPreview {
    /// Returns the question to which an officer says yes before it is done.
    pub fn question(&self) -> String {
        let verb = if self.undo { "Undo" } else { "Do again" };
        let others = match self.cases.len() {
            0 | 1 => String::new(),
            n => format!(" ({n} cases)"),
        };
        format!("{verb}: {}{others}?", self.says)
    }
}

/// What the officer of a session saw happen last. An undo of anything else is asked about first:
/// it may be an import of forty cases, or of another day.
#[derive(Debug, Clone, Copy, Default)]
pub struct LastSeen {
    saved: Option<CaseRef>,
    undone: bool,
}

impl LastSeen {
    /// A change was saved and shown in a case.
    pub fn saved(&mut self, case: CaseRef) {
        *self = LastSeen { saved: Some(case), undone: false };
    }

    /// An undo was done and shown.
    pub fn undone(&mut self) {
        *self = LastSeen { saved: None, undone: true };
    }

    /// The officer turned to something else, or a redo was done.
    pub fn forget(&mut self) {
        *self = LastSeen::default();
    }

    /// Returns whether an undo, or a redo, only turns what was just seen in the open case.
    pub fn is_sure(&self, undo: bool, open: Option<CaseRef>) -> bool {
        if undo { open.is_some() && self.saved == open } else { self.undone }
    }
}

/// What stands in the store of schools and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetupStatus {
    /// Schools that are stored.
    pub schools: usize,
    /// Schools whose terms are stored.
    pub terms: usize,
}

/// A file of the evidence under the name it came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// The name it came with.
    pub name: String,
    /// Its content.
    pub bytes: Bytes,
}

/// The lines of a text, or what is known of a file that has none to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilePreview {
    /// The file's title or name.
    pub title: String,
    /// The text, or the file's details.
    pub lines: Vec<String>,
}

/// One event that was stored in many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedAll {
    /// What was done, in words.
    pub says: String,
    /// How many cases.
    pub cases: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: CaseRef = CaseRef { year: 2026, number: 1 };

    #[test]
    fn only_what_was_just_seen_is_turned_without_a_question() {
        let mut seen = LastSeen::default();
        assert!(!seen.is_sure(true, Some(ID)) && !seen.is_sure(true, None));
        seen.saved(ID);
        assert!(seen.is_sure(true, Some(ID)));
        assert!(!seen.is_sure(true, None) && !seen.is_sure(false, Some(ID)));
        seen.undone();
        assert!(!seen.is_sure(true, Some(ID)) && seen.is_sure(false, Some(ID)));
        seen.forget();
        assert!(!seen.is_sure(false, Some(ID)));
    }
}
