//! Reading without the lock: beside an open session, on a disk that is read-only or nearly full, in
//! an archive that nobody may change. The proved part of the journal is the whole record; the
//! records are copied, or made anew from it, in a private folder of their own that goes with the
//! session. Nothing is written where the store lies.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::domain::plural::pluralize;
use crate::error::{Error, ErrorKind, Result};
use crate::store::check::RecordCheck;
use crate::store::integrity::records_hold;
use crate::store::journal::{Checkpoint, Journal, JournalRead, JournalStart};
use crate::store::keyring::{KeyRing, KeySource};
use crate::store::paths::size_of;
use crate::store::private_folder::PrivateFolder;
use crate::store::records::{RECORDS, open_sled};
use crate::store::system_error::{describe, is_refusal};
use crate::store::witness::Witnesses;
use crate::store::{
    Opened, Progress, Store, bulk, format, links, lock, made_anew, meta, resources, upgrade,
};

/// What is said of an import that was interrupted.
const IMPORT: &str =
    "An import was interrupted: the next session ends it, and nothing of it is in this.";

impl Store {
    /// Opens the proved part of a store to be read; another session may have it open, and whatever
    /// that saves from now on is not seen. Nothing can be saved, and nothing is mended where the
    /// store lies: what the next session has to mend is said.
    ///
    /// # Errors
    /// Damaged, or it cannot be read; the store key is not to be had; there may be no room for a
    /// private copy of the records.
    pub fn open_reading(
        dir: &Path,
        anchor: Option<&Path>,
        key: &KeySource,
        progress: Progress<'_>,
    ) -> Result<Opened> {
        resources::enough()?;
        let mut notices = Vec::new();
        notices.extend(links::found(dir).map(|words| format!("{words} It is read all the same.")));
        notices.extend(links::second_name(dir));
        let was_held = lock::held_by(dir).is_some();
        let left = meta::left(dir);
        let mut witnesses = Witnesses::gather(dir, left, anchor, &mut notices);
        // The records first: the journal then holds all that they hold, and perhaps more.
        let RecordsCopy { folder, db, is_expected } = RecordsCopy::take(dir, progress)?;
        let at = db.as_ref().and_then(|db| meta::applied(db).ok()).flatten();
        let known = Checkpoint { applied: at, clean: left };
        let import = bulk::under_way_from(dir);
        let JournalRead { start, torn } = Journal::open_reading(
            dir,
            || open_keys(dir, key),
            known,
            import,
            &mut witnesses,
            progress,
        )?;
        let JournalStart { journal, is_theirs, is_clean } = start;
        let db = db.filter(|_| is_theirs && at.is_some());
        // A session that has it open, or had it meanwhile, is at work on these.
        let is_alone = !was_held && lock::held_by(dir).is_none();
        let lacks_records = is_alone && is_expected && db.is_none() && journal.next() > 1;
        if is_alone {
            notices.extend(import.map(|_| IMPORT.to_owned()));
            notices.extend((torn > 0).then(|| cut_short(torn)));
            let words = || made_anew::said(made_anew::READ_INSTEAD, dir, &journal, left);
            notices.extend(lacks_records.then(words));
        }
        let db = db.map_or_else(|| begin_anew(&folder), Ok)?;
        let mark = journal.mark();
        let mut store = Store::over(dir, db, journal);
        store.check = is_clean.then(|| RecordCheck::new(None, dir.to_owned(), mark, witnesses));
        (store.reading, store.lacks_records) = (Some(folder), lacks_records);
        store.anchor = anchor.map(Path::to_owned);
        store.disposals = key.disposals();
        store.replay(None, progress)?;
        notices.extend(store.unknown_beside()?);
        Ok(Opened { store, notices })
    }
}

/// Says that the journal ends with an entry that is not whole.
fn cut_short(bytes: u64) -> String {
    format!(
        "The last entry of the journal was cut short ({}) and is not in this; the next session sets it aside.",
        pluralize(bytes, "byte")
    )
}

/// The records of a store in a private folder.
struct RecordsCopy {
    folder: PrivateFolder,
    /// None where they do not open, or their sums do not hold: damaged, or torn because a session was
    /// writing while they were copied.
    db: Option<sled::Db>,
    /// Whether the store should have records: an earlier format's are made anew.
    is_expected: bool,
}

impl RecordsCopy {
    fn take(dir: &Path, progress: Progress<'_>) -> Result<RecordsCopy> {
        let records = dir.join(RECORDS);
        let folder = PrivateFolder::with_room(size(&records).max(size_of(&dir.join("journal"))))?;
        let is_expected = !(1..format::FORMAT).contains(&format::of_folder(dir)?);
        // What a session was writing just then is whole at another look.
        let mut take = || copied(&records, &folder, progress);
        let db = match is_expected.then(&mut take).transpose()?.flatten() {
            None if is_expected => take()?,
            db => db,
        };
        Ok(RecordsCopy { folder, db, is_expected })
    }
}

/// Copies records into a private folder and opens them; none where they do not open, or their sums
/// do not hold.
///
/// # Errors
/// The system refuses the private copy: that says nothing of the records.
fn copied(
    records: &Path,
    folder: &PrivateFolder,
    progress: Progress<'_>,
) -> Result<Option<sled::Db>> {
    const CANNOT: &str = "The private copy of the records cannot be made";
    let path = place(folder);
    let _ = std::fs::remove_dir_all(&path);
    match copy(records, &path) {
        Err(e) if is_refusal(&e) => {
            return Err(Error::io(format!("{CANNOT}: {}.", describe(&e)), e));
        }
        Err(_) => return Ok(None),
        Ok(()) => {}
    }
    let on_progress = &mut |n| {
        progress("Checking the records", n, 0);
        true
    };
    match open_sled(&path) {
        Err(fault) if fault.refusal().is_some() => Err(fault.into_error(CANNOT)),
        opened => Ok(opened.ok().filter(|db| records_hold(db, on_progress).is_ok())),
    }
}

fn place(folder: &PrivateFolder) -> PathBuf {
    folder.path().join(RECORDS)
}

/// Begins empty records in a private folder.
fn begin_anew(folder: &PrivateFolder) -> Result<sled::Db> {
    let path = place(folder);
    let _ = std::fs::remove_dir_all(&path);
    open_sled(&path).map_err(|fault| {
        Error::new(ErrorKind::Io, "The private copy of the records cannot be made.")
            .with_source(fault)
    })
}

/// Opens the keys, after the records: those of every case that they hold are there by then. A record
/// in clear is sealed in the private folder alone.
fn open_keys(dir: &Path, key: &KeySource) -> Result<Arc<KeyRing>> {
    let ring = if upgrade::is_in_clear(dir) {
        KeyRing::in_memory()
    } else {
        KeyRing::open_reading(dir, key)
    };
    ring.map(Arc::new)
}

fn size(dir: &Path) -> u64 {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    entries.map(|entry| size_of(&entry.path())).sum()
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
