//! Import and export formats: CTF, registers, terms, schools, JSON Lines, evidence files and
//! generated documents.
//!
//! Bytes come in as an argument; nothing here opens a file. An import is all or nothing and names
//! every fault with its line.
//!
//! - [`ctf`]: The Common Transfer File: versions 25, 24 and older shapes, read by element name into
//!   suggestions.
//! - [`jsonl`]: Cases as JSON Lines, one case to a line.
//! - [`media`]: Tells a file's type from its first bytes, and extracts text where there is some to
//!   show.
//! - [`papers`]: Generated documents: the five forms, the letters that the protocol and the law ask
//!   for, and data-entry sheets.
//! - [`registers`]: Attendance registers from and to files.
//! - [`schools`]: School lists from CSV: the GIAS download, or a short local list.
//! - [`terms`]: Term dates of schools from TOML or iCalendar.
//! - [`xml`]: A small, strict XML tree for untrusted input.

pub mod ctf;
pub mod jsonl;
pub mod media;
pub mod papers;
pub mod reading;
pub mod registers;
pub mod schools;
pub mod terms;
pub mod xml;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::domain::value;

/// The most faults that one refusal names; the rest are counted.
const FAULTS_MOST: usize = 50;

/// Returns the text of a file: as its first bytes say (UTF-8 or UTF-16, as Excel's "Unicode text"
/// is), else UTF-8, else Windows-1252, which always reads.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let encoding = match bytes {
        // Text in Latin letters without its mark: every other byte is nought.
        [b, 0, c, 0, ..] if *b > 0 && *c > 0 => UTF_16LE,
        [0, b, 0, c, ..] if *b > 0 && *c > 0 => UTF_16BE,
        _ => return mixed(bytes),
    };
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Reads UTF-8, and by itself each byte that is none as Windows-1252: one odd byte in a download of
/// a whole country must not spoil every accent in it.
fn mixed(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    text
}

/// Returns what stands between the cells of a file, by its row of headings: of comma, semicolon and
/// tab the one that gives most headings of which `is_known` holds, among the first `rows` lines;
/// the rows below may be full of the others. None where no heading is known.
pub(crate) fn delimiter(text: &str, rows: usize, is_known: &dyn Fn(&str) -> bool) -> Option<u8> {
    let known = |line: &str, by: char| {
        line.split(by).filter(|cell| is_known(cell.trim_matches(['"', ' ', '\r']))).count()
    };
    let lines = text.lines().take(rows);
    let best = lines.flat_map(|line| [',', ';', '\t'].map(|by| (known(line, by), by)));
    let best = best.filter(|(count, _)| *count > 0);
    best.reduce(|a, b| if b.0 > a.0 { b } else { a }).map(|(_, by)| by as u8)
}

/// Returns a cell from outside on one line, without control characters.
pub(crate) fn clean(cell: &str) -> String {
    value::text(cell).as_text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns what was read, or every fault.
pub(crate) fn all_or_nothing<T>(read: T, mut faults: Vec<String>) -> Result<T, Vec<String>> {
    if faults.is_empty() {
        return Ok(read);
    }
    let more = faults.len().saturating_sub(FAULTS_MOST);
    faults.truncate(FAULTS_MOST);
    if more > 0 {
        faults.push(format!("There are {more} more faults."));
    }
    Err(faults)
}
