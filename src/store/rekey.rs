//! Seals a store with another store key: each case's key stays and is wrapped anew, so that neither
//! the journal nor anything else has to be written again.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::keyring::{KeyRing, KeySource};
use crate::store::system_error::describe;
use crate::store::{disposal_list, lock};

/// Wraps the keys of a store with a new store key, and returns the file that it lies in; none for a
/// passphrase. The key before is written below the new one, since older backups open with it, and the
/// list of disposals beside it goes along.
///
/// # Errors
/// Held by a session, the key in use is not to be had, or something cannot be written; the store
/// opens with the key before until the new one is in place.
pub fn rekey(dir: &Path, from: &KeySource, to: &KeySource) -> Result<Option<PathBuf>> {
    let _lock = lock::take(dir, "rekeying", "now", false)?;
    let keys = KeyRing::open(dir, from, false)?;
    if let (Some(old), Some(new)) = (from.disposals(), to.disposals()) {
        disposal_list::carry_over(&old, &new).map_err(|e| {
            Error::io(format!("{} cannot be written: {}.", new.display(), describe(&e)), e)
        })?;
    }
    keys.rewrap(dir, to)?;
    if matches!(from, KeySource::InStore) && !matches!(to, KeySource::InStore) {
        // The store no longer carries its key; backups from before have their own.
        if let Some(file) = from.file(dir) {
            let _ = std::fs::remove_file(file);
        }
    }
    Ok(to.file(dir))
}
