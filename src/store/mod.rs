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
//! - [`Store::open`] takes the lock, holds the journal against its witnesses and the records against
//!   the journal; [`Store::commit_with_lines`] is the one way in which anything is stored.

mod advice;
mod author;
mod background;
pub mod backup;
mod backup_head;
mod batch;
mod beside;
mod bulk;
mod case_words;
pub mod chain;
mod change;
mod check;
mod chunks;
mod close;
mod codec;
mod commit;
mod compact;
mod disposal_list;
mod dispose;
mod drafts;
mod earlier_sums;
mod evidence;
mod evidence_end;
mod evidence_name;
mod flush;
mod format;
pub mod fuzz;
mod guard;
mod head_cache;
mod heads;
mod hex;
mod holdings;
mod in_clear;
pub mod index;
mod integrity;
mod journal;
mod keyring;
mod keys;
mod limits;
mod links;
mod lock;
mod log;
mod lookup;
mod made_anew;
mod meta;
mod open;
mod passphrase;
mod paths;
mod private_folder;
mod read_lines;
mod reading;
mod record;
mod records;
mod rekey;
mod replay;
mod resources;
mod scan;
mod sealed_value;
mod second;
mod seen;
mod startup_cache;
mod system_error;
mod take_over;
mod unknown_cases;
mod upgrade;
mod verify;
mod witness;

pub use crate::store::author::SystemUser;
pub use crate::store::background::SummaryLines;
pub use crate::store::change::{Change, ChangeKind, Disposal, StoredChange, Subject};
pub use crate::store::commit::SignedChange;
pub use crate::store::dispose::Disposed;
pub use crate::store::drafts::StoredDraft;
pub(crate) use crate::store::evidence::evidence_sum;
pub use crate::store::evidence::{EvidenceReport, OrphanedFile};
pub use crate::store::heads::{HeadSignature, HeadSigner, is_trusted_key, key_status};
pub use crate::store::holdings::{Holdings, SealedEntries, SealedFiles};
pub use crate::store::in_clear::left_in_clear;
pub use crate::store::index::ListCheck;
pub use crate::store::keyring::{KeySource, carries_its_key, has_keys};
pub use crate::store::lock::{held_by, holder};
pub use crate::store::log::{ChangeHead, Wanted};
pub use crate::store::open::Opening;
pub use crate::store::passphrase::check_passphrase;
pub use crate::store::paths::{is_on_network, room};
pub use crate::store::rekey::rekey;
pub use crate::store::seen::Synced;
pub use crate::store::startup_cache::read_startup_cache;
pub(crate) use crate::store::system_error::describe;
pub use crate::store::take_over::take_over;
pub use crate::store::upgrade::{earlier_record, forget_earlier, is_in_clear};
pub use crate::store::verify::{HeadReport, Report, compare_heads};
pub use crate::store::witness::{AnchorLine, accept, anchor};

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::store::background::Background;
use crate::store::backup::EntryKeys;
use crate::store::check::RecordCheck;
use crate::store::journal::Journal;
use crate::store::keyring::KeyRing;
use crate::store::private_folder::PrivateFolder;
use crate::store::read_lines::ReadLines;

/// Progress callback: what is being done, how much of it is done, and the total.
pub type Progress<'a> = &'a mut dyn FnMut(&str, u64, u64);

/// A store that opened, and a sentence for everything that had to be mended.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// What an officer should read before anything else.
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
    /// The keys of its cases.
    keys: Arc<KeyRing>,
    /// The records lack what the journal holds, because the disk refused a writing.
    is_behind: bool,
    /// The lines that were read lately.
    lines: ReadLines,
    /// How many changes were saved since the records were flushed.
    unflushed: usize,
    /// Changes for which no pages were moved yet.
    untidied: usize,
    /// The flush that was begun last, where it is waited for before the records go.
    flushing: flush::FlushBeside,
    check: Option<RecordCheck>,
    background: Vec<Background>,
    /// The list of disposals outside the store, where the store key lies there.
    disposals: Option<PathBuf>,
    /// A file out of the owner's reach that names entries of the journal.
    anchor: Option<PathBuf>,
    /// None where the records are only made anew to compare them.
    lock: Option<lock::Lock>,
    /// The private folder of the records where the store is only read.
    reading: Option<PrivateFolder>,
    /// Another handle of this process writes: this one only reads.
    is_second: bool,
    /// The records where the store lies cannot be used: what is read is from the journal.
    lacks_records: bool,
    /// How far the file of looks goes; shared with a second handle.
    seen: Arc<seen::SeenFile>,
}

impl Store {
    /// Returns a store over a journal and its records, with nothing beside it yet.
    fn over(dir: &Path, db: sled::Db, journal: Journal) -> Store {
        Store {
            dir: dir.to_owned(),
            db: Some(db),
            file: None,
            keys: Arc::clone(journal.keys()),
            journal,
            is_behind: false,
            lines: ReadLines::default(),
            unflushed: 0,
            untidied: 0,
            flushing: flush::FlushBeside::default(),
            check: None,
            background: Vec::new(),
            disposals: None,
            anchor: None,
            lock: None,
            reading: None,
            is_second: false,
            lacks_records: false,
            seen: Arc::default(),
        }
    }

    /// Returns the folder that the store lies in.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// Returns the keys with which entries are opened on the way into a backup.
    pub fn entry_keys(&self) -> EntryKeys {
        EntryKeys::shared(Arc::clone(&self.keys))
    }

    /// Returns the name of the store key: the beginning of its fingerprint.
    pub fn store_key_name(&self) -> String {
        self.keys.store_key_name()
    }

    /// Returns the records.
    fn records(&self) -> Result<&sled::Db> {
        self.db.as_ref().ok_or_else(|| {
            Error::no_space("The records cannot be opened: the disk is full.")
                .with_hint("Make room, then go on.")
        })
    }

    /// Returns whether the store is only read, and at this moment another process has it open.
    pub fn is_read_beside_another(&self) -> bool {
        self.reading.is_some() && lock::held_by(&self.dir).is_some()
    }

    /// Refuses whatever would be written where the store is only read.
    fn writable(&self) -> Result<()> {
        if self.is_second {
            return Err(Error::conflict("This only reads: nothing is saved."));
        }
        if self.reading.is_none() {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Conflict, "This session only reads: nothing is saved.")
            .with_hint(
                "To change a case, start offsite without --read-only, with no other session open.",
            ))
    }
}

#[cfg(test)]
mod tests;
