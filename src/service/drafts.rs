//! Texts that are being typed.

use crate::api::{Draft, SessionId, Viewer};
use crate::domain::case::{CaseRef, FieldPath};
use crate::error::Result;
use crate::service::ViewerService;
use crate::store::StoredDraft;

/// The cursor of a text that the officer left, as it is stored: no text has a line so far down.
const LEFT: (u32, u32) = (u32::MAX, u32::MAX);

impl ViewerService<'_> {
    /// Keeps text that is being typed on disk until it is saved.
    ///
    /// Answers [`Request::SaveDraft`](crate::api::Request::SaveDraft).
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save_draft(&mut self, draft: Draft) -> Result<()> {
        self.store.save_draft(&StoredDraft {
            officer: self.viewer.officer.clone(),
            case: draft.case,
            place: draft.path,
            text: draft.text,
            cursor: draft.cursor.unwrap_or(LEFT),
            saved_ms: (self.clock)(),
            session: self.viewer.session.0,
        })?;
        Ok(())
    }

    /// Forgets a text that was saved or given up.
    ///
    /// Answers [`Request::DiscardDraft`](crate::api::Request::DiscardDraft).
    ///
    /// # Errors
    /// Where that cannot be written.
    pub fn discard_draft(&mut self, case: CaseRef, at: &FieldPath) -> Result<()> {
        let Viewer { officer, session, .. } = &self.viewer;
        self.store.drop_draft(officer, session.0, case, at)?;
        Ok(())
    }

    /// Returns the texts that the session keeps, the latest first. Those of sessions that have ended
    /// become its own; those of another session of the officer that goes on stay with that, also
    /// where that has the store open and this one only reads.
    ///
    /// Answers [`Request::Drafts`](crate::api::Request::Drafts).
    ///
    /// # Errors
    /// Where they cannot be read, or taken over.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        // Which of its sessions have ended only the other process knows.
        if self.store.is_read_beside_another() {
            return Ok(Vec::new());
        }
        let mut all = self.store.drafts(&self.viewer.officer)?;
        all.retain(|draft| !self.is_hidden(draft.case));
        let session = self.viewer.session.0;
        let (mut kept, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|draft| draft.session == session);
        for draft in others {
            let is_living = self.sessions.contains(&SessionId(draft.session));
            let is_taken = kept.iter().any(|k| k.case == draft.case && k.place == draft.place);
            if !is_living && !is_taken {
                self.store.give_draft_to(session, &draft)?;
                kept.push(draft);
            }
        }
        kept.sort_by_key(|draft| std::cmp::Reverse(draft.saved_ms));
        Ok(kept
            .into_iter()
            .map(|d| Draft {
                case: d.case,
                path: d.place,
                text: d.text,
                cursor: Some(d.cursor).filter(|at| *at != LEFT),
            })
            .collect())
    }
}
