//! Backups: one compressed tar with the journal, evidence, drafts and looks, a checksum for each file,
//! optionally encrypted with age.
//!
//! Any system can unpack it without Offsite. Records are not included: they are rebuilt from the
//! journal. A backup may be written during a session, since the journal only grows and its state at
//! the start stays intact.

mod copy;
mod daily;
mod encryption;
mod entry_keys;
mod journal_in;
mod key;
mod pack;
mod proved;
mod read;
mod unpack;
mod write;

pub use crate::store::backup::daily::{Daily, Rotation, day_file, now};
pub use crate::store::backup::encryption::{Encryption, is_encrypted};
pub use crate::store::backup::entry_keys::EntryKeys;
pub(in crate::store) use crate::store::backup::journal_in::with_journal;
pub use crate::store::backup::key::BackupKey;
pub use crate::store::backup::read::{check, restore};
pub use crate::store::backup::unpack::unpack;
pub use crate::store::backup::write::write;
pub use crate::store::backup_head::{Head, all, heads};

use std::path::Path;

use crate::error::Error;
use crate::store::heads::{HeadSignature, HeadSigner};
use crate::store::{backup_head, disposal_list, earlier_sums, evidence_end, format, keyring, seen};

/// The name of the list of sums within a backup, as sha256sum writes and checks it.
const SUMS: &str = "SHA256SUMS";

/// The format of backups. From 3 on they hold who looked at what.
const FORMAT: u32 = 3;

/// The format of a backup of a store that is marked as having items sealed with the keys of cases.
const WITH_ITEMS_OF_CASES: u32 = 4;

/// Returns the format of a backup of the store in a folder.
fn format_of(dir: &Path) -> u32 {
    if format::has_items_of_cases(dir) { WITH_ITEMS_OF_CASES } else { FORMAT }
}

/// What is packed beside the journal where it is there: the keys, what was disposed of, the sums of
/// the journal as it was before it was sealed, and the store key of a store that carries its own.
pub(in crate::store) const BESIDE: &[&str] =
    &[keyring::NAME, keyring::OWN, disposal_list::NAME, earlier_sums::NAME];

/// How a backup is written.
#[derive(Default)]
pub struct BackupOptions {
    /// For whom it is encrypted.
    pub seal: Encryption,
    /// Who signs it; none leaves it unsigned.
    pub signer: Option<HeadSigner>,
    /// With which keys each entry is opened and read before it is called whole; none holds entries to
    /// their sums alone.
    pub keys: Option<EntryKeys>,
}

/// What a backup holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BackupSummary {
    /// Journal entries.
    pub entries: u64,
    /// Files of evidence.
    pub evidence: u64,
    /// Bytes of the backup itself, 0 where it was only read.
    pub bytes: u64,
    /// How many of the files of evidence no entry names.
    pub orphans: u64,
    /// A sentence for each thing that the record names and the backup does not hold.
    pub faults: Vec<String>,
    /// Who says how far its journal goes; none where it is not signed.
    pub signature: Option<HeadSignature>,
    /// Why it could not be signed, where it was to be.
    pub unsigned: Option<Error>,
    /// Whether its store was marked as having items that are sealed with the keys of cases.
    pub has_items_of_cases: bool,
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
        None => {
            name == backup_head::ABOUT
                || name == SUMS
                || name == "journal"
                || BESIDE.contains(&name)
        }
        Some(("drafts" | seen::FOLDER, file)) => plain(file),
        // What the folder of evidence knows of this store is not true of a restored one.
        Some(("evidence", evidence_end::NAME)) => false,
        Some(("evidence", rest)) => rest.split('/').count() <= 3 && rest.split('/').all(plain),
        Some(_) => false,
    }
}
