//! A file as rows of cells: delimited text, or the first sheet of an XLSX workbook.

mod delimited;
mod workbook;

use csv::StringRecord;

use crate::documents::decode;
use crate::documents::place::FilePlace;
use crate::documents::place::column_letters;
use crate::documents::registers::fault::{RegisterFault, RegisterFaults};
use crate::documents::registers::place::{SheetInfo, place};
use crate::documents::registers::table::delimited::from_csv;
use crate::documents::registers::table::workbook::{refused, sheets};
use crate::documents::registers::workbook_fault::WorkbookFault;
use crate::documents::registers::zip;
use crate::unwind::catch_unwind_opt;

/// The largest file read, in bytes.
const MAX_SIZE: usize = 100_000_000;

/// The most columns: a school year of paired columns is under 400.
const MAX_COLUMNS: usize = 2_000;

/// The most cells, filled or not.
const MAX_CELLS: usize = 20_000_000;

/// One row and the line or row on which it begins.
pub(super) struct TableRow {
    pub line: u64,
    pub(super) cells: StringRecord,
}

impl TableRow {
    /// Returns a cell without the blanks around it, "" where the row is shorter.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// Returns a cell as it stands, blanks kept: they count where marks have a fixed width.
    pub(super) fn raw(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Returns every cell with its column.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().map(str::trim).enumerate()
    }

    /// Puts a text into a cell that is empty.
    fn fill(&mut self, column: usize, text: &str) {
        if self.cell(column).is_empty() {
            let mut cells: Vec<&str> = self.cells.iter().collect();
            cells.resize(cells.len().max(column + 1), "");
            cells[column] = text;
            self.cells = StringRecord::from(cells);
        }
    }

    /// Returns whether nothing stands in the row.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.trim().is_empty())
    }
}

/// The rows of a file, or of one sheet of it.
pub(super) struct FileTable {
    pub rows: Vec<TableRow>,
    /// The sheet of a spreadsheet; none for CSV.
    pub sheet: Option<SheetInfo>,
}

/// Reads a file, of either kind by its first bytes; every sheet of it is a table.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<FileTable>, RegisterFaults> {
    if bytes.len() > MAX_SIZE {
        return Err(RegisterFaults::whole(RegisterFault::TooLarge(MAX_SIZE / 1_000_000)));
    }
    if zip::is_zip(bytes) {
        // The reader of spreadsheets panics on some damaged files; that is no more than a file that
        // does not read.
        return catch_unwind_opt(|| sheets(bytes))
            .unwrap_or_else(|| Err(refused(WorkbookFault::Unreadable(None))));
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(RegisterFaults::whole(RegisterFault::Empty));
    }
    if text.contains('\0') {
        return Err(RegisterFaults::whole(RegisterFault::NotText));
    }
    from_csv(&text).map(|table| vec![table])
}

impl FileTable {
    /// Returns a place as the officer finds it: `Line 7, column 5` in CSV, `Cell E7` in a
    /// spreadsheet, `Sheet "Week 2", cell E7` in one of several sheets.
    pub(super) fn place(&self, line: u64, column: usize) -> FilePlace {
        place(self.sheet.as_ref(), line, column)
    }

    /// Returns the place of a whole row.
    pub(super) fn row_place(&self, line: u64) -> String {
        match &self.sheet {
            None => format!("Line {line}"),
            Some(sheet) => sheet.named(&format!("Row {line}")),
        }
    }

    /// Returns the place of a whole column.
    pub(super) fn column_place(&self, column: usize) -> String {
        match &self.sheet {
            None => format!("Column {}", column + 1),
            Some(sheet) => sheet.named(&format!("Column {}", column_letters(column))),
        }
    }
}
