//! What a pane or a script may ask of the owner of the store, and what it answers.

use crate::domain::case::{Case, CaseRef, Place};
use crate::domain::edit::CaseChange;
use crate::domain::rules::{Finding, Rule};
use crate::domain::school::School;
use crate::domain::summary::Summary;
use chrono::NaiveDate;

/// One thing asked of the owner.
#[derive(Debug, Clone)]
pub enum Request {
    /// Every case in one line each, most pressing first.
    List,
    /// One case whole.
    Case(CaseRef),
    /// Everything that a case lacks, soonest first.
    Findings(CaseRef),
    /// A new case opened on a day, with the given interventions.
    NewCase {
        on: NaiveDate,
    },
    /// A change, stored whole or refused.
    Change {
        change: CaseChange,
        why: Option<String>,
    },
    Undo,
    Redo,
    /// Schools whose name, town or number holds every word.
    Schools {
        words: String,
    },
    /// Text that is being typed, kept on disk until it is saved.
    Keep(Typing),
    /// The text was saved or given up.
    Forget {
        case: CaseRef,
        at: Place,
    },
    /// Texts that an earlier session left behind.
    Kept,
    /// The changes of a case, newest first.
    History(CaseRef),
}

/// Text in the middle of being typed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typing {
    pub case: CaseRef,
    pub at: Place,
    pub text: String,
    /// Line and column of the cursor, in characters.
    pub cursor: (u32, u32),
}

/// One stored change as history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub at_ms: i64,
    pub who: String,
    pub says: String,
}

/// What the owner answers.
#[derive(Debug, Clone)]
pub enum Reply {
    List(Vec<Summary>),
    Case(Box<Case>),
    Findings {
        case: CaseRef,
        all: Vec<Finding>,
    },
    /// Stored and on disk; what was done in words, and the case as it now stands.
    Saved {
        says: String,
        case: Box<Case>,
        summary: Box<Summary>,
    },
    /// The case was taken away by an undo.
    Gone {
        says: String,
        case: CaseRef,
    },
    Schools(Vec<School>),
    Kept(Vec<Typing>),
    History(Vec<Past>),
    Done,
    /// Nothing was changed, because a rule holds the event back; where it may be overridden, an `event.override` row in the same change
    /// does so.
    Blocked {
        says: String,
        rule: &'static Rule,
        may_override: bool,
    },
    /// Nothing was changed; the sentence says why and what to do.
    Refused(String),
}
