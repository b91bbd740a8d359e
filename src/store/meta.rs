//! Metadata of the records: the journal position they reflect, their checksums, and whether they
//! were closed cleanly.

use std::path::Path;

use crate::error::Result;
use crate::store::chain::JournalPos;
use crate::store::{codec, guard, paths};

/// The last journal entry that the records hold.
pub(super) const AT: &[u8] = b"m-at";
/// Returns a number, 0 where there is none.
///
/// # Errors
/// It cannot be read.
pub(super) fn number(db: &sled::Db, key: &[u8]) -> Result<u64> {
    guard::get(db, key)?.map_or(Ok(0), |v| Ok(codec::decode(&v)?))
}

/// Returns the last journal entry that the records hold.
///
/// # Errors
/// It cannot be read.
pub(super) fn applied(db: &sled::Db) -> Result<Option<JournalPos>> {
    Ok(guard::get(db, AT)?.map(|v| codec::decode(&v)).transpose()?)
}

/// The file that says where the store was left in order. It is no record, so that a start writes
/// nothing into the records.
const LEFT: &str = "left";
/// The mark of order of an earlier session: no proof that the store is in order, but a witness of
/// how far the journal went.
const EARLIER: &str = "earlier";

/// Returns where the store was left in order, if it was and nobody has opened it since.
pub(super) fn left(dir: &Path) -> Option<JournalPos> {
    std::fs::read(dir.join(LEFT)).ok().and_then(|bytes| codec::decode(&bytes).ok())
}

/// Returns the mark of order that was taken away last.
pub(super) fn earlier(dir: &Path) -> Option<JournalPos> {
    std::fs::read(dir.join(EARLIER)).ok().and_then(|bytes| codec::decode(&bytes).ok())
}

/// Returns where the store was left in order, if it was, and forgets it until it is left so again.
pub(super) fn take_left(dir: &Path) -> Option<JournalPos> {
    let left = left(dir);
    // Where the file cannot be taken away for good it is no proof: come back after a power cut, it
    // would vouch for records that were being written.
    let taken = match left {
        Some(_) => std::fs::rename(dir.join(LEFT), dir.join(EARLIER)),
        None => std::fs::remove_file(dir.join(LEFT)),
    };
    match taken.and_then(|()| paths::sync_folder(dir)) {
        Ok(()) => left,
        Err(_) => None,
    }
}

/// Writes down that the store was left in order at the end of the journal.
///
/// # Errors
/// What the system says.
pub(super) fn leave(dir: &Path, mark: JournalPos) -> std::io::Result<()> {
    let path = dir.join("left.new");
    paths::write_whole(&path, &codec::write(&mark)?)?;
    std::fs::rename(&path, dir.join(LEFT))
}
