//! Goes on with a store that its witnesses do not agree with, once an officer has accepted it.

use std::io;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::chain::{HASH, MAGIC};
use crate::store::system_error::describe;
use crate::store::witness::{Witnesses, anchor};
use crate::store::{codec, lock, meta, paths};

/// The file that lists what an officer has accepted as superseded.
const ACCEPTED: &str = "accepted";

pub(in crate::store) fn accepted(dir: &Path) -> Vec<(u64, [u8; HASH])> {
    std::fs::read(dir.join(ACCEPTED))
        .ok()
        .and_then(|bytes| codec::decode(&bytes).ok())
        .unwrap_or_default()
}

/// Goes on with a store as it is although some witnesses know more or other of it, and returns
/// their names. Nothing of theirs is taken away.
///
/// # Errors
/// Held by a session; or the journal cannot be read, or the file not written.
pub fn accept(dir: &Path, anchor: Option<&Path>) -> Result<Vec<String>> {
    let _lock = lock::take(dir, "accepting", "now", false)?;
    let journal = dir.join("journal");
    let failed = |e: io::Error| {
        Error::io(format!("{} cannot be written: {}.", dir.display(), describe(&e)), e)
    };
    if !journal.exists() {
        paths::write_whole(&journal, MAGIC).map_err(failed)?;
    }
    let mut witnesses = Witnesses::gather(dir, meta::left(dir), anchor, &mut Vec::new());
    let end = anchor::walk(dir, &mut witnesses)?;
    let superseded = witnesses.disagreeing(end.seq);
    let mut all = accepted(dir);
    all.extend(superseded.iter().filter_map(|w| Some((w.seq, w.hash?))));
    let path = dir.join("accepted.new");
    codec::write(&all)
        .map_err(io::Error::from)
        .and_then(|bytes| paths::write_whole(&path, &bytes))
        .and_then(|()| std::fs::rename(&path, dir.join(ACCEPTED)))
        .and_then(|()| paths::sync_folder(dir))
        .map_err(failed)?;
    Ok(superseded.into_iter().map(|w| format!("{}, entry {}", w.name, w.seq)).collect())
}
