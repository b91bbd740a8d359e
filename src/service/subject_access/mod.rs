//! Requests for subject access. The log of a request names nobody and is sealed as everything is that
//! belongs to no case; who asked, and what was decided on each part of the record, is sealed with the
//! key of its case and goes with it.

mod amend;
mod answer;
mod decide;
mod files;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::{AccessView, NewAccess};
use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, SamePupil};
use crate::domain::officers::Right;
use crate::domain::retention::of_subject_access;
use crate::domain::subject_access::clock::{month_clock, school_clock};
use crate::domain::subject_access::request::{AccessDetails, AccessRef, AccessRequest};
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService, kinds};
use crate::store::{ChangeKind, Subject};

pub use crate::service::subject_access::decide::{CheckedBundle, Decided, Wish};

/// Returns under which id the store keeps what a request says of one case.
fn of_case(case: CaseRef, id: AccessRef) -> String {
    format!("{case}/{id}")
}

/// Returns the error of a request that is not there, or is hidden: both read alike.
fn no_request(id: AccessRef) -> Error {
    Error::not_found(format!("There is no request {id}."))
        .with_command("offsite subject-access list shows all.")
}

fn read<T: DeserializeOwned>(id: &str, json: &str) -> Result<T> {
    serde_json::from_str(json).map_err(|e| {
        Error::input(format!("The request {id} cannot be read by this version."))
            .with_hint("Use the version of Offsite that saved it.")
            .with_source(e)
    })
}

fn write<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|e| Error::input("This could not be saved.").with_source(e))
}

/// Refuses a text that is not one line.
fn one_line(what: &str, text: &str) -> Result<String> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(Error::input(format!("{what} has to be on one line.")));
    }
    Ok(text.to_owned())
}

impl Service {
    /// Returns every request about cases that are not hidden from the viewer, by reference.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn access_requests(&self) -> Result<Vec<AccessView>> {
        let mut all = Vec::new();
        for request in self.every_access_request()? {
            if self.is_access_seen(&request) {
                all.push(self.access_view(request)?);
            }
        }
        all.sort_by_key(|view| view.request.id);
        Ok(all)
    }

    /// Returns one request.
    ///
    /// # Errors
    /// There is none, or one of its cases is hidden from the viewer.
    pub fn access_request(&self, id: AccessRef) -> Result<AccessView> {
        let json = self.store.item(kinds::SUBJECT_ACCESS, &id.to_string())?;
        let request = json.map(|json| read::<AccessRequest>(&id.to_string(), &json)).transpose()?;
        let seen = request.filter(|request| self.is_access_seen(request));
        self.access_view(seen.ok_or_else(|| no_request(id))?)
    }

    /// Returns whether no case of a request is hidden from the viewer.
    fn is_access_seen(&self, request: &AccessRequest) -> bool {
        !request.cases.iter().any(|case| self.is_hidden(*case))
    }

    fn access_view(&self, request: AccessRequest) -> Result<AccessView> {
        let place = of_case(request.id.case, request.id);
        let details = self.store.item(kinds::ACCESS_DETAILS, &place)?;
        let details = details.map(|json| read::<AccessDetails>(&place, &json)).transpose()?;
        let reason = details.as_ref().map_or("", |details| &details.extension_reason);
        let month = month_clock(&request, reason);
        let home = self.store.line(request.id.case)?.map_or_else(String::new, |line| line.home);
        let school = school_clock(&request, self.evaluator.calendar(&home));
        let schedule = &self.evaluator.profile().retention;
        let kept = request.closed.and_then(|end| of_subject_access(end.on, schedule));
        Ok(AccessView { request, details, month, school, kept })
    }

    fn every_access_request(&self) -> Result<Vec<AccessRequest>> {
        let all = self.store.items(kinds::SUBJECT_ACCESS)?;
        all.into_iter().map(|(id, json)| read(&id, &json)).collect()
    }

    /// Returns every case about which a request is open, whoever may see it.
    pub(super) fn cases_asked_for(&self) -> Result<BTreeSet<CaseRef>> {
        Ok(self.open_access_requests()?.flat_map(|request| request.cases).collect())
    }

    /// Returns whether a request is about a case, open or closed: without the case its log would be
    /// about nothing.
    pub(super) fn has_access_request(&self, case: CaseRef) -> Result<bool> {
        Ok(self.every_access_request()?.iter().any(|request| request.cases.contains(&case)))
    }

    /// Returns the requests that are not hidden from the viewer and whose log the schedule keeps no
    /// longer than a day: those of the monthly list.
    ///
    /// # Errors
    /// One cannot be read.
    pub fn access_logs_due(&self, until: chrono::NaiveDate) -> Result<Vec<AccessView>> {
        let mut all = self.access_requests()?;
        all.retain(|view| view.is_log_due(until));
        Ok(all)
    }

    fn open_access_requests(&self) -> Result<impl Iterator<Item = AccessRequest>> {
        Ok(self.every_access_request()?.into_iter().filter(|request| request.closed.is_none()))
    }

    /// Refuses to dispose of a case while a request about it is open.
    pub(super) fn refuse_asked_for(&self, case: CaseRef) -> Result<()> {
        let mut open = self.open_access_requests()?;
        open.find(|request| request.cases.contains(&case)).map_or(Ok(()), |request| {
            let words = format!("{case} has an open request for subject access, {}.", request.id);
            Err(Error::rule(words).with_command(format!(
                "When it is answered: offsite subject-access close {} --how given.",
                request.id
            )))
        })
    }
}

impl ViewerService<'_> {
    /// Enters a request.
    ///
    /// # Errors
    /// The viewer may not, there is no such case, the cases are not of one child, or the day is after
    /// today.
    pub fn open_access_request(&mut self, new: NewAccess) -> Result<AccessRequest> {
        self.allow(Right::Record)?;
        let NewAccess { mut cases, received, capacity, requester, scope } = new;
        let Some(first) = cases.first().copied() else {
            return Err(Error::input("Name the case that the request is about."));
        };
        let mut seen = BTreeSet::new();
        cases.retain(|case| seen.insert(*case));
        let child = Pupil::from_case(&self.load_open(first)?);
        for case in cases.iter().skip(1) {
            let other = Pupil::from_case(&self.load_open(*case)?);
            if child.same_as(&other).is_none_or(|why| why == SamePupil::Name) {
                return Err(Error::input(format!(
                    "Nothing shows that {case} is about the same child as {first}."
                ))
                .with_hint("Enter a request for each, or record the UPN in both first."));
            }
        }
        if received > self.viewer.today {
            return Err(Error::input("A request cannot be received after today."));
        }
        let requester = one_line("The name", &requester)?;
        if requester.is_empty() {
            return Err(
                Error::input("Say who asks.").with_command("Give the name with --from NAME.")
            );
        }
        let details =
            AccessDetails { requester, scope: scope.trim().to_owned(), ..AccessDetails::default() };
        let before = self.every_access_request()?.into_iter().map(|request| request.id);
        let last = before.filter(|id| id.case == first).map(|id| id.number).max().unwrap_or(0);
        let request = AccessRequest {
            id: AccessRef { case: first, number: last.saturating_add(1) },
            cases,
            received,
            capacity,
            identity: None,
            clarifications: Vec::new(),
            extension_told: None,
            educational: None,
            maintained: None,
            competence: None,
            authority: None,
            opened_ms: (self.clock)(),
            closed: None,
        };
        self.save_access(&request, Some(&details))?;
        Ok(request)
    }

    /// Deletes the log of a request that the schedule keeps no longer.
    ///
    /// # Errors
    /// The viewer may not, it is open, or it is kept longer.
    pub fn forget_access_request(&mut self, id: AccessRef) -> Result<()> {
        self.allow(Right::Export)?;
        let view = self.access_request(id)?;
        let is_due = view.is_log_due(self.viewer.today);
        let AccessView { request, kept, .. } = view;
        if !is_due {
            let why = kept.map_or_else(|| "it is open".to_owned(), |kept| kept.why);
            return Err(Error::rule(format!("The log of {id} is still kept: {why}.")));
        }
        let mut parts = vec![self.part(kinds::SUBJECT_ACCESS, id.to_string(), None)?];
        for case in &request.cases {
            for kind in [kinds::ACCESS_DETAILS, kinds::ACCESS_DECISIONS] {
                parts.push(self.part(kind, of_case(*case, id), None)?);
            }
        }
        self.save_parts(parts)
    }

    /// Returns a case that is not hidden from the viewer: a look through the glass is none here.
    fn load_open(&self, case: CaseRef) -> Result<crate::domain::case::Case> {
        if self.is_hidden(case) {
            return Err(crate::service::restricted::no_case(case));
        }
        self.load(case)
    }

    /// Returns the request and its details, where it is open and may be changed.
    fn open_access(&self, id: AccessRef) -> Result<(AccessRequest, AccessDetails)> {
        self.allow(Right::Record)?;
        let AccessView { request, details, .. } = self.access_request(id)?;
        if request.closed.is_some() {
            return Err(Error::conflict(format!("{id} is closed. Nothing was changed.")));
        }
        let details = details.ok_or_else(|| Error::conflict(format!("{} is gone.", id.case)))?;
        Ok((request, details))
    }

    fn save_access(
        &mut self,
        request: &AccessRequest,
        details: Option<&AccessDetails>,
    ) -> Result<()> {
        let id = request.id;
        let new = Some(write(request)?);
        let mut parts = vec![self.part(kinds::SUBJECT_ACCESS, id.to_string(), new)?];
        if let Some(details) = details {
            let place = of_case(id.case, id);
            parts.push(self.part(kinds::ACCESS_DETAILS, place, Some(write(details)?))?);
        }
        self.save_parts(parts)
    }

    /// Returns the change of one item from what it now is.
    fn part(&self, kind: &str, id: String, new: Option<String>) -> Result<Subject> {
        let old = self.store.item(kind, &id)?;
        Ok(Subject::Item { kind: kind.to_owned(), id, old, new })
    }

    fn save_parts(&mut self, mut parts: Vec<Subject>) -> Result<()> {
        parts.retain(|part| !matches!(part, Subject::Item { old, new, .. } if old == new));
        if !parts.is_empty() {
            self.commit_all(parts, None, ChangeKind::Do)?;
        }
        Ok(())
    }
}
