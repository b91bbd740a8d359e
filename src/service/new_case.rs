//! Opens new cases.

use chrono::{Datelike, NaiveDate};

use crate::api::{CaseView, Outcome};
use crate::domain::case::Case;
use crate::domain::case::edit::{CaseChange, Edit, apply_all};
use crate::domain::prefill::Suggestion;
use crate::domain::{forms, prefill};
use crate::error::{Error, Result};
use crate::service::ViewerService;
use crate::store::ChangeKind;

/// A new case that was opened.
pub struct OpenedCase {
    /// What was done, as a sentence.
    pub message: String,
    /// The case as it then stands.
    pub view: CaseView,
    /// The number of the change, by which it can be undone.
    pub seq: u64,
}

impl ViewerService<'_> {
    /// Opens a case with the given rows, and with what was offered of the child.
    ///
    /// Answers [`Request::NewCase`](crate::api::Request::NewCase).
    ///
    /// # Errors
    /// Where it cannot be stored.
    pub fn new_case(&mut self, on: NaiveDate, offers: &[Suggestion]) -> Result<OpenedCase> {
        let id = self.store.next_ref(on.year().unsigned_abs() as u16);
        let mut edits = vec![Edit::Open];
        let mut row = 1;
        for (table, cells) in forms::preset_rows() {
            edits.push(Edit::AddRow { table: table.id.to_owned(), row, cells });
            row += 1;
        }
        let change = CaseChange { case: id, edits };
        let mut begun = Case::new(id);
        apply_all(&mut begun, &change)?;
        let lines = prefill::compare(&begun, offers, &|id| self.school_name(id));
        let mut edits = change.edits;
        edits.extend(prefill::edits(&begun, &lines.iter().collect::<Vec<_>>(), row));
        let outcome = self.commit(CaseChange { case: id, edits }, None, ChangeKind::Do)?;
        match outcome {
            Outcome::Saved { message, view, seq } => Ok(OpenedCase { message, view, seq }),
            other => Err(Error::conflict(format!("{} {id} was not opened.", other.message()))),
        }
    }
}
