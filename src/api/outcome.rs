//! What became of a change, or why it was not made.

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
    /// A case was changed.
    Saved {
        /// What was done, in words.
        message: String,
        /// The (first) case as it now stands.
        view: CaseView,
        /// The number of the change that was made, taken back or done again.
        seq: u64,
    },
    /// An undo took the case away.
    Deleted {
        /// What was done, in words.
        message: String,
        /// The reference of the case.
        case: CaseRef,
    },
    /// The terms and closures of a school were changed.
    Terms {
        /// What was done, in words.
        message: String,
        /// The terms and closures as they now stand.
        terms: Box<Terms>,
        /// The number of the change, by which it can be undone; none where it was an undo, or nothing
        /// was to be changed.
        seq: Option<u64>,
    },
    /// Something else than a case or terms was changed.
    Other,
}

impl Outcome {
    /// Returns what was done, in words.
    pub fn message(&self) -> &str {
        match self {
            Outcome::Saved { message: says, .. }
            | Outcome::Deleted { message: says, .. }
            | Outcome::Terms { message: says, .. } => says,
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
            other => Err(Error::conflict(format!("{} There is no case for it.", other.message()))),
        }
    }
}

/// Why a change was not made; nothing was changed.
#[derive(Debug)]
pub enum Refusal {
    /// A rule holds its event back.
    Blocked(Blocked),
    /// A colleague has changed the same place since it was seen.
    Clash(ClashView),
    /// It cannot be done.
    Failed(Error),
}

/// What a change that met a colleague's found, so that the officer can decide.
#[derive(Debug, Clone)]
pub struct ClashView {
    /// What stands now, who wrote it and when, and what the officer wanted.
    pub message: String,
    /// The case as it now stands.
    pub view: CaseView,
    /// Both did the same: it stands once, and there is nothing to decide.
    pub is_same: bool,
}

/// A rule that holds an event back.
#[derive(Debug, Clone)]
pub struct Blocked {
    /// What is missing, with the rule.
    pub message: String,
    /// The rule.
    pub rule: &'static Rule,
    /// An `event.override` row in the same change goes on against it.
    pub may_override: bool,
}

impl Blocked {
    /// Returns what is said of an event that was opened and that the rule would hold back.
    pub fn warning(&self) -> String {
        if self.may_override {
            format!("{} To save this, you will have to give a reason.", self.message)
        } else {
            format!("You cannot save this yet. {}", self.message)
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Refusal {
        Refusal::Failed(error)
    }
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Error {
        match refusal {
            Refusal::Blocked(blocked) => Error::new(ErrorKind::Rule, blocked.message),
            Refusal::Clash(clash) => Error::conflict(clash.message),
            Refusal::Failed(error) => error,
        }
    }
}
