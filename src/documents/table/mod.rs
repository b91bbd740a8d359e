//! A file as rows of cells: delimited text, or every sheet of an XLSX workbook.
//!
//! What the rows say is for its readers: registers of marks, and sheets of directions.

mod delimited;
mod fault;
mod place;
#[cfg(test)]
pub(in crate::documents) mod tests;
mod workbook;
mod workbook_fault;
mod zip;

use chrono::{Days, NaiveDate};
use csv::StringRecord;

use crate::documents::decode;
use crate::documents::place::FilePlace;
use crate::documents::place::column_letters;
use crate::documents::table::delimited::from_csv;
use crate::documents::table::workbook::{refused, sheets};
use crate::unwind::catch_unwind_opt;

pub use fault::{TableFault, TableFaults};
pub(in crate::documents) use place::{SheetInfo, SheetState, place, short};
pub use workbook_fault::WorkbookFault;

/// How many rows may stand before the headings: a title, the school, the pupil.
pub(in crate::documents) const MAX_TITLE: usize = 20;

/// The largest file read, in bytes.
const MAX_SIZE: usize = 100_000_000;

/// The most columns: a register of a school year in paired columns has under 400.
const MAX_COLUMNS: usize = 2_000;

/// The most cells, filled or not.
const MAX_CELLS: usize = 20_000_000;

/// One row and the line or row on which it begins.
pub(in crate::documents) struct TableRow {
    pub(in crate::documents) line: u64,
    pub(in crate::documents) cells: StringRecord,
}

impl TableRow {
    /// Returns a cell without the blanks around it, "" where the row is shorter.
    pub(in crate::documents) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// Returns a cell as it stands, blanks kept: they count where marks have a fixed width.
    pub(in crate::documents) fn raw(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Returns every cell with its column.
    pub(in crate::documents) fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
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
    pub(in crate::documents) fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.trim().is_empty())
    }
}

/// The rows of a file, or of one sheet of it.
pub(in crate::documents) struct FileTable {
    pub(in crate::documents) rows: Vec<TableRow>,
    /// The sheet of a spreadsheet; none for CSV.
    pub(in crate::documents) sheet: Option<SheetInfo>,
    /// Whether its days are counted from 1904.
    pub(in crate::documents) is_1904: bool,
}

/// Reads a file, of either kind by its first bytes; every sheet of it is a table. `is_heading` says
/// whether a cell is a heading that the reader knows.
pub(in crate::documents) fn parse(
    bytes: &[u8],
    is_heading: &dyn Fn(&str) -> bool,
) -> Result<Vec<FileTable>, TableFaults> {
    if bytes.len() > MAX_SIZE {
        return Err(TableFaults::whole(TableFault::TooLarge(MAX_SIZE / 1_000_000)));
    }
    if zip::is_zip(bytes) {
        // The reader of spreadsheets panics on some damaged files; that is no more than a file that
        // does not read.
        return catch_unwind_opt(|| sheets(bytes))
            .unwrap_or_else(|| Err(refused(WorkbookFault::Unreadable(None))));
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(TableFaults::whole(TableFault::Empty));
    }
    if text.contains('\0') {
        return Err(TableFaults::whole(TableFault::NotText));
    }
    from_csv(&text, is_heading).map(|table| vec![table])
}

impl FileTable {
    /// Returns a place as the officer finds it: `Line 7, column 5` in CSV, `Cell E7` in a
    /// spreadsheet, `Sheet "Week 2", cell E7` in one of several sheets.
    pub(in crate::documents) fn place(&self, line: u64, column: usize) -> FilePlace {
        place(self.sheet.as_ref(), line, column)
    }

    /// Returns the place of a whole row.
    pub(in crate::documents) fn row_place(&self, line: u64) -> String {
        match &self.sheet {
            None => format!("Line {line}"),
            Some(sheet) => sheet.named(&format!("Row {line}")),
        }
    }

    /// Returns the place of a whole column.
    pub(in crate::documents) fn column_place(&self, column: usize) -> String {
        match &self.sheet {
            None => format!("Column {}", column + 1),
            Some(sheet) => sheet.named(&format!("Column {}", column_letters(column))),
        }
    }
}

/// How many days the count of days from 1904 is behind that from 1900.
const DAYS_TO_1904: u64 = 1_462;

impl FileTable {
    /// Reads a cell as the number of a day, as this table counts them.
    pub(in crate::documents) fn serial_day(&self, text: &str) -> Option<NaiveDate> {
        if !self.is_1904 {
            return serial_day(text);
        }
        let number: u64 = text.trim().trim_end_matches(".0").parse().ok()?;
        serial_day(&number.checked_add(DAYS_TO_1904)?.to_string())
    }
}

/// Reads the number of a day as spreadsheets count them, from 1900; of this century only, since
/// nothing else tells it from a number.
pub(in crate::documents) fn serial_day(text: &str) -> Option<NaiveDate> {
    let number: u64 = text.trim().trim_end_matches(".0").parse().ok()?;
    let first = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    (36_526..73_051).contains(&number).then(|| first.checked_add_days(Days::new(number)))?
}
