//! Files that are taken in from inside a session: term dates, cases, a pupil, a sheet.

use serde::{Deserialize, Serialize};

use crate::api::file::Bytes;
use crate::domain::sheet::{RowKind, SheetQuestion};

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ImportKind {
    /// Term dates and closures.
    Terms,
    /// Cases that another store exported.
    Cases,
    /// A pupil's Common Transfer File, for a new case.
    Pupil,
    /// An authority's own sheet of directions, for a case of each row.
    Sheet,
    /// Rows of a school's management system, for the cases that are there.
    Rows(RowKind),
}

impl ImportKind {
    /// Every kind with its id and the words of the menu.
    pub const ALL: [(ImportKind, &'static str, &'static str); 8] = [
        (ImportKind::Terms, "terms", "Term dates (iCalendar or TOML)"),
        (ImportKind::Pupil, "pupil", "A new case from a pupil's transfer file (CTF)"),
        (ImportKind::Sheet, "sheet", "Your own sheet of directions (XLSX or CSV)"),
        (ImportKind::Cases, "cases", "Cases that another Offsite exported (JSON lines)"),
        (
            ImportKind::Rows(RowKind::Pupils),
            "rows",
            "Your cases: pupils from SIMS, Arbor or Bromcom",
        ),
        (
            ImportKind::Rows(RowKind::Contacts),
            "contacts",
            "Your cases: parents and carers from there",
        ),
        (
            ImportKind::Rows(RowKind::Suspensions),
            "suspensions",
            "Your cases: suspensions from there",
        ),
        (
            ImportKind::Rows(RowKind::Attendance),
            "attendance",
            "Your cases: attendance by term from there",
        ),
    ];

    /// Returns the most bytes of such a file that are read.
    pub fn max_bytes(self) -> u64 {
        match self {
            ImportKind::Terms => 5_000_000,
            ImportKind::Pupil | ImportKind::Cases | ImportKind::Sheet | ImportKind::Rows(_) => {
                50_000_000
            }
        }
    }
}

/// A file to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportFile {
    /// What it holds.
    pub kind: ImportKind,
    /// Its name, without its folder.
    pub name: String,
    /// What was read.
    pub bytes: Bytes,
    /// The id of the school whose term dates a calendar holds that names none; "" where none is
    /// known.
    pub school: String,
}

/// A sheet of directions, and what has been answered about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetFile {
    /// Its name, without its folder.
    pub name: String,
    /// What was read.
    pub bytes: Bytes,
    /// The answers, as the text of a `sheet.toml`.
    pub answers: String,
    /// What its rows are, where they fill cases that are there; none of a sheet of directions.
    pub rows: Option<RowKind>,
}

/// What a sheet would make, or what is to be answered first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPreview {
    /// The next question; none where everything is answered.
    pub question: Option<SheetQuestion>,
    /// How many questions are open.
    pub open: usize,
    /// How many cases it would open.
    pub cases: usize,
    /// What becomes of every sheet, column and row, a line each.
    pub lines: Vec<String>,
    /// A check sum of it, so that what is stored is what was looked at.
    pub sum: u32,
}
