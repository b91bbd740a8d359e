//! Delimited text as rows of cells.

use crate::documents::delimiter;
use crate::documents::place::FilePlace;
use crate::documents::schools::LineCounter;
use crate::documents::table::fault::{TableFault, TableFaults};
use crate::documents::table::{FileTable, MAX_CELLS, MAX_COLUMNS, MAX_TITLE, TableRow};

/// Reads delimited text; the cells are split as its row of headings is, of which `is_heading` tells.
pub(super) fn from_csv(
    text: &str,
    is_heading: &dyn Fn(&str) -> bool,
) -> Result<FileTable, TableFaults> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text, MAX_TITLE, is_heading).unwrap_or_else(|| separator(text)))
        .from_reader(text.as_bytes());
    let (mut rows, mut faults, mut lines, mut cells) =
        (Vec::new(), TableFaults::default(), LineCounter::new(text), 0);
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(e) => {
                faults.push(FilePlace::Whole, TableFault::Csv(e));
                break;
            }
        };
        let line = lines.at(record.position().map_or(0, csv::Position::byte));
        cells += record.len();
        if record.len() > MAX_COLUMNS || cells > MAX_CELLS {
            faults.push(FilePlace::Line(line), TableFault::TooWide);
            break;
        }
        rows.push(TableRow { line, cells: record });
    }
    if !text.ends_with('\n') && text.bytes().filter(|b| *b == b'"').count() % 2 == 1 {
        faults.push(FilePlace::Whole, TableFault::CutShort);
    }
    faults.or(FileTable { rows, sheet: None, is_1904: false })
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
