//! The records' own files: opened guardedly, and moved out of the way where they cannot be used.

use std::fs::{File, TryLockError};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::store::guard::SledFault;
use crate::store::{guard, paths};

/// The folder of the records within a store.
pub(super) const RECORDS: &str = "sled";

/// What must be free on the disk before the records are opened: on a full disk sled begins files
/// that it cannot end.
pub(super) const ROOM: u64 = 16 * 1024 * 1024;

/// How many bytes of records sled keeps at hand: its list of pages and what is read at once come on
/// top of it.
const CACHE: u64 = 2 * 1024 * 1024;

/// Opens records; those that this process has just closed once they are let go.
///
/// # Errors
/// sled refuses, as it does on damage and on a full disk.
pub(super) fn open_sled(path: &Path) -> Result<sled::Db, SledFault> {
    wait_for_end(path);
    if let Ok(entries) = std::fs::read_dir(path) {
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            // A half-written snapshot makes every open fail; it is made anew.
            if name.starts_with("snap.") && name.ends_with(".generating") {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }
    let config = sled::Config::new().path(path).cache_capacity(CACHE).flush_every_ms(None);
    let db = guard::call(|| config.open());
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
    db
}

/// How long records that were closed are waited for, and how long between two looks.
const LONGEST_END: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(5);

/// Waits until records that this process has closed are let go: sled's own threads may hold them a
/// little longer, and until then they cannot be opened again. Nobody else opens them, since the store
/// is locked.
fn wait_for_end(path: &Path) {
    let until = Instant::now() + LONGEST_END;
    let is_held = || {
        let file = File::open(path.join("db"));
        file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    };
    while is_held() && Instant::now() < until {
        thread::sleep(LOOK);
    }
}

/// Refuses to open records on a disk that is nearly full.
pub(super) fn has_room(dir: &Path) -> Result<()> {
    match paths::room(dir) {
        Some(free) if free < ROOM => Err(Error::no_space(format!(
            "Only {} MB are free on the disk of {}; Offsite needs {} MB to open the records.",
            free / 1_048_576,
            dir.display(),
            ROOM / 1_048_576
        ))
        .with_hint("Make room, then start again.")),
        Some(_) | None => Ok(()),
    }
}

/// Moves records that cannot be used out of the way. Those of an earlier format hold nothing that
/// the journal lacks; of damaged ones the latest are kept to be looked at.
pub(super) fn make_room_for_new(dir: &Path, path: &Path, is_upgrade: bool) -> std::io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    if is_upgrade {
        return std::fs::remove_dir_all(path);
    }
    let aside = dir.join("quarantine");
    if aside.exists() {
        std::fs::remove_dir_all(&aside)?;
    }
    std::fs::rename(path, &aside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_that_are_held_a_little_longer_are_waited_for_and_then_open() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("sled");
        let held = open_sled(&path).expect("opens");
        let ending = thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            drop(held);
        });
        let again = open_sled(&path);
        ending.join().expect("ended");
        assert!(again.is_ok(), "{:?}", again.err());
    }
}
