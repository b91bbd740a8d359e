//! Reading without the lock: beside an open session, on a disk that is read-only or nearly full, in
//! an archive that nobody may change. The proved part of the journal is the whole record; the
//! records are copied, or made anew from it, in a private folder of their own that goes with the
//! session. Nothing is written where the store lies.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::sync::Arc;

use rustix::fs::{Access, StatVfsMountFlags, access, statvfs};

use crate::error::{Error, ErrorKind, Result};
use crate::store::check::RecordCheck;
use crate::store::integrity::records_hold;
use crate::store::journal::Journal;
use crate::store::keyring::{KeyRing, KeySource};
use crate::store::private_folder::PrivateFolder;
use crate::store::records::{ROOM, open_sled};
use crate::store::witness::Witnesses;
use crate::store::{Opened, Progress, Store, format, links, meta, paths, resources, upgrade};

/// Returns whether a store can be read but not opened to be written: its disk is read-only or
/// nearly full, or nobody may write in its folder.
pub fn is_read_only(dir: &Path) -> bool {
    statvfs(dir).is_ok_and(|disk| disk.f_flag.contains(StatVfsMountFlags::RDONLY))
        || access(dir, Access::WRITE_OK).is_err()
        || paths::room(dir).is_some_and(|free| free < ROOM)
}

impl Store {
    /// Opens the proved part of a store to be read; another session may have it open, and whatever
    /// that saves from now on is not seen. Nothing can be saved.
    ///
    /// # Errors
    /// Damaged, or it cannot be read; the store key is not to be had; there may be no room for a private copy of the records.
    pub fn open_reading(
        dir: &Path,
        anchor: Option<&Path>,
        key: &KeySource,
        progress: Progress<'_>,
    ) -> Result<Opened> {
        resources::enough()?;
        let format = format::of_folder(dir)?;
        let mut notices = Vec::new();
        notices.extend(links::found(dir).map(|words| format!("{words} It is read all the same.")));
        let left = meta::left(dir);
        let mut witnesses = Witnesses::gather(dir, left, anchor, &mut notices);
        let records = dir.join("sled");
        let folder = PrivateFolder::with_room(size(&records).max(size_of(&dir.join("journal"))))?;
        let path = folder.path().join("sled");
        // The records first: the journal then holds all that they hold, and perhaps more.
        let copied = format == format::FORMAT && copy(&records, &path).is_ok();
        let db = if copied { open_sled(&path).ok() } else { None };
        let at = db.as_ref().and_then(|db| meta::applied(db).ok()).flatten();
        // The keys after the records: those of every case that they hold are there by then. A record
        // in clear is sealed in the private folder alone.
        let open_keys = || {
            let ring = if upgrade::is_in_clear(dir) {
                KeyRing::in_memory()
            } else {
                KeyRing::open_reading(dir, key)
            };
            ring.map(Arc::new)
        };
        let (journal, is_theirs) =
            Journal::open_reading(dir, open_keys, at, &mut witnesses, progress)?;
        // Copied while a session writes, they may be torn: then they are held to their sums first.
        let is_left = left.is_some() && left == Some(journal.mark()) && at == left;
        let holds = |db: &sled::Db| {
            is_left
                || records_hold(db, &mut |n| {
                    progress("Checking the records", n, 0);
                    true
                })
                .is_ok()
        };
        let db = if let Some(db) = db.filter(|_| is_theirs && at.is_some()).filter(holds) {
            db
        } else {
            let _ = std::fs::remove_dir_all(&path);
            open_sled(&path).map_err(|fault| {
                Error::new(ErrorKind::Io, "The private copy of the records cannot be made.")
                    .with_source(fault)
            })?
        };
        let check = is_left
            .then(|| RecordCheck::new(db.clone(), dir.to_owned(), journal.mark(), witnesses));
        let mut store = Store::over(dir, db, journal);
        (store.check, store.reading) = (check, Some(folder));
        store.anchor = anchor.map(Path::to_owned);
        store.replay(None, progress)?;
        notices.extend(store.unknown_beside()?);
        Ok(Opened { store, notices })
    }
}

fn size(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|entry| size_of(&entry.path())).sum()
}

fn size_of(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |about| about.len())
}

/// Copies the files of the records.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    DirBuilder::new().mode(0o700).create(to)?;
    for entry in std::fs::read_dir(from)?.flatten() {
        if entry.file_type()?.is_file() {
            // What a session takes away meanwhile is of no use to it any more.
            match std::fs::copy(entry.path(), to.join(entry.file_name())) {
                Err(e) if e.kind() == io::ErrorKind::NotFound => {}
                done => drop(done?),
            }
        } else {
            DirBuilder::new().mode(0o700).create(to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
