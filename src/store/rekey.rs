//! Seals a store with another store key: each case's key stays and is wrapped anew, so that neither
//! the journal nor anything else has to be written again.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::store::keyring::{KeyRing, KeySource};
use crate::store::lock;

/// Wraps the keys of a store with a new store key, and returns the file that it lies in; none for a
/// passphrase. The key before stays in its file, since older backups open with it.
///
/// # Errors
/// Held by a session, the key in use is not to be had, or something cannot be written; the store
/// opens with the key before until the new one is in place.
pub fn rekey(dir: &Path, from: &KeySource, to: &KeySource) -> Result<Option<PathBuf>> {
    let _lock = lock::take(dir, "rekeying", "now")?;
    let keys = KeyRing::open(dir, from, false)?;
    keys.rewrap(dir, to)?;
    Ok(to.file(dir))
}
