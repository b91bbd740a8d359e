//! The sheets of an XLSX workbook as rows of cells.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use csv::StringRecord;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::table::fault::{TableFault, TableFaults};
use crate::documents::table::place::{SheetInfo, SheetState};
use crate::documents::table::workbook_fault::WorkbookFault;
use crate::documents::table::zip;
use crate::documents::table::{FileTable, MAX_CELLS, MAX_COLUMNS, TableRow};

/// Reads every sheet; one that is no table of cells (a chart) has no rows.
pub(super) fn sheets(bytes: &[u8]) -> Result<Vec<FileTable>, TableFaults> {
    let has_merged = zip::check(bytes).map_err(refused)?;
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|e| refused(WorkbookFault::unreadable(e)))?;
    let all: Vec<(String, SheetState)> = book
        .sheets_metadata()
        .iter()
        .map(|s| {
            let state = match (s.typ, s.visible) {
                (SheetType::WorkSheet, SheetVisible::Visible) => SheetState::Shown,
                (SheetType::WorkSheet, _) => SheetState::Hidden,
                _ => SheetState::NoCells,
            };
            (s.name.clone(), state)
        })
        .collect();
    if all.iter().all(|(_, state)| *state == SheetState::NoCells) {
        return Err(refused(WorkbookFault::NoSheet));
    }
    let (is_one_of_many, is_1904) = (all.len() > 1, book.has_1904_epoch());
    let mut tables = Vec::new();
    for (name, state) in all {
        if state == SheetState::NoCells {
            let sheet = Some(SheetInfo { name: clean(&name), state, is_one_of_many });
            tables.push(FileTable { rows: Vec::new(), sheet, is_1904 });
            continue;
        }
        let mut rows = sheet(&mut book, &name).map_err(|(cell, fault)| {
            let named = is_one_of_many.then(|| clean(&name));
            let place = match (cell, named) {
                (Some((row, column)), sheet) => FilePlace::Cell { sheet, row, column },
                (None, Some(sheet)) => FilePlace::Sheet(sheet),
                (None, None) => FilePlace::Whole,
            };
            TableFaults::one(place, TableFault::Workbook(fault))
        })?;
        if has_merged {
            fill_down(&mut book, &name, &mut rows).map_err(refused)?;
        }
        let name = clean(&name);
        let sheet = Some(SheetInfo { name, state, is_one_of_many });
        tables.push(FileTable { rows, sheet, is_1904 });
    }
    Ok(tables)
}

/// Repeats the cell of a merged region in the rows below it, as the eye reads it: a pupil who
/// stands once beside two days.
fn fill_down(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut [TableRow],
) -> Result<(), WorkbookFault> {
    let regions = book.merge_cells_by_sheet_name(name).map_err(WorkbookFault::unreadable)?;
    let mut filled = 0usize;
    for region in regions.iter().filter(|r| r.end.0 > r.start.0) {
        let column = region.start.1 as usize;
        let line = |row: u32| u64::from(row) + 1;
        let top = rows.binary_search_by_key(&line(region.start.0), |r| r.line);
        let Some(text) = top.ok().map(|at| rows[at].raw(column).to_owned()) else { continue };
        let from = rows.partition_point(|r| r.line <= line(region.start.0));
        let to = rows.partition_point(|r| r.line <= line(region.end.0));
        for row in rows.get_mut(from..to).unwrap_or_default() {
            filled += column + 1;
            if filled > MAX_CELLS || column >= MAX_COLUMNS {
                return Err(WorkbookFault::Unreadable(None));
            }
            row.fill(column, &text);
        }
    }
    Ok(())
}

/// What cannot be read, and in which row and column where it is in one cell.
type CellFault = (Option<(u64, usize)>, WorkbookFault);

/// Reads a sheet cell by cell, and names the cell of a fault where it has one: one cell far out on
/// it must not ask for all the room before it.
pub(super) fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
) -> Result<Vec<TableRow>, CellFault> {
    let broken = |e| (None, WorkbookFault::unreadable(e));
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
    let (mut rows, mut now, mut at, mut count) = (Vec::new(), Vec::<String>::new(), 0u32, 0usize);
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (column, text) = (column as usize, words(cell.get_value()));
        if text.is_empty() {
            continue;
        }
        if row < at {
            return Err((None, WorkbookFault::OutOfOrder));
        }
        if row > at {
            keep(&mut rows, at, &mut now);
            at = row;
        }
        count += (column + 1).saturating_sub(now.len());
        if column >= MAX_COLUMNS || count > MAX_CELLS {
            return Err((Some((u64::from(row) + 1, column)), WorkbookFault::TooFar));
        }
        if now.len() <= column {
            now.resize(column + 1, String::new());
        }
        now[column] = text;
    }
    keep(&mut rows, at, &mut now);
    Ok(rows)
}

fn keep(rows: &mut Vec<TableRow>, at: u32, now: &mut Vec<String>) {
    if !now.is_empty() {
        rows.push(TableRow {
            line: u64::from(at) + 1,
            cells: StringRecord::from(std::mem::take(now)),
        });
    }
}

/// Returns a cell's words; a date as `2026-11-23`, an error of the spreadsheet as `#REF!`, so that
/// it is refused by its place only where a mark or a day is asked for.
fn words(value: &DataRef) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::DateTimeIso(s) => s.split('T').next().unwrap_or(s).to_owned(),
        DataRef::DurationIso(s) => s.clone(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::Bool(b) => b.to_string(),
        DataRef::DateTime(d) => {
            let (year, month, day, ..) = d.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(error) => error.to_string(),
    }
}

/// Returns the fault of a workbook as a whole.
pub(super) fn refused(fault: WorkbookFault) -> TableFaults {
    TableFaults::whole(TableFault::Workbook(fault))
}
