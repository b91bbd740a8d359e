//! The errors of a journal that does not agree with a witness.

use std::path::Path;

use chrono::DateTime;

use crate::domain::calendar::zone;
use crate::error::Error;
use crate::store::advice::advice;
use crate::store::paths;
use crate::store::witness::Witness;

/// Returns the error of a journal that ends before a witness says that it did.
pub(in crate::store) fn older(dir: &Path, end: u64, last_ms: Option<i64>, w: &Witness) -> Error {
    let day = last_ms
        .and_then(DateTime::from_timestamp_millis)
        .map(|at| format!(" of {}", zone::london(&at).format("%H:%M on %d/%m/%Y")));
    Error::damaged(format!(
        "The store in {} is older than it was: its journal ends at entry {end}{}, and {} names entry {}. It was put back to an earlier day, emptied or cut.",
        dir.display(),
        day.unwrap_or_default(),
        w.name,
        w.seq
    ))
    .with_hint(way_on(dir))
}

/// Returns the error of a journal whose entries are not those that a witness knows.
pub(in crate::store) fn parted(dir: &Path, w: &Witness) -> Error {
    Error::damaged(format!(
        "The history of the store in {} is not the one that {} knows: entry {} has another hash. One of the two was rewritten, or they are of different stores.",
        dir.display(),
        w.name,
        w.seq
    ))
    .with_hint(way_on(dir))
}

fn way_on(dir: &Path) -> String {
    format!(
        "{} To open what is here all the same, run offsite accept. No backup is deleted.",
        advice(dir)
    )
}

/// Returns what names more than a journal that is not there: files that only a session with
/// entries leaves behind.
pub(in crate::store) fn beside_no_journal(dir: &Path) -> Option<Witness> {
    let holds = |folder: std::path::PathBuf| {
        std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
    };
    let name = if holds(paths::evidence(dir)) {
        "the evidence beside it"
    } else if holds(paths::drafts(dir)) {
        "a text being typed beside it"
    } else {
        return None;
    };
    Some(Witness { name: name.to_owned(), seq: 1, hash: None })
}
