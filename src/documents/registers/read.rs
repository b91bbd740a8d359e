//! Parses a register file into pupil, session and code, each with its place in the file.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::documents::reading::Reading;
use crate::documents::registers::table::SheetInfo;
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
    sheets: Vec<Option<SheetInfo>>,
}

impl RegisterSheet {
    /// Returns a mark's place in words.
    pub fn place(&self, entry: &MarkEntry) -> String {
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

/// Reads a register: a row a date with AM and PM columns; a row a session; a row a pupil with
/// paired columns a day; or a row a pupil with one string of marks from a start date. The layout is
/// known by what the columns hold, and every sheet is read that has one. A blank or `-` is not
/// marked.
///
/// # Errors
/// Every fault with its line and column (or cell), as sentences; then nothing is read.
pub fn parse(bytes: &[u8], how: &ReadOptions) -> Result<RegisterSheet, Vec<String>> {
    let tables = table::parse(bytes)?;
    let mut out = Gathered::default();
    let mut lacking = Vec::new();
    let mut found = 0;
    for (at, table) in tables.iter().enumerate() {
        match (&table.sheet, shapes::find(table, how)) {
            (Some(sheet), _) if sheet.is_hidden && tables.len() > 1 => {
                out.reading.pass(&sheet_place(sheet), "", "is hidden; it was not read.");
            }
            (_, Some(shape)) => {
                found += 1;
                shapes::parse_pupils(table, at, shape, how, &mut out);
            }
            (sheet, None) => {
                let lacks = shapes::lacks(table);
                if let Some(sheet) = sheet.as_ref().filter(|_| tables.len() > 1) {
                    out.reading.pass(&sheet_place(sheet), "", &lacks);
                    lacking.push(format!("{}: {lacks}", sheet_place(sheet)));
                } else {
                    lacking.push(lacks);
                }
            }
        }
    }
    if found == 0 {
        if lacking.is_empty() {
            lacking.push("Every sheet is hidden. Show the one that is the register.".to_owned());
        }
        return Err(lacking);
    }
    let sheets = tables.into_iter().map(|t| t.sheet).collect();
    let sheet = RegisterSheet { pupils: out.pupils, reading: out.reading, sheets };
    if out.faults.is_empty() && sheet.is_empty() {
        out.faults.push("The file holds no mark. Choose a register with marks in it.".to_owned());
    }
    all_or_nothing(sheet, out.faults)
}

fn sheet_place(sheet: &SheetInfo) -> String {
    format!("Sheet \"{}\"", sheet.name)
}

/// What is read of all tables of a file, as it grows.
#[derive(Default)]
pub(super) struct Gathered {
    pub pupils: Vec<RegisterPupil>,
    /// The place of each pupil by UPN, name in small letters and birthday.
    pub known: HashMap<(String, String, Option<NaiveDate>), usize>,
    pub faults: Vec<String>,
    pub reading: Reading,
    /// How many marks there are so far.
    pub marks: usize,
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
    let raw = clean(raw);
    match codes::parse(without_words(&raw), session) {
        Ok(code) => Some(code),
        Err(words) => {
            faults.push(format!("{}: {words}", place()));
            None
        }
    }
}

/// Returns the code of a mark that has its meaning beside it: `/ (Present AM)`, `L - Late`. A mark
/// that is no code and words stays whole.
fn without_words(mark: &str) -> &str {
    let Some((code, rest)) = mark.split_once([' ', '(', ':']) else { return mark };
    let is_code = (1..=2).contains(&code.chars().count());
    if is_code && rest.chars().any(char::is_alphabetic) { code } else { mark }
}
