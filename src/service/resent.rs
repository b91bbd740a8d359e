//! Answers a request that a session sent once more because no answer came: what was stored for it
//! is told, and not stored a second time.

use crate::api::{CaseView, Outcome, Reply, Request};
use crate::error::{Error, Result};
use crate::service::ViewerService;
use crate::service::queue::stored;
use crate::store::StoredChange;

impl ViewerService<'_> {
    /// Answers a request that was sent before, under the same id, and was perhaps answered then.
    pub fn ask_again(&mut self, request: Request) -> Reply {
        if self.allow_request(&request).is_err() || self.admit_viewer(&request).is_err() {
            return self.ask(request);
        }
        let Some(id) = self.viewer.request else { return self.ask(request) };
        let told = match self.store.stored_for(&self.viewer.officer, id) {
            Ok(None) => return self.ask(request),
            Ok(Some(change)) => self.tell(&change, &request),
            Err(error) => Err(error),
        };
        told.unwrap_or_else(Reply::from)
    }

    /// Returns the answer to a request for which a change was stored.
    fn tell(&self, change: &StoredChange, request: &Request) -> Result<Reply> {
        Ok(match (request, self.outcome(change, Vec::new())?) {
            (
                Request::NewCase { .. } | Request::NewFrom { .. },
                Outcome::Saved { message: says, view: CaseView { case, line, .. }, seq },
            ) => Reply::Opened { says, case, line, seq },
            (
                Request::Change { .. }
                | Request::AddEvidence { .. }
                | Request::Undo { .. }
                | Request::Redo { .. }
                | Request::SetTerms(_),
                outcome,
            ) => stored(outcome),
            _ => Reply::from(Error::conflict(
                "This was saved before the connection was lost. You need not repeat it.",
            )),
        })
    }
}
