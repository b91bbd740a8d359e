//! By what evidence is named: in a record by the sum of the file that was taken in, in the store by
//! a name that follows from that sum and the case's key.

use crate::domain::case::edit::Edit;
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::forms::field;
use crate::store::change::{Change, Subject};
use crate::store::hex::{is_sum, to_hex};
use crate::store::keyring::DataKey;

/// Returns the sums of the evidence that edits of a case name.
pub(in crate::store) fn evidence_in(edits: &[Edit]) -> impl Iterator<Item = &str> {
    fn cells(edit: &Edit) -> Option<&RowValues> {
        match edit {
            Edit::AddRow { cells, .. } => Some(cells),
            _ => None,
        }
    }
    edits.iter().filter_map(cells).filter_map(|cells| {
        let sum = cells.get(field::EVIDENCE_SHA256.id)?.as_text();
        is_sum(sum).then_some(sum)
    })
}

/// Returns the evidence that a change names: its case and its sum.
pub(in crate::store) fn evidence_of(change: &Change) -> impl Iterator<Item = (CaseRef, &str)> {
    let parts = change.edits.iter().filter_map(|subject| match subject {
        Subject::Case(part) => Some(part),
        _ => None,
    });
    parts.flat_map(|part| evidence_in(&part.edits).map(|sum| (part.case, sum)))
}

/// Returns the name under which evidence of a sum lies: only the holder of the case's key can tell
/// it from the sum, so that it tells nobody else which file is kept.
pub(in crate::store) fn file_name(key: &DataKey, sum: &str) -> String {
    to_hex(&key.tag(b"evidence", sum.as_bytes()))
}
