//! Notes who looked at what, and reads it again. What leaves the records is noted before it is given
//! out, whoever asks; what is only shown is noted for those who share the records.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::Datelike;

use crate::api::{Reply, Request};
use crate::domain::access::{Access, AccessKind, FOLDED_MS, without_glances_before_opening};
use crate::domain::case::CaseRef;
use crate::domain::officers::{Right, Role};
use crate::error::Result;
use crate::service::ViewerService;
use crate::store::Synced;

/// The most looks at a case that a session is shown.
const MAX_LOOKS: usize = 500;

/// How often the looks that are remembered are thinned, in milliseconds.
const TIDIED_MS: i64 = 60 * 1000;

/// By whom, what and where.
type Place = (u32, AccessKind, Option<CaseRef>);

/// The looks of the last minutes, of which another is no new entry. Shared by the threads that
/// answer.
#[derive(Debug, Default)]
pub(super) struct Looks(Mutex<Recent>);

#[derive(Debug, Default)]
struct Recent {
    last: BTreeMap<Place, i64>,
    /// When what is too old was last thrown away.
    thinned_ms: i64,
    /// How many could not be noted since the last that could.
    missed: u64,
    /// The year in which older years were last looked for.
    tidied: Option<i32>,
}

impl Looks {
    fn recent(&self) -> MutexGuard<'_, Recent> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Recent {
    /// Returns whether a look is none of its own at a moment.
    fn is_folded(&self, place: &Place, at_ms: i64) -> bool {
        let is_near = |last: &i64| (0..FOLDED_MS).contains(&(at_ms - last));
        let (by, what, case) = *place;
        let more = (what == AccessKind::Glanced).then_some((by, AccessKind::Opened, case));
        std::iter::once(*place).chain(more).any(|p| self.last.get(&p).is_some_and(is_near))
    }

    fn remember(&mut self, place: Place, at_ms: i64) {
        // What is too old is of no use; to go over all of it at each look would cost more than the look.
        if !(0..TIDIED_MS).contains(&(at_ms - self.thinned_ms)) {
            self.thinned_ms = at_ms;
            self.last.retain(|_, at| (0..FOLDED_MS).contains(&(at_ms - *at)));
        }
        self.last.insert(place, at_ms);
    }
}

/// Returns how a request looks at a case, where it is answered: any that may only read is at least a
/// glance. What is made or given out of a case is noted by what makes it.
pub(super) fn look_of(request: &Request) -> Option<(AccessKind, CaseRef)> {
    let what = match request {
        Request::Here { at: None, .. } => AccessKind::Opened,
        Request::Preview { .. } => AccessKind::Evidence,
        Request::MakePaper { .. } | Request::Evidence { .. } => return None,
        _ if request.right() == Some(Right::Read) => AccessKind::Glanced,
        _ => return None,
    };
    request.cases().first().map(|case| (what, *case))
}

impl ViewerService<'_> {
    /// Notes that something leaves the records: `rows` of what was `made`, of a case where it was
    /// one. It is on the disk when this returns.
    ///
    /// # Errors
    /// It cannot be noted, so it may not be given out.
    pub fn note_first(
        &self,
        what: AccessKind,
        case: Option<CaseRef>,
        rows: usize,
        made: &str,
    ) -> Result<()> {
        let access = self.access(what, case, rows, made);
        self.store.note_access(&access, Synced::First)?;
        self.forget_old_looks(access.at_ms);
        Ok(())
    }

    /// Notes that something is shown to one who shares the records. Where that cannot be noted,
    /// reading goes on, and the next entry says how many looks are missing.
    pub fn note(&self, what: AccessKind, case: Option<CaseRef>, rows: usize) {
        if self.viewer.system_user.is_none() {
            return;
        }
        let access = self.access(what, case, rows, "");
        let place = (access.uid, what, case);
        let mut recent = self.looks.recent();
        if recent.is_folded(&place, access.at_ms) {
            return;
        }
        if self.store.note_access(&access, Synced::Soon).is_err() {
            recent.missed += 1;
            return;
        }
        recent.remember(place, access.at_ms);
        let missed = std::mem::take(&mut recent.missed);
        if missed > 0 {
            let what = AccessKind::Missed;
            let gap = Access { what, case: None, rows: missed, ..access };
            if self.store.note_access(&gap, Synced::Soon).is_err() {
                recent.missed += missed;
            }
        }
        let at_ms = access.at_ms;
        drop(recent);
        self.forget_old_looks(at_ms);
    }

    /// Returns an entry of a look at this moment.
    pub(super) fn access(
        &self,
        what: AccessKind,
        case: Option<CaseRef>,
        rows: usize,
        made: &str,
    ) -> Access {
        let by = self.store.author();
        Access {
            at_ms: (self.clock)(),
            uid: by.uid,
            login: by.name.clone(),
            officer: self.viewer.officer.clone(),
            session: self.viewer.session.0,
            what,
            case,
            rows: rows as u64,
            made: made.to_owned(),
            why: String::new(),
        }
    }

    /// Deletes, once a year, the looks of the years that the profile does not keep.
    fn forget_old_looks(&self, at_ms: i64) {
        let moment = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        let year = moment.year();
        if self.looks.recent().tidied.replace(year) != Some(year) {
            self.store.forget_looks_before(year - self.evaluator.profile().audit_years);
        }
    }

    /// Returns who looked, at one case or at all, and a sentence for each fault of the record. What
    /// is hidden from the viewer is left out.
    ///
    /// # Errors
    /// The viewer may not know it, or it cannot be read.
    pub fn accesses(&self, case: Option<CaseRef>) -> Result<(Vec<Access>, Vec<String>)> {
        case.map_or(Ok(()), |case| self.refuse_hidden(case))?;
        let is_own = self.role_of(&self.viewer)? == Some(Role::Officer)
            && case.map_or(Ok(false), |case| self.has_worked_in(case))?;
        if !is_own {
            self.allow(Right::Audit)?;
        }
        let (mut all, faults) = self.store.accesses()?;
        // That a restricted record was opened is known to all who may know who looked, and why to
        // those who were told.
        let role = self.role_of(&self.viewer)?;
        all.retain_mut(|access| {
            let is_shut = access.case.is_some_and(|of| self.is_shut(of));
            if is_shut && role != Some(Role::Lead) {
                access.why.clear();
            }
            (!is_shut || access.what == AccessKind::Glass)
                && case.is_none_or(|case| access.case == Some(case))
        });
        Ok((all, faults))
    }

    /// Returns who has looked at a case, the latest first; a viewer who may not know it is told so in
    /// place of it.
    ///
    /// Answers [`Request::Looks`](crate::api::Request::Looks).
    ///
    /// # Errors
    /// It cannot be read.
    pub(super) fn looks(&self, case: CaseRef) -> Result<Reply> {
        let is_told = self.allow(Right::Audit).is_ok() || self.has_worked_in(case)?;
        if !is_told {
            let fault =
                "You have recorded nothing in this case, so who looked is for the lead to see.";
            return Ok(Reply::Looks { case, all: Vec::new(), fault: Some(fault.into()) });
        }
        let (mut all, faults) = self.accesses(Some(case))?;
        all = without_glances_before_opening(all);
        all.reverse();
        all.truncate(MAX_LOOKS);
        let fault = (!faults.is_empty()).then(|| faults.join(" "));
        Ok(Reply::Looks { case, all, fault })
    }

    /// Returns how often each user did what in the looks asked for, by login and the kind's word, and
    /// nothing of any case: what one may know who sees no case.
    ///
    /// # Errors
    /// The viewer may not know it, or it cannot be read.
    pub fn access_counts(
        &self,
        is_asked: &dyn Fn(&Access) -> bool,
    ) -> Result<BTreeMap<(String, &'static str), u64>> {
        if self.role_of(&self.viewer)? != Some(Role::Admin) {
            self.allow(Right::Audit)?;
        }
        let mut counts = BTreeMap::new();
        for access in self.store.accesses()?.0.into_iter().filter(is_asked) {
            *counts.entry((access.login, access.what.word())).or_default() += 1;
        }
        Ok(counts)
    }
}
