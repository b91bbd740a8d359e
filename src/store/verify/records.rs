//! Makes the records anew beside the old ones and compares the two.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::domain::plural::count;
use crate::error::{Error, Result};
use crate::store::beside::beside;
use crate::store::guard::RawScan;
use crate::store::index::{ListCheck, SummaryFn};
use crate::store::integrity::records_hold;
use crate::store::private_folder::PrivateFolder;
use crate::store::records::open_sled;
use crate::store::replay::REBUILDING;
use crate::store::verify::MAX_FAULTS;
use crate::store::{Progress, Store, keys, log};

/// The records as the journal gives them, in a folder of their own that goes after them.
pub(in crate::store) struct Remade {
    store: Store,
    _folder: Passing,
}

/// A folder that is removed with all that is in it.
struct Passing(PathBuf);

impl Drop for Passing {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Remade {
    /// Reads the journal into the records; `read` is how far, in bytes.
    fn filled(self, read: &AtomicU64) -> Result<Remade> {
        self.store.replay_in_turn(&mut |_, done, _| read.store(done, Ordering::Relaxed))?;
        Ok(self)
    }
}

impl Store {
    /// Verifies the journal while the records are made anew beside the old ones, on another core
    /// where there is one; returns how many entries there are, and those records.
    pub(in crate::store) fn verify_journal_and_remake(
        &self,
        progress: Progress<'_>,
    ) -> (Result<u64>, Result<Remade>) {
        let made = match self.made_anew() {
            Ok(made) => made,
            Err(error) => return (self.verify_journal(progress), Err(error)),
        };
        let end = self.journal.mark().end;
        let (filled, entries) = beside(
            (REBUILDING, end),
            |read| made.filled(read),
            |progress| self.verify_journal(progress),
            progress,
        );
        let in_turn = || self.made_anew()?.filled(&AtomicU64::new(0));
        (entries, filled.unwrap_or_else(in_turn))
    }

    /// Holds the records' sums and compares the records with those made anew, while the lists are
    /// held against the cases, on another core where there is one; returns both.
    pub(in crate::store) fn verify_records_and_lists(
        &self,
        made: &Remade,
        lists: Option<SummaryFn>,
        progress: Progress<'_>,
    ) -> Result<(RecordComparison, Option<Result<ListCheck>>)> {
        let (ours, theirs) = (self.records()?, made.store.records()?);
        let (records, lists) = beside(
            ("Verifying the records", 0),
            |read| hold_and_compare(ours, theirs, read),
            |progress| lists.map(|line| self.verify_index(line, progress)),
            progress,
        );
        let records = records.unwrap_or_else(|| hold_and_compare(ours, theirs, &AtomicU64::new(0)));
        Ok((records?, lists))
    }

    /// Returns a store over the same journal with empty records of its own.
    fn made_anew(&self) -> Result<Remade> {
        fn refused(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
            Error::no_space("The records could not be rebuilt to compare them.")
                .with_hint("Make room on the disk, then verify again.")
                .with_source(cause)
        }
        let place = self.reading.as_ref().map_or(self.dir.as_path(), PrivateFolder::path);
        let folder = place.join("verify");
        let _ = std::fs::remove_dir_all(&folder);
        let passing = Passing(folder);
        let db = open_sled(&passing.0).map_err(refused)?;
        let store = Store::over(&self.dir, db, self.journal.again().map_err(refused)?);
        Ok(Remade { store, _folder: passing })
    }
}

fn counts(key: &[u8]) -> bool {
    keys::is_record(key) || log::is_log(key)
}

/// What was compared of the records, and what was wrong.
#[derive(Default)]
pub(in crate::store) struct RecordComparison {
    /// Records and lists of changes.
    pub records: u64,
    /// Cases among them.
    pub cases: u64,
    /// Each a sentence.
    pub faults: Vec<String>,
}

/// Holds the sums of records, then compares them with others; `read` is how many were read.
fn hold_and_compare(
    ours: &sled::Db,
    made: &sled::Db,
    read: &AtomicU64,
) -> Result<RecordComparison> {
    records_hold(ours, &mut |n| {
        read.store(n, Ordering::Relaxed);
        true
    })?;
    compare(ours, made)
}

fn compare(ours: &sled::Db, made: &sled::Db) -> Result<RecordComparison> {
    let mut report = RecordComparison::default();
    let next =
        |scan: &mut RawScan| scan.find(|e| e.as_ref().map_or(true, |(k, _)| counts(k))).transpose();
    let (mut left, mut right) = (RawScan::of_a_check(ours), RawScan::of_a_check(made));
    let (mut a, mut b) = (next(&mut left)?, next(&mut right)?);
    let mut wrong = 0;
    loop {
        let order = match (&a, &b) {
            (None, None) => break,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((k, _)), Some((l, _))) => k.cmp(l),
        };
        let pair = if order.is_gt() { &b } else { &a };
        let key = pair.as_ref().map(|(k, _)| k.to_vec()).unwrap_or_default();
        if order.is_ne() || a != b {
            wrong += 1;
            let what = if order.is_lt() {
                "is not in the journal"
            } else if order.is_gt() {
                "is missing"
            } else {
                "differs from the journal"
            };
            if wrong <= MAX_FAULTS {
                report.faults.push(format!("{} {what}.", keys::describe(&key)));
            }
        }
        report.records += u64::from(!order.is_gt());
        report.cases += u64::from(!order.is_gt() && keys::case_at(&key).is_some());
        if order.is_le() {
            a = next(&mut left)?;
        }
        if order.is_ge() {
            b = next(&mut right)?;
        }
    }
    if wrong > 0 {
        report.faults.push(format!("{} not as the journal says. Leave Offsite, move the folder sled out of the store, start again, and verify once more.", count(wrong, "record is", "records are")));
    }
    Ok(report)
}
