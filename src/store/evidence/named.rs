//! The evidence that a journal names, and what is said where it is not there or not whole.

use crate::domain::case::RowValues;
use crate::domain::case::edit::Edit;
use crate::store::change::{Change, Subject};
use crate::store::hex::is_sum;

/// Returns the evidence that a change names, each by its sum.
pub(in crate::store) fn evidence_of(change: &Change) -> impl Iterator<Item = &str> {
    fn cells(edit: &Edit) -> Option<&RowValues> {
        match edit {
            Edit::AddRow { cells, .. } => Some(cells),
            _ => None,
        }
    }
    let edits = change.edits.iter().filter_map(|subject| match subject {
        Subject::Case(part) => Some(&part.edits),
        Subject::Item { .. } => None,
    });
    edits.flatten().filter_map(cells).filter_map(|cells| {
        let sum = cells.get(crate::domain::forms::field::EVIDENCE_SHA256.id)?.as_text();
        is_sum(sum).then_some(sum)
    })
}

/// Returns what is said of evidence that is not what its name says.
pub(in crate::store) fn rotten(name: &str) -> String {
    format!(
        "{name} is not the file that was put there; it is not in the backup. Take it from an earlier backup, or take the paper in again."
    )
}

/// Returns what is said of evidence that the journal names and that is not there.
pub(in crate::store) fn missing(sum: &str) -> String {
    format!(
        "The evidence {sum} is named in the journal and is not there. Take it from an earlier backup, or take the paper in again."
    )
}
