//! Texts that are being typed.

use std::time::Duration;

use crate::api::{Draft, SessionId, Viewer};
use crate::domain::case::{CaseRef, FieldPath};
use crate::error::Result;
use crate::service::ViewerService;
use crate::store::StoredDraft;

/// The cursor of a text that the officer left, as it is stored: no text has a line so far down.
const LEFT: (u32, u32) = (u32::MAX, u32::MAX);

/// A session that has asked nothing for so long may have lost its line: each key in a text asks.
const SILENT: Duration = Duration::from_secs(30);

impl ViewerService<'_> {
    /// Keeps text that is being typed on disk until it is saved.
    ///
    /// Answers [`Request::SaveDraft`](crate::api::Request::SaveDraft).
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save_draft(&mut self, draft: Draft) -> Result<()> {
        let saved = self.store.save_draft(&StoredDraft {
            officer: self.viewer.officer.clone(),
            case: draft.case,
            place: draft.path,
            text: draft.text,
            cursor: draft.cursor.unwrap_or(LEFT),
            saved_ms: (self.clock)(),
            session: self.viewer.session.0,
        });
        self.note_room(saved.as_ref().err());
        saved
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

    /// Returns the texts that the session keeps, the latest first. Those of sessions that have ended,
    /// or have been silent for half a minute, become its own; those of another session of the officer
    /// that goes on stay with that, also where that has the store open and this one only reads.
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
            let heard = self.sessions.get(&SessionId(draft.session));
            let is_living = heard.is_some_and(|heard| heard.elapsed() < SILENT);
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

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::domain::profile::Profile;
    use crate::service::Service;
    use crate::store::Store;

    #[test]
    fn text_of_a_session_that_fell_silent_is_the_next_ones_and_neither_loses_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let opened = Store::open(folder.path(), "a.shah", "now").expect("opens");
        let profile = Profile::shipped().clone();
        let mut service = Service::new(opened.store, || 1, profile).expect("a service");
        let day = "2026-11-23".parse().expect("a day");
        let [first, second] = ["a.shah"; 2].map(|who| Viewer::new(who, day));
        let (case, path) = (CaseRef { year: 2026, number: 1 }, FieldPath::case("child.known_as"));
        let draft =
            |text: &str| Draft { case, path: path.clone(), text: text.into(), cursor: None };
        let kept = |service: &mut Service, viewer: &Viewer| {
            let drafts = service.for_viewer(viewer).drafts().expect("read");
            drafts.into_iter().map(|draft| draft.text).collect::<Vec<_>>()
        };
        service.for_viewer(&first).save_draft(draft("Bee")).expect("kept");
        assert!(kept(&mut service, &second).is_empty(), "the first is typing");
        let long_ago = Instant::now().checked_sub(SILENT).expect("a moment");
        service.sessions.insert(first.session, long_ago);
        assert_eq!(kept(&mut service, &second), ["Bee"]);
        // The first was there all the same: what it types from now on is its own, and the second's
        // copy stays with the second.
        service.for_viewer(&first).save_draft(draft("Beatrice")).expect("kept");
        assert_eq!(kept(&mut service, &first), ["Beatrice"]);
        service.for_viewer(&second).discard_draft(case, &path).expect("given up");
        assert_eq!(kept(&mut service, &first), ["Beatrice"]);
    }
}
