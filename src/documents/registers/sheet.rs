//! A register as a file has it: pupils, sessions and codes, each with its place.

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::table;
use crate::documents::table::SheetInfo;
use crate::domain::attendance::codes::AttendanceCode;
use crate::domain::case::Session;

/// One mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkEntry {
    /// The day and its half.
    pub session: Session,
    /// The national code.
    pub code: &'static AttendanceCode,
    /// Which of the file's tables it stands in.
    pub table: usize,
    /// The line of the text, or the row of the sheet, from 1.
    pub line: u64,
    /// The column, from 0.
    pub column: usize,
}

/// One pupil of a file. An empty UPN, name and day of birth mean that the file names nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterPupil {
    /// The line of the text, or the row of the sheet, from 1.
    pub line: u64,
    /// The UPN, "" where the file has none.
    pub upn: String,
    /// The name as the file has it.
    pub name: String,
    /// The day of birth.
    pub born: Option<NaiveDate>,
    /// The marks, in the order of the file.
    pub entries: Vec<MarkEntry>,
}

/// A register as a file has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RegisterSheet {
    /// Every pupil with their marks.
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
        table::place(sheet, entry.line, entry.column)
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
