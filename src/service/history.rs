//! What was done to a case.

use crate::api::HistoryEntry;
use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::service::{Service, describe};
use crate::store::StoredChange;

/// How far the clock may stand behind the change before, in milliseconds, before it is called
/// wrong: two machines differ a little.
pub const CLOCK_MAY_DIFFER: i64 = 5 * 60 * 1000;

/// The most changes of a case that its history shows.
pub(super) const MAX_HISTORY: usize = 500;

impl Service {
    /// Returns the changes of a case, newest first.
    ///
    /// Answers [`Request::History`](crate::api::Request::History).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn history(&self, id: CaseRef) -> Result<Vec<HistoryEntry>> {
        self.refuse_hidden(id)?;
        let school = |id: &str| self.school_name(id);
        let changes = self.store.history(id, MAX_HISTORY)?;
        // The time that the change before each was saved at: the list begins with the newest.
        let before = changes.iter().skip(1).map(|s| Some(s.change.saved_ms)).chain([None]);
        let entry = |(s, before): (&StoredChange, Option<i64>)| HistoryEntry {
            saved_at: local(s.change.saved_ms),
            officer: s.author(),
            why: s.change.why.clone(),
            message: describe::describe(&s.change, id, &school),
            is_clock_behind: before.is_some_and(|ms| s.change.saved_ms + CLOCK_MAY_DIFFER < ms),
        };
        Ok(changes.iter().zip(before).map(entry).collect())
    }
}

impl Service {
    /// Returns the number of the last change of each case, for a preview that is agreed to: what is
    /// done is then done to the cases as they were shown.
    ///
    /// # Errors
    /// Where they cannot be read.
    pub(super) fn last_changes(
        &self,
        cases: impl Iterator<Item = CaseRef>,
    ) -> Result<Vec<(CaseRef, Option<u64>)>> {
        let last = |id| Ok((id, self.store.last_change_of(id)?));
        cases.map(last).collect()
    }
}

/// Returns a time in milliseconds since 1970 as the clock on the wall of the office showed it.
pub(super) fn local(at_ms: i64) -> chrono::NaiveDateTime {
    let moment = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    crate::domain::calendar::zone::london(&moment).naive_local()
}

/// Returns when something was done, as said beside it: the time, and the day where it is not that
/// of `now_ms`.
pub(super) fn at_time(at_ms: i64, now_ms: i64) -> String {
    let (at, now) = (local(at_ms), local(now_ms));
    if at.date() == now.date() {
        format!("at {}", at.format("%H:%M"))
    } else {
        format!("on {} at {}", at.format("%a %-d %b %Y"), at.format("%H:%M"))
    }
}
