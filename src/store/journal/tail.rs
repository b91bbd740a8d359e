//! Bytes after the last whole entry: a write that was cut off, or damage.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::Read;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::store::chain::{HEAD, holds_an_entry};
use crate::store::journal::entry::EntryStart;
use crate::store::{chain, paths};

/// Returns whether a whole entry lies anywhere behind the place where the reading broke off.
pub(in crate::store::journal) fn later_entry(file: &File, at: u64, len: u64) -> io::Result<bool> {
    let mut rest = Vec::new();
    // A torn write is one entry at most; more than the largest one behind the break can only be
    // damage.
    if len - at > u64::from(chain::MAX_ENTRY) + HEAD {
        return Ok(true);
    }
    // What a session has written since is none of it.
    EntryStart { file, offset: at }.take(len - at).read_to_end(&mut rest)?;
    Ok(holds_an_entry(&rest))
}

/// Copies what was torn off into a file of its own and cuts the journal back.
pub(in crate::store::journal) fn set_aside(
    file: &File,
    dir: &Path,
    at: u64,
    len: u64,
) -> io::Result<PathBuf> {
    let path = paths::free(dir, &format!("journal-cut-{at}"));
    let mut aside = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    io::copy(&mut EntryStart { file, offset: at }.take(len - at), &mut aside)?;
    aside.sync_all()?;
    paths::sync_folder(dir)?;
    file.set_len(at)?;
    file.sync_all()?;
    Ok(path)
}
