//! The format version of a store, in a file of its own, so that an older build refuses a newer
//! store before touching anything.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::{chain, paths};

/// The format that this build writes. 1 had no such file; 2 has lists by case and officer, and
/// texts being typed in files; in 3 a case is one
/// record; in 4 what is kept of a case is sealed with its key.
pub(super) const FORMAT: u32 = 4;
const NAME: &str = "format";

/// Returns the error of a store that a newer build wrote; nothing of it was touched.
pub(super) fn newer(dir: &Path) -> Error {
    Error::input(format!(
        "The records in {} were saved by a newer version of Offsite.",
        dir.display()
    ))
    .with_hint("Update Offsite to open them. Nothing was touched.")
}

/// Returns the format of a store, 0 for a folder without one.
///
/// # Errors
/// A newer build wrote it; nothing is then touched.
pub(super) fn of_folder(dir: &Path) -> Result<u32> {
    let mut first = Vec::new();
    if let Ok(file) = std::fs::File::open(dir.join("journal")) {
        let _ = file.take(16).read_to_end(&mut first);
    }
    if first.len() == 16 && first[..15] == chain::MAGIC[..15] && first[15] > chain::MAGIC[15] {
        return Err(newer(dir));
    }
    let text = std::fs::read_to_string(dir.join(NAME)).unwrap_or_default();
    match parse(&text) {
        Some(n) if n > FORMAT => Err(newer(dir)),
        Some(n) => Ok(n),
        None => Ok(u32::from(first.len() == 16)),
    }
}

fn line(n: u32) -> String {
    let says = format!("Offsite store, format {n}");
    format!("{says}, check {:08x}\n", crc32fast::hash(says.as_bytes()))
}

/// Returns the format that a line names, unless the line is damaged.
fn parse(text: &str) -> Option<u32> {
    let n = text.strip_prefix("Offsite store, format ")?.split(',').next()?.parse().ok()?;
    (line(n) == text).then_some(n)
}

/// Writes down that the store has this build's format.
///
/// # Errors
/// What the system says.
pub(super) fn set(dir: &Path) -> std::io::Result<()> {
    let path = dir.join("format.new");
    paths::write_whole(&path, line(FORMAT).as_bytes())?;
    std::fs::rename(&path, dir.join(NAME))?;
    paths::sync_folder(dir)
}
