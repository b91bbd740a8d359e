//! One case: the answers, rows and marks of one pupil's direction.
//!
//! - [`answers`]: Answers read by the handle of their field, as the type that the field holds.
//! - [`as_at`]: A case as at an earlier day: without what the record says happened after it.
//! - [`attendees`]: Proposes whom to invite to a meeting: both schools, the child, the parents, and
//!   agencies named in the passport (P-RV5).
//! - [`edit`]: The only way in which a case changes.
//! - [`doubtful`]: Days of a case from a file that typing would have refused or asked about.
//! - [`evidence`]: The evidence checklist of a case, and which items are held (P-ME2).
//! - [`facts`]: Where a case stands in facts of a line each, as the overview shows them and a linear
//!   session reads them.
//! - [`flags`]: What can be flagged on a case, and what can be missing from it.
//! - [`limits`]: Maximum lengths, counts and sizes.
//! - [`lost_schools`]: Schools that a case names and the register does not have.
//! - [`life`]: The life of a case in steps: what lies behind it, where it is, and what is ahead.
//! - [`named_schools`]: Schools that a case names, wherever it does.
//! - [`outline`]: A form as the lines an editor shows: headings, fields, rows.
//! - [`people`]: The people of a case with how they are reached.
//! - [`pupil`]: Decides whether two cases, or a case and a file, may be about the same child.
//! - [`reads`]: Which answers and tables of a case were read while something was worked out.
//! - [`sign_off`]: Sign-off (P-RV6): a signed initial meeting or review is frozen and takes
//!   corrections only as appendices.
//! - [`stage`]: How far a case has come.

pub mod answers;
pub mod as_at;
pub mod attendees;
pub mod doubtful;
pub mod edit;
pub mod evidence;
pub mod facts;
pub mod flags;
pub mod life;
pub mod limits;
pub mod lost_schools;
pub mod named_schools;
pub mod outline;
pub mod people;
pub mod pupil;
pub mod reads;
mod reference;
pub mod sign_off;
pub mod stage;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use crate::domain::case::reference::{CaseRef, CaseRefError};
use crate::domain::forms::field;
use crate::domain::stored_day;
pub use crate::domain::value::RowValues;
use crate::domain::value::{EMPTY, Value};
use crate::error::{Error, Result};

/// A row's number within its table; never reused in a case.
pub type RowId = u32;

/// Which school's register a mark stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Side {
    /// Dual registered, main (P-AT1).
    Home,
    /// Dual registered, subsidiary (P-AT2).
    Host,
}

impl Side {
    /// Returns the other register.
    pub fn other(self) -> Side {
        match self {
            Side::Home => Side::Host,
            Side::Host => Side::Home,
        }
    }

    /// Returns the register's word.
    pub fn word(self) -> &'static str {
        match self {
            Side::Home => "home",
            Side::Host => "host",
        }
    }

    /// Returns the id of a case's school of this side.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::error::ErrorKind::Input) where the case names none yet.
    pub fn school_of(self, case: &Case) -> Result<&str> {
        let field = match self {
            Side::Home => field::SCHOOL_HOME.id,
            Side::Host => field::SCHOOL_HOST.id,
        };
        let school = case.answer(field).as_text();
        if school.is_empty() {
            return Err(Error::input(format!(
                "The case names no {} school yet. Choose it in the passport first.",
                self.word()
            )));
        }
        Ok(school)
    }
}

/// Half a school day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Half {
    /// The morning session.
    Am,
    /// The afternoon session.
    Pm,
}

/// One session of one day.
pub type Session = (NaiveDate, Half);

/// The marks of one session, by register; a missing mark is "not marked yet".
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// In the home register, as its code.
    pub home: Option<String>,
    /// In the host's register, as its code.
    pub host: Option<String>,
}

impl Marks {
    /// Returns the mark of one register.
    pub fn side(&self, side: Side) -> Option<&str> {
        match side {
            Side::Home => self.home.as_deref(),
            Side::Host => self.host.as_deref(),
        }
    }
}

/// Everything recorded of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    /// Its reference.
    pub id: CaseRef,
    /// Answers that stand once in a case, by field id.
    pub answers: RowValues,
    /// Rows by table id, then row number.
    pub rows: BTreeMap<String, BTreeMap<RowId, RowValues>>,
    /// Marks by session; a session without any has no entry.
    #[serde(with = "stored_day::keys")]
    pub marks: BTreeMap<Session, Marks>,
}

impl Case {
    /// Returns a case with nothing in it.
    pub fn new(id: CaseRef) -> Case {
        Case { id, answers: RowValues::new(), rows: BTreeMap::new(), marks: BTreeMap::new() }
    }

    /// Returns the answer to a field of the case itself.
    pub fn answer(&self, field: impl AsRef<str>) -> &Value {
        reads::note(field.as_ref());
        self.answers.get(field.as_ref()).unwrap_or(&EMPTY)
    }

    /// Returns the rows of a table, by row number.
    pub fn rows(&self, table: &str) -> impl DoubleEndedIterator<Item = (RowId, &RowValues)> {
        reads::note(table);
        self.rows.get(table).into_iter().flatten().map(|(id, cells)| (*id, cells))
    }

    /// Returns one row's cells.
    pub fn row(&self, table: &str, row: RowId) -> Option<&RowValues> {
        reads::note(table);
        self.rows.get(table)?.get(&row)
    }

    /// Returns the answer at a place, `Empty` where there is none.
    pub fn at(&self, place: &FieldPath) -> &Value {
        match &place.row {
            None => self.answer(&place.field),
            Some((table, row)) => {
                self.row(table, *row).and_then(|c| c.get(&place.field)).unwrap_or(&EMPTY)
            }
        }
    }

    /// Returns the number for a new row: one more than any in the case, so that a number is never
    /// used for two rows.
    pub fn next_row(&self) -> RowId {
        reads::note_all();
        self.rows.values().filter_map(|t| t.keys().next_back()).max().map_or(1, |n| n + 1)
    }

    /// Returns the number by which a row is known until it is saved: none that a saved row has, so
    /// that what is typed for it never meets a row that a colleague saves first.
    pub fn unsaved_row(&self) -> RowId {
        const UNSAVED: RowId = 1 << 31;
        UNSAVED | self.next_row()
    }
}

/// Where an answer stands in a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldPath {
    /// The table and row, or none for an answer of the case itself.
    pub row: Option<(String, RowId)>,
    /// The field's id: `child.dob`.
    pub field: String,
}

impl FieldPath {
    /// Returns the place of an answer of the case itself.
    pub fn case(field: impl AsRef<str>) -> FieldPath {
        FieldPath { row: None, field: field.as_ref().to_owned() }
    }

    /// Returns the place of an answer in a row.
    pub fn row(table: &str, row: RowId, field: impl AsRef<str>) -> FieldPath {
        FieldPath { row: Some((table.to_owned(), row)), field: field.as_ref().to_owned() }
    }
}
