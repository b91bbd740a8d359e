//! The one owner of the store: takes one request at a time, guards every change, and keeps the
//! lines of the list.

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
mod registers;
mod schools;
mod search_index;
mod startup_cache;
mod terms;
mod views;

use std::rc::Rc;

use crate::api::{Draft, HistoryEntry, Reply, Request};
use crate::documents::papers::Wording;
use crate::domain::case::{Case, CaseRef};
use crate::domain::profile::Profile;
use crate::domain::school::SchoolList;
use crate::service::evaluator::Evaluator;
pub use crate::service::startup_cache::glance;
use crate::store::{ChangeKind, Store, StoredDraft};

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
    pub fn new(
        store: Store,
        who: &str,
        clock: fn() -> i64,
        profile: Profile,
    ) -> Result<Service, String> {
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
    fn read_items(&mut self) -> Result<(), String> {
        self.read_schools()?;
        self.judge.read_terms(&self.store)?;
        self.read_lines(&mut |_, _| {})
    }

    /// Leaves the store in order.
    ///
    /// # Errors
    /// A sentence where the store was found damaged beside the session.
    pub fn close(self) -> Result<(), String> {
        self.store.close()
    }

    /// Waits for the check of the records that runs beside a quick start.
    ///
    /// # Errors
    /// A sentence where it found them damaged.
    pub fn wait_for_check(&self) -> Result<(), String> {
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
            progress("Verifying the lists", done as u64, of as u64)
        }) {
            Ok((entries, faults)) => {
                report.records += entries as u64;
                report.faults.extend(faults);
            }
            Err(words) => report.faults.push(words),
        }
        match self.lost_evidence() {
            Ok(lost) => report.faults.extend(lost),
            Err(words) => report.faults.push(words),
        }
        report
    }

    /// Returns the folder of the store, for what has to lie beside it for a while.
    pub fn folder(&self) -> &std::path::Path {
        self.store.folder()
    }

    /// Answers one request; what cannot be done is `Reply::Refused` with a sentence.
    pub fn ask(&mut self, request: Request) -> Reply {
        self.answer(request).unwrap_or_else(Reply::Refused)
    }

    fn answer(&mut self, request: Request) -> Result<Reply, String> {
        Ok(match request {
            Request::List(asked) => Reply::List(Box::new(self.page(asked)?)),
            Request::Case(id) => {
                let case = self.case(id)?;
                Reply::Case {
                    findings: self.judge.findings(&case),
                    case: Box::new(case),
                    line: Box::new(self.line(id)?),
                }
            }
            Request::Ids(asked) => Reply::Ids(self.ids(&asked)?),
            Request::Views { today } => Reply::Views(self.views(today)?),
            Request::SaveView { slot, view } => {
                self.keep_view(slot, view)?;
                Reply::Done
            }
            Request::RecordForAll(many) => self.for_all(&many)?,
            Request::SearchText { words, most } => self.search_text(&words, most)?,
            Request::PreviewUndo { undo } => self.would_turn(undo)?,
            Request::SetupStatus => Reply::SetupStatus {
                schools: self.store.items("schools")?.len(),
                terms: self.store.items("terms")?.len(),
            },
            Request::NewCase { on } => self.new_case(on, &[])?,
            Request::NewFrom { on, offers } => self.new_case(on, &offers)?,
            Request::EarlierCases(id) => self.earlier(id)?,
            Request::Transfer { case, on, file } => self.transfer(case, on, &file)?,
            Request::AddEvidence { case, on, paper } => self.add_evidence(case, on, paper)?,
            Request::Evidence { case, row } => self.give_evidence(case, row)?,
            Request::Preview { case, row } => self.preview(case, row)?,
            Request::Change { change, why } => {
                if let Some(blocked) = self.guard(&change)? {
                    return Ok(blocked);
                }
                self.commit(change, why, ChangeKind::Do)?
            }
            Request::Undo => self.turn_back(true)?,
            Request::Redo => self.turn_back(false)?,
            Request::Schools { words, most } => Reply::Schools(self.schools.find(&words, most)),
            Request::AllSchools => Reply::AllSchools(Rc::clone(&self.schools)),
            Request::SaveDraft(t) => {
                self.store.save_draft(&StoredDraft {
                    who: self.who.clone(),
                    case: t.case,
                    place: t.at,
                    text: t.text,
                    cursor: t.cursor,
                    at_ms: (self.clock)(),
                })?;
                Reply::Done
            }
            Request::DiscardDraft { case, at } => {
                self.store.drop_draft(&self.who, case, &at)?;
                Reply::Done
            }
            Request::Drafts => Reply::Drafts(
                self.store
                    .drafts(&self.who)?
                    .into_iter()
                    .map(|d| Draft { case: d.case, at: d.place, text: d.text, cursor: d.cursor })
                    .collect(),
            ),
            Request::Terms { school } => {
                Reply::Terms { terms: Box::new(self.terms(&school)?), says: String::new() }
            }
            Request::SetTerms(terms) => self.set_terms(*terms)?,
            Request::Calendars => Reply::Calendars(self.judge.calendars().clone()),
            Request::Register { file, intake, take } => self.register(&file, &intake, take),
            Request::History(id) => Reply::History(
                self.store
                    .history(id, 500)?
                    .into_iter()
                    .map(|s| HistoryEntry {
                        at: local(s.change.at_ms),
                        who: s.change.who.clone(),
                        why: s.change.why.clone(),
                        says: crate::service::describe::describe(&s.change, id, &|id| {
                            self.school_name(id)
                        }),
                    })
                    .collect(),
            ),
            Request::PaperList { case, on } => self.papers(case, on)?,
            Request::MakePaper { case, order } => self.make_paper(case, &order)?,
        })
    }

    fn case(&self, id: CaseRef) -> Result<Case, String> {
        self.store
            .case(id)?
            .ok_or_else(|| format!("There is no case {id}. Look for it in the case list."))
    }
}

/// Returns a time in milliseconds since 1970 as the clock on the wall showed it.
fn local(at_ms: i64) -> chrono::NaiveDateTime {
    chrono::DateTime::from_timestamp_millis(at_ms)
        .unwrap_or_default()
        .with_timezone(&chrono::Local)
        .naive_local()
}
