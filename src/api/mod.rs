//! What a front end may ask of the service, and what it answers.
//!
//! The methods of the service answer with the types of this module. [`Request`] and [`Reply`] are
//! the same questions and answers as values, for what the screen queues; commands and the linear
//! session call the methods.

mod answers;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::rc::Rc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::attendance::intake::{AcceptedPreview, Intake, IntakePreview};
use crate::domain::calendar::{Calendar, Terms};
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues};
use crate::domain::document::{DocumentLine, DocumentOrder, MadeDocument};
use crate::domain::list::full_text::Hit;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::list::view::{Sort, View};
use crate::domain::prefill::{Source, Suggestion};
use crate::domain::rules::{Finding, Rule};
use crate::domain::school::{School, SchoolList};

pub use answers::{
    Blocked, CaseView, FilePreview, LastSeen, NamedFile, Outcome, Refusal, SavedAll, SetupStatus,
    TextMatches, UndoPreview,
};

/// One thing asked of the owner.
#[derive(Debug, Clone)]
pub enum Request {
    /// A part of the case list, most pressing first.
    List(ListQuery),
    /// The references of every case of the list that is asked for, in its order.
    Ids(ListQuery),
    /// The officer's views with their counts on a day.
    Views {
        today: NaiveDate,
    },
    /// A view of the officer's for a key from 1 to 9, or none in its place.
    SaveView {
        slot: usize,
        view: Option<View>,
    },
    /// One event for many cases.
    RecordForAll(BulkEvent),
    /// Words looked for in answers, meetings and notes; at most so many places.
    SearchText {
        words: String,
        most: usize,
    },
    /// What an undo, or a redo, would do.
    PreviewUndo {
        undo: bool,
    },
    /// What stands in the store of schools and terms.
    SetupStatus,
    /// One case whole.
    Case(CaseRef),
    /// A new case opened on a day, with the given interventions.
    NewCase {
        on: NaiveDate,
    },
    /// A new case that begins with what was offered of a child, in one change.
    NewFrom {
        on: NaiveDate,
        offers: Vec<Suggestion>,
    },
    /// What earlier cases of the same child offer to this one.
    EarlierCases(CaseRef),
    /// What a transfer file offers to a case; nothing is stored.
    Transfer {
        case: CaseRef,
        on: NaiveDate,
        file: Bytes,
    },
    /// A file taken in as evidence on a day, kept beside the records before the row that names it.
    AddEvidence {
        case: CaseRef,
        on: NaiveDate,
        paper: NewEvidence,
    },
    /// A file of the evidence, checked by its sum.
    Evidence {
        case: CaseRef,
        row: RowId,
    },
    /// The text of a file of the evidence, where it has one.
    Preview {
        case: CaseRef,
        row: RowId,
    },
    /// A change, stored whole or refused.
    Change {
        change: CaseChange,
        why: Option<String>,
    },
    Undo,
    Redo,
    /// Schools whose name, town or number holds every word.
    Schools {
        words: String,
        most: usize,
    },
    AllSchools,
    /// Text that is being typed, kept on disk until it is saved.
    SaveDraft(Draft),
    /// The text was saved or given up.
    DiscardDraft {
        case: CaseRef,
        at: FieldPath,
    },
    /// Texts that an earlier session left behind.
    Drafts,
    /// The changes of a case, newest first.
    History(CaseRef),
    /// The calendar of every school whose terms are stored.
    Calendars,
    /// The stored terms and closures of one school.
    Terms {
        school: String,
    },
    /// One school's terms and closures, stored whole; an undo takes them back.
    SetTerms(Box<Terms>),
    /// A register of marks from a file: what it would change, or, once that was looked at, the
    /// change itself.
    Register {
        file: FileSource,
        intake: Box<Intake>,
        take: Option<AcceptedPreview>,
    },
    /// Every paper of a case, with what it lacks and when it was last sent; the day is the one that
    /// stands on them.
    PaperList {
        case: CaseRef,
        on: NaiveDate,
    },
    /// One paper; a blank form needs no case. The owner gives the bytes and writes nothing.
    MakePaper {
        case: Option<CaseRef>,
        order: DocumentOrder,
    },
}

impl Request {
    /// Returns what is said while the officer waits, of a request that may take long.
    pub fn takes_long(&self) -> Option<&'static str> {
        if matches!(self, Request::SearchText { .. }) {
            return Some("Looking through the cases …");
        }
        matches!(self, Request::Register { .. }).then_some("Reading the register …")
    }
}

/// A file as it is asked for: named by the officer until the front end has read it, since the
/// service reads no files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileSource {
    Named(PathBuf),
    Read(Bytes),
}

/// The bytes of a file; they never stand in a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Bytes(pub Vec<u8>);

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// A paper to be taken in as evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// The id of a kind of evidence.
    pub kind: String,
    /// What it is, in a few words; the file's name where it is empty.
    pub title: String,
    /// The file's name, with or without its folder.
    pub name: String,
    pub dated: Option<NaiveDate>,
    pub bytes: Bytes,
}

/// Which part of the case list is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListQuery {
    /// The day on which the list is ranked.
    pub today: NaiveDate,
    /// A search; empty lets every case through.
    pub filter: String,
    pub sort: Sort,
    /// The first row wanted, from 0.
    pub from: usize,
    /// How many rows at most.
    pub count: usize,
}

/// A view with its key and its count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedView {
    pub slot: usize,
    pub view: View,
    /// It comes from the profile, and every officer has it.
    pub shared: bool,
    /// How many cases it shows; none where its search cannot be read.
    pub count: Option<usize>,
}

/// One event for many cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkEvent {
    pub cases: Vec<CaseRef>,
    pub table: String,
    pub cells: RowValues,
    /// Only say what would be done.
    pub dry: bool,
}

/// What one event would do to one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BulkPreview {
    pub case: CaseRef,
    pub name: String,
    /// Why it is held back there.
    pub held: Option<String>,
}

/// A place in a case that holds the words looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMatch {
    pub case: CaseRef,
    pub name: String,
    pub hit: Hit,
}

/// A part of the case list.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The number of the first row given, from 0.
    pub from: usize,
    /// How many rows the whole list has.
    pub total: usize,
    pub rows: Vec<Summary>,
    pub tally: Tally,
    /// What is wrong with the search, with its column.
    pub fault: Option<String>,
}

/// Text in the middle of being typed, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    pub case: CaseRef,
    pub at: FieldPath,
    pub text: String,
    /// Line and column of the cursor, in characters.
    pub cursor: (u32, u32),
}

/// One stored change as history shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The local day and time.
    pub at: NaiveDateTime,
    pub who: String,
    pub says: String,
    /// The reason, where one was given.
    pub why: Option<String>,
}

/// What the owner answers.
#[derive(Debug, Clone)]
pub enum Reply {
    List(Box<Page>),
    Ids(Vec<CaseRef>),
    Views(Vec<SavedView>),
    /// What one event would do to each case.
    BulkPreviewed(Vec<BulkPreview>),
    /// One event was stored in many cases.
    SavedAll {
        says: String,
        cases: usize,
    },
    /// Places that hold the words, and whether there are more.
    Hits {
        all: Vec<TextMatch>,
        more: bool,
    },
    /// What an undo or a redo would do, in words; how many cases it touches.
    PreviewUndo {
        undo: bool,
        says: String,
        cases: Vec<CaseRef>,
    },
    /// How many schools and how many schools' terms were read in.
    SetupStatus {
        schools: usize,
        terms: usize,
    },
    /// A case, its line, and everything that it lacks, soonest first.
    Case {
        case: Box<Case>,
        line: Box<Summary>,
        findings: Vec<Finding>,
    },
    /// A new case was opened and is on disk.
    Opened {
        says: String,
        case: Box<Case>,
        line: Box<Summary>,
    },
    /// Stored and on disk; what was done in words, and the case as it now stands.
    Saved {
        says: String,
        case: Box<Case>,
        line: Box<Summary>,
        findings: Vec<Finding>,
    },
    /// The case was taken away by an undo.
    Deleted {
        says: String,
        case: CaseRef,
    },
    Schools(Vec<School>),
    /// All of them; one list is enough for everybody.
    AllSchools(Rc<SchoolList>),
    /// What each source offers to a case.
    Offered {
        case: CaseRef,
        sources: Vec<Source>,
    },
    /// A file of the evidence under the name it came with.
    File {
        name: String,
        bytes: Bytes,
    },
    /// The lines of a text, or what is known of a file that has none to show.
    Preview {
        title: String,
        lines: Vec<String>,
    },
    /// Terms as they are stored now, empty where there are none; `says` what was done, "" where
    /// they were only asked for.
    Terms {
        terms: Box<Terms>,
        says: String,
    },
    /// By the school's id.
    Calendars(BTreeMap<String, Calendar>),
    /// What a register's file would change.
    Register(Box<IntakePreview>),
    /// A register's file was not taken: every fault by its place. Nothing was changed.
    RegisterRefused(Vec<String>),
    /// A register's marks are stored and on disk.
    RegisterTaken {
        says: String,
    },
    Drafts(Vec<Draft>),
    History(Vec<HistoryEntry>),
    PaperList {
        case: CaseRef,
        all: Vec<DocumentLine>,
    },
    PaperMade(Box<MadeDocument>),
    Done,
    /// Nothing was changed, because a rule holds the event back; where it may be overridden, an
    /// `event.override` row in the same change does so.
    Blocked {
        says: String,
        rule: &'static Rule,
        may_override: bool,
    },
    /// Nothing was changed; the sentence says why and what to do.
    Refused(String),
}
