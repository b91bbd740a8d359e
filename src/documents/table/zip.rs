//! Counts how large a workbook unpacks before anything reads it: a small file may be a zip bomb.

use std::io::{Cursor, Read, Write, copy};

use crate::documents::table::workbook_fault::WorkbookFault;

/// The most bytes that all parts of a spreadsheet may unpack to.
const MAX_UNPACKED: u64 = 300_000_000;

/// The most parts in a spreadsheet.
const MAX_PARTS: usize = 2_000;

/// Returns whether the bytes begin as a ZIP file does, which every XLSX file is.
pub(in crate::documents) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What every merged cell of a sheet begins with.
const MERGED: &[u8] = b"<mergeCell ";

/// Unpacks every part to nowhere and counts; returns whether a sheet has merged cells, which are
/// looked for only then, since that reads the sheet a second time.
///
/// # Errors
/// Where the file is no whole ZIP file, or unpacks to more than is sensible.
pub(in crate::documents) fn check(bytes: &[u8]) -> Result<bool, WorkbookFault> {
    let mut merged = MergeFinder::default();
    unpack(bytes, MAX_UNPACKED, &mut merged)?;
    Ok(merged.found)
}

/// Looks for merged cells in what is written to it, and keeps nothing.
#[derive(Default)]
struct MergeFinder {
    found: bool,
    /// The end of the bytes before, where a mark may have begun.
    tail: Vec<u8>,
}

impl Write for MergeFinder {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if !self.found {
            let has = |bytes: &[u8]| {
                let starts = bytes.iter().enumerate().filter(|(_, b)| **b == b'<');
                starts.into_iter().any(|(at, _)| bytes[at..].starts_with(MERGED))
            };
            self.tail.extend_from_slice(bytes.get(..MERGED.len()).unwrap_or(bytes));
            self.found = has(&self.tail) || has(bytes);
            self.tail.clear();
            let end = bytes.len().saturating_sub(MERGED.len());
            self.tail.extend_from_slice(&bytes[end..]);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Refuses what unpacks to more than this many bytes.
#[cfg(test)]
pub(in crate::documents) fn within(bytes: &[u8], most: u64) -> Result<(), WorkbookFault> {
    unpack(bytes, most, &mut std::io::sink())
}

fn unpack(bytes: &[u8], most: u64, to: &mut impl Write) -> Result<(), WorkbookFault> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(WorkbookFault::unreadable)?;
    if zip.len() > MAX_PARTS {
        return Err(WorkbookFault::Unreadable(None));
    }
    let mut left = most;
    for i in 0..zip.len() {
        let part = zip.by_index(i).map_err(WorkbookFault::unreadable)?;
        // A part that is damaged is refused by the reader of the spreadsheet; only its size matters
        // to this count.
        let size = copy(&mut part.take(left + 1), to).unwrap_or(0);
        left = left.checked_sub(size).ok_or(WorkbookFault::Unpacks(most / 1_000_000))?;
    }
    Ok(())
}
