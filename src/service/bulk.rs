//! One event for many cases: previewed first, then stored as a single change that one undo takes
//! back.

use crate::api::{Bulk, BulkEvent, BulkPreview, BulkPreviews, SavedAll};
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, RowValues};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::plural::pluralize;
use crate::domain::prefill::defaults;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::service::ViewerService;
use crate::store::{ChangeKind, Subject};

/// The most cases of one change: more is a mistake, and would be one very long line of the journal.
const MAX_CASES: usize = 500;

impl ViewerService<'_> {
    /// Tries or stores one event for many cases; a case that a rule holds back is left out and
    /// named.
    ///
    /// Answers [`Request::RecordForAll`](crate::api::Request::RecordForAll).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::error::ErrorKind::Input) where they are too many, and
    /// [`ErrorKind::Rule`](crate::error::ErrorKind::Rule) where every case holds it back.
    pub fn record_for_all(&mut self, many: &BulkEvent) -> Result<Bulk> {
        if many.cases.len() > MAX_CASES {
            return Err(Error::input(format!(
                "You have selected {}. You can record one event for at most {MAX_CASES}.",
                pluralize(many.cases.len(), "case")
            ))
            .with_hint("Select fewer."));
        }
        let (mut trials, mut edits) = (Vec::new(), Vec::new());
        for id in &many.cases {
            let case = self.load(*id)?;
            let name = case.text(field::CHILD_FULL_NAME).to_owned();
            let held = match change(&case, &many.table, &many.cells) {
                Err(error) => Some(error.to_string()),
                Ok(change) => match self.admit(case, &change) {
                    Ok(()) => {
                        edits.push(Subject::Case(change));
                        None
                    }
                    Err(refusal) => Some(Error::from(refusal).to_string()),
                },
            };
            trials.push(BulkPreview { case: *id, name, held });
        }
        // What is agreed to is what was shown, of cases in which nothing was done since.
        let last = self.last_changes(many.cases.iter().copied())?;
        let sum = crc32fast::hash(format!("{trials:?}{last:?}").as_bytes());
        if many.agreed != Some(sum) {
            let is_other = many.agreed.is_some();
            return Ok(Bulk::Previewed(BulkPreviews { cases: trials, sum, is_other }));
        }
        if edits.is_empty() {
            return Err(Error::rule(
                "This event is blocked in every selected case. Nothing recorded.",
            ));
        }
        let count = edits.len();
        let one = forms::table(&many.table).map_or("event", |t| t.row_label);
        self.commit_all(edits, None, ChangeKind::Do)?;
        Ok(Bulk::Saved(SavedAll {
            message: format!("{one} recorded in {}", pluralize(count, "case")),
            cases: count,
        }))
    }
}

/// Returns what records the event in one case; a link to a review goes to the one of the case that
/// is most likely meant.
fn change(case: &Case, table: &str, cells: &RowValues) -> Result<CaseChange> {
    let Some(known) = forms::table(table) else {
        return Err(Error::input("There is no such event."));
    };
    let mut cells = cells.clone();
    if let Some(link) = known.review_link() {
        let Some(review) = defaults::review(case, known) else {
            return Err(Error::conflict("There is no review to which it belongs."));
        };
        cells.insert(link.id.to_owned(), Value::Number(i64::from(review)));
    }
    let edit = Edit::AddRow { table: table.to_owned(), row: case.next_row(), cells };
    Ok(CaseChange { case: case.id, edits: vec![edit] })
}
