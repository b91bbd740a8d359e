//! The only module that uses sled or bincode.
//!
//! A change is acknowledged once it is in the journal and synced. sled then holds the records that
//! the program reads, and is rebuilt from the journal whenever it cannot be trusted.
//!
//! - [`backup`]: Backups: one compressed tar with the journal, evidence and drafts, a checksum for
//!   each file, optionally encrypted with age.
//! - [`chain`]: Reads journal entries in order in bounded memory, verifying each checksum and its
//!   link to the entry before.
//! - [`fuzz`]: Private decoders exposed to the fuzz targets.
//! - [`index`]: The list's index: a summary beside each case, three orders by date, and counts.

mod author;
mod background;
pub mod backup;
mod bulk;
pub mod chain;
mod check;
mod chunks;
mod codec;
mod drafts;
mod evidence;
mod format;
pub mod fuzz;
mod guard;
pub mod index;
mod journal;
mod keys;
mod lock;
mod log;
mod meta;
mod open;
mod paths;
mod reading;
mod record;
mod resources;
mod startup_cache;
mod verify;
mod witness;

use std::path::PathBuf;

pub use author::SystemUser;
use check::RecordCheck;
use journal::Journal;
use serde::{Deserialize, Serialize};
pub use verify::Report;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef, FieldPath, edit, limits};
use crate::error::{Error, Result};
use crate::store::background::Background;
pub use crate::store::background::SummaryLines;
pub use crate::store::lock::holder;
pub use crate::store::paths::{is_on_network, room};
pub use crate::store::reading::is_read_only;
pub use crate::store::startup_cache::glance;
pub use crate::store::witness::{accept, anchor};

/// Hears what a long work does, how far it is and how far it goes.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64, u64);

/// What a change is: done, or an earlier one taken back or done again (by its number).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeKind {
    Do,
    Undo(u64),
    Redo(u64),
}

/// One part of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    Case(CaseChange),
    /// A school or a school's terms, as JSON text.
    Item {
        kind: String,
        id: String,
        old: Option<String>,
        new: Option<String>,
    },
}

impl Subject {
    /// Returns the part that takes this one back.
    pub fn inverse(&self) -> Subject {
        match self {
            Subject::Case(part) => Subject::Case(part.inverse()),
            Subject::Item { kind, id, old, new } => Subject::Item {
                kind: kind.clone(),
                id: id.clone(),
                old: new.clone(),
                new: old.clone(),
            },
        }
    }
}

/// A change as it is journalled: who, when (milliseconds since 1970), why, what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub who: String,
    pub at_ms: i64,
    pub why: Option<String>,
    pub act: ChangeKind,
    pub edits: Vec<Subject>,
}

/// A change and its number in the journal, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredChange {
    pub seq: u64,
    pub change: Change,
    /// Who wrote it, by the system's word; entries of earlier versions do not say.
    pub by: Option<SystemUser>,
}

impl StoredChange {
    /// Returns the officer as stated, and the system's name beside it where that is another.
    pub fn author(&self) -> String {
        let stated = &self.change.who;
        match &self.by {
            Some(by) if by.name != *stated => format!("{stated} (system user {})", by.name),
            Some(_) | None => stated.clone(),
        }
    }
}

/// Text that is being typed, by whom and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDraft {
    pub who: String,
    pub case: CaseRef,
    pub place: FieldPath,
    pub text: String,
    pub cursor: (u32, u32),
    pub at_ms: i64,
}

/// A store that opened, and a sentence for everything that had to be mended.
pub struct Opened {
    pub store: Store,
    pub notices: Vec<String>,
}

/// An open store.
pub struct Store {
    dir: PathBuf,
    /// None only while a full disk keeps the records from being opened again.
    db: Option<sled::Db>,
    /// The records' file, to be synced: sled's own flush stops short of that.
    file: Option<std::fs::File>,
    journal: Journal,
    /// The records lack what the journal holds, because the disk refused a writing.
    is_behind: bool,
    check: Option<RecordCheck>,
    beside: Vec<Background>,
    /// A file out of the owner's reach that names entries of the journal.
    anchor: Option<PathBuf>,
    /// None where the records are only made anew to compare them.
    _lock: Option<lock::Lock>,
    /// The private folder of the records where the store is only read.
    reading: Option<reading::PrivateFolder>,
}

impl Store {
    /// Stores a change: checked against the records, then journalled and synced (from here on it
    /// cannot be lost), then applied.
    ///
    /// # Errors
    /// The change clashes with what stands, is beyond a limit, or cannot be written; nothing is
    /// then changed.
    pub fn commit(&mut self, change: Change) -> Result<StoredChange> {
        self.commit_judged(change, None)
    }

    /// Stores a change as `commit` does, and its cases' lines with it; without a judge the lines
    /// wait for `index`.
    ///
    /// # Errors
    /// As `commit`.
    pub fn commit_judged(
        &mut self,
        change: Change,
        judge: Option<index::SummaryFn>,
    ) -> Result<StoredChange> {
        self.writable()?;
        self.sound()?;
        if self.is_behind {
            self.catch_up()?;
        }
        admit(&change)?;
        let seq = self.journal.next();
        let mut batch = self.batch(&change, seq, judge)?;
        let ready = self.journal.ready(&change)?;
        self.follow(&mut batch, &change, ready.mark)?;
        self.journal.append(&ready)?;
        // The change is safe in the journal: records that fail now are brought after it before
        // anything else is saved.
        if guard::apply(self.records()?, batch).is_err() {
            self.is_behind = true;
            self.catch_up()?;
        }
        Ok(StoredChange { seq, change, by: Some(self.journal.by().clone()) })
    }

    /// Returns the folder that the store lies in.
    pub fn folder(&self) -> &std::path::Path {
        &self.dir
    }

    /// Returns the records.
    fn records(&self) -> Result<&sled::Db> {
        self.db.as_ref().ok_or_else(|| {
            Error::no_space("The records cannot be opened: the disk is full.")
                .with_hint("Make room, then go on.")
        })
    }

    /// Refuses to build on records that were found damaged.
    fn sound(&self) -> Result<()> {
        self.check.as_ref().and_then(RecordCheck::wrong).map_or(Ok(()), |wrong| Err(wrong.clone()))
    }

    /// Waits for the check that runs beside the session.
    ///
    /// # Errors
    /// It found the store damaged.
    pub fn wait_for_check(&self) -> Result<()> {
        if let Some(check) = &self.check {
            check.wait_for_records();
        }
        self.sound()
    }

    /// Adds to a batch what follows from the change's place in the journal.
    fn follow(
        &self,
        batch: &mut sled::Batch,
        change: &Change,
        mark: chain::JournalPos,
    ) -> Result<()> {
        let mut sum = self.meta(log::SUM)?;
        for (key, value) in log::rows(change, mark) {
            sum = sum.wrapping_add(codec::digest(&key, &value));
            batch.insert(key, value);
        }
        batch.insert(log::SUM, codec::write(&sum));
        batch.insert(meta::AT, codec::write(&mark));
        Ok(())
    }

    /// Returns the one atomic batch that brings the records from before a change to after it.
    fn batch(
        &self,
        change: &Change,
        seq: u64,
        judge: Option<index::SummaryFn>,
    ) -> Result<sled::Batch> {
        let mut writes = index::WriteMap::new();
        for subject in &change.edits {
            match subject {
                Subject::Case(part) => {
                    let before = self.case(part.case)?;
                    let opens = part.edits.first() == Some(&Edit::Open);
                    if opens == before.is_some() {
                        let words =
                            if opens { "is in this store already" } else { "is not in this store" };
                        return Err(Error::conflict(format!("{} {words}.", part.case))
                            .with_hint("Look at the case list again."));
                    }
                    let mut after = before.unwrap_or_else(|| Case::new(part.case));
                    for e in &part.edits {
                        edit::apply(&mut after, e).map_err(Error::conflict)?;
                    }
                    let after = Some(after).filter(|_| part.edits.last() != Some(&Edit::Drop));
                    writes.insert(
                        keys::case(part.case),
                        after.as_ref().map(|case| record::write(case, change.at_ms)),
                    );
                    self.index_case(part.case, after.as_ref(), change.at_ms, judge, &mut writes)?;
                    let counter = self.counter(part.case.year)?.max(part.case.number);
                    writes.insert(keys::counter(part.case.year), Some(codec::write(&counter)));
                }
                Subject::Item { kind, id, new, .. } => {
                    writes.insert(keys::item(kind, id), new.as_ref().map(codec::write));
                }
            }
        }
        let mut batch = self.summed(writes)?;
        batch.insert(keys::APPLIED, codec::write(&seq));
        Ok(batch)
    }

    /// Returns a batch of these writes, the sums over records and index brought along.
    fn summed(&self, mut writes: index::WriteMap) -> Result<sled::Batch> {
        self.split_chunks(&mut writes)?;
        let (mut records, mut lines) = (self.meta(keys::DIGEST)?, self.meta(index::SUM)?);
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            let sum = if keys::is_record(&key) { &mut records } else { &mut lines };
            if let Some(old) = self.get_raw(&key)? {
                *sum = sum.wrapping_sub(codec::digest(&key, &old));
            }
            match value {
                Some(value) => {
                    *sum = sum.wrapping_add(codec::digest(&key, &value));
                    batch.insert(key, value);
                }
                None => batch.remove(key),
            }
        }
        batch.insert(keys::DIGEST, codec::write(&records));
        batch.insert(index::SUM, codec::write(&lines));
        Ok(batch)
    }

    fn meta(&self, key: &[u8]) -> Result<u64> {
        meta::number(self.records()?, key)
    }

    fn counter(&self, year: u16) -> Result<u32> {
        self.get(&keys::counter(year))?.map_or(Ok(0), |v| Ok(codec::decode(&v)?))
    }

    /// Returns whether a case is there.
    ///
    /// # Errors
    /// That cannot be read.
    pub fn has_case(&self, id: CaseRef) -> Result<bool> {
        self.get_raw(&keys::case(id)).map(|v| v.is_some())
    }

    /// Returns one case whole.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn case(&self, id: CaseRef) -> Result<Option<Case>> {
        Ok(self.case_and_time(id)?.map(|(case, _)| case))
    }

    /// Returns one case whole, and when it was changed last, in milliseconds since 1970.
    fn case_and_time(&self, id: CaseRef) -> Result<Option<(Case, i64)>> {
        let key = keys::case(id);
        self.get(&key)?.map(|value| record::decode(id, &value)).transpose()
    }

    /// Returns the references of all cases, in order.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseRef>> {
        // Every case has its words, and they are a small part of it.
        self.cases_under(b"w")
    }

    /// Returns the next reference of a year; a number is never given twice, not even after its case
    /// was taken back.
    pub fn next_ref(&self, year: u16) -> CaseRef {
        CaseRef { year, number: self.counter(year).unwrap_or(0).saturating_add(1) }
    }

    /// Returns every item of a kind as id and JSON text.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn items(&self, kind: &str) -> Result<Vec<(String, String)>> {
        let prefix = keys::item(kind, "");
        let mut out = Vec::new();
        for entry in self.scan(&prefix) {
            let (key, value) = entry?;
            out.push((
                String::from_utf8_lossy(&key[prefix.len()..]).into_owned(),
                codec::decode(&value)?,
            ));
        }
        Ok(out)
    }

    /// Returns one item's JSON text.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn item(&self, kind: &str, id: &str) -> Result<Option<String>> {
        Ok(self.get(&keys::item(kind, id))?.map(|value| codec::decode(&value)).transpose()?)
    }

    /// Leaves the store in order, so that the next start need not check it first.
    ///
    /// # Errors
    /// The check that ran beside the session found damage; the next start then mends or names it.
    pub fn close(mut self) -> Result<()> {
        self.end_beside();
        self.sound()?;
        if self.reading.is_none() && !self.is_behind && self.settle().is_ok() {
            let _ = meta::leave(&self.dir, self.journal.mark());
        }
        Ok(())
    }

    /// Writes the records through to the disk.
    fn settle(&self) -> std::io::Result<()> {
        match self.db.as_ref().and_then(|db| guard::catch_unwind_opt(|| db.flush())) {
            Some(Ok(_)) => self.sync(),
            Some(Err(error)) => Err(std::io::Error::other(error)),
            None => Err(std::io::ErrorKind::Other.into()),
        }
    }

    fn sync(&self) -> std::io::Result<()> {
        self.file.as_ref().map_or(Ok(()), std::fs::File::sync_data)
    }
}

/// The most characters of an officer's name.
const MAX_NAME: usize = 200;
/// The most characters of a reason.
const MAX_REASON: usize = 40_000;
/// The most bytes of an item.
const MAX_ITEM: usize = 16 << 20;

/// Refuses a change that is beyond a limit, whichever door it came by. What takes a stored change
/// back or does it again is let through: it brings nothing that was not stored before.
///
/// # Errors
/// What is too long, and what it may be.
fn admit(change: &Change) -> Result<()> {
    let long = |what: &str, has: usize, most: usize| {
        Error::input(format!("{what} is {has} characters long; it may have {most}."))
            .with_hint("Shorten it.")
    };
    let name = change.who.chars().count();
    if change.who.trim().is_empty() || change.who.chars().any(char::is_control) {
        return Err(Error::input("The officer's name is empty or holds control characters.")
            .with_hint("Start Offsite with a plain one."));
    }
    if name > MAX_NAME {
        return Err(long("The officer's name", name, MAX_NAME));
    }
    let reason = change.why.as_deref().map_or(0, |why| why.chars().count());
    if reason > MAX_REASON {
        return Err(long("The reason", reason, MAX_REASON));
    }
    if change.act != ChangeKind::Do {
        return Ok(());
    }
    change.edits.iter().try_for_each(|subject| match subject {
        Subject::Case(part) => limits::check(part).map_err(Error::input),
        Subject::Item { kind, id, new, .. } => {
            let bytes = new.as_ref().map_or(0, String::len);
            if kind.len() + id.len() > MAX_NAME {
                Err(long("The name of an item", kind.len() + id.len(), MAX_NAME))
            } else if bytes > MAX_ITEM {
                Err(long(&format!("{kind} {id}"), bytes, MAX_ITEM))
            } else {
                Ok(())
            }
        }
    })
}

#[cfg(test)]
mod tests;
