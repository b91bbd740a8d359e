//! Backups: one compressed tar with the journal, evidence and drafts, a checksum for each file,
//! optionally encrypted with age.
//!
//! Any system can unpack it without Offsite. Records are not included: they are rebuilt from the
//! journal. A backup may be written during a session, since the journal only grows and its state at
//! the start stays intact.
mod encryption;

mod daily;
mod head;
mod read;
mod write;

pub use daily::{Daily, day_file, now};
pub use head::{Head, all, heads, unhex};
pub use read::{check, restore, unpack};
pub use write::write;

pub use crate::store::backup::encryption::{BackupKey, Encryption};

use crate::domain::case::edit::Edit;
use crate::store::{Change, Subject};

/// The name of the list of sums within a backup, as sha256sum writes and checks it.
const SUMS: &str = "SHA256SUMS";
/// The name of the page that says what the file is.
const ABOUT: &str = "about.txt";
/// The format of backups that this build writes.
const FORMAT: u32 = 1;

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSummary {
    /// Journal entries.
    pub entries: u64,
    /// Files of evidence.
    pub evidence: u64,
    /// Bytes of the backup itself, 0 where it was only read.
    pub bytes: u64,
    /// A sentence for each thing that the record names and the backup does not hold.
    pub faults: Vec<String>,
}

/// Returns whether a name may stand in a backup: nothing else is ever written to the disk from one.
fn is_expected(name: &str) -> bool {
    let plain = |n: &str| {
        !n.is_empty()
            && n.len() <= 200
            && !n.starts_with('.')
            && n.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    };
    match name.split_once('/') {
        None => matches!(name, ABOUT | "journal" | SUMS),
        Some(("drafts", file)) => plain(file),
        Some(("evidence", rest)) => rest.split('/').count() <= 3 && rest.split('/').all(plain),
        Some(_) => false,
    }
}

/// Returns the evidence that a change names, each by its sum.
fn evidence_of(change: &Change) -> impl Iterator<Item = &str> {
    fn cells(edit: &Edit) -> Option<&crate::domain::case::RowValues> {
        match edit {
            Edit::AddRow { cells, .. } => Some(cells),
            _ => None,
        }
    }
    let edits = change.edits.iter().filter_map(|subject| match subject {
        Subject::Case(part) => Some(&part.edits),
        Subject::Item { .. } => None,
    });
    edits.flatten().filter_map(cells).filter_map(|cells| {
        let sum = cells.get(crate::domain::forms::field::EVIDENCE_SHA256.id)?.as_text();
        is_sum(sum).then_some(sum)
    })
}

/// Returns whether a name is a SHA-256 sum, as those of evidence are.
fn is_sum(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Returns what is said of evidence that is not what its name says.
fn rotten(name: &str) -> String {
    format!(
        "{name} is not the file that was put there; it is not in the backup. Take it from an earlier backup, or take the paper in again."
    )
}

/// Returns what is said of evidence that the journal names and that is not there.
fn missing(sum: &str) -> String {
    format!(
        "The evidence {sum} is named in the journal and is not there. Take it from an earlier backup, or take the paper in again."
    )
}

/// Returns a hash as it is printed.
pub fn hex(hash: &[u8]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}
