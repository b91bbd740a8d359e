//! Import and export formats: CTF, registers, terms, schools, JSON Lines, evidence files and
//! generated documents.
//!
//! Bytes come in as an argument; nothing here opens a file. An import is all or nothing and names
//! every fault with its line.
//!
//! - [`authority`]: The files of the authority: profile, wording and letterheads.
//! - [`ctf`]: The Common Transfer File: versions 25, 24 and older shapes, read by element name into
//!   suggestions.
//! - [`fault`], [`place`]: What is wrong in a file, and where.
//! - [`governors`]: The governors' report as rows, a workbook and JSON.
//! - [`inspection`]: The inspection pack: its index, a page for each provider, a line for each
//!   pupil, and the files behind them.
//! - [`jsonl`]: Cases as JSON Lines, one case to a line.
//! - [`media`]: Tells a file's type from its first bytes, and extracts text where there is some to
//!   show.
//! - [`papers`]: Generated documents: the five forms, the letters that the protocol and the law ask
//!   for, and data-entry sheets.
//! - [`registers`]: Attendance registers from and to files.
//! - [`rows`]: Rows of text as CSV or XLSX.
//! - [`schools`]: School lists from CSV: the GIAS download, or a short local list.
//! - [`sheets`]: An authority's own sheet of directions, from CSV or XLSX.
//! - [`subject_access`]: What is given for a request for subject access, as JSON.
//! - [`table`]: A file as rows of cells: CSV, or every sheet of an XLSX workbook.
//! - [`terms`]: Term dates of schools from TOML or iCalendar.
//! - [`xml`]: A small, strict XML tree for untrusted input.

pub mod authority;
pub mod ctf;
pub mod fault;
pub mod governors;
pub mod inspection;
pub mod jsonl;
pub mod media;
pub mod papers;
pub mod place;
pub mod reading;
pub mod registers;
pub mod rows;
pub mod schools;
pub mod sheets;
pub mod subject_access;
pub mod table;
pub mod terms;
mod text;
pub mod xml;

pub(crate) use text::{clean, cleaned, decode, delimiter};
