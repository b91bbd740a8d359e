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
        // Answers that were proposed beside a text may have been kept in the same moment.
        let is_typed = |draft: &StoredDraft| draft.cursor != (0, 0);
        kept.sort_by_key(|draft| std::cmp::Reverse((draft.saved_ms, is_typed(draft))));
        Ok(kept.into_iter().map(as_kept).collect())
    }

    /// Takes over the texts of the session with which this one goes on, whose connection was lost,
    /// and returns them. Where this one has typed on at a place, the earlier text is dropped.
    ///
    /// Answers [`Request::DraftsOf`](crate::api::Request::DraftsOf).
    ///
    /// # Errors
    /// Where they cannot be read, or taken over.
    pub fn drafts_of(&self, session: SessionId) -> Result<Vec<Draft>> {
        let Viewer { officer, session: own, .. } = &self.viewer;
        if *own == session {
            return Ok(Vec::new());
        }
        let mut all = self.store.drafts(officer)?;
        all.retain(|draft| !self.is_hidden(draft.case));
        let (kept, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|draft| draft.session == own.0);
        let mut taken = Vec::new();
        for draft in others.into_iter().filter(|draft| draft.session == session.0) {
            if kept.iter().any(|k| k.case == draft.case && k.place == draft.place) {
                self.store.drop_draft(officer, session.0, draft.case, &draft.place)?;
            } else {
                self.store.give_draft_to(own.0, &draft)?;
                taken.push(as_kept(draft));
            }
        }
        Ok(taken)
    }
}

fn as_kept(draft: StoredDraft) -> Draft {
    Draft {
        case: draft.case,
        path: draft.place,
        text: draft.text,
        cursor: Some(draft.cursor).filter(|at| *at != LEFT),
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

    #[test]
    fn session_that_goes_on_after_its_connection_takes_its_own_texts_and_no_others() {
        let folder = tempfile::tempdir().expect("a folder");
        let opened = Store::open(folder.path(), "a.shah", "now").expect("opens");
        let profile = Profile::shipped().clone();
        let mut service = Service::new(opened.store, || 1, profile).expect("a service");
        let day = "2026-11-23".parse().expect("a day");
        let [lost, again, second] = ["a.shah"; 3].map(|who| Viewer::new(who, day));
        let case = CaseRef { year: 2026, number: 1 };
        let draft = |field: &str, text: &str| Draft {
            case,
            path: FieldPath::case(field),
            text: text.into(),
            cursor: None,
        };
        for (viewer, field, text) in [
            (&lost, "child.known_as", "Be"),
            (&lost, "child.address", "1 Elm"),
            (&second, "child.religion", "None"),
            (&again, "child.known_as", "Bee"),
        ] {
            service.for_viewer(viewer).save_draft(draft(field, text)).expect("kept");
        }
        let taken = service.for_viewer(&again).drafts_of(lost.session).expect("taken");
        assert_eq!(taken, [draft("child.address", "1 Elm")], "what it has typed on is newer");
        for field in ["child.known_as", "child.address"] {
            let at = FieldPath::case(field);
            service.for_viewer(&again).discard_draft(case, &at).expect("saved");
        }
        // Whoever comes next is offered nothing that was saved, and the second goes on typing.
        let next = Viewer::new("a.shah", day);
        assert_eq!(service.for_viewer(&next).drafts().expect("read"), []);
        let own = service.for_viewer(&second).drafts().expect("read");
        assert_eq!(own, [draft("child.religion", "None")]);
    }
}
