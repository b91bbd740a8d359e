//! Opens a store: takes the lock, opens sled guardedly, compares it with the journal, and replays
//! or rebuilds what is missing.

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::check::RecordCheck;
use crate::store::integrity::records_hold;
use crate::store::journal::{Checkpoint, Journal, JournalStart};
use crate::store::keyring::{KeyRing, KeySource};
use crate::store::records::{RECORDS, has_room, make_room_for_new, open_sled};
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;
use crate::store::{
    Opened, Progress, Store, bulk, compact, drafts, format, links, lock, made_anew, meta,
    resources, upgrade,
};

impl Store {
    /// Opens or begins the store in a folder for `officer`; `now` is shown to whoever finds
    /// it held.
    ///
    /// # Errors
    /// Held by another session, damaged, or a folder that cannot be used.
    pub fn open(dir: &Path, officer: &str, now: &str) -> Result<Opened> {
        Store::open_anchored(dir, officer, now, None, &mut |_, _, _| {})
    }

    /// Opens the store as `open` does, held against an anchor as well, and tells what takes long.
    ///
    /// # Errors
    /// As `open_with`.
    pub fn open_anchored(
        dir: &Path,
        officer: &str,
        now: &str,
        anchor: Option<&Path>,
        progress: Progress<'_>,
    ) -> Result<Opened> {
        let opening = Opening { officer, now, anchor, key: &KeySource::InStore, is_session: false };
        Store::open_with(dir, &opening, progress)
    }

    /// Opens or begins the store in a folder; a store of an earlier format is sealed.
    ///
    /// # Errors
    /// Held by another session, damaged, or a folder that cannot be used; the store key is not to be
    /// had; or an anchor names more, or other, than the journal holds.
    pub fn open_with(dir: &Path, opening: &Opening, progress: Progress<'_>) -> Result<Opened> {
        named_plainly(opening.officer)?;
        resources::enough()?;
        let refused = |e: io::Error| unusable(dir, e);
        let format = make_folder(dir)?;
        links::refuse(dir)?;
        let lock = lock::take(dir, opening.officer, opening.now, opening.is_session)?;
        has_room(dir)?;
        let mut notices = Vec::new();
        notices.extend(links::second_name(dir));
        let keys = Arc::new(KeyRing::open(dir, opening.key, !upgrade::is_sealed(dir))?);
        let left = meta::take_left(dir);
        notices.extend(bulk::take_over_or_set_aside(dir).map_err(refused)?);
        // Text handed to an editor in a session that was killed is nobody's any more.
        let _ = std::fs::remove_dir_all(dir.join("editing"));
        let left = if upgrade::is_in_clear(dir) {
            notices.extend(seal_record(dir, opening.anchor, left, &keys, progress)?);
            None
        } else {
            left
        };
        upgrade::finish(dir, &keys)?;
        compact::finish(dir);
        if left.is_some() {
            compact::compact_grown(dir, progress);
        }
        let mut witnesses = Witnesses::gather(dir, left, opening.anchor, &mut notices);
        witnesses.keep_heads(dir);
        let path = dir.join(RECORDS);
        let (db, at, start) =
            open_journal(dir, left, &keys, &mut witnesses, &mut notices, progress)?;
        let is_upgrade = (1..format::FORMAT).contains(&format);
        let is_trusted = |db: &sled::Db| !is_upgrade && is_trusted(db, at, &start, progress);
        let db = if let Some(db) = db.filter(is_trusted) {
            db
        } else {
            make_room_for_new(dir, &path, is_upgrade).map_err(refused)?;
            if start.journal.next() > 1 && !is_upgrade {
                notices.push(made_anew::said(made_anew::MADE_ANEW, dir, &start.journal, left));
            }
            new_records(dir, &path)?
        };
        let JournalStart { journal, is_clean, .. } = start;
        let mut store = Store::over(dir, db, journal);
        store.file = File::open(path.join("db")).ok();
        store.anchor = opening.anchor.map(Path::to_owned);
        store.disposals = opening.key.disposals();
        store.lock = Some(lock);
        store.replay(None, progress)?;
        if !is_clean {
            store.flush();
        }
        if format < format::FORMAT {
            format::set(dir, format::FORMAT).map_err(refused)?;
        }
        if is_clean {
            let mark = store.journal.mark();
            store.check = Some(RecordCheck::new(store.db.clone(), dir.to_owned(), mark, witnesses));
        }
        notices.extend(store.dispose_again()?);
        notices.extend(store.unknown_beside()?);
        notices.extend(drafts::set_unreadable_aside(dir, &keys));
        Ok(Opened { store, notices })
    }
}

/// Who opens a store, when, held against what, and with which key.
pub struct Opening<'a> {
    /// The officer's name in the record.
    pub officer: &'a str,
    /// The time, shown to whoever finds the store held.
    pub now: &'a str,
    /// A file out of the owner's reach with lines that `offsite anchor` has printed.
    pub anchor: Option<&'a Path>,
    /// Where the store key comes from.
    pub key: &'a KeySource,
    /// It is opened by a session, which may be asked to leave; not by a command.
    pub is_session: bool,
}

/// The records as they stand, the last entry that they hold, and the journal.
type Begun = (Option<sled::Db>, Option<JournalPos>, JournalStart);

/// Opens the records that are there and the journal, each held against the other.
fn open_journal(
    dir: &Path,
    left: Option<JournalPos>,
    keys: &Arc<KeyRing>,
    witnesses: &mut Witnesses,
    notices: &mut Vec<String>,
    progress: Progress<'_>,
) -> Result<Begun> {
    let db = known_records(dir, &dir.join(RECORDS))?;
    let at = db.as_ref().and_then(|db| meta::applied(db).ok()).flatten();
    let known = Checkpoint { applied: at, clean: left };
    let start = Journal::open(dir, Arc::clone(keys), known, witnesses, notices, progress)?;
    Ok((db, at, start))
}

/// Seals the record of a store of an earlier format, and returns what is said of it.
fn seal_record(
    dir: &Path,
    anchor: Option<&Path>,
    left: Option<JournalPos>,
    keys: &Arc<KeyRing>,
    progress: Progress<'_>,
) -> Result<Vec<String>> {
    let mut notices = Vec::new();
    let mut witnesses = Witnesses::gather(dir, left, anchor, &mut notices);
    let (db, at, start) = open_journal(dir, left, keys, &mut witnesses, &mut notices, progress)?;
    if let Some(old) = db.filter(|_| at.is_none()) {
        drafts::carry_over(&old, dir, keys).map_err(|e| unusable(dir, e))?;
    }
    notices.extend(upgrade::run(dir, &start.journal, keys, progress)?);
    Ok(notices)
}

/// Returns the error of a folder that the system refuses.
fn unusable(dir: &Path, e: io::Error) -> Error {
    let why = describe(&e);
    Error::io(format!("The folder {} cannot be used: {why}.", dir.display()), e)
        .with_hint("Choose another with --data.")
}

/// Makes the store's folder where there is none, for its owner alone, and returns the format of
/// what is in it.
fn make_folder(dir: &Path) -> Result<u32> {
    let refused = |e: io::Error| unusable(dir, e);
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
    let format = format::of_folder(dir)?;
    is_own(dir)?;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(refused)?;
    Ok(format)
}

/// Returns whether records may be used as they are: they belong to the journal, and where the store
/// was not left in order every one of them reads.
fn is_trusted(
    db: &sled::Db,
    at: Option<JournalPos>,
    start: &JournalStart,
    progress: Progress<'_>,
) -> bool {
    if start.is_clean {
        return true;
    }
    let is_fresh = start.journal.next() == 1 && at.is_none();
    let should_continue = &mut |n| {
        progress("Checking the records", n, 0);
        true
    };
    start.is_theirs && (at.is_some() || is_fresh) && records_hold(db, should_continue).is_ok()
}

/// Opens the records that are there; none where there are none, or they do not open.
///
/// # Errors
/// The system refuses to open them: they may be good ones, and are not to be made anew.
fn known_records(dir: &Path, path: &Path) -> Result<Option<sled::Db>> {
    if !path.exists() {
        return Ok(None);
    }
    match open_sled(path) {
        Err(fault) if fault.refusal().is_some() => Err(fault.into_error(&cannot_open(dir))),
        opened => Ok(opened.ok()),
    }
}

/// Begins empty records.
fn new_records(dir: &Path, path: &Path) -> Result<sled::Db> {
    open_sled(path).map_err(|fault| fault.into_error(&cannot_open(dir)))
}

fn cannot_open(dir: &Path) -> String {
    format!("The records in {} cannot be opened", dir.display())
}

/// Refuses an officer's name that is none, or that would write over a terminal.
fn named_plainly(officer: &str) -> Result<()> {
    let what = if officer.trim().is_empty() {
        "is empty"
    } else if officer.chars().any(char::is_control) {
        "has control characters"
    } else {
        return Ok(());
    };
    Err(Error::input(format!("The officer's name {what}."))
        .with_hint("Give a plain one with --as NAME; nothing was touched."))
}

/// Refuses a folder of another user: what this one wrote there the other could no longer open.
fn is_own(dir: &Path) -> Result<()> {
    let owner = std::fs::metadata(dir).map_or(0, |m| m.uid());
    if owner == rustix::process::geteuid().as_raw() {
        return Ok(());
    }
    let words = format!("The folder {} belongs to another user (number {owner}).", dir.display());
    Err(Error::input(words)
        .with_hint("Start Offsite as that user, or choose another folder with --data."))
}
