//! A file as rows of cells: delimited text, or the first sheet of an XLSX workbook.

use std::io::Cursor;

use calamine::{DataRef, Reader, Xlsx};
use csv::StringRecord;

use crate::documents::registers::zip;
use crate::documents::schools::LineCounter;
use crate::documents::{clean, decode};
use crate::unwind::catch_unwind_opt;

/// The largest file read, in bytes.
const SIZE_MOST: usize = 100_000_000;
/// The most columns: a school year of paired columns is under 400.
const COLUMNS_MOST: usize = 2_000;
/// The most cells, filled or not.
const CELLS_MOST: usize = 20_000_000;

/// What is said of a spreadsheet that cannot be read.
const BROKEN: &str =
    "The file does not read as a spreadsheet. Save it as XLSX or CSV and try again.";

/// One row and the line or row on which it begins.
pub(super) struct TableRow {
    pub line: u64,
    cells: StringRecord,
}

impl TableRow {
    /// Returns a cell without the blanks around it, "" where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("").trim()
    }

    /// Returns a cell as it stands, blanks kept: they count where marks have a fixed width.
    pub fn raw(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or("")
    }

    /// Returns every cell with its column.
    pub fn cells(&self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.iter().map(str::trim).enumerate()
    }

    /// Returns whether nothing stands in the row.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|c| c.trim().is_empty())
    }
}

/// The rows of a file.
pub(super) struct FileTable {
    pub rows: Vec<TableRow>,
    pub is_sheet: bool,
}

/// Reads a file, of either kind by its first bytes.
pub(super) fn parse(bytes: &[u8]) -> Result<FileTable, Vec<String>> {
    if bytes.len() > SIZE_MOST {
        return Err(vec![format!(
            "The file is larger than {} MB. Export fewer weeks at a time.",
            SIZE_MOST / 1_000_000
        )]);
    }
    if zip::is_zip(bytes) {
        // The reader of spreadsheets panics on some damaged files; that is no more than a file that
        // does not read.
        let read = catch_unwind_opt(|| sheet(bytes)).unwrap_or_else(|| Err(BROKEN.to_owned()));
        return read.map_err(|e| vec![e]);
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(vec!["The file is empty. Export it again.".to_owned()]);
    }
    if text.contains('\0') {
        return Err(vec![
            "The file is no text and no XLSX spreadsheet. Save it as CSV or XLSX.".to_owned(),
        ]);
    }
    from_csv(&text)
}

fn from_csv(text: &str) -> Result<FileTable, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(text))
        .from_reader(text.as_bytes());
    let (mut rows, mut faults, mut lines, mut cells) =
        (Vec::new(), Vec::new(), LineCounter::new(text), 0);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                faults.push(format!("The file does not read as CSV: {e}."));
                break;
            }
        };
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        cells += record.len();
        if record.len() > COLUMNS_MOST || cells > CELLS_MOST {
            faults.push(format!("Line {line}: the file has more columns or cells than any register. Export fewer weeks at a time."));
            break;
        }
        rows.push(TableRow { line, cells: record });
    }
    if !text.ends_with('\n') && text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        faults.push(
            "The last line ends inside quotation marks: the file is cut short. Export it again."
                .to_owned(),
        );
    }
    if faults.is_empty() { Ok(FileTable { rows, is_sheet: false }) } else { Err(faults) }
}

/// Returns what stands between the cells: of comma, semicolon and tab the one that the first lines
/// hold most of, outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(20_000) {
        quoted ^= byte == b'"';
        if let Some((_, n)) = counts.iter_mut().find(|(c, _)| *c == byte && !quoted) {
            *n += 1;
        }
    }
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(c, _)| c)
}

/// Reads the first sheet cell by cell: one cell far out on a sheet must not ask for all the room
/// before it.
fn sheet(bytes: &[u8]) -> Result<FileTable, String> {
    zip::check(bytes)?;
    let broken = |_| BROKEN.to_owned();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let Some(name) = book.sheet_names().first().cloned() else {
        return Err("The spreadsheet has no sheet. Export the register again.".to_owned());
    };
    let mut reader = book.worksheet_cells_reader(&name).map_err(broken)?;
    let (mut rows, mut now, mut at, mut count) = (Vec::new(), Vec::<String>::new(), 0u32, 0usize);
    while let Some(cell) = reader.next_cell().map_err(broken)? {
        let (row, column) = cell.get_position();
        let (column, text) = (column as usize, words(cell.get_value())?);
        if text.is_empty() {
            continue;
        }
        if row < at {
            return Err(
                "The rows of the sheet are out of order. Save it again as XLSX, or as CSV."
                    .to_owned(),
            );
        }
        if row > at {
            keep(&mut rows, at, &mut now);
            at = row;
        }
        count += (column + 1).saturating_sub(now.len());
        if column >= COLUMNS_MOST || count > CELLS_MOST {
            return Err(format!(
                "Cell {}: the sheet reaches further than any register. Save only the register.",
                cell_name(row.into(), column)
            ));
        }
        if now.len() <= column {
            now.resize(column + 1, String::new());
        }
        now[column] = text;
    }
    keep(&mut rows, at, &mut now);
    if rows.is_empty() {
        Err("The first sheet is empty. Put the register on the first sheet.".to_owned())
    } else {
        Ok(FileTable { rows, is_sheet: true })
    }
}

fn keep(rows: &mut Vec<TableRow>, at: u32, now: &mut Vec<String>) {
    if !now.is_empty() {
        rows.push(TableRow {
            line: u64::from(at) + 1,
            cells: StringRecord::from(std::mem::take(now)),
        });
    }
}

/// Returns a cell's words; a date as `2026-11-23`.
fn words(value: &DataRef) -> Result<String, String> {
    Ok(match value {
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
        DataRef::Error(_) => {
            return Err("A cell of the sheet holds an error of the spreadsheet. Mend it and save the file again.".to_owned());
        }
    })
}

impl FileTable {
    /// Returns a place as the officer finds it: `Line 7, column 5` in CSV, `Cell E7` in a
    /// spreadsheet.
    pub fn place(&self, line: u64, column: usize) -> String {
        place(self.is_sheet, line, column)
    }
}

/// Returns a place as the officer finds it.
pub(super) fn place(is_sheet: bool, line: u64, column: usize) -> String {
    if is_sheet {
        format!("Cell {}", cell_name(line.saturating_sub(1), column))
    } else {
        format!("Line {line}, column {}", column + 1)
    }
}

/// Returns `E7` for row 6 and column 4, both from 0.
fn cell_name(row: u64, column: usize) -> String {
    let (mut letters, mut n) = (Vec::new(), column + 1);
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    letters.iter().rev().collect::<String>() + &(row + 1).to_string()
}

/// Returns a cell cut short for a sentence.
pub(super) fn short(cell: &str) -> String {
    clean(cell).chars().take(24).collect()
}
