//! Opens a store: takes the lock, opens sled guardedly, compares it with the journal, and replays
//! or rebuilds what is missing.

use std::fs::{DirBuilder, File};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::check::{RecordCheck, records_hold};
use crate::store::guard::SledFault;
use crate::store::journal::{Checkpoint, Journal, JournalStart};
use crate::store::witness::Witnesses;
use crate::store::{
    Opened, Progress, Store, backup, bulk, drafts, format, guard, index, lock, meta, paths,
    resources,
};

/// What must be free on the disk before the records are opened: on a full disk sled begins files
/// that it cannot end.
pub(super) const ROOM: u64 = 16 * 1024 * 1024;

/// How many bytes of records sled keeps at hand: its list of pages and what is read at once come on
/// top of it.
const CACHE: u64 = 2 * 1024 * 1024;

impl Store {
    /// Opens or begins the store in a folder for the officer `who`; `now` is shown to whoever finds
    /// it held.
    ///
    /// # Errors
    /// Held by another session, damaged, or a folder that cannot be used.
    pub fn open(dir: &Path, who: &str, now: &str) -> Result<Opened> {
        Store::open_telling(dir, who, now, &mut |_, _, _| {})
    }

    /// Opens the store as `open` does, and tells what takes long.
    ///
    /// # Errors
    /// As `open`.
    pub fn open_telling(
        dir: &Path,
        who: &str,
        now: &str,
        progress: Progress<'_>,
    ) -> Result<Opened> {
        Store::open_anchored(dir, who, now, None, progress)
    }

    /// Opens the store as `open_telling` does, held against an anchor as well: a file out of the
    /// owner's reach with lines that `offsite anchor` has printed.
    ///
    /// # Errors
    /// As `open`; damaged too where an anchor names more, or other, than the journal holds.
    pub fn open_anchored(
        dir: &Path,
        who: &str,
        now: &str,
        anchor: Option<&Path>,
        progress: Progress<'_>,
    ) -> Result<Opened> {
        named_plainly(who)?;
        resources::enough()?;
        let refused = |e: std::io::Error| {
            let why = lock::describe(&e);
            Error::io(format!("The folder {} cannot be used: {why}.", dir.display()), e)
                .with_hint("Choose another with --data.")
        };
        DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
        let format = format::of_folder(dir)?;
        is_own(dir)?;
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(refused)?;
        let lock = lock::take(dir, who, now)?;
        has_room(dir)?;
        let mut notices = Vec::new();
        let path = dir.join("sled");
        let left = meta::take_left(dir);
        let mut witnesses = Witnesses::gather(dir, left, anchor, &mut notices);
        notices.extend(bulk::take_over_or_set_aside(dir).map_err(refused)?);
        // Text handed to an editor in a session that was killed is nobody's any more.
        let _ = std::fs::remove_dir_all(dir.join("editing"));
        let mut db = if path.exists() { open_sled(&path).ok() } else { None };
        let at = db.as_ref().and_then(|db| meta::at(db).ok()).flatten();
        let JournalStart { journal, is_theirs, is_clean } = Journal::open(
            dir,
            Checkpoint { at, clean: left },
            &mut witnesses,
            &mut notices,
            progress,
        )?;
        if let Some(old) = &db
            && at.is_none()
        {
            drafts::carry_over(old, dir).map_err(refused)?;
        }
        let is_upgrade = (1..format::FORMAT).contains(&format);
        if is_upgrade {
            db = None;
        } else if !is_clean {
            let mut holds = |db: &sled::Db| {
                let go_on = &mut |n| {
                    progress("Checking the records", n, 0);
                    true
                };
                records_hold(db, go_on).is_ok()
            };
            let fresh = journal.next() == 1 && at.is_none();
            db = db.filter(|db| is_theirs && (at.is_some() || fresh) && holds(db));
        }
        let db = if let Some(db) = db {
            db
        } else {
            make_room_for_new(dir, &path, is_upgrade).map_err(refused)?;
            if journal.next() > 1 {
                notices.push(if is_upgrade {
                    "The records were made anew from the journal for this version of Offsite."
                        .into()
                } else {
                    made_anew(dir, &journal, left)
                });
            }
            open_sled(&path).map_err(|fault| {
                Error::no_space(format!("The records in {} cannot be opened.", dir.display()))
                    .with_hint("Make room on the disk, then start again.")
                    .with_source(fault)
            })?
        };
        let file = File::open(path.join("db")).ok();
        let mut store = Store {
            dir: dir.to_owned(),
            db: Some(db),
            file,
            journal,
            is_behind: false,
            check: None,
            beside: Vec::new(),
            anchor: anchor.map(Path::to_owned),
            _lock: Some(lock),
            reading: None,
        };
        store.replay(None, progress)?;
        if format != format::FORMAT {
            format::set(dir).map_err(refused)?;
        }
        if is_clean {
            store.check = store
                .db
                .clone()
                .map(|db| RecordCheck::new(db, dir.to_owned(), store.journal.mark(), witnesses));
        }
        notices.extend(drafts::set_unreadable_aside(dir));
        Ok(Opened { store, notices })
    }

    /// Applies the journal's entries that the records lack.
    pub(super) fn replay(
        &self,
        judge: Option<index::SummaryFn>,
        progress: Progress<'_>,
    ) -> Result<()> {
        let db = self.records()?;
        let from = meta::at(db)?.unwrap_or(JournalPos::ORIGIN);
        let end = self.journal.mark();
        self.journal.replay(from, |mark, change| {
            let fits = |e: Error| {
                let n = mark.seq;
                Error::damaged(format!("Entry {n} of the journal does not fit the one before: {e}"))
                    .with_hint(paths::advice(&self.dir))
                    .with_source(e)
            };
            let mut batch = self.batch(&change, mark.seq, judge).map_err(fits)?;
            self.follow(&mut batch, &change, mark)?;
            if mark.seq.is_multiple_of(256) {
                progress("Making the records anew from the journal", mark.end, end.end);
            }
            guard::apply(db, batch).map_err(|fault| {
                Error::no_space("The records could not be made anew.")
                    .with_hint("Make room on the disk, then start again.")
                    .with_source(fault)
            })
        })
    }

    /// Brings records that a full disk has stopped after the journal: sled writes again only once
    /// it was opened anew.
    ///
    /// # Errors
    /// There is no room yet.
    pub(super) fn catch_up(&mut self) -> Result<()> {
        let still = |cause: Box<dyn std::error::Error + Send + Sync>| {
            Error::no_space(
                "Your last change is safe in the journal, but the disk refuses to write the records.",
            )
            .with_hint("Make room, then go on; until then nothing more is saved.")
            .with_source(cause)
        };
        self.end_beside();
        has_room(&self.dir).map_err(|e| still(e.into()))?;
        let path = self.dir.join("sled");
        // The old handle must go before the folder can be opened again.
        let old = self.db.take();
        let _ = guard::catch_unwind_opt(|| drop(old));
        self.db = Some(open_sled(&path).map_err(|fault| still(fault.into()))?);
        self.file = File::open(path.join("db")).ok();
        self.replay(None, &mut |_, _, _| {}).map_err(|e| still(e.into()))?;
        self.is_behind = false;
        Ok(())
    }
}

/// Refuses an officer's name that is none, or that would write over a terminal.
fn named_plainly(who: &str) -> Result<()> {
    let what = if who.trim().is_empty() {
        "is empty"
    } else if who.chars().any(char::is_control) {
        "holds control characters"
    } else {
        return Ok(());
    };
    Err(Error::input(format!("The officer's name {what}."))
        .with_hint("Give a plain one with --as NAME; nothing was touched."))
}

/// Says that the records were made anew, and of what follows for what was saved only as much as is
/// proved: that nothing came after the journal's end is known only where the store was left in
/// order at that very entry and nobody has opened it since.
fn made_anew(dir: &Path, journal: &Journal, left: Option<JournalPos>) -> String {
    let mark = journal.mark();
    let begins = "The records were damaged or missing; they were made anew from the journal";
    if left == Some(mark) {
        return format!(
            "{begins}, which ends at entry {} as the last session left it: nothing saved is lost.",
            mark.seq
        );
    }
    let day = journal
        .last_at_ms()
        .and_then(chrono::DateTime::from_timestamp_millis)
        .map(|at| format!(" of {}", at.with_timezone(&chrono::Local).format("%H:%M on %d/%m/%Y")));
    let most = backup::heads(dir).into_iter().map(|head| head.entries).max();
    let backup = most.map_or_else(
        || "there is no backup to compare it with".to_owned(),
        |n| format!("the backup that holds most has {n}"),
    );
    format!(
        "{begins}, which ends at entry {}{}. Whether anything was saved after it cannot be known; {backup}.",
        mark.seq,
        day.unwrap_or_default()
    )
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

fn has_room(dir: &Path) -> Result<()> {
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
fn make_room_for_new(dir: &Path, path: &Path, is_upgrade: bool) -> std::io::Result<()> {
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
    let config = sled::Config::new().path(path).cache_capacity(CACHE).flush_every_ms(Some(500));
    let db = guard::call(|| config.open());
    let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700));
    db
}
