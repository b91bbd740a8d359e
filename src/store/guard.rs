//! sled can panic on damaged pages, when it opens and when it reads. Every call that may do so goes
//! through here and becomes a sentence.

use crate::store::Store;
pub use crate::unwind::{catch_unwind_opt, is_guarded};

/// What is said of a record that cannot be read.
fn unreadable() -> String {
    "A record could not be read. Leave Offsite and start it again: it mends itself from the journal.".to_owned()
}

/// A key and its value.
pub type Pair = (sled::IVec, sled::IVec);

/// Records whose keys begin alike, in the order of their keys; after the first that cannot be read
/// there are no more.
pub struct Scan {
    iter: Option<(sled::Iter, sled::Db)>,
    refused: Option<String>,
}

impl Scan {
    /// Begins at the first key of a prefix.
    pub fn new(db: &sled::Db, prefix: &[u8]) -> Scan {
        Scan::of(db, || db.scan_prefix(prefix))
    }

    fn of(db: &sled::Db, begin: impl FnOnce() -> sled::Iter) -> Scan {
        let iter = catch_unwind_opt(begin).map(|iter| (iter, db.clone()));
        let refused = iter.is_none().then(unreadable);
        Scan { iter, refused }
    }

    fn take(
        &mut self,
        step: impl FnOnce(&mut sled::Iter) -> Option<sled::Result<Pair>>,
    ) -> Option<Result<Pair, String>> {
        if let Some(words) = self.refused.take() {
            return Some(Err(words));
        }
        let (iter, db) = self.iter.as_mut()?;
        // sled lets go of what it has read only once it has counted many readings, and a walk
        // counts a page once: 16,000 pages stay at hand, whatever its cache may hold. Each
        // record looked at again, a long one several times, makes it count in time.
        let step = || {
            let pair = step(iter);
            if let Some(Ok((key, value))) = &pair {
                (0..=(value.len() / 512).min(3)).for_each(|_| drop(db.contains_key(key)));
            }
            pair
        };
        match catch_unwind_opt(step) {
            Some(None) => None,
            Some(Some(Ok(pair))) => Some(Ok(pair)),
            Some(Some(Err(_))) | None => {
                self.iter = None;
                Some(Err(unreadable()))
            }
        }
    }
}

impl Iterator for Scan {
    type Item = Result<Pair, String>;

    fn next(&mut self) -> Option<Self::Item> {
        self.take(sled::Iter::next)
    }
}

impl DoubleEndedIterator for Scan {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.take(sled::Iter::next_back)
    }
}

impl Store {
    pub(super) fn scan(&self, prefix: &[u8]) -> Scan {
        match self.records() {
            Ok(db) => Scan::new(db, prefix),
            Err(words) => Scan { iter: None, refused: Some(words) },
        }
    }

    /// Returns the records from one key on, before another.
    pub(super) fn scan_range(&self, from: Vec<u8>, before: Vec<u8>) -> Scan {
        match self.records() {
            Ok(db) => Scan::of(db, || db.range(from..before)),
            Err(words) => Scan { iter: None, refused: Some(words) },
        }
    }

    pub(super) fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, String> {
        get(self.records()?, key)
    }
}

/// Returns the value of a key.
///
/// # Errors
/// A sentence where it cannot be read.
pub fn get(db: &sled::Db, key: &[u8]) -> Result<Option<sled::IVec>, String> {
    catch_unwind_opt(|| db.get(key)).and_then(Result::ok).ok_or_else(unreadable)
}

/// Applies a batch; false where it could not be written.
pub fn apply(db: &sled::Db, batch: sled::Batch) -> bool {
    catch_unwind_opt(|| db.apply_batch(batch)).is_some_and(|done| done.is_ok())
}
