//! Evidence files, sealed with the key of their case (`evidence/ab/abcdef…`) under a name that
//! follows from that key and the file's sum: the same file is kept once a case, and a changed one is
//! noticed.
//!
//! A file is synced before the record that names it. It stays when its row is removed, so that an
//! undo finds it again.

mod file;
mod held;
pub(super) mod named;
mod orphans;

pub(crate) use crate::store::evidence::file::sum as evidence_sum;
pub(super) use crate::store::evidence::file::{SUM, is_whole, named_hash};
pub use crate::store::evidence::held::EvidenceReport;
pub(super) use crate::store::evidence::held::hold_to_names;
pub use crate::store::evidence::orphans::OrphanedFile;

use std::fs::{DirBuilder, File};
use std::io;
use std::io::Read;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use crate::domain::case::CaseRef;
use crate::domain::case::evidence::{MAX_BYTES, size};
use crate::error::{Error, ErrorKind, Result};
use crate::store::evidence::file::sum;
use crate::store::evidence_name::file_name;
use crate::store::hex::is_sum;
use crate::store::keyring::{CaseKey, DataKey};
use crate::store::system_error::describe;
use crate::store::{Store, paths};

/// Returns where a file of this name lies; none where the name is no sum (a record from outside may
/// say anything).
fn path(dir: &Path, name: &str) -> Option<PathBuf> {
    is_sum(name).then(|| paths::evidence(dir).join(&name[..2]).join(name))
}

impl Store {
    /// Keeps a file for a case, and returns the sum that names it in the case's record.
    ///
    /// # Errors
    /// It is empty, larger than the most that is kept, or cannot be written; nothing is then left
    /// behind.
    pub fn put_evidence(&self, case: CaseRef, bytes: &[u8]) -> Result<String> {
        self.writable()?;
        if bytes.is_empty() {
            return Err(Error::input("The file is empty.").with_hint("Choose the right one."));
        }
        if bytes.len() as u64 > MAX_BYTES {
            let (has, max) = (size(bytes.len() as u64), size(MAX_BYTES));
            let words = format!("The file has {has}. The limit is {max} a file.");
            return Err(Error::input(words).with_hint("Divide it, or scan it smaller."));
        }
        let sum = sum(bytes);
        let key = self.keys.ensure(case)?;
        self.keys.sync()?;
        let name = file_name(&key, &sum);
        let sealed = file::seal(&key, &name, bytes)?;
        put(&self.dir, &name, &sealed).map_err(|e| {
            Error::io(format!("The file could not be kept: {}.", describe(&e)), e)
                .with_hint("Nothing recorded.")
        })?;
        Ok(sum)
    }

    /// Returns the name under which evidence of a case lies; none where the case has no key.
    fn evidence_file(&self, case: CaseRef, named: &str) -> Option<String> {
        if !self.journal.is_sealed() {
            return Some(named.to_owned());
        }
        match self.keys.of(case) {
            CaseKey::Held(key) => Some(file_name(&key, named)),
            CaseKey::Destroyed | CaseKey::Missing => None,
        }
    }

    /// Returns whether a file of this sum is there for a case.
    pub fn has_evidence(&self, case: CaseRef, named: &str) -> bool {
        let file = self.evidence_file(case, named).and_then(|name| path(&self.dir, &name));
        is_sum(named) && file.is_some_and(|file| file.is_file())
    }

    /// Returns a case's file by its sum, checked against it.
    ///
    /// # Errors
    /// It is not there, or is no longer what was taken in.
    pub fn evidence(&self, case: CaseRef, named: &str) -> Result<Vec<u8>> {
        let gone = |e: io::Error| {
            let kind = match e.kind() {
                io::ErrorKind::NotFound => ErrorKind::Damaged,
                _ => ErrorKind::of_io(&e),
            };
            Error::new(kind, "The file of this evidence is not in the store.")
                .with_hint("Bring it back from a backup, or take the paper in again.")
                .with_source(e)
        };
        let name = self.evidence_file(case, named).filter(|_| is_sum(named));
        let path = name.as_deref().and_then(|name| path(&self.dir, name));
        let path = path.ok_or(io::ErrorKind::NotFound);
        let file = path.map_err(io::Error::from).and_then(File::open).map_err(gone)?;
        let mut bytes = Vec::new();
        file.take(MAX_BYTES + SEALED_BY)
            .read_to_end(&mut bytes)
            .map_err(|e| Error::io(format!("The file could not be read: {}.", describe(&e)), e))?;
        if self.journal.is_sealed()
            && let (CaseKey::Held(key), Some(name)) = (self.keys.of(case), name)
        {
            bytes = file::open(&key, &name, &bytes).unwrap_or_default();
        }
        if sum(&bytes) != named {
            let words = "The file of this evidence was changed on the disk; it is not given out.";
            return Err(Error::damaged(words).with_hint("Bring it back from a backup."));
        }
        Ok(bytes)
    }
}

/// More than the bytes by which a sealed file is longer than what it holds.
const SEALED_BY: u64 = 1024;

fn put(dir: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let to = path(dir, name).ok_or(io::ErrorKind::InvalidInput)?;
    let Some(shelf) = to.parent() else { return Err(io::ErrorKind::InvalidInput.into()) };
    if !std::fs::read(&to).is_ok_and(|have| have == bytes) {
        DirBuilder::new().recursive(true).mode(0o700).create(shelf)?;
        let half = shelf.join(format!("{name}.new"));
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

/// Seals a file that lies in clear under its sum, under its new name; one that is not there or not
/// whole is passed over, and told by whoever verifies the store.
pub(super) fn seal_plain(dir: &Path, key: &DataKey, name: &str, named: &str) -> io::Result<()> {
    let Some(bytes) = path(dir, named).and_then(|file| std::fs::read(file).ok()) else {
        return Ok(());
    };
    if sum(&bytes) != named {
        return Ok(());
    }
    put(dir, name, &file::seal(key, name, &bytes).map_err(io::Error::other)?)
}

/// Returns the SHA-256 sum of the file of a name as it lies there, sealed; none where there is none.
pub(super) fn file_sum(dir: &Path, name: &str) -> io::Result<Option<String>> {
    let Some(file) = path(dir, name) else { return Ok(None) };
    match std::fs::read(&file) {
        Ok(bytes) => Ok(Some(sum(&bytes))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

/// Takes away the file of a name, where there is one.
pub(super) fn remove(dir: &Path, name: &str) -> io::Result<()> {
    let Some(file) = path(dir, name) else { return Ok(()) };
    match std::fs::remove_file(&file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done.and_then(|()| file.parent().map_or(Ok(()), paths::sync_folder)),
    }
}

/// Takes away every file that lies in clear under its sum.
pub(super) fn remove_plain(dir: &Path) -> io::Result<()> {
    for file in held::everything(&paths::evidence(dir))? {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if std::fs::read(&file).is_ok_and(|bytes| is_whole(&name, &bytes, false)) {
            std::fs::remove_file(&file)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    const CASE: CaseRef = CaseRef { year: 2026, number: 1 };

    #[test]
    fn a_file_is_kept_once_private_sealed_and_noticed_when_changed() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = Store::open(dir.path(), "a.shah", "now").expect("open").store;
        let sum = store.put_evidence(CASE, b"Behaviour log").expect("kept");
        assert_eq!(store.put_evidence(CASE, b"Behaviour log"), Ok(sum.clone()));
        let name = store.evidence_file(CASE, &sum).expect("a key");
        let at = path(dir.path(), &name).expect("a path");
        assert_eq!(std::fs::metadata(&at).expect("there").permissions().mode() & 0o777, 0o600);
        assert_eq!(
            std::fs::read_dir(at.parent().expect("a shelf")).expect("read").count(),
            1,
            "nothing half written is left"
        );
        let kept = std::fs::read(&at).expect("read");
        assert!(!kept.windows(9).any(|w| w == b"Behaviour"), "it lies there in clear");
        assert_eq!(store.evidence(CASE, &sum).as_deref(), Ok(b"Behaviour log".as_slice()));
        let other = CaseRef { number: 2, ..CASE };
        assert!(store.evidence(other, &sum).is_err(), "another case's");
        for at_byte in 0..kept.len() {
            let mut bad = kept.clone();
            bad[at_byte] ^= 1;
            std::fs::write(&at, bad).expect("changed");
            let read = store.evidence(CASE, &sum);
            // The sum at the beginning is for those who have no key.
            assert!(at_byte < 32 || read.is_err(), "byte {at_byte}");
            assert!(!is_whole(&name, &std::fs::read(&at).expect("read"), true), "byte {at_byte}");
        }
        std::fs::write(&at, b"").expect("cut");
        assert!(
            store
                .evidence(CASE, &sum)
                .is_err_and(|e| e.to_string().contains("changed on the disk"))
        );
        assert_eq!(
            store.put_evidence(CASE, b"Behaviour log"),
            Ok(sum.clone()),
            "taking it in again mends it"
        );
        assert!(store.evidence(CASE, &sum).is_ok());
        for named in ["", "../../journal", &"z".repeat(64), &"a".repeat(64)] {
            assert!(
                store
                    .evidence(CASE, named)
                    .is_err_and(|e| e.to_string().contains("not in the store")),
                "{named}"
            );
        }
        assert!(store.put_evidence(CASE, b"").is_err());
        assert!(
            store
                .put_evidence(CASE, &vec![b'x'; MAX_BYTES as usize + 1])
                .is_err_and(|e| e.to_string().contains("The limit is 20.0 MB"))
        );
    }
}
