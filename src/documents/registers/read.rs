//! Parses a register file into pupil, session and code, each with its place in the file.

use chrono::NaiveDate;

use crate::documents::registers::{shapes, table};
use crate::documents::{all_or_nothing, clean};
use crate::domain::attendance::codes;
use crate::domain::attendance::codes::AttendanceCode;
use crate::domain::attendance::intake::ReadOptions;
use crate::domain::case::Session;

/// One mark of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkEntry {
    pub session: Session,
    pub code: &'static AttendanceCode,
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
    /// Whether places are named as cells rather than lines and columns.
    pub is_sheet: bool,
}

impl RegisterSheet {
    /// Returns a mark's place in words.
    pub fn place(&self, entry: &MarkEntry) -> String {
        table::place(self.is_sheet, entry.line, entry.column)
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

/// Reads a register: a row a date with AM and PM columns; a row a pupil with paired columns a day;
/// or a row a pupil with one string of marks from a start date. A blank or `-` is not marked.
///
/// # Errors
/// Every fault with its line and column (or cell), as sentences; then nothing is read.
pub fn parse(bytes: &[u8], how: &ReadOptions) -> Result<RegisterSheet, Vec<String>> {
    let table = table::parse(bytes)?;
    let mut faults = Vec::new();
    let pupils = shapes::parse_pupils(&table, how, &mut faults);
    let sheet = RegisterSheet { pupils, is_sheet: table.is_sheet };
    if faults.is_empty() && sheet.is_empty() {
        faults.push("The file holds no mark. Choose a register with marks in it.".to_owned());
    }
    all_or_nothing(sheet, faults)
}

/// Reads one mark; nothing for a session that is not marked.
pub(super) fn mark(
    raw: &str,
    session: Session,
    place: impl Fn() -> String,
    faults: &mut Vec<String>,
) -> Option<&'static AttendanceCode> {
    if matches!(raw.trim(), "" | "-") {
        return None;
    }
    match codes::parse(&clean(raw), session) {
        Ok(code) => Some(code),
        Err(words) => {
            faults.push(format!("{}: {words}", place()));
            None
        }
    }
}
