//! Rows of a school's management system for pupils who have a case: who they are, their parents and
//! carers, their suspensions, and their attendance before.
//!
//! Columns are known by their headings, as SIMS, Arbor and Bromcom name them (from experience; no
//! list of theirs was read) and as `sheet.toml` says. A row is found by its UPN and by nothing else.

mod build;
mod cells;
mod column;
mod layout;
mod row;
#[cfg(test)]
mod tests;

pub(super) use cells::special_needs;

use chrono::NaiveDate;

use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::sheets::cell::CellReader;
use crate::documents::sheets::fault::{SheetFault, SheetFaults};
use crate::documents::sheets::pupils::column::PupilColumn;
use crate::documents::table;
use crate::documents::table::SheetState;
use crate::domain::case::pupil::Pupil;
use crate::domain::prefill::Suggestion;
use crate::domain::school::SchoolList;
use crate::domain::sheet::{RowKind, SheetMapping};

/// What a file is read with.
#[derive(Clone, Copy)]
pub struct PupilsContext<'a> {
    /// What a row is.
    pub kind: RowKind,
    /// What has been answered about the headings and words of files, now or earlier.
    pub mapping: &'a SheetMapping,
    /// What of it was answered for this file: it counts before what a heading says.
    pub given: &'a SheetMapping,
    /// The register of schools.
    pub schools: &'a SchoolList,
    /// The term of an attendance that the file does not name.
    pub term: Option<&'a str>,
    /// Today.
    pub today: NaiveDate,
}

/// Something in a row that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDoubt {
    /// Where it is: `Line 3, column 5`.
    pub place: String,
    /// What is there.
    pub what: String,
    /// Why it cannot be used.
    pub says: String,
}

/// What one row says of one pupil.
#[derive(Debug, Clone, PartialEq)]
pub struct PupilRow {
    /// Where it is: `Line 3`.
    pub place: String,
    /// The pupil, always with a UPN.
    pub pupil: Pupil,
    /// What it offers to the case.
    pub offers: Vec<Suggestion>,
    /// What in it cannot be used.
    pub doubts: Vec<RowDoubt>,
}

/// What a file says of pupils.
#[derive(Debug)]
pub struct PupilsFile {
    /// What a row is.
    pub kind: RowKind,
    /// What became of every sheet and column, and of the rows that name no pupil.
    pub reading: Reading,
    /// The rows that name a pupil by UPN.
    pub rows: Vec<PupilRow>,
}

/// Reads a file of pupils, CSV or XLSX.
///
/// # Errors
/// The file does not read, or has no headings with a column of UPNs.
pub fn read_pupils(bytes: &[u8], context: PupilsContext) -> Result<PupilsFile, SheetFaults> {
    let (kind, mapping) = (context.kind, context.mapping);
    let is_heading = |cell: &str| PupilColumn::of(cell, &context).is_known();
    let tables = table::parse(bytes, &is_heading).map_err(|f| f.map(SheetFault::Table))?;
    let reader = CellReader { mapping, schools: context.schools, today: context.today };
    let mut file = PupilsFile { kind, reading: Reading::new("part"), rows: Vec::new() };
    let mut is_read = false;
    for table in &tables {
        let place = || match &table.sheet {
            Some(sheet) => FilePlace::Sheet(sheet.name.clone()).to_string(),
            None => "File".to_owned(),
        };
        let is_hidden = table.sheet.as_ref().is_some_and(|s| s.state == SheetState::Hidden);
        if is_hidden && tables.len() > 1 {
            file.reading.pass(place(), "", "is hidden; it was not read.");
            continue;
        }
        let Some(layout) = layout::find(table, &context) else {
            let says = "has no headings with a column of UPNs; it was not read.";
            file.reading.pass(place(), "", says);
            continue;
        };
        is_read = true;
        layout.account(table, &mut file.reading);
        row::rows(table, &layout, &reader, &context, &mut file);
    }
    if is_read { Ok(file) } else { Err(SheetFaults::whole(SheetFault::NoUpns)) }
}
