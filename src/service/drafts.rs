//! Texts that are being typed.

use crate::api::Draft;
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
        self.store.drop_draft(&self.viewer.officer, case, at)?;
        Ok(())
    }

    /// Returns the texts that an earlier session left behind.
    ///
    /// Answers [`Request::Drafts`](crate::api::Request::Drafts).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let stored = self.store.drafts(&self.viewer.officer)?;
        Ok(stored
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
