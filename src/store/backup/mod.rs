//! Backups: one file with the journal, the evidence and the texts being typed, as a compressed tar
//! with the sum of every file, on wish encrypted with age. Any system can unpack it without
//! Offsite. The records are not in it: they are made anew from the journal.
//!
//! A backup may be written while a session works: the journal only grows, so what stood at its
//! start is whole whatever is added.
mod encryption;

mod daily;
mod read;
mod write;

pub use daily::{Daily, day_file, now};
pub use read::{check, restore, unpack};
pub use write::write;

pub use crate::store::backup::encryption::{BackupKey, Encryption};
pub use crate::store::paths::backups as all;

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

/// Returns a hash as it is printed.
fn hex(hash: &[u8]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}
