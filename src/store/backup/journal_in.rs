//! Finds the journal in a backup that is not encrypted.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read};
use std::path::Path;

use flate2::read::GzDecoder;

/// Calls `each` with the journal in a backup, from its first byte.
///
/// # Errors
/// The backup is encrypted, does not read or holds no journal; or what `each` says.
pub(in crate::store) fn with_journal<T>(
    file: &Path,
    each: impl FnOnce(&mut dyn Read) -> io::Result<T>,
) -> io::Result<T> {
    let from = BufReader::with_capacity(1 << 18, File::open(file)?);
    let mut archive = tar::Archive::new(GzDecoder::new(from));
    for entry in archive.entries()? {
        let entry = entry?;
        if entry.path()?.to_str() == Some("journal") {
            return each(&mut BufReader::with_capacity(1 << 18, entry));
        }
    }
    Err(io::ErrorKind::NotFound.into())
}
