//! The journal: append-only, each entry checksummed, chained to the one before by hash, and synced
//! before it is acknowledged.
//!
//! - `open` opens it to be written, `reading` to be read, also beside a session; `judge` says to both
//!   what the beginning and the end of the file show.
//! - `append` writes, and refuses where the file is no longer this session's.
//! - `entry` is the form of one entry, `sealed` what of it is sealed; `walk` goes over all of them; `tail` judges what stands after
//!   the last whole one.

mod append;
mod entry;
mod judge;
mod open;
mod reading;
mod sealed;
mod tail;
mod walk;

pub(super) use crate::store::journal::entry::{
    EncodedEntry, EntryForm, decode_plain, plain_hash, saved_ms,
};
pub(super) use crate::store::journal::reading::JournalRead;
pub(super) use crate::store::journal::sealed::{EntryHead, SealedEntry, SealedPart};

use std::fs::File;
use std::io;
use std::io::BufReader;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::domain::case::CaseRef;
use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain::{ChainReader, ChainStep, HASH, HEAD, JournalPos, MAGIC};
use crate::store::change::Change;
use crate::store::journal::entry::EntryStart;
use crate::store::keyring::KeyRing;
use crate::unwind::join;

/// The file of the journal within a store.
const NAME: &str = "journal";

/// How many entries wait beside the one that is being worked on and the one that is being read: none,
/// since one of an import may have some megabytes.
const WAITING: usize = 0;

/// More than the name of an officer takes at the beginning of a change, in bytes.
const LONGEST_NAME: usize = 4096;
/// The most bytes of what an entry says of itself in clear, with two such names.
const LONGEST_HEAD: usize = 2 * LONGEST_NAME + 64;

/// An open journal.
pub(in crate::store) struct Journal {
    file: File,
    path: PathBuf,
    mark: JournalPos,
    /// When the file was written last, as far as this session knows (seconds, nanoseconds).
    written: (i64, i64),
    /// A write that failed may have left bytes behind the end.
    is_torn: bool,
    by: SystemUser,
    /// The request that is being answered.
    request: Option<RequestId>,
    keys: Arc<KeyRing>,
    /// Whether its entries are sealed; those of format 1 are not, and are only read.
    is_sealed: bool,
}

/// What the records know of the journal to which they belong.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::store) struct Checkpoint {
    /// The last entry that they hold.
    pub applied: Option<JournalPos>,
    /// The end of the journal when the store was left in order.
    pub clean: Option<JournalPos>,
}

/// A journal that opened.
pub(in crate::store) struct JournalStart {
    pub journal: Journal,
    /// Whether what the records know is true of this journal.
    pub is_theirs: bool,
    /// Whether it stands as the store was left in order, so that nothing had to be checked.
    pub is_clean: bool,
}

impl Journal {
    /// Takes an open file that ends with a mark.
    fn ending_at(
        file: File,
        path: PathBuf,
        mark: JournalPos,
        keys: Arc<KeyRing>,
    ) -> io::Result<Journal> {
        let about = file.metadata()?;
        let written = (about.mtime(), about.mtime_nsec());
        let mut magic = [0; MAGIC.len()];
        file.read_exact_at(&mut magic, 0)?;
        let (is_torn, by, is_sealed) = (false, SystemUser::current(), magic == *MAGIC);
        let request = None;
        Ok(Journal { file, path, mark, written, is_torn, by, request, keys, is_sealed })
    }

    /// Returns the keys with which its entries are sealed.
    pub(in crate::store) fn keys(&self) -> &Arc<KeyRing> {
        &self.keys
    }

    /// Returns whether its entries are sealed.
    pub(in crate::store) fn is_sealed(&self) -> bool {
        self.is_sealed
    }

    /// Returns how its entries are read.
    fn form(&self) -> EntryForm<'_> {
        if self.is_sealed { EntryForm::Sealed(&self.keys) } else { EntryForm::Plain }
    }

    /// Returns the number that the next entry gets.
    pub(in crate::store) fn next(&self) -> u64 {
        self.mark.seq + 1
    }

    /// Returns the place after the last entry.
    pub(in crate::store) fn mark(&self) -> JournalPos {
        self.mark
    }

    /// Returns the same journal once more, to be read.
    pub(in crate::store) fn again(&self) -> io::Result<Journal> {
        Ok(Journal {
            file: self.file.try_clone()?,
            path: self.path.clone(),
            by: self.by.clone(),
            keys: Arc::clone(&self.keys),
            ..*self
        })
    }

    /// Returns who writes into it, by the system's word.
    pub(in crate::store) fn by(&self) -> &SystemUser {
        &self.by
    }

    /// Returns the request that is being answered.
    pub(in crate::store) fn request(&self) -> Option<RequestId> {
        self.request
    }

    /// Says to which request the entries from here on belong.
    pub(in crate::store) fn set_request(&mut self, request: Option<RequestId>) {
        self.request = request;
    }

    /// Returns the request of the entry that begins at an offset.
    pub(in crate::store) fn request_at(&self, start: u64) -> Option<RequestId> {
        entry::request(&entry::payload_at(&self.file, start).ok()?).filter(|_| self.is_sealed)
    }

    /// Says who writes into it from here on.
    pub(in crate::store) fn set_by(&mut self, by: &SystemUser) {
        if self.by != *by {
            self.by = by.clone();
        }
    }

    /// Reads the change of the entry that begins at an offset.
    ///
    /// # Errors
    /// There is no whole entry.
    pub(in crate::store) fn read_at(&self, start: u64) -> Result<(Change, Option<SystemUser>)> {
        self.read_of(start, None)
    }

    /// Reads the change of the entry that begins at an offset, with `only` the edits of that case
    /// alone: the other cases are named without theirs.
    ///
    /// # Errors
    /// There is no whole entry.
    pub(in crate::store) fn read_of(
        &self,
        start: u64,
        only: Option<CaseRef>,
    ) -> Result<(Change, Option<SystemUser>)> {
        let lost = || {
            Error::damaged(format!("The journal could not be read at byte {start}."))
                .with_hint("Leave Offsite and run offsite verify.")
        };
        let payload = entry::payload_at(&self.file, start).map_err(|e| lost().with_source(e))?;
        self.form().decode_of(&payload, only).map_err(|e| lost().with_source(e))
    }

    /// Returns the head of the entry that begins at an offset, without reading the rest; none where
    /// it does not read, as in format 1.
    pub(in crate::store) fn head_at(&self, start: u64) -> Option<EntryHead> {
        let mut begins = [0; LONGEST_HEAD];
        let n = self.file.read_at(&mut begins, start + HEAD + HASH as u64).ok()?;
        bincode::deserialize(&begins[..n]).ok().filter(|_| self.is_sealed)
    }

    /// Returns when the last change was made, in milliseconds since 1970, without reading the
    /// change.
    pub(in crate::store) fn last_at_ms(&self) -> Option<i64> {
        let mut begins = vec![0; LONGEST_NAME];
        let n = self.file.read_at(&mut begins, self.mark.start + HEAD + HASH as u64).ok()?;
        let (_who, at_ms): (String, i64) = bincode::deserialize(&begins[..n]).ok()?;
        (self.mark.seq > 0).then_some(at_ms)
    }

    /// Calls `each` with every entry after `from`, in order.
    ///
    /// # Errors
    /// An entry cannot be read, or what `each` says.
    pub(in crate::store) fn replay(
        &self,
        from: JournalPos,
        mut each: impl FnMut(JournalPos, Change) -> Result<()>,
    ) -> Result<()> {
        self.replay_with_authors(from, |mark, change, _| each(mark, change))
    }

    /// Does as [`Journal::replay`] with the entries whose payload is wanted; the others are not opened.
    ///
    /// # Errors
    /// As [`Journal::replay`].
    pub(in crate::store) fn replay_where(
        &self,
        from: JournalPos,
        is_wanted: impl Fn(&[u8]) -> bool,
        mut each: impl FnMut(JournalPos, Change) -> Result<()>,
    ) -> Result<()> {
        self.opened(from, is_wanted, |mark, change, _| each(mark, change))
    }

    /// Does as [`Journal::replay`], while the next entries are read and opened on another core where
    /// there is one.
    ///
    /// # Errors
    /// As [`Journal::replay`].
    pub(in crate::store) fn replay_ahead(
        &self,
        from: JournalPos,
        mut each: impl FnMut(JournalPos, Change) -> Result<()>,
    ) -> Result<()> {
        thread::scope(|scope| {
            let (give, take) = sync_channel(WAITING);
            let stopped = |_| Error::conflict("The journal is not read any further.");
            let reading = thread::Builder::new().spawn_scoped(scope, move || {
                self.replay(from, |mark, change| give.send((mark, change)).map_err(stopped))
            });
            let Ok(reading) = reading else { return self.replay(from, each) };
            let done = take.iter().try_for_each(|(mark, change)| each(mark, change));
            // What stopped here stops the reading too, and is what is told.
            drop(take);
            let read = join(reading);
            done.and(read)
        })
    }

    /// Calls `each` with every entry after `from` and who wrote it by the system's word, in order.
    ///
    /// # Errors
    /// An entry cannot be read, or what `each` says.
    pub(in crate::store) fn replay_with_authors(
        &self,
        from: JournalPos,
        each: impl FnMut(JournalPos, Change, Option<SystemUser>) -> Result<()>,
    ) -> Result<()> {
        self.opened(from, |_| true, each)
    }

    /// Opens every entry after `from` whose payload is wanted.
    fn opened(
        &self,
        from: JournalPos,
        is_wanted: impl Fn(&[u8]) -> bool,
        mut each: impl FnMut(JournalPos, Change, Option<SystemUser>) -> Result<()>,
    ) -> Result<()> {
        self.payloads(from, |mark, payload| {
            if !is_wanted(payload) {
                return Ok(());
            }
            let (change, by) = self.form().decode(payload).map_err(|e| unopened(mark.seq, e))?;
            each(mark, change, by)
        })
    }

    /// Calls `each` with the payload of every entry after `from`, in order; no key is needed.
    ///
    /// # Errors
    /// An entry cannot be read, or what `each` says.
    pub(in crate::store) fn payloads(
        &self,
        from: JournalPos,
        mut each: impl FnMut(JournalPos, &[u8]) -> Result<()>,
    ) -> Result<()> {
        let mut reader = ChainReader::new(
            BufReader::with_capacity(1 << 18, EntryStart { file: &self.file, offset: from.end }),
            from,
        );
        while reader.mark().seq < self.mark.seq {
            let n = reader.mark().seq + 1;
            if reader.step().map_err(|e| unread(n).with_source(e))? != ChainStep::Entry {
                return Err(unread(n));
            }
            each(reader.mark(), reader.payload())?;
        }
        Ok(())
    }
}

/// Returns the hash of the first entry of a store's journal; none where there is none.
pub(in crate::store) fn first_hash(dir: &std::path::Path) -> Option<[u8; HASH]> {
    let file = File::open(dir.join(NAME)).ok()?;
    let payload = entry::payload_at(&file, JournalPos::ORIGIN.end).ok()?;
    Some(JournalPos::ORIGIN.after(&payload).hash)
}

/// Returns the error of an entry that is whole and does not open, with what is to be done.
fn unopened(n: u64, e: Error) -> Error {
    let words = format!("Entry {n} of the journal could not be read: {}", e.message());
    Error::damaged(words).because_of(e)
}

fn unread(n: u64) -> Error {
    Error::damaged(format!("Entry {n} of the journal could not be read."))
}
