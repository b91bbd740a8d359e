//! A file as rows of cells: delimited text, or the first sheet of an XLSX workbook.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx};
use csv::StringRecord;

use crate::documents::registers::headings::Column;
use crate::documents::registers::shapes::TITLE_MOST;
use crate::documents::registers::{headings, zip};
use crate::documents::schools::LineCounter;
use crate::documents::{clean, decode, delimiter};
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

/// What a spreadsheet says of one of its sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SheetInfo {
    pub name: String,
    pub is_hidden: bool,
    /// Whether the file has further sheets, so that places name theirs.
    pub is_one_of_many: bool,
}

/// Reads a file, of either kind by its first bytes; every sheet of it is a table.
pub(super) fn parse(bytes: &[u8]) -> Result<Vec<FileTable>, Vec<String>> {
    if bytes.len() > SIZE_MOST {
        return Err(vec![format!(
            "The file is larger than {} MB. Export fewer weeks at a time.",
            SIZE_MOST / 1_000_000
        )]);
    }
    if zip::is_zip(bytes) {
        // The reader of spreadsheets panics on some damaged files; that is no more than a file that
        // does not read.
        let read = catch_unwind_opt(|| sheets(bytes)).unwrap_or_else(|| Err(BROKEN.to_owned()));
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
    from_csv(&text).map(|table| vec![table])
}

fn from_csv(text: &str) -> Result<FileTable, Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(
            delimiter(text, TITLE_MOST, &|cell| headings::column(cell, None) != Column::Other)
                .unwrap_or_else(|| separator(text)),
        )
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
    if faults.is_empty() { Ok(FileTable { rows, sheet: None }) } else { Err(faults) }
}

/// Returns what stands between the cells where no heading is known: of comma, semicolon and tab the
/// one that the first lines hold most of, outside quotation marks.
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

/// Reads every sheet; one that is no table of cells (a chart) is none.
fn sheets(bytes: &[u8]) -> Result<Vec<FileTable>, String> {
    let has_merged = zip::check(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| BROKEN.to_owned())?;
    let all: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
        .collect();
    if all.is_empty() {
        return Err("The spreadsheet has no sheet. Export the register again.".to_owned());
    }
    let is_one_of_many = all.len() > 1;
    let mut tables = Vec::new();
    for (name, is_hidden) in all {
        let mut rows = sheet(&mut book, &name).map_err(|says| {
            if is_one_of_many { format!("Sheet \"{}\": {says}", clean(&name)) } else { says }
        })?;
        if has_merged {
            fill_down(&mut book, &name, &mut rows)?;
        }
        let name = clean(&name);
        tables.push(FileTable { rows, sheet: Some(SheetInfo { name, is_hidden, is_one_of_many }) });
    }
    Ok(tables)
}

/// Repeats the cell of a merged region in the rows below it, as the eye reads it: a pupil who
/// stands once beside two days.
fn fill_down(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut [TableRow],
) -> Result<(), String> {
    let regions = book.merge_cells_by_sheet_name(name).map_err(|_| BROKEN.to_owned())?;
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
            if filled > CELLS_MOST || column >= COLUMNS_MOST {
                return Err(BROKEN.to_owned());
            }
            row.fill(column, &text);
        }
    }
    Ok(())
}

/// Reads a sheet cell by cell: one cell far out on it must not ask for all the room before it.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<TableRow>, String> {
    let broken = |_| BROKEN.to_owned();
    let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
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
    /// spreadsheet, `Sheet "Week 2", cell E7` in one of several sheets.
    pub(super) fn place(&self, line: u64, column: usize) -> String {
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

impl SheetInfo {
    fn named(&self, place: &str) -> String {
        if self.is_one_of_many {
            format!("Sheet \"{}\", {}{}", self.name, place[..1].to_lowercase(), &place[1..])
        } else {
            place.to_owned()
        }
    }
}

/// Returns a place as the officer finds it.
pub(super) fn place(sheet: Option<&SheetInfo>, line: u64, column: usize) -> String {
    match sheet {
        Some(sheet) => sheet.named(&format!("Cell {}", cell_name(line.saturating_sub(1), column))),
        None => format!("Line {line}, column {}", column + 1),
    }
}

/// Returns `E7` for row 6 and column 4, both from 0.
fn cell_name(row: u64, column: usize) -> String {
    column_letters(column) + &(row + 1).to_string()
}

/// Returns `E` for column 4, from 0.
fn column_letters(column: usize) -> String {
    let (mut letters, mut n) = (Vec::new(), column + 1);
    while n > 0 {
        n -= 1;
        letters.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
    }
    letters.iter().rev().collect()
}

/// Returns a cell cut short for a sentence.
pub(super) fn short(cell: &str) -> String {
    clean(cell).chars().take(24).collect()
}
