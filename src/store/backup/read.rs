//! Checks a backup, or restores it into an empty folder.

use std::fs::{DirBuilder, File};
use std::io;
use std::io::BufReader;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use crate::error::{Error, ErrorKind, Result};
use crate::store::backup::key::BackupKey;
use crate::store::backup::unpack::{EARLIER, Unpacked, unpack_into};
use crate::store::backup::{BESIDE, BackupSummary};
use crate::store::private_folder::PrivateFolder;
use crate::store::system_error::describe;
use crate::store::{KeySource, Progress, Store, disposal_list, format, paths};

/// Opens a backup to be read.
fn open(file: &Path) -> Result<BufReader<File>> {
    let from = File::open(file).map_err(|e| {
        Error::io(format!("{} cannot be read: {}.", file.display(), describe(&e)), e)
    })?;
    Ok(BufReader::with_capacity(1 << 18, from))
}

/// Reads a backup to its end, holds every sum and the journal's chain against it, and makes the
/// records anew from its journal in a private folder, so that each of them is read.
///
/// # Errors
/// It is damaged or cannot be opened, or there is no room for the records.
pub fn check(
    file: &Path,
    key: &BackupKey,
    store_key: &KeySource,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    let from = open(file)?;
    let packed = paths::size_of(file);
    let folder = PrivateFolder::with_room(packed)?;
    let into = Unpacked::Journal(folder.path());
    let summary = unpack_into(from, key, into, progress)?;
    let read = Store::open_reading(folder.path(), None, store_key, progress)
        .and_then(|opened| opened.store.read_every_record());
    read.map_err(|error| match error.kind() {
        ErrorKind::Damaged | ErrorKind::Conflict => {
            Error::damaged(format!("The backup is not sound: {}", error.message()))
                .with_hint(EARLIER)
                .with_source(error)
        }
        _ => error,
    })?;
    Ok(summary)
}

/// Restores a backup into a folder that is new or empty; where anything is wrong, the folder is
/// left as it was.
///
/// # Errors
/// The folder holds something, or the backup is damaged or cannot be opened.
pub fn restore(
    file: &Path,
    key: &BackupKey,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    let is_new = !dir.exists();
    if !is_new && std::fs::read_dir(dir).is_ok_and(|mut d| d.next().is_some()) {
        return Err(Error::conflict(format!("{} is not empty.", dir.display()))
            .with_hint("Restore into a new folder: offsite restore FILE --data NEW-FOLDER."));
    }
    let refused = |e: io::Error| {
        Error::io(format!("{} cannot be written: {}.", dir.display(), describe(&e)), e)
    };
    let from = open(file)?;
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
    let done = unpack_into(from, key, Unpacked::Whole(dir), progress).and_then(|told| {
        let format =
            if told.has_items_of_cases { format::WITH_ITEMS_OF_CASES } else { format::FORMAT };
        format::set(dir, format)
            .and_then(|()| later_disposals(file, dir))
            .and_then(|()| sync_folders(dir))
            .and_then(|()| paths::sync_way(dir))
            .map(|()| told)
            .map_err(refused)
    });
    if done.is_err() {
        for name in BESIDE.iter().chain(&["journal", "format", "format.new"]) {
            let _ = std::fs::remove_file(dir.join(name));
        }
        for name in ["drafts", "evidence"] {
            let _ = std::fs::remove_dir_all(dir.join(name));
        }
        if is_new {
            let _ = std::fs::remove_dir(dir);
        }
    }
    done
}

/// Takes over what was disposed of since from the store that a backup lies in.
fn later_disposals(file: &Path, dir: &Path) -> io::Result<()> {
    let Some(store) = file.parent().and_then(Path::parent) else { return Ok(()) };
    disposal_list::carry_over(&disposal_list::of_store(store), &disposal_list::of_store(dir))
}

/// Writes the lists of all folders within one through to the disk.
fn sync_folders(dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)?.flatten() {
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    paths::sync_folder(dir)
}
