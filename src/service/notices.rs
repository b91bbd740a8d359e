//! What other sessions are told of a change once it is stored, and of where each is at work. A
//! session that has asked once is told from then on; it fetches what waits for it when it likes, so
//! that one which reads nothing is waited for by nobody.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::api::{CasesChanged, ItemKind, Notice, Presence, SessionId};
use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::officers::Right;
use crate::error::{Error, ErrorKind};
use crate::service::change::cases;
use crate::service::kinds;
use crate::service::{Service, ViewerService, describe};
use crate::store::{StoredChange, Subject};

/// The most that waits for one session; beyond it everything is asked for anew.
const MOST: usize = 256;
/// The most cases that one notice names.
const MOST_CASES: usize = 500;

/// What waits for one session; none where it was too much to be told one by one.
type Inbox = Option<VecDeque<Notice>>;

/// What waits for each session that is told, and where each is at work.
#[derive(Debug, Default)]
pub(super) struct Notices {
    inboxes: BTreeMap<SessionId, Inbox>,
    places: BTreeMap<SessionId, Presence>,
    /// Those for whom something has begun to wait.
    rung: BTreeSet<SessionId>,
    /// The session whose request is being answered: it knows what it does.
    speaker: Option<SessionId>,
    /// Nothing could be saved when it was last tried, since the disk is full.
    is_full: bool,
}

impl Notices {
    /// Takes note of whose requests are answered from here on.
    pub(super) fn speak_for(&mut self, session: SessionId) {
        self.speaker = Some(session);
    }

    fn post(&mut self, notice: &Notice) {
        for (session, inbox) in &mut self.inboxes {
            if Some(*session) == self.speaker {
                continue;
            }
            let Some(waiting) = inbox else { continue };
            if waiting.is_empty() {
                self.rung.insert(*session);
            }
            waiting.push_back(notice.clone());
            if waiting.len() > MOST {
                *inbox = None;
            }
        }
    }

    /// Returns where the other sessions are at work.
    fn others(&self, session: SessionId) -> impl Iterator<Item = Notice> {
        let others = self.places.values().filter(move |place| place.session != session);
        others.cloned().map(Notice::Here)
    }

    /// Takes what waits for a session, which is told from then on.
    fn take(&mut self, session: SessionId) -> Vec<Notice> {
        self.rung.remove(&session);
        match self.inboxes.insert(session, Some(VecDeque::new())) {
            Some(Some(waiting)) => waiting.into(),
            Some(None) => [Notice::Resync].into_iter().chain(self.others(session)).collect(),
            None => self.others(session).collect(),
        }
    }

    /// Returns who has a case open in another session than the one that is being answered, by name;
    /// none where nobody has.
    pub(super) fn others_in(&self, case: CaseRef) -> Option<String> {
        let others = self.places.values().filter(|place| Some(place.session) != self.speaker);
        let names: BTreeSet<&str> =
            others.filter(|place| place.case == Some(case)).map(|place| &*place.who).collect();
        let names: Vec<&str> = names.into_iter().collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// Takes note of where a session is at work, and tells the others.
    fn place(&mut self, place: Presence) {
        let before = match place.case {
            Some(_) => self.places.insert(place.session, place.clone()),
            None => self.places.remove(&place.session),
        };
        let is_new = before.as_ref() != Some(&place) && (before.is_some() || place.case.is_some());
        if is_new {
            self.post(&Notice::Here(place));
        }
    }

    /// Takes note that a session has ended.
    pub(super) fn end(&mut self, session: SessionId) {
        self.inboxes.remove(&session);
        self.rung.remove(&session);
        self.speaker = None;
        if let Some(place) = self.places.get(&session).cloned() {
            self.place(Presence { case: None, at: None, ..place });
        }
    }
}

impl Service {
    /// Takes the sessions for which something has begun to wait since it was last asked.
    pub fn take_rung(&mut self) -> Vec<SessionId> {
        std::mem::take(&mut self.notices.rung).into_iter().collect()
    }

    /// Returns whether something waits for a session.
    pub fn has_notices(&self, session: SessionId) -> bool {
        let waiting = self.notices.inboxes.get(&session);
        waiting.is_some_and(|inbox| inbox.as_ref().is_none_or(|waiting| !waiting.is_empty()))
    }

    /// Tells the other sessions of a change that is stored.
    pub(super) fn tell_others(&mut self, stored: &StoredChange) {
        if self.notices.inboxes.is_empty() {
            return;
        }
        let cases: Vec<CaseRef> = cases(&stored.change).collect();
        if cases.len() > MOST_CASES {
            self.tell_others_all();
        } else if let Some(first) = cases.first() {
            let says = describe::describe(&stored.change, *first, &|id| self.school_name(id));
            let (seq, who, when) = (stored.seq, stored.change.officer.clone(), self.when(stored));
            self.notices.post(&Notice::Changed(CasesChanged { seq, cases, who, when, says }));
        }
        let mut kinds: Vec<ItemKind> = stored.change.edits.iter().filter_map(kind_of).collect();
        kinds.dedup();
        for kind in kinds {
            self.notices.post(&Notice::Items(kind));
        }
    }

    /// Tells the other sessions that who sees a case has changed: those from whom it is hidden now,
    /// that it is, and the others to ask anew.
    pub(super) fn tell_of_access(&mut self, case: CaseRef) {
        self.notices.post(&Notice::Hidden(case));
    }

    /// Rings for those who are to be told that a restricted case was opened.
    pub(super) fn tell_of_glass(&mut self) {
        self.notices.post(&Notice::Glass(String::new()));
    }

    /// Tells the other sessions that so much has changed that they ask for everything anew.
    pub(super) fn tell_others_all(&mut self) {
        self.notices.post(&Notice::Resync);
    }
}

impl Service {
    /// Tells the other sessions once that the disk is full, and once that there is room again; `error`
    /// is why something was not saved, none where it was.
    pub(super) fn note_room(&mut self, error: Option<&Error>) {
        let is_full = error.is_some_and(|error| error.kind() == ErrorKind::NoSpace);
        if is_full != self.notices.is_full && (is_full || error.is_none()) {
            self.notices.is_full = is_full;
            self.notices.post(&Notice::DiskIsFull(is_full));
        }
    }
}

impl ViewerService<'_> {
    /// Takes what others have done since this was last asked; the session is told from then on.
    ///
    /// Answers [`Request::Notices`](crate::api::Request::Notices).
    pub fn take_notices(&mut self) -> Vec<Notice> {
        let session = self.viewer.session;
        let mut all = self.take_openings();
        let waiting = self.notices.take(session);
        all.extend(waiting.into_iter().filter_map(|notice| self.told(notice)));
        all
    }

    /// Tells the other sessions which case this one has open, and what is being typed there.
    ///
    /// Answers [`Request::Here`](crate::api::Request::Here).
    pub fn be_at(&mut self, case: Option<CaseRef>, at: Option<FieldPath>) {
        let (session, who) = (self.viewer.session, self.viewer.officer.clone());
        self.notices.place(Presence { session, who, case, at });
    }

    /// Returns what of a notice the viewer may be told: nothing of a case whose content is not open
    /// to it. Who has gone to such a case has left the one before.
    fn told(&self, notice: Notice) -> Option<Notice> {
        let may_read = self.allow(Right::Read).is_ok();
        match notice {
            Notice::Changed(_) | Notice::Here(_) | Notice::Hidden(_) if !may_read => None,
            // What was done is said of the first case.
            Notice::Changed(change) if change.cases.first().is_some_and(|c| self.is_hidden(*c)) => {
                let cases = change.cases.into_iter().filter(|c| !self.is_hidden(*c));
                let cases: Vec<CaseRef> = cases.collect();
                (!cases.is_empty()).then_some(Notice::Resync)
            }
            Notice::Changed(mut change) => {
                change.cases.retain(|case| !self.is_hidden(*case));
                Some(Notice::Changed(change))
            }
            Notice::Here(place) if place.case.is_some_and(|case| self.is_hidden(case)) => {
                Some(Notice::Here(Presence { case: None, at: None, ..place }))
            }
            Notice::Hidden(case) if !self.is_hidden(case) => Some(Notice::Resync),
            // What is told of an opening was taken from the record.
            Notice::Glass(_) => None,
            other => Some(other),
        }
    }
}

fn kind_of(part: &Subject) -> Option<ItemKind> {
    let Subject::Item { kind, .. } = part else { return None };
    match kind.as_str() {
        kinds::SCHOOLS => Some(ItemKind::Schools),
        kinds::TERMS => Some(ItemKind::Terms),
        kinds::AUTHORITY => Some(ItemKind::Authority),
        _ => None,
    }
}
