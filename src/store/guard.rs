//! Turns panics of sled into errors: it can panic on damaged pages, when opening and when reading.
//! Every such call goes through here.

use std::{fmt, io};

use crate::error::{Error, ErrorKind, Result};
use crate::store::system_error::{describe, is_refusal};
pub(super) use crate::unwind::catch_unwind_opt;

/// Why sled did not do what it was called for.
#[derive(Debug)]
pub(super) enum SledFault {
    /// It said so.
    Refused(sled::Error),
    /// It panicked, as on a damaged page or a full disk.
    Panicked,
}

impl fmt::Display for SledFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            SledFault::Refused(_) => "the database refused it",
            SledFault::Panicked => "the database broke off",
        })
    }
}

impl std::error::Error for SledFault {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            SledFault::Refused(error) => Some(error),
            SledFault::Panicked => None,
        }
    }
}

impl SledFault {
    /// Returns what the system said, where it refused because of a limit, a right or a full disk:
    /// that says nothing of the records themselves.
    pub(super) fn refusal(&self) -> Option<&io::Error> {
        match self {
            SledFault::Refused(sled::Error::Io(e)) => Some(e).filter(|e| is_refusal(e)),
            SledFault::Refused(_) | SledFault::Panicked => None,
        }
    }

    /// Returns why records could not be written or opened, in words, and what to do about it.
    pub(super) fn into_error(self, what: &str) -> Error {
        let error = match self.refusal() {
            Some(e) => Error::new(ErrorKind::of_io(e), format!("{what}: {}.", describe(e)))
                .with_hint(
                    "Nothing was set aside. Have the limit raised or make room, then start again.",
                ),
            None => Error::no_space(format!("{what}."))
                .with_hint("Make room on the disk, then start again."),
        };
        error.with_source(self)
    }
}

/// Calls sled.
///
/// # Errors
/// It refused, or panicked.
pub(super) fn call<T>(f: impl FnOnce() -> sled::Result<T>) -> Result<T, SledFault> {
    match catch_unwind_opt(f) {
        Some(done) => done.map_err(SledFault::Refused),
        None => Err(SledFault::Panicked),
    }
}

/// Returns the error of a record that cannot be read.
pub(super) fn unreadable() -> Error {
    Error::damaged("A record could not be read.")
        .with_hint("Run offsite verify: it says what is wrong and what to do.")
}

/// A key and what is stored under it, which may stand for chunks.
pub(super) type RawPair = (sled::IVec, sled::IVec);

/// Records as they are stored, for sums and keys; after the first that cannot be read there are no
/// more.
pub(super) struct RawScan {
    iter: Option<(sled::Iter, sled::Db)>,
    refused: Option<Error>,
    /// How often a record counts at most, beside once.
    most: usize,
}

/// How often a long record counts at most in a walk that somebody waits for. What reads cases one by
/// one counts more often: at 100,000 cases as many here made the governors' report take 11 s, not 8.
const OF_A_WALK: usize = 3;

impl RawScan {
    /// Begins at the first key of a prefix.
    pub(super) fn new(db: &sled::Db, prefix: &[u8]) -> RawScan {
        RawScan::starting(db, || db.scan_prefix(prefix))
    }

    /// Begins at the first of all records, of which sled keeps few: for a check, which reads them all
    /// and takes its time.
    pub(super) fn of_a_check(db: &sled::Db) -> RawScan {
        RawScan { most: usize::MAX, ..RawScan::new(db, b"") }
    }

    /// Begins where `begin` says.
    pub(super) fn starting(db: &sled::Db, begin: impl FnOnce() -> sled::Iter) -> RawScan {
        let iter = catch_unwind_opt(begin).map(|iter| (iter, db.clone()));
        let refused = iter.is_none().then(|| unreadable().with_source(SledFault::Panicked));
        RawScan { iter, refused, most: OF_A_WALK }
    }

    /// Returns records that give nothing but an error.
    pub(super) fn refused(error: Error) -> RawScan {
        RawScan { iter: None, refused: Some(error), most: 0 }
    }

    fn advance(
        &mut self,
        step: impl FnOnce(&mut sled::Iter) -> Option<sled::Result<RawPair>>,
    ) -> Option<Result<RawPair>> {
        if let Some(refused) = self.refused.take() {
            return Some(Err(refused));
        }
        let most = self.most;
        let (iter, db) = self.iter.as_mut()?;
        let step = || {
            let pair = step(iter);
            if let Some(Ok((key, value))) = &pair {
                // A walk counts a page once, however many records are on it.
                count_readings(db, key, 1 + (value.len() / COUNTED).min(most));
            }
            pair
        };
        let fault = match call(|| step().transpose()) {
            Ok(pair) => return pair.map(Ok),
            Err(fault) => fault,
        };
        self.iter = None;
        Some(Err(unreadable().with_source(fault)))
    }
}

impl Iterator for RawScan {
    type Item = Result<RawPair>;

    fn next(&mut self) -> Option<Self::Item> {
        self.advance(sled::Iter::next)
    }
}

impl DoubleEndedIterator for RawScan {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.advance(sled::Iter::next_back)
    }
}

/// Returns the value of a key.
///
/// # Errors
/// It cannot be read.
pub(super) fn get(db: &sled::Db, key: &[u8]) -> Result<Option<sled::IVec>> {
    let got = || {
        let value = db.get(key)?;
        let length = value.as_ref().map_or(0, |value| value.len());
        count_readings(db, key, (length / COUNTED).min(4));
        Ok(value)
    };
    call(got).map_err(|fault| unreadable().with_source(fault))
}

/// So many bytes of a record count as one reading.
const COUNTED: usize = 512;

/// Looks at a record again as often as its length says.
pub(super) fn count_whole(db: &sled::Db, (key, value): &RawPair) {
    count_readings(db, key, 1 + value.len() / COUNTED);
}

/// Looks at a record again, so many times. sled keeps a page until it has counted 64 readings of
/// one of its 256 parts, whatever its cache may hold: 16,000 pages of long records, some 80 MB. The
/// longer a record, the more often it counts.
fn count_readings(db: &sled::Db, key: &[u8], times: usize) {
    (0..times).for_each(|_| drop(db.contains_key(key)));
}

/// Applies a batch.
///
/// # Errors
/// It could not be written.
pub(super) fn apply(db: &sled::Db, batch: sled::Batch) -> Result<(), SledFault> {
    call(|| db.apply_batch(batch))
}
