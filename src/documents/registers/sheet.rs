//! A register as a file has it: pupils, sessions and codes, each with its place.

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::registers::place;
use crate::documents::registers::place::SheetInfo;
use crate::domain::attendance::codes::AttendanceCode;
use crate::domain::case::Session;

/// One mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkEntry {
    pub session: Session,
    pub code: &'static AttendanceCode,
    /// Which of the file's tables it stands in.
    pub table: usize,
    pub line: u64,
    pub column: usize,
}

/// One pupil of a file. An empty UPN, name and day of birth mean that the file names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterPupil {
    pub line: u64,
    pub upn: String,
    pub name: String,
    pub born: Option<NaiveDate>,
    pub entries: Vec<MarkEntry>,
}

/// A register as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterSheet {
    pub pupils: Vec<RegisterPupil>,
    /// What became of every sheet, row and column.
    pub reading: Reading,
    /// The sheets of a spreadsheet, in their order; none for CSV.
    pub(super) sheets: Vec<Option<SheetInfo>>,
}

impl RegisterSheet {
    /// Returns the place of a mark.
    pub fn place(&self, entry: &MarkEntry) -> FilePlace {
        let sheet = self.sheets.get(entry.table).and_then(Option::as_ref);
        place::place(sheet, entry.line, entry.column)
    }

    /// Returns how many marks the file has.
    pub fn len(&self) -> usize {
        self.pupils.iter().map(|p| p.entries.len()).sum()
    }

    /// Returns whether the file has no mark.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
