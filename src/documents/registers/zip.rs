//! Counts how large a workbook unpacks before anything reads it: a small file may be a zip bomb.

use std::io::{Cursor, Read, copy, sink};

/// The most bytes that all parts of a spreadsheet may unpack to.
const UNPACKED_MOST: u64 = 300_000_000;
/// The most parts in a spreadsheet.
const PARTS_MOST: usize = 2_000;

/// Returns whether the bytes begin as a ZIP file does, which every XLSX file is.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Unpacks every part to nowhere and counts.
///
/// # Errors
/// A sentence where the file is no whole ZIP file, or unpacks to more than is sensible.
pub(super) fn check(bytes: &[u8]) -> Result<(), String> {
    within(bytes, UNPACKED_MOST)
}

/// Refuses what unpacks to more than this many bytes.
pub(super) fn within(bytes: &[u8], most: u64) -> Result<(), String> {
    let broken = || {
        "The file does not read as a spreadsheet. Save it as XLSX or CSV and try again.".to_owned()
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if zip.len() > PARTS_MOST {
        return Err(broken());
    }
    let mut left = most;
    for i in 0..zip.len() {
        let part = zip.by_index(i).map_err(|_| broken())?;
        // A part that is damaged is refused by the reader of the spreadsheet; only its size matters
        // to this count.
        let size = copy(&mut part.take(left + 1), &mut sink()).unwrap_or(0);
        left = left.checked_sub(size).ok_or_else(|| {
            format!(
                "The spreadsheet unpacks to more than {} MB. Save only the register, as CSV.",
                most / 1_000_000
            )
        })?;
    }
    Ok(())
}
