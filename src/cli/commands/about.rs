//! The first line of an export: what it is, of which day, by whom and how many rows.

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// What is said where cases are hidden from whoever exports.
pub(super) const WITHOUT_RESTRICTED: &str = "Restricted cases that you do not see are not counted.";

/// Refuses a time whose first day is after its last.
///
/// # Errors
/// It is; the sentence names both days.
pub(super) fn refuse_backwards(from: NaiveDate, to: NaiveDate) -> Result<()> {
    if from <= to {
        return Ok(());
    }
    let (from, to) = (dates::format(from), dates::format(to));
    Err(Error::input(format!("{from} is after {to}. Nothing was exported.")))
}

/// Returns the cells of the first line; `note` is left out where there is none.
pub(super) fn columns(
    what: &str,
    day: NaiveDate,
    officer: &str,
    rows: usize,
    note: String,
) -> Vec<String> {
    let mut cells =
        vec![what.to_owned(), dates::format(day), officer.to_owned(), pluralize(rows, "row")];
    cells.extend(Some(note).filter(|note| !note.is_empty()));
    cells
}

/// Returns a note with what is said where cases are hidden from the viewer.
pub(super) fn with_hidden(owner: &ViewerService<'_>, note: String) -> String {
    match (owner.count_hidden(), note.is_empty()) {
        (0, _) => note,
        (_, true) => WITHOUT_RESTRICTED.to_owned(),
        (_, false) => format!("{note} {WITHOUT_RESTRICTED}"),
    }
}
