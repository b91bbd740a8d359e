//! Parses a register file into pupil, session and code, each with its place in the file.

use crate::documents::place::FilePlace;
use crate::documents::registers::fault::{RegisterFault, RegisterFaults};
use crate::documents::registers::gathered::Gathered;
use crate::documents::registers::headings::Column;
use crate::documents::registers::sheet::RegisterSheet;
use crate::documents::registers::{headings, lacks, layout, pupils};
use crate::documents::table;
use crate::documents::table::{SheetInfo, SheetState};
use crate::domain::attendance::intake::ReadOptions;

/// Reads a register: a row a date with AM and PM columns; a row a session; a row a pupil with
/// paired columns a day; or a row a pupil with one string of marks from a start date. The layout is
/// known by what the columns hold, and every sheet is read that has one. A blank or `-` is not
/// marked.
///
/// # Errors
/// Every fault with its line and column, or its cell; then nothing is read.
pub fn parse(bytes: &[u8], how: &ReadOptions) -> Result<RegisterSheet, RegisterFaults> {
    let is_heading = |cell: &str| headings::column(cell, None) != Column::Other;
    let tables = table::parse(bytes, &is_heading).map_err(|f| f.map(RegisterFault::Table))?;
    let mut out = Gathered::default();
    let mut lacking = RegisterFaults::default();
    let mut found = 0;
    for (at, table) in tables.iter().enumerate() {
        match (&table.sheet, layout::find(table, how)) {
            (Some(sheet), _) if sheet.state == SheetState::NoCells => {
                let says = "is a chart and no table of cells; it was not read.";
                out.reading.pass(sheet_place(sheet).to_string(), "", says);
            }
            (Some(sheet), _) if sheet.state == SheetState::Hidden && tables.len() > 1 => {
                out.reading.pass(sheet_place(sheet).to_string(), "", "is hidden; it was not read.");
            }
            (_, Some(shape)) => {
                found += 1;
                pupils::parse_pupils(table, at, shape, how, &mut out);
            }
            (sheet, None) => {
                let lacks = lacks::lacks(table);
                if let Some(sheet) = sheet.as_ref().filter(|_| tables.len() > 1) {
                    out.reading.pass(sheet_place(sheet).to_string(), "", lacks.to_string());
                    lacking.push(sheet_place(sheet), RegisterFault::NoRegister(lacks));
                } else {
                    lacking.push(FilePlace::Whole, RegisterFault::NoRegister(lacks));
                }
            }
        }
    }
    if found == 0 {
        if lacking.is_empty() {
            lacking.push(FilePlace::Whole, RegisterFault::AllHidden);
        }
        return Err(lacking);
    }
    let sheets = tables.into_iter().map(|t| t.sheet).collect();
    let sheet = RegisterSheet { pupils: out.pupils, reading: out.reading, sheets };
    if out.faults.is_empty() && sheet.is_empty() {
        out.faults.push(FilePlace::Whole, RegisterFault::NoMark);
    }
    out.faults.or(sheet)
}

fn sheet_place(sheet: &SheetInfo) -> FilePlace {
    FilePlace::Sheet(sheet.name.clone())
}
