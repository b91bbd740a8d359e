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
pub mod registers;
pub mod schools;
pub mod terms;
pub mod xml;

use crate::domain::case::value;

/// The most faults that one refusal names; the rest are counted.
const FAULTS_MOST: usize = 50;

/// Returns the text of a file: UTF-8 with or without its mark, else Windows-1252, which always
/// reads.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|b| windows_1252(*b)).collect(),
    }
}

/// The characters of Windows-1252 at 0x80 to 0x9f, where it differs from Latin-1.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

fn windows_1252(byte: u8) -> char {
    if let 0x80..=0x9f = byte { HIGH[usize::from(byte - 0x80)] } else { char::from(byte) }
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
