//! The service: the one owner of the store. It takes a request at a time, decides whether it is
//! allowed, and keeps the list's index current.

mod bulk;
mod change;
mod describe;
mod documents;
mod evaluator;
mod evidence;
mod full_text;
mod import;
mod list;
mod overrides;
mod prefill;
mod queue;
mod registers;
mod same_child;
mod schools;
mod search_index;
mod startup_cache;
mod terms;
mod views;

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::api::{CaseView, Draft, HistoryEntry, SetupStatus};
use crate::documents::papers::Wording;
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, CaseRef, FieldPath};
use crate::domain::profile::Profile;
use crate::domain::school::{School, SchoolList};
use crate::error::{Error, Result};
use crate::service::evaluator::Evaluator;
pub use crate::service::startup_cache::glance;
use crate::store::{Store, StoredDraft};

/// The most changes of a case that its history shows.
const HISTORY_MAX: usize = 500;

/// Holds the store and answers requests for one officer.
pub struct Service {
    store: Store,
    who: String,
    clock: fn() -> i64,
    list: list::CaseList,
    schools: Rc<SchoolList>,
    judge: Evaluator,
    wording: Wording,
}

impl Service {
    /// Takes an open store for the officer `who`; `clock` gives milliseconds since 1970, `profile`
    /// what the authority counts with.
    ///
    /// # Errors
    /// A sentence where a record cannot be read.
    pub fn new(store: Store, who: &str, clock: fn() -> i64, profile: Profile) -> Result<Service> {
        let judge = Evaluator::new(profile);
        let mut owner = Service {
            store,
            who: who.to_owned(),
            clock,
            list: list::CaseList::default(),
            schools: Rc::default(),
            judge,
            wording: Wording::default(),
        };
        owner.read_items()?;
        Ok(owner)
    }

    /// Reads schools and terms again, and judges every case by them.
    fn read_items(&mut self) -> Result<()> {
        self.read_schools()?;
        self.judge.read_terms(&self.store)?;
        self.read_lines(&mut |_, _| {})
    }

    /// Leaves the store in order.
    ///
    /// # Errors
    /// A sentence where the store was found damaged beside the session.
    pub fn close(self) -> Result<()> {
        self.store.close()
    }

    /// Waits for the check of the records that runs beside a quick start.
    ///
    /// # Errors
    /// A sentence where it found them damaged.
    pub fn wait_for_check(&self) -> Result<()> {
        self.store.wait_for_check()
    }

    /// Verifies the whole store: the journal, the records against it, and the lists against the
    /// records.
    pub fn verify(&mut self, progress: crate::store::Progress<'_>) -> crate::store::Report {
        let mut report = self.store.verify(progress);
        if !report.faults.is_empty() {
            return report;
        }
        let Service { store, judge, .. } = self;
        let line = |case: &Case, touched: i64| judge.line(case, touched);
        match store.verify_index(&line, &mut |done, of| {
            progress("Verifying the lists", done as u64, of as u64);
        }) {
            Ok((entries, faults)) => {
                report.records += entries as u64;
                report.faults.extend(faults);
            }
            Err(error) => report.faults.push(error.to_string()),
        }
        match self.lost_evidence() {
            Ok(lost) => report.faults.extend(lost),
            Err(error) => report.faults.push(error.to_string()),
        }
        report
    }

    /// Returns the folder of the store, for what has to lie beside it for a while.
    pub fn folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// Returns a case with its line and its findings.
    ///
    /// Answers [`Request::Case`](crate::api::Request::Case).
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](crate::error::ErrorKind::Conflict) where there is no such case.
    pub fn case(&self, id: CaseRef) -> Result<CaseView> {
        let case = self.load(id)?;
        Ok(CaseView {
            findings: self.judge.findings(&case),
            case: Box::new(case),
            line: Box::new(self.line(id)?),
        })
    }

    /// Returns how many schools and how many schools' terms were read in.
    ///
    /// Answers [`Request::SetupStatus`](crate::api::Request::SetupStatus).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn setup_status(&self) -> Result<SetupStatus> {
        Ok(SetupStatus {
            schools: self.store.items("schools")?.len(),
            terms: self.store.items("terms")?.len(),
        })
    }

    /// Returns the schools whose name, town or number holds every word, at most `most`.
    ///
    /// Answers [`Request::Schools`](crate::api::Request::Schools).
    pub fn find_schools(&self, words: &str, most: usize) -> Vec<School> {
        self.schools.find(words, most)
    }

    /// Returns every school; one list is enough for everybody.
    ///
    /// Answers [`Request::AllSchools`](crate::api::Request::AllSchools).
    pub fn all_schools(&self) -> Rc<SchoolList> {
        Rc::clone(&self.schools)
    }

    /// Returns the calendar of every school whose terms are stored, by its id.
    ///
    /// Answers [`Request::Calendars`](crate::api::Request::Calendars).
    pub fn calendars(&self) -> &BTreeMap<String, Calendar> {
        self.judge.calendars()
    }

    /// Keeps text that is being typed on disk until it is saved.
    ///
    /// Answers [`Request::SaveDraft`](crate::api::Request::SaveDraft).
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn save_draft(&mut self, draft: Draft) -> Result<()> {
        self.store.save_draft(&StoredDraft {
            who: self.who.clone(),
            case: draft.case,
            place: draft.at,
            text: draft.text,
            cursor: draft.cursor,
            at_ms: (self.clock)(),
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
        self.store.drop_draft(&self.who, case, at)?;
        Ok(())
    }

    /// Returns the texts that an earlier session left behind.
    ///
    /// Answers [`Request::Drafts`](crate::api::Request::Drafts).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn drafts(&self) -> Result<Vec<Draft>> {
        let stored = self.store.drafts(&self.who)?;
        Ok(stored
            .into_iter()
            .map(|d| Draft { case: d.case, at: d.place, text: d.text, cursor: d.cursor })
            .collect())
    }

    /// Returns the changes of a case, newest first.
    ///
    /// Answers [`Request::History`](crate::api::Request::History).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn history(&self, id: CaseRef) -> Result<Vec<HistoryEntry>> {
        let school = |id: &str| self.school_name(id);
        Ok(self
            .store
            .history(id, HISTORY_MAX)?
            .into_iter()
            .map(|s| HistoryEntry {
                at: local(s.change.at_ms),
                who: s.author(),
                why: s.change.why.clone(),
                says: describe::describe(&s.change, id, &school),
            })
            .collect())
    }

    /// Returns a case as it is stored.
    fn load(&self, id: CaseRef) -> Result<Case> {
        self.store.case(id)?.ok_or_else(|| {
            Error::conflict(format!("There is no case {id}."))
                .with_hint("Look for it in the case list.")
        })
    }
}

/// Returns a time in milliseconds since 1970 as the clock on the wall of the office showed it.
fn local(at_ms: i64) -> chrono::NaiveDateTime {
    let moment = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    crate::domain::calendar::zone::london(&moment).naive_local()
}
