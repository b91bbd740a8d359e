//! Questions to the service and its answers as values, for what the screen queues.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::api::bulk::{BulkEvent, BulkPreviews};
use crate::api::file::{Bytes, FileSource, NewEvidence};
use crate::api::full_text::TextMatch;
use crate::api::glass::GlassOpened;
use crate::api::history::{Draft, HistoryEntry, UndoPreview};
use crate::api::import::{ImportFile, ImportKind, SheetFile, SheetPreview};
use crate::api::list::{FreshLines, ListQuery, Page, SavedView};
use crate::api::notice::Notice;
use crate::api::schools::{AcceptedSchools, SchoolsPreview, SchoolsStamp};
use crate::api::subject_access::{AccessAnswer, AccessAsk};
use crate::api::viewer::SessionId;
use crate::domain::access::Access;
use crate::domain::attendance::intake::{AcceptedPreview, Intake, IntakePreview};
use crate::domain::calendar::{Calendar, Terms, TermsChange};
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues};
use crate::domain::document::{DocumentLine, DocumentOrder, MadeDocument};
use crate::domain::list::summary::Summary;
use crate::domain::list::view::View;
use crate::domain::officers::{Right, Role};
use crate::domain::oversight::OversightSection;
use crate::domain::prefill::last_used::SchoolAnswers;
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::rules::{Finding, Rule};
use crate::domain::school::{School, SchoolList};
use crate::error::{Error, ErrorKind};

/// One thing asked of the service.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the line above each variant says what its fields are")]
pub enum Request {
    /// A window of the case list. Answered by [`Reply::List`].
    List(ListQuery),
    /// The references of every listed case, in order. Answered by [`Reply::Ids`].
    Ids(ListQuery),
    /// The officer's saved views with their counts. Answered by [`Reply::Views`].
    Views { today: NaiveDate },
    /// Saves a view under a key from 1 to 9, or removes it. Answered by [`Reply::Done`].
    SaveView { slot: usize, view: Option<View> },
    /// Records one event for many cases, or previews it. Answered by [`Reply::BulkPreviewed`] or
    /// [`Reply::SavedAll`].
    RecordForAll(BulkEvent),
    /// Searches answers, meetings and notes; at most `most` places. Answered by [`Reply::Hits`].
    SearchText { words: String, most: usize },
    /// What an undo, or a redo, would do. Answered by [`Reply::PreviewUndo`].
    PreviewUndo { undo: bool },
    /// The numbers that the lead oversees on a day. Answered by [`Reply::Oversight`].
    Oversight { today: NaiveDate },
    /// How many schools and terms are stored. Answered by [`Reply::SetupStatus`].
    SetupStatus,
    /// The lines of these cases and the counts of a day, for a list that is shown already. Answered
    /// by [`Reply::Lines`].
    Lines { cases: Vec<CaseRef>, today: NaiveDate },
    /// What others have done since it was last asked; who asks is told from then on. Answered by
    /// [`Reply::Notices`].
    Notices,
    /// Tells the other sessions which case this one has open, and what is being typed there.
    /// Answered by [`Reply::Done`].
    Here { case: Option<CaseRef>, at: Option<FieldPath> },
    /// One whole case with its findings. Answered by [`Reply::Case`].
    Case(CaseRef),
    /// Opens a new case on a day, with the given interventions. Answered by [`Reply::Opened`].
    NewCase { on: NaiveDate },
    /// Opens a new case with suggestions for its child, as one change. Answered by
    /// [`Reply::Opened`].
    NewFrom { on: NaiveDate, offers: Vec<Suggestion> },
    /// What a file would change, or, where the sum of that was agreed to, the change. Answered by
    /// [`Reply::Imported`].
    Import { file: ImportFile, on: NaiveDate, agreed: Option<u32> },
    /// A sheet of directions: what it would make or what is to be answered first, or, once both
    /// are settled, the cases themselves. Answered by [`Reply::SheetPreviewed`] or
    /// [`Reply::Imported`].
    ImportSheet { file: SheetFile, on: NaiveDate, agreed: Option<u32> },
    /// The pupils of a Common Transfer File, each with what it offers to a new case. Answered by
    /// [`Reply::Pupils`].
    Pupils { file: Bytes, on: NaiveDate },
    /// What earlier cases of the same child suggest. Answered by [`Reply::Offered`].
    EarlierCases(CaseRef),
    /// What earlier cases answer about the staff of a case's schools. Answered by
    /// [`Reply::SchoolAnswers`].
    SchoolAnswers(CaseRef),
    /// What a Common Transfer File suggests for a case; nothing is stored. Answered by
    /// [`Reply::Offered`].
    Transfer { case: CaseRef, on: NaiveDate, file: Bytes },
    /// Takes a file in as evidence, on disk before the row that names it. Answered by
    /// [`Reply::Saved`].
    AddEvidence { case: CaseRef, on: NaiveDate, paper: NewEvidence },
    /// A file of the evidence, checked against its sum. Answered by [`Reply::File`].
    Evidence { case: CaseRef, row: RowId },
    /// The text of a file of the evidence. Answered by [`Reply::Preview`].
    Preview { case: CaseRef, row: RowId },
    /// A change, stored whole or refused. Answered by [`Reply::Saved`], [`Reply::Blocked`] or
    /// [`Reply::Refused`].
    Change { change: CaseChange, why: Option<String> },
    /// Whether an event with these cells could be recorded as the case stands; nothing is stored.
    /// Answered by [`Reply::Done`], [`Reply::Blocked`] or [`Reply::Refused`].
    MayRecord { case: CaseRef, table: String, cells: RowValues },
    /// Undoes the officer's change of this number, as a saved reply or a preview gave it. Answered
    /// by [`Reply::Saved`] or [`Reply::Deleted`].
    Undo { seq: u64 },
    /// Does again what was undone. Answered by [`Reply::Saved`].
    Redo { seq: u64 },
    /// Schools whose name, town or number contains every word. Answered by [`Reply::Schools`].
    Schools { words: String, most: usize },
    /// Every school, for a session that knows those of a stamp or none. Answered by
    /// [`Reply::AllSchools`].
    AllSchools { known: Option<SchoolsStamp> },
    /// Keeps text that is being typed on disk until it is saved. Answered by [`Reply::Done`].
    SaveDraft(Draft),
    /// Removes a draft that was saved or given up. Answered by [`Reply::Done`].
    DiscardDraft { case: CaseRef, at: FieldPath },
    /// Takes over the drafts of the officer's sessions that have ended. Answered by
    /// [`Reply::Drafts`].
    Drafts,
    /// Takes over the drafts of the session with which this one goes on, since its connection was
    /// lost. Answered by [`Reply::Drafts`] with those that were taken over.
    DraftsOf { session: SessionId },
    /// The changes of a case, newest first. Answered by [`Reply::History`].
    History(CaseRef),
    /// Who has looked at a case. Answered by [`Reply::Looks`].
    Looks(CaseRef),
    /// The officer's role. Answered by [`Reply::Role`].
    Role,
    /// Who sees a case. Answered by [`Reply::WhoSees`].
    WhoSees(CaseRef),
    /// Restricts a case to the officers of these logins, or opens it to all where none is given.
    /// Answered by [`Reply::Restricted`].
    Restrict { case: CaseRef, logins: Vec<String> },
    /// Opens a restricted case to be read for three hours by one who is not named, and tells those
    /// who are. Answered by [`Reply::GlassBroken`].
    BreakGlass { case: CaseRef, why: String },
    /// The calendar of every school whose terms are stored. Answered by [`Reply::Calendars`].
    Calendars,
    /// The stored terms and closures of one school. Answered by [`Reply::Terms`].
    Terms { school: String },
    /// Stores a change of one school's terms and closures; an undo takes it back. Answered by
    /// [`Reply::Terms`].
    SetTerms(Box<TermsChange>),
    /// A register of marks from a file: what it would change, or, once that has been seen, the
    /// change itself. Answered by [`Reply::Register`], [`Reply::RegisterTaken`] or
    /// [`Reply::RegisterRefused`].
    Register { file: FileSource, intake: Box<Intake>, take: Option<AcceptedPreview> },
    /// A register of schools from a file: what it would change, or, once that has been seen, the
    /// change itself, with whether open cases move to its schools. Answered by
    /// [`Reply::SchoolsPreviewed`] or [`Reply::SchoolsTaken`].
    ImportSchools { file: Bytes, take: Option<AcceptedSchools> },
    /// Every document of a case, what it lacks and when it was last sent; the day is the one
    /// printed on them. Answered by [`Reply::PaperList`].
    PaperList { case: CaseRef, on: NaiveDate },
    /// One document; a blank form needs no case. The service gives the bytes and writes no file.
    /// Answered by [`Reply::PaperMade`].
    MakePaper { case: Option<CaseRef>, order: DocumentOrder },
    /// What concerns requests for subject access. Answered by [`Reply::Access`].
    Access(AccessAsk),
}

impl Request {
    /// Returns whether it may change what is stored, so that asking it twice might do it twice.
    pub fn changes(&self) -> bool {
        match self {
            Request::RecordForAll(event) => event.agreed.is_some(),
            Request::Import { agreed, .. } | Request::ImportSheet { agreed, .. } => {
                agreed.is_some()
            }
            Request::Register { take, .. } => take.is_some(),
            Request::ImportSchools { take, .. } => take.is_some(),
            Request::Access(ask) => ask.changes(),
            Request::NewCase { .. }
            | Request::NewFrom { .. }
            | Request::AddEvidence { .. }
            | Request::Change { .. }
            | Request::Undo { .. }
            | Request::Redo { .. }
            | Request::SetTerms(_) => true,
            // Kept or removed twice is kept or removed.
            Request::SaveView { .. } | Request::SaveDraft(_) | Request::DiscardDraft { .. } => {
                false
            }
            // So is one that is restricted; a record that is opened twice is told of twice.
            Request::Restrict { .. } | Request::BreakGlass { .. } => false,
            Request::List(_)
            | Request::Ids(_)
            | Request::Lines { .. }
            | Request::Notices
            | Request::Here { .. }
            | Request::Views { .. }
            | Request::SearchText { .. }
            | Request::PreviewUndo { .. }
            | Request::Oversight { .. }
            | Request::SetupStatus
            | Request::Case(_)
            | Request::MayRecord { .. }
            | Request::Pupils { .. }
            | Request::EarlierCases(_)
            | Request::SchoolAnswers(_)
            | Request::Transfer { .. }
            | Request::Evidence { .. }
            | Request::Preview { .. }
            | Request::Schools { .. }
            | Request::AllSchools { .. }
            | Request::Drafts
            | Request::DraftsOf { .. }
            | Request::History(_)
            | Request::Looks(_)
            | Request::Role
            | Request::WhoSees(_)
            | Request::Calendars
            | Request::Terms { .. }
            | Request::PaperList { .. }
            | Request::MakePaper { .. } => false,
        }
    }

    /// Returns whether it reads for long and changes nothing, so that it can be answered beside the
    /// requests of others.
    pub fn reads_long(&self) -> bool {
        self.takes_long().is_some() && !self.changes()
    }

    /// Returns the cases that it names.
    pub fn cases(&self) -> Vec<CaseRef> {
        match self {
            Request::RecordForAll(event) => event.cases.clone(),
            Request::Case(case)
            | Request::EarlierCases(case)
            | Request::SchoolAnswers(case)
            | Request::History(case)
            | Request::Looks(case)
            | Request::Transfer { case, .. }
            | Request::AddEvidence { case, .. }
            | Request::Evidence { case, .. }
            | Request::Preview { case, .. }
            | Request::MayRecord { case, .. }
            | Request::DiscardDraft { case, .. }
            | Request::PaperList { case, .. } => vec![*case],
            Request::Change { change, .. } => vec![change.case],
            Request::SaveDraft(draft) => vec![draft.case],
            Request::Register { intake, .. } => intake.case.into_iter().collect(),
            Request::Access(ask) => ask.cases(),
            Request::MakePaper { case, .. } | Request::Here { case, .. } => {
                case.iter().copied().collect()
            }
            // Whether the viewer sees the case is what these are about.
            Request::WhoSees(_)
            | Request::Restrict { .. }
            | Request::BreakGlass { .. }
            | Request::Role
            | Request::Lines { .. }
            | Request::Notices
            | Request::List(_)
            | Request::Ids(_)
            | Request::Views { .. }
            | Request::SaveView { .. }
            | Request::SearchText { .. }
            | Request::PreviewUndo { .. }
            | Request::Oversight { .. }
            | Request::SetupStatus
            | Request::NewCase { .. }
            | Request::NewFrom { .. }
            | Request::Import { .. }
            | Request::ImportSheet { .. }
            | Request::Pupils { .. }
            | Request::Undo { .. }
            | Request::Redo { .. }
            | Request::Schools { .. }
            | Request::AllSchools { .. }
            | Request::Drafts
            | Request::DraftsOf { .. }
            | Request::Calendars
            | Request::Terms { .. }
            | Request::SetTerms(_)
            | Request::ImportSchools { .. } => Vec::new(),
        }
    }

    /// Returns whether nobody waits for its answer: a text that is being typed, and where the session
    /// is.
    pub fn is_posted(&self) -> bool {
        match self {
            // That a text was left and is kept is said once it is.
            Request::SaveDraft(draft) => draft.cursor.is_some(),
            Request::Here { .. } => true,
            _ => false,
        }
    }

    /// Returns what the officer's role must allow; none where every role may ask it.
    pub fn right(&self) -> Option<Right> {
        Some(match self {
            Request::List(_)
            | Request::Ids(_)
            | Request::Lines { .. }
            | Request::Views { .. }
            | Request::SaveView { .. }
            | Request::SearchText { .. }
            | Request::Oversight { .. }
            | Request::Case(_)
            | Request::EarlierCases(_)
            | Request::SchoolAnswers(_)
            | Request::Evidence { .. }
            | Request::Preview { .. }
            | Request::Drafts
            | Request::DraftsOf { .. }
            | Request::History(_)
            | Request::Looks(_)
            | Request::PaperList { .. } => Right::Read,
            Request::WhoSees(_) | Request::Restrict { .. } => Right::Restrict,
            Request::BreakGlass { .. } => Right::BreakGlass,
            // A blank form says nothing of a child.
            Request::MakePaper { case: None, .. } => Right::Read,
            Request::MakePaper { case: Some(_), .. } => Right::Print,
            Request::RecordForAll(_)
            | Request::PreviewUndo { .. }
            | Request::NewCase { .. }
            | Request::NewFrom { .. }
            | Request::Pupils { .. }
            | Request::Transfer { .. }
            | Request::AddEvidence { .. }
            | Request::Change { .. }
            | Request::MayRecord { .. }
            | Request::Undo { .. }
            | Request::Redo { .. }
            | Request::SaveDraft(_)
            | Request::DiscardDraft { .. } => Right::Record,
            Request::Import { file, .. } => match file.kind {
                ImportKind::Terms => Right::Schools,
                ImportKind::Cases | ImportKind::Sheet => Right::ImportCases,
                ImportKind::Pupil | ImportKind::Rows(_) => Right::Record,
            },
            Request::ImportSheet { file, .. } if file.rows.is_some() => Right::Record,
            Request::ImportSheet { .. } => Right::ImportCases,
            Request::Access(ask) => ask.right(),
            Request::SetTerms(_) | Request::Register { .. } | Request::ImportSchools { .. } => {
                Right::Schools
            }
            Request::SetupStatus
            | Request::Role
            | Request::Notices
            | Request::Here { .. }
            | Request::Schools { .. }
            | Request::AllSchools { .. }
            | Request::Calendars
            | Request::Terms { .. } => return None,
        })
    }

    /// Returns what is said while the officer waits, of a request that may take long.
    pub fn takes_long(&self) -> Option<&'static str> {
        if matches!(self, Request::SearchText { .. }) {
            return Some("Looking through the cases …");
        }
        if let Request::Access(ask) = self {
            return ask.takes_long();
        }
        if matches!(self, Request::Looks(_)) {
            return Some("Reading who looked …");
        }
        if matches!(
            self,
            Request::Import { .. } | Request::ImportSheet { .. } | Request::Pupils { .. }
        ) {
            return Some("Reading the file …");
        }
        let reads = matches!(self, Request::Register { .. } | Request::ImportSchools { .. });
        reads.then_some("Reading the register …")
    }
}

/// What the service answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the line above each variant says what its fields are")]
pub enum Reply {
    /// A window of the list, to [`Request::List`].
    List(Box<Page>),
    /// References in the list's order, to [`Request::Ids`].
    Ids(Vec<CaseRef>),
    /// Lines of the list and the counts, to [`Request::Lines`].
    Lines(FreshLines),
    /// What others have done, in order, to [`Request::Notices`].
    Notices(Vec<Notice>),
    /// Saved views with their counts, to [`Request::Views`].
    Views(Vec<SavedView>),
    /// What one event would do to each case, to [`Request::RecordForAll`].
    BulkPreviewed(BulkPreviews),
    /// One event was stored in many cases, to [`Request::RecordForAll`].
    SavedAll { says: String, cases: usize },
    /// Places that contain the words, and whether there are more, to [`Request::SearchText`].
    Hits { all: Vec<TextMatch>, more: bool },
    /// What an undo or redo would do, and to which cases, to [`Request::PreviewUndo`].
    PreviewUndo(UndoPreview),
    /// What the lead oversees, to [`Request::Oversight`].
    Oversight(Vec<OversightSection>),
    /// How many schools, and how many schools' terms, are stored, to [`Request::SetupStatus`].
    SetupStatus { schools: usize, terms: usize },
    /// A case, its row in the list, and its findings, soonest first, to [`Request::Case`].
    Case { case: Box<Case>, line: Box<Summary>, findings: Vec<Finding> },
    /// A new case is on disk, to [`Request::NewCase`] and [`Request::NewFrom`].
    Opened { says: String, case: Box<Case>, line: Box<Summary>, seq: u64 },
    /// The change is on disk; what was done, and the case as it now is, to [`Request::Change`],
    /// [`Request::Undo`] and [`Request::Redo`].
    Saved { says: String, case: Box<Case>, line: Box<Summary>, findings: Vec<Finding>, seq: u64 },
    /// Nothing was changed: a colleague has changed the same place, or has done the same where
    /// `is_same`. The case as it now stands, to [`Request::Change`].
    Clash {
        says: String,
        case: Box<Case>,
        line: Box<Summary>,
        findings: Vec<Finding>,
        is_same: bool,
    },
    /// An undo took the case away, to [`Request::Undo`].
    Deleted { says: String, case: CaseRef },
    /// The schools found, to [`Request::Schools`].
    Schools(Vec<School>),
    /// Every school, one shared list, or none where the session knows them already; to
    /// [`Request::AllSchools`].
    AllSchools { stamp: SchoolsStamp, schools: Option<Rc<SchoolList>> },
    /// What each source suggests for a case, to [`Request::EarlierCases`] and
    /// [`Request::Transfer`].
    Offered { case: CaseRef, sources: Vec<Source> },
    /// Answers about the schools of a case, to [`Request::SchoolAnswers`].
    SchoolAnswers { case: CaseRef, answers: SchoolAnswers },
    /// What a file would change, with the sum to be agreed to, or has changed, without one, to
    /// [`Request::Import`]; what a sheet has opened, to [`Request::ImportSheet`].
    Imported { says: String, sum: Option<u32> },
    /// What a sheet would make, or what is to be answered first, to [`Request::ImportSheet`].
    SheetPreviewed { file: SheetFile, preview: Box<SheetPreview> },
    /// The pupils of a file, to [`Request::Pupils`].
    Pupils(Vec<Source>),
    /// A file of the evidence under its own name, to [`Request::Evidence`].
    File { name: String, bytes: Bytes },
    /// The lines of a text, or a file's details if it has none, to [`Request::Preview`].
    Preview { title: String, lines: Vec<String> },
    /// Terms as they are now stored, empty if there are none; `says` is what was done, or "" to
    /// [`Request::Terms`].
    Terms { terms: Box<Terms>, says: String, seq: Option<u64> },
    /// Calendars by the school's id, to [`Request::Calendars`].
    Calendars(BTreeMap<String, Calendar>),
    /// What a register file would change, to [`Request::Register`].
    Register(Box<IntakePreview>),
    /// A register file was refused: every fault with its place. Nothing was changed.
    RegisterRefused(Vec<String>),
    /// A register's marks are on disk, to [`Request::Register`].
    RegisterTaken { says: String },
    /// What a file of schools would change, to [`Request::ImportSchools`].
    SchoolsPreviewed { file: Bytes, preview: Box<SchoolsPreview> },
    /// A register of schools is on disk, to [`Request::ImportSchools`].
    SchoolsTaken { says: String },
    /// What was being typed, and which session this is, to [`Request::Drafts`] and
    /// [`Request::DraftsOf`].
    Drafts { session: SessionId, all: Vec<Draft> },
    /// Changes, newest first, to [`Request::History`].
    History(Vec<HistoryEntry>),
    /// Who has looked at a case, the latest first, or why it is not said, to [`Request::Looks`].
    Looks { case: CaseRef, all: Vec<Access>, fault: Option<String> },
    /// The officer's role; none where nobody is asked for one, to [`Request::Role`].
    Role(Option<Role>),
    /// The logins of those who see a case; none where every officer does, to [`Request::WhoSees`].
    WhoSees { case: CaseRef, logins: Vec<String> },
    /// Who sees a case is stored, to [`Request::Restrict`].
    Restricted { case: CaseRef, says: String },
    /// A restricted case can be read now, to [`Request::BreakGlass`].
    GlassBroken(GlassOpened),
    /// The documents of a case, to [`Request::PaperList`].
    PaperList { case: CaseRef, all: Vec<DocumentLine> },
    /// A document's bytes, to [`Request::MakePaper`].
    PaperMade(Box<MadeDocument>),
    /// Requests for subject access, to [`Request::Access`].
    Access(AccessAnswer),
    /// Done, and there is nothing to show.
    Done,
    /// Nothing was changed because a rule holds the event back. If it may be overridden, an
    /// `event.override` row in the same change does so.
    Blocked { says: String, rule: &'static Rule, may_override: bool },
    /// Nothing was changed; the sentence says why and what to do.
    Refused { kind: ErrorKind, says: String },
    /// Nothing was changed: the case is not open to who asks, or where none is named nothing is.
    /// What is shown of it is taken away.
    NotOpen { case: Option<CaseRef>, says: String },
}

impl From<Error> for Reply {
    fn from(error: Error) -> Reply {
        Reply::Refused { kind: error.kind(), says: error.to_string() }
    }
}
