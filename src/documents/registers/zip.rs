//! How much a spreadsheet unpacks to, counted before anything reads it: a small file may unpack to a disk full of noughts.

use flate2::read::DeflateDecoder;
use std::io::Read;

/// The most bytes that all parts of a spreadsheet may unpack to.
const UNPACKED_MOST: u64 = 300_000_000;
/// The most parts in a spreadsheet.
const PARTS_MOST: usize = 2_000;

/// Returns whether the bytes begin as a ZIP file does, which every XLSX file is.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at.checked_add(2)?;
    Some(usize::from(u16::from_le_bytes(bytes.get(at..end)?.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at.checked_add(4)?;
    usize::try_from(u32::from_le_bytes(bytes.get(at..end)?.try_into().ok()?)).ok()
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
    let broken = || "The file does not read as a spreadsheet. Save it as XLSX or CSV and try again.".to_owned();
    let parts = parts(bytes).ok_or_else(broken)?;
    let mut left = most;
    for (packed, deflated) in parts {
        let size = if deflated {
            // A part that is damaged here is refused by the reader of the spreadsheet; only its size matters to this count.
            let mut counted = DeflateDecoder::new(packed).take(left + 1);
            std::io::copy(&mut counted, &mut std::io::sink()).unwrap_or(0)
        } else {
            packed.len() as u64
        };
        left = left
            .checked_sub(size)
            .ok_or_else(|| format!("The spreadsheet unpacks to more than {} MB. Save only the register, as CSV.", most / 1_000_000))?;
    }
    Ok(())
}

/// Returns each part's packed bytes and whether they are deflated, by the directory at the end of the file.
fn parts(bytes: &[u8]) -> Option<Vec<(&[u8], bool)>> {
    let tail = bytes.len().saturating_sub(22 + 65_535);
    let end = tail + bytes.get(tail..)?.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let (count, mut at) = (u16_at(bytes, end + 10)?, u32_at(bytes, end + 16)?);
    if count > PARTS_MOST {
        return None;
    }
    let mut out = Vec::with_capacity(count);
    for _ in 0..count {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let (method, packed) = (u16_at(bytes, at + 10)?, u32_at(bytes, at + 20)?);
        let skip = u16_at(bytes, at + 28)? + u16_at(bytes, at + 30)? + u16_at(bytes, at + 32)?;
        let local = u32_at(bytes, at + 42)?;
        let start = local
            .checked_add(30)?
            .checked_add(u16_at(bytes, local.checked_add(26)?)?)?
            .checked_add(u16_at(bytes, local.checked_add(28)?)?)?;
        let body = bytes.get(start..start.checked_add(packed)?)?;
        match method {
            0 => out.push((body, false)),
            8 => out.push((body, true)),
            _ => return None,
        }
        at = at.checked_add(46 + skip)?;
    }
    Some(out)
}
