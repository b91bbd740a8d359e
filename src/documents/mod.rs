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
mod text;
pub mod xml;

pub(crate) use text::{clean, decode, delimiter};

/// The most faults that one refusal names; the rest are counted.
const FAULTS_MOST: usize = 50;

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
