//! A change as it is journalled: who made it, when, why and what.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::store::author::SystemUser;

/// What a change is: done, or an earlier one taken back or done again (by its number).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// Done for the first time.
    Do,
    /// Takes back the change of this number.
    Undo(u64),
    /// Does again the change of this number, which was taken back.
    Redo(u64),
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// Edits of one case.
    Case(CaseChange),
    /// A school, a school's terms or what else is no case, as JSON text. Where its kind begins with
    /// `case-`, and its id with a case's reference and a slash, it is sealed with that case's key and
    /// is disposed of with the case.
    Item {
        /// What it is: `schools`, `terms`, `views`.
        kind: String,
        /// Which one of its kind.
        id: String,
        /// What stood before; none where there was none.
        old: Option<String>,
        /// The new value; none if it is removed.
        new: Option<String>,
    },
    /// The end of a case's record: from here on nothing of it can be read.
    Disposal(Disposal),
    /// Edits of a case that was disposed of later: nothing of them can be read any more.
    Erased(CaseRef),
}

/// A disposal: of which case, who agreed to it beside the officer, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposal {
    /// The case.
    pub case: CaseRef,
    /// The second person's name.
    pub agreed_by: String,
    /// Why, in words that name no child.
    pub reason: String,
}

impl Subject {
    /// Returns the part that takes this one back.
    pub fn inverse(&self) -> Subject {
        match self {
            Subject::Case(part) => Subject::Case(part.inverse()),
            Subject::Item { kind, id, old, new } => Subject::Item {
                kind: kind.clone(),
                id: id.clone(),
                old: new.clone(),
                new: old.clone(),
            },
            Subject::Disposal(_) | Subject::Erased(_) => self.clone(),
        }
    }

    /// Returns whether anything of this part can be taken back.
    pub fn is_reversible(&self) -> bool {
        matches!(self, Subject::Case(_) | Subject::Item { .. })
    }
}

/// A change as it is journalled: who, when (milliseconds since 1970), why, what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The officer, as stated.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub saved_ms: i64,
    /// Why, where the officer said so.
    pub why: Option<String>,
    /// Whether it is done, taken back or done again.
    pub act: ChangeKind,
    /// Its parts, in order.
    pub edits: Vec<Subject>,
}

impl Change {
    /// Returns what a change does to one case, in its order.
    pub fn edits_of(&self, case: CaseRef) -> impl Iterator<Item = &Edit> {
        let parts = self.edits.iter().filter_map(move |part| match part {
            Subject::Case(change) if change.case == case => Some(&change.edits),
            _ => None,
        });
        parts.flatten()
    }
}

/// A change and its number in the journal, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    /// Its number in the journal, from 1.
    pub seq: u64,
    /// What was stored.
    pub change: Change,
    /// Who wrote it, by the system's word; entries of earlier versions do not say.
    pub by: Option<SystemUser>,
}

impl StoredChange {
    /// Returns the officer as stated, and the system's name beside it where that is another.
    pub fn author(&self) -> String {
        let stated = &self.change.officer;
        match &self.by {
            Some(by) if by.name != *stated => format!("{stated} (system user {})", by.name),
            Some(_) | None => stated.clone(),
        }
    }
}
