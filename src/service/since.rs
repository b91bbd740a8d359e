//! An event that a rule forbids only since a colleague's change: the officer who began it before is
//! told by whose change, and when.

use crate::api::{Blocked, Refusal};
use crate::domain::case::Case;
use crate::domain::case::edit::{CaseChange, apply};
use crate::error::Result;
use crate::service::{ViewerService, describe};
use crate::store::{ChangeHead, Wanted};

/// The most changes that are gone back over.
const MOST: usize = 50;
/// How far back, in milliseconds: no event is filled in for longer.
const LONGEST: i64 = 12 * 60 * 60 * 1000;

impl ViewerService<'_> {
    /// Returns the refusal of a change with the colleague's change that brought it about, where one
    /// of the last hours did.
    ///
    /// # Errors
    /// The history of the case cannot be read.
    pub(super) fn since(
        &self,
        refusal: Refusal,
        case: Option<Case>,
        change: &CaseChange,
    ) -> Result<Refusal> {
        let (Refusal::Blocked(blocked), Some(mut past)) = (&refusal, case) else {
            return Ok(refusal);
        };
        let now = (self.clock)();
        let late = |head: &ChangeHead| {
            if now - head.saved_ms > LONGEST { Wanted::NoMore } else { Wanted::Read }
        };
        for stored in self.store.history_where(change.case, late).take(MOST) {
            let stored = stored?;
            let edits: Vec<_> = stored.change.edits_of(change.case).collect();
            let is_undone = edits.iter().rev().all(|e| apply(&mut past, &e.inverse()).is_ok());
            if !is_undone {
                break;
            }
            let stood = self.evaluator.refuse(past.clone(), change);
            if !matches!(stood, Err(Refusal::Blocked(b)) if b.rule.id == blocked.rule.id) {
                if stored.change.officer == self.viewer.officer {
                    break;
                }
                let what =
                    describe::describe(&stored.change, change.case, &|id| self.school_name(id));
                let message = format!(
                    "{} This is so since {}'s change {} (“{}”).",
                    blocked.message,
                    stored.author(),
                    self.when(&stored),
                    what.trim_end_matches('.')
                );
                return Ok(Refusal::Blocked(Blocked { message, ..blocked.clone() }));
            }
        }
        Ok(refusal)
    }
}
