//! One event for many cases.

use serde::{Deserialize, Serialize};

use crate::domain::case::{CaseRef, RowValues};

/// One event for many cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkEvent {
    /// The cases that get the event.
    pub cases: Vec<CaseRef>,
    /// The id of the event's table.
    pub table: String,
    /// The answers of the new row.
    pub cells: RowValues,
    /// The sum of the preview that the officer has agreed to; nothing is stored without one.
    pub agreed: Option<u32>,
}

/// What one event would do to each case, to be looked at first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPreviews {
    /// Each case.
    pub cases: Vec<BulkPreview>,
    /// A check sum of them, so that what is stored is what was looked at.
    pub sum: u32,
    /// What was agreed to is no longer what would be done: a colleague changed a case meanwhile.
    pub is_other: bool,
}

/// What one event would do to one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BulkPreview {
    /// The case.
    pub case: CaseRef,
    /// The child's name.
    pub name: String,
    /// Why a rule holds it back there, if one does.
    pub held: Option<String>,
}

/// One event that was stored in many cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAll {
    /// What was done, in words.
    pub message: String,
    /// How many cases.
    pub cases: usize,
}

/// What one event for many cases gave.
pub enum Bulk {
    /// What it would do to each case.
    Previewed(BulkPreviews),
    /// It is stored.
    Saved(SavedAll),
}
