//! Restricted cases, which only those who are named see. This is the one place that decides who sees
//! which case: whatever reads cases for a viewer asks it.

#[cfg(test)]
pub(super) mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::api::Viewer;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, CaseRef};
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::officers::{Officer, Right, Role};
use crate::domain::plural::pluralize;
use crate::domain::system_user::SystemUser;
use crate::error::{Error, Result};
use crate::service::change::cases;
use crate::service::kinds;
use crate::service::{Service, ViewerService};
use crate::store::{Change, ChangeHead, ChangeKind, Progress, Subject, Wanted};

/// The restricted cases, and which of them are hidden from whose request is answered.
#[derive(Debug, Default)]
pub(super) struct Restricted {
    named: BTreeMap<CaseRef, Vec<SystemUser>>,
    hidden: BTreeSet<CaseRef>,
}

/// The kinds of items that say who may see or do what, hold a case, or are of a request for subject
/// access: no officer's undo takes them back.
const BEYOND_UNDO: [&str; 7] = [
    kinds::RESTRICTED,
    kinds::OFFICERS,
    kinds::GLASS,
    kinds::HOLDS,
    kinds::SUBJECT_ACCESS,
    kinds::ACCESS_DETAILS,
    kinds::ACCESS_DECISIONS,
];

/// Returns whether a part of a change is of one of these kinds.
pub(super) fn is_access(part: &Subject) -> bool {
    matches!(part, Subject::Item { kind, .. } if BEYOND_UNDO.contains(&kind.as_str()))
}

/// Returns the error of one who names a case that is not there, or is hidden: both read alike.
pub(super) fn no_case(id: CaseRef) -> Error {
    Error::not_found(format!("There is no case {id}.")).with_hint("Find it in the case list.")
}

impl Service {
    /// Returns whether a viewer may see a case: whose role reads cases, and who is named where the
    /// case is restricted. In the records' own process nothing is restricted.
    pub fn sees(&self, viewer: &Viewer, case: CaseRef) -> bool {
        let reads = self.role_of(viewer).is_ok_and(|role| role.is_none_or(|r| r.may(Right::Read)));
        reads
            && match (&viewer.system_user, self.restricted.named.get(&case)) {
                (Some(user), Some(named)) => named.contains(user),
                (None, _) | (_, None) => true,
            }
    }

    /// Reads again which cases are restricted.
    ///
    /// # Errors
    /// One cannot be read; nobody is then let in.
    pub(super) fn read_restricted(&mut self) -> Result<()> {
        let read = |(id, json): (String, String)| {
            let case = id.parse::<CaseRef>().ok();
            case.zip(serde_json::from_str(&json).ok()).ok_or_else(|| {
                Error::input(format!("Who may see {id} cannot be read by this version."))
                    .with_hint("Use the version of Offsite that stored it.")
            })
        };
        self.restricted.named =
            self.store.items(kinds::RESTRICTED)?.into_iter().map(read).collect::<Result<_>>()?;
        Ok(())
    }

    /// Hides from here on what a viewer may not see.
    pub(super) fn hide_from(&mut self, viewer: &Viewer) {
        let restricted = self.restricted.named.keys().copied();
        self.restricted.hidden = restricted.filter(|case| !self.sees(viewer, *case)).collect();
    }

    /// Returns whether a case is hidden from the viewer.
    pub(super) fn is_hidden(&self, case: CaseRef) -> bool {
        self.restricted.hidden.contains(&case)
    }

    /// Returns how many cases are hidden from the viewer.
    pub fn count_hidden(&self) -> usize {
        self.restricted.hidden.len()
    }

    /// Returns whether a case is hidden from the viewer and not open to this request either.
    pub(super) fn is_shut(&self, case: CaseRef) -> bool {
        self.is_hidden(case) && !self.is_looked_through(case)
    }

    /// Refuses a hidden case as one that is not there.
    pub(super) fn refuse_hidden(&self, case: CaseRef) -> Result<()> {
        if self.is_shut(case) { Err(no_case(case)) } else { Ok(()) }
    }

    /// Returns every restricted case, whoever may see it.
    pub(super) fn every_restricted(&self) -> BTreeSet<CaseRef> {
        self.restricted.named.keys().copied().collect()
    }

    /// Returns every restricted case that is not hidden from the viewer.
    pub(super) fn restricted_seen(&self) -> Vec<CaseRef> {
        let all = self.restricted.named.keys().copied();
        all.filter(|case| !self.is_hidden(*case)).collect()
    }

    /// Returns the users who are named for a case; none where it is not restricted.
    pub(super) fn named_in(&self, case: CaseRef) -> &[SystemUser] {
        self.restricted.named.get(&case).map_or(&[][..], Vec::as_slice)
    }

    /// Gives the line of every case that the viewer sees to `each`, in the order of references. A
    /// line that cannot be read is made anew from its case, so that no report leaves it out.
    ///
    /// # Errors
    /// The lines cannot be read, or a case cannot whose line cannot.
    pub(super) fn each_seen_line(&self, mut each: impl FnMut(Summary)) -> Result<()> {
        let mut unread = None;
        self.store.each_line(|line| {
            if self.is_hidden(line.id) || unread.is_some() {
                return;
            }
            if line.is_readable() {
                return each(line);
            }
            match self.load(line.id) {
                Ok(case) => each(self.evaluator.line(&case, line.modified_ms)),
                Err(error) => unread = Some(error),
            }
        })?;
        unread.map_or(Ok(()), Err)
    }

    /// Gives every case that the viewer sees, that has begun and that had not ended before a day to
    /// `each`, one at a time in the order of references; `progress` hears `what` is done.
    ///
    /// # Errors
    /// A case cannot be read.
    pub(super) fn each_begun(
        &self,
        what: &str,
        not_before: NaiveDate,
        progress: Progress<'_>,
        mut each: impl FnMut(&Case),
    ) -> Result<()> {
        let is_over = |line: &Summary| {
            line.stage.is_ended() && line.facts.end.is_some_and(|last| last < not_before)
        };
        let mut begun = Vec::new();
        self.each_seen_line(|line| {
            let counts = line.stage.has_begun() && !is_over(&line);
            begun.extend(Some(line.id).filter(|_| counts));
        })?;
        self.each_of(&begun, what, progress, |case| {
            each(case);
            Ok(())
        })
    }

    /// Gives some cases to `each`, one at a time in the order in which they are named; `progress`
    /// hears `what` is done.
    ///
    /// # Errors
    /// A case cannot be read, is not there or is hidden from the viewer, or what `each` says.
    pub fn each_of(
        &self,
        ids: &[CaseRef],
        what: &str,
        progress: Progress<'_>,
        mut each: impl FnMut(&Case) -> Result<()>,
    ) -> Result<()> {
        // A thread that read them ahead made it slower by a quarter at 100,000: two threads that
        // allocate and free the same cases wait for each other, and the check has the other core.
        for (done, id) in ids.iter().enumerate() {
            progress(what, done as u64, ids.len() as u64);
            each(&self.load(*id)?)?;
        }
        Ok(())
    }

    /// Returns the counts of a day without what is hidden from the viewer.
    pub(super) fn without_hidden(&self, mut tally: Tally, today: NaiveDate) -> Result<Tally> {
        for line in self.hidden_lines()? {
            tally.groups.remove(line.group(today));
            tally.all = tally.all.saturating_sub(1);
            if line.stage == Stage::Running {
                tally.running = tally.running.saturating_sub(1);
            }
        }
        Ok(tally)
    }

    fn hidden_lines(&self) -> Result<Vec<Summary>> {
        let mut lines = Vec::new();
        for case in &self.restricted.hidden {
            lines.extend(self.store.line(*case)?);
        }
        Ok(lines)
    }

    /// Returns whether a change is not one that undo takes back: it says who may see or do what,
    /// holds a case, or is of a case that is hidden from the viewer.
    pub(super) fn is_beyond_undo(&self, change: &Change) -> bool {
        change.edits.iter().any(is_access) || cases(change).any(|case| self.is_hidden(case))
    }

    /// Returns the officers who see a restricted case today and can work in it.
    fn keepers(&self, case: CaseRef, today: NaiveDate) -> Vec<&Officer> {
        let named = self.named_in(case);
        let keeps = |o: &&Officer| {
            o.is_current(today) && o.role.may(Right::Record) && named.contains(&o.user)
        };
        self.officers.iter().filter(keeps).collect()
    }
}

impl ViewerService<'_> {
    /// Returns the names of those who see a case where it is restricted; none where every officer
    /// does.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn who_sees(&self, case: CaseRef) -> Result<Option<Vec<String>>> {
        self.load(case)?;
        let name = |user: &SystemUser| self.name_of_officer(user);
        Ok(self.restricted.named.get(&case).map(|named| named.iter().map(name).collect()))
    }

    /// Restricts a case to the officers of these logins, or opens it to all where none is given.
    ///
    /// # Errors
    /// The viewer may not, one of them is no officer, or none of them could work in the case.
    pub fn restrict(&mut self, case: CaseRef, logins: &[String]) -> Result<()> {
        self.allow(Right::Restrict)?;
        let today = self.viewer.today;
        let role = self.role_of(&self.viewer)?;
        let is_left_alone = self.restricted.named.contains_key(&case)
            && self.keepers(case, today).is_empty()
            && role == Some(Role::Lead);
        if !is_left_alone {
            self.load(case)?;
        }
        if role == Some(Role::Officer) && !self.has_worked_in(case)? {
            return Err(Error::input(format!("You have recorded nothing in {case}."))
                .with_hint("Ask the lead to restrict it."));
        }
        let mut named = Vec::with_capacity(logins.len());
        for login in logins {
            let user = self.reader(login)?;
            if !named.contains(&user) {
                named.push(user);
            }
        }
        let can_work = |user: &SystemUser| {
            let own = self.officers.iter().find(|o| o.user == *user);
            own.is_some_and(|o| o.role.may(Right::Record))
        };
        if !named.is_empty() && !named.iter().any(can_work) {
            return Err(Error::input(
                "None of them may record anything: its duties would be missed.",
            )
            .with_hint("Name an officer or a lead too."));
        }
        let (kind, id) = (kinds::RESTRICTED.to_owned(), case.to_string());
        let old = self.store.item(&kind, &id)?;
        let new = (!named.is_empty()).then(|| serde_json::to_string(&named)).transpose();
        let new = new.map_err(|e| Error::input("This could not be saved.").with_source(e))?;
        if old == new {
            return Ok(());
        }
        let part = Subject::Item { kind, id, old, new };
        self.commit_all(vec![part], None, ChangeKind::Do)?;
        let viewer = self.viewer.clone();
        self.hide_from(&viewer);
        self.tell_of_access(case);
        Ok(())
    }

    /// Returns the logins of those who see a case; none where every officer does.
    ///
    /// Answers [`Request::WhoSees`](crate::api::Request::WhoSees).
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn logins_who_see(&self, case: CaseRef) -> Result<Vec<String>> {
        self.load(case)?;
        Ok(self.named_in(case).iter().map(|user| user.name.clone()).collect())
    }

    /// Restricts a case as [`ViewerService::restrict`] does, and says what was done.
    ///
    /// Answers [`Request::Restrict`](crate::api::Request::Restrict).
    ///
    /// # Errors
    /// As there; and in the records' own process, where every case is seen all the same.
    pub(super) fn restrict_in_session(
        &mut self,
        case: CaseRef,
        logins: &[String],
    ) -> Result<String> {
        if self.viewer.system_user.is_none() || self.officers().is_empty() {
            return Err(Error::input("Nobody shares these records, so no case is restricted.")
                .with_hint("See offsite manual server."));
        }
        self.restrict(case, logins)?;
        Ok(match logins {
            [] => format!("Every officer sees {case} now."),
            [one] => format!("Only {one} sees {case} now."),
            all => format!("Only {} see {case} now.", all.join(", ")),
        })
    }

    /// Returns what a lead is told of duties that are overdue in cases hidden from the lead, without
    /// a name of a child; none where there is nothing to tell.
    ///
    /// # Errors
    /// Where the lines cannot be read.
    pub fn late_elsewhere(&self, today: NaiveDate) -> Result<Option<String>> {
        if self.role_of(&self.viewer)? != Some(Role::Lead) {
            return Ok(None);
        }
        let is_late = |line: &Summary| line.due_days().iter().flatten().any(|day| *day < today);
        let late: Vec<Summary> = self.hidden_lines()?.into_iter().filter(is_late).collect();
        if late.is_empty() {
            return Ok(None);
        }
        let keepers: Vec<&Officer> =
            late.iter().flat_map(|line| self.keepers(line.id, today)).collect();
        let mut names: Vec<String> =
            keepers.iter().map(|o| self.name_of_officer(&o.user)).collect();
        names.sort();
        names.dedup();
        let are = if late.len() == 1 { "has" } else { "have" };
        let count = pluralize(late.len(), "restricted case");
        let whom = if names.is_empty() {
            "none of those who see it is an officer any more. Name others: offsite restrict."
                .to_owned()
        } else {
            format!("ask {}.", names.join(" or "))
        };
        Ok(Some(format!("{count} {are} a duty overdue: {whom}")))
    }

    pub(super) fn name_of_officer(&self, user: &SystemUser) -> String {
        let known = self.officers.iter().find(|o| o.user == *user);
        known.map_or(&user.name, |o| if o.name.is_empty() { &user.name } else { &o.name }).clone()
    }

    /// Returns the user of a login whose role reads cases.
    fn reader(&self, login: &str) -> Result<SystemUser> {
        let today = self.viewer.today;
        let reads =
            |o: &&Officer| o.user.name == login && o.is_current(today) && o.role.may(Right::Read);
        self.officers.iter().find(reads).map(|o| o.user.clone()).ok_or_else(|| {
            Error::input(format!("{login} is not an officer who reads cases. No changes made."))
                .with_hint("Your admin names officers: offsite admin list.")
        })
    }

    /// Returns whether the viewer has recorded anything in a case.
    pub(super) fn has_worked_in(&self, case: CaseRef) -> Result<bool> {
        let own = |head: &ChangeHead| {
            if head.officer == self.viewer.officer { Wanted::Read } else { Wanted::Skip }
        };
        let found = self.store.history_where(case, own).next().transpose()?;
        Ok(found.is_some_and(|stored| stored.change.officer == self.viewer.officer))
    }
}
