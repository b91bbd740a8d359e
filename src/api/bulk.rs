//! One event for many cases.

use crate::domain::case::{CaseRef, RowValues};

/// One event for many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkEvent {
    /// The cases that get the event.
    pub cases: Vec<CaseRef>,
    /// The id of the event's table.
    pub table: String,
    /// The answers of the new row.
    pub cells: RowValues,
    /// Preview only; nothing is stored.
    pub dry: bool,
}

/// What one event would do to one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkPreview {
    /// The case.
    pub case: CaseRef,
    /// The child's name.
    pub name: String,
    /// Why a rule holds it back there, if one does.
    pub held: Option<String>,
}

/// One event that was stored in many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedAll {
    /// What was done, in words.
    pub message: String,
    /// How many cases.
    pub cases: usize,
}
