//! Reads records: one by its key, or many in the order of their keys, with their whole values.

use std::sync::Arc;

use crate::error::Result;
use crate::store::chunks::{Joined, join};
use crate::store::guard::{RawPair, RawScan, unreadable};
use crate::store::keyring::KeyRing;
use crate::store::{Store, guard};

/// A key and its whole value.
pub(super) type Pair = (sled::IVec, Joined);

/// Records with their whole values, in the order of their keys: the one way in which many are read.
pub(super) struct Scan {
    raw: RawScan,
    db: Option<sled::Db>,
    keys: Arc<KeyRing>,
}

impl Scan {
    fn whole(&self, entry: Result<RawPair>) -> Result<Pair> {
        let (key, value) = entry?;
        let value = join(self.db.as_ref().ok_or_else(unreadable)?, &self.keys, &key, value)?;
        Ok((key, value))
    }
}

impl Iterator for Scan {
    type Item = Result<Pair>;

    fn next(&mut self) -> Option<Self::Item> {
        let entry = self.raw.next()?;
        Some(self.whole(entry))
    }
}

impl DoubleEndedIterator for Scan {
    fn next_back(&mut self) -> Option<Self::Item> {
        let entry = self.raw.next_back()?;
        Some(self.whole(entry))
    }
}

impl Store {
    /// Returns the records of a prefix.
    pub(super) fn scan(&self, prefix: &[u8]) -> Scan {
        self.scan_over(self.scan_raw(prefix))
    }

    /// Returns the records of a prefix as they are stored: enough where only keys are wanted.
    pub(super) fn scan_raw(&self, prefix: &[u8]) -> RawScan {
        self.records().map_or_else(RawScan::refused, |db| RawScan::new(db, prefix))
    }

    /// Returns the records from one key on, before another.
    pub(super) fn scan_range(&self, from: Vec<u8>, before: Vec<u8>) -> Scan {
        let begun = |db: &sled::Db| RawScan::starting(db, || db.range(from..before));
        let raw = self.records().map_or_else(RawScan::refused, begun);
        self.scan_over(raw)
    }

    fn scan_over(&self, raw: RawScan) -> Scan {
        Scan { raw, db: self.records().ok().cloned(), keys: Arc::clone(&self.keys) }
    }

    /// Returns the whole value of a key: the one way in which one is read.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<Joined>> {
        let db = self.records()?;
        guard::get(db, key)?.map(|value| join(db, &self.keys, key, value)).transpose()
    }

    /// Returns what is stored under a key, which may stand for chunks.
    pub(super) fn get_raw(&self, key: &[u8]) -> Result<Option<sled::IVec>> {
        guard::get(self.records()?, key)
    }
}
