//! What was done to a case.

use crate::api::HistoryEntry;
use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::service::{Service, describe};

/// The most changes of a case that its history shows.
const MAX_HISTORY: usize = 500;

impl Service {
    /// Returns the changes of a case, newest first.
    ///
    /// Answers [`Request::History`](crate::api::Request::History).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn history(&self, id: CaseRef) -> Result<Vec<HistoryEntry>> {
        let school = |id: &str| self.school_name(id);
        Ok(self
            .store
            .history(id, MAX_HISTORY)?
            .into_iter()
            .map(|s| HistoryEntry {
                saved_at: local(s.change.saved_ms),
                officer: s.author(),
                why: s.change.why.clone(),
                message: describe::describe(&s.change, id, &school),
            })
            .collect())
    }
}

/// Returns a time in milliseconds since 1970 as the clock on the wall of the office showed it.
fn local(at_ms: i64) -> chrono::NaiveDateTime {
    let moment = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    crate::domain::calendar::zone::london(&moment).naive_local()
}
