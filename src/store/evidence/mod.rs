//! Evidence files, addressed by content (`evidence/ab/abcdef…`): the same file is kept once, and a
//! changed one is noticed.
//!
//! A file is synced before the record that names it. It stays when its row is removed, so that an
//! undo finds it again.

mod held;
pub(super) mod named;
mod orphans;

pub use crate::store::evidence::held::EvidenceReport;
pub(super) use crate::store::evidence::held::hold_to_names;
pub use crate::store::evidence::orphans::OrphanedFile;

use std::fs::{DirBuilder, File};
use std::io;
use std::io::Read;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::domain::case::evidence::{MAX_BYTES, size};
use crate::error::{Error, ErrorKind, Result};
use crate::store::hex::{is_sum, to_hex};
use crate::store::system_error::describe;
use crate::store::{Store, paths};

/// Returns the sum of some bytes in 64 letters.
fn sum(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// Returns where a file of this sum lies; none where the sum is no sum (a record from outside may
/// say anything).
fn path(dir: &Path, sum: &str) -> Option<PathBuf> {
    is_sum(sum).then(|| paths::evidence(dir).join(&sum[..2]).join(sum))
}

impl Store {
    /// Keeps a file, and returns the sum that names it from now on.
    ///
    /// # Errors
    /// It is empty, larger than the most that is kept, or cannot be written; nothing is then left
    /// behind.
    pub fn put_evidence(&self, bytes: &[u8]) -> Result<String> {
        self.writable()?;
        if bytes.is_empty() {
            return Err(Error::input("The file is empty.").with_hint("Choose the right one."));
        }
        if bytes.len() as u64 > MAX_BYTES {
            let (has, max) = (size(bytes.len() as u64), size(MAX_BYTES));
            let words = format!("The file has {has}; evidence holds at most {max} a file.");
            return Err(Error::input(words).with_hint("Divide it, or scan it smaller."));
        }
        let sum = sum(bytes);
        put(&self.dir, &sum, bytes).map_err(|e| {
            Error::io(format!("The file could not be kept: {}.", describe(&e)), e)
                .with_hint("Nothing was recorded.")
        })?;
        Ok(sum)
    }

    /// Returns whether a file of this sum is there.
    pub fn has_evidence(&self, named: &str) -> bool {
        path(&self.dir, named).is_some_and(|p| p.is_file())
    }

    /// Returns a file by its sum, checked against it.
    ///
    /// # Errors
    /// It is not there, or is no longer what was taken in.
    pub fn evidence(&self, named: &str) -> Result<Vec<u8>> {
        let gone = |e: io::Error| {
            let kind = match e.kind() {
                io::ErrorKind::NotFound => ErrorKind::Damaged,
                _ => ErrorKind::of_io(&e),
            };
            Error::new(kind, "The file of this evidence is not in the store.")
                .with_hint("Bring it back from a backup, or take the paper in again.")
                .with_source(e)
        };
        let path = path(&self.dir, named).ok_or(io::ErrorKind::NotFound);
        let file = path.map_err(io::Error::from).and_then(File::open).map_err(gone)?;
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| Error::io(format!("The file could not be read: {}.", describe(&e)), e))?;
        if sum(&bytes) != named {
            let words = "The file of this evidence was changed on the disk; it is not given out.";
            return Err(Error::damaged(words).with_hint("Bring it back from a backup."));
        }
        Ok(bytes)
    }
}

fn put(dir: &Path, sum: &str, bytes: &[u8]) -> io::Result<()> {
    let to = path(dir, sum).ok_or(io::ErrorKind::InvalidInput)?;
    let Some(shelf) = to.parent() else { return Err(io::ErrorKind::InvalidInput.into()) };
    if !std::fs::read(&to).is_ok_and(|have| have == bytes) {
        DirBuilder::new().recursive(true).mode(0o700).create(shelf)?;
        let half = shelf.join(format!("{sum}.new"));
        let written = paths::write_whole(&half, bytes).and_then(|()| std::fs::rename(&half, &to));
        if written.is_err() {
            let _ = std::fs::remove_file(&half);
            return written;
        }
    }
    // Also where it was there: the session that wrote it may have been ended before its name was on
    // the disk.
    paths::sync_folder(shelf)?;
    paths::sync_folder(&paths::evidence(dir))?;
    paths::sync_folder(dir)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_is_kept_once_private_and_noticed_when_changed() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path(), "a.shah", "now").expect("open").store;
        let sum = store.put_evidence(b"Behaviour log").expect("kept");
        assert_eq!(store.put_evidence(b"Behaviour log"), Ok(sum.clone()));
        let at = path(dir.path(), &sum).expect("a path");
        assert_eq!(std::fs::metadata(&at).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(
            std::fs::read_dir(at.parent().expect("a shelf")).expect("read").count(),
            1,
            "nothing half written is left"
        );
        assert_eq!(store.evidence(&sum).as_deref(), Ok(b"Behaviour log".as_slice()));
        std::fs::write(&at, b"Behaviour lag").expect("changed");
        assert!(store.evidence(&sum).is_err_and(|e| e.to_string().contains("changed on the disk")));
        std::fs::write(&at, b"").expect("cut");
        assert!(store.evidence(&sum).is_err());
        assert_eq!(
            store.put_evidence(b"Behaviour log"),
            Ok(sum.clone()),
            "taking it in again mends it"
        );
        assert!(store.evidence(&sum).is_ok());
        for named in ["", "../../journal", &"z".repeat(64), &"a".repeat(64)] {
            assert!(
                store.evidence(named).is_err_and(|e| e.to_string().contains("not in the store")),
                "{named}"
            );
        }
        assert!(store.put_evidence(b"").is_err());
        assert!(
            store
                .put_evidence(&vec![b'x'; MAX_BYTES as usize + 1])
                .is_err_and(|e| e.to_string().contains("at most 20.0 MB"))
        );
    }
}
