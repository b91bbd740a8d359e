//! The records' own files: opened guardedly, and moved out of the way where they cannot be used.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::guard::SledFault;
use crate::store::{guard, paths};

/// What must be free on the disk before the records are opened: on a full disk sled begins files
/// that it cannot end.
pub(super) const ROOM: u64 = 16 * 1024 * 1024;

/// How many bytes of records sled keeps at hand: its list of pages and what is read at once come on
/// top of it.
const CACHE: u64 = 2 * 1024 * 1024;

/// Opens records.
///
/// # Errors
/// sled refuses, as it does on damage and on a full disk.
pub(super) fn open_sled(path: &Path) -> Result<sled::Db, SledFault> {
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
