//! The journal: append-only, each entry checksummed, chained to the one before by hash, and synced
//! before it is acknowledged.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::chain::{
    ChainReader, ChainStep, HASH, HEAD, JournalPos, MAGIC, frame, holds_an_entry,
};
use crate::store::codec::DecodeError;
use crate::store::witness::Witnesses;
use crate::store::{Change, Progress, SystemUser, drafts, format, lock, paths, reading, witness};

/// More than the name of an officer takes at the beginning of a change, in bytes.
const LONGEST_NAME: usize = 4096;

/// An open journal.
pub(super) struct Journal {
    file: File,
    path: PathBuf,
    mark: JournalPos,
    /// When the file was written last, as far as this session knows (seconds, nanoseconds).
    written: (i64, i64),
    /// A write that failed may have left bytes behind the end.
    is_torn: bool,
    by: SystemUser,
}

/// An entry that is ready to be appended, and the place after it.
pub(super) struct EncodedEntry {
    bytes: Vec<u8>,
    pub mark: JournalPos,
}

/// What the records know of the journal to which they belong.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Checkpoint {
    /// The last entry that they hold.
    pub at: Option<JournalPos>,
    /// The end of the journal when the store was left in order.
    pub clean: Option<JournalPos>,
}

/// A journal that opened.
pub(super) struct JournalStart {
    pub journal: Journal,
    /// Whether what the records know is true of this journal.
    pub is_theirs: bool,
    /// Whether it stands as the store was left in order, so that nothing had to be checked.
    pub is_clean: bool,
}

impl Journal {
    /// Opens or begins the journal of a folder. Left in order, only its last entry is looked at;
    /// otherwise every entry is, and what a power cut tore off at the end is set aside and
    /// said.
    pub(super) fn open(
        dir: &Path,
        known: Checkpoint,
        witnesses: &mut Witnesses,
        notices: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<JournalStart> {
        let path = dir.join("journal");
        let is_begun = std::fs::metadata(&path).is_ok_and(|m| m.len() >= MAGIC.len() as u64);
        if !is_begun && known.at.is_none_or(|at| at.seq == 0) {
            let named = witnesses.beyond(0).cloned().or_else(|| witness::beside_no_journal(dir));
            if let Some(named) = named {
                return Err(witness::older(dir, 0, None, &named));
            }
        }
        let refused = |e: io::Error| {
            let why = lock::describe(&e);
            Error::io(format!("The journal in {} cannot be opened: {why}.", dir.display()), e)
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(refused)?;
        // The lock file may be taken away under a session; the journal itself may not be shared.
        if !lock::is_taken(&file) {
            return Err(lock::held("its lock file was taken away"));
        }
        let len = file.metadata().map_err(refused)?.len();
        begin(&mut file, dir, len, known, &refused)?;
        if let (Some(at), Some(clean)) = (known.at, known.clean)
            && at == clean
            && len.max(JournalPos::ORIGIN.end) == clean.end
            && last_is(&file, clean)
        {
            if let Some(named) = witnesses.beyond(clean.seq) {
                let last = change_at(&file, clean.start);
                return Err(witness::older(dir, clean.seq, last.as_ref(), named));
            }
            let journal = Journal::at(file, path, clean).map_err(refused)?;
            return Ok(JournalStart { journal, is_theirs: true, is_clean: true });
        }
        // Whatever ended the session before may have done so before it had synced what is read here
        // and shown from now on.
        file.sync_all()
            .and_then(|()| paths::sync_way(dir))
            .and_then(|()| drafts::sync(dir))
            .map_err(refused)?;
        file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).map_err(refused)?;
        let mut reader =
            ChainReader::new(BufReader::with_capacity(1 << 18, &file), JournalPos::ORIGIN);
        let mut is_theirs = known.at.is_none_or(|at| at.seq == 0);
        let mut said = 0;
        let found = loop {
            let step = reader.step().map_err(refused)?;
            if step != ChainStep::Entry {
                break step;
            }
            let mark = reader.mark();
            is_theirs |= known.at == Some(mark);
            witnesses.meet(mark);
            if mark.end - said > 1 << 23 {
                said = mark.end;
                progress("Checking the journal", mark.end, len);
            }
        };
        let mark = reader.mark();
        let wrong = |n: u64, what: &str| {
            Error::damaged(format!("Entry {n} of the journal {what}."))
                .with_hint(paths::advice(dir))
        };
        if let Some(at) = known.at
            && mark.seq < at.seq
        {
            let what = if found == ChainStep::End {
                "is missing: the file is cut short"
            } else {
                "is damaged"
            };
            return Err(wrong(mark.seq + 1, what));
        }
        let agrees = || witnesses.agree(dir, mark, change_at(&file, mark.start).as_ref());
        match found {
            ChainStep::End | ChainStep::Entry => agrees()?,
            ChainStep::Unchained => {
                return Err(wrong(
                    mark.seq + 1,
                    "does not follow the one before it: the chain is broken",
                ));
            }
            ChainStep::Broken => {
                if later_entry(&file, mark.end, len).map_err(refused)? {
                    return Err(wrong(mark.seq + 1, "is damaged"));
                }
                // What a witness names was acknowledged: then this is no write that was cut off.
                agrees()?;
                let aside = set_aside(&file, dir, mark.end, len).map_err(refused)?;
                notices.push(format!(
                    "The last entry of the journal was cut short ({} bytes) and set aside as {}; look at what you saved last, and enter it again where it is not there.",
                    len - mark.end,
                    aside.file_name().unwrap_or_default().display()
                ));
            }
        }
        let journal = Journal::at(file, path, mark).map_err(refused)?;
        Ok(JournalStart { journal, is_theirs, is_clean: false })
    }

    /// Opens the proved part of a journal to be read, beside a session that may be writing; tells
    /// too whether it holds the entry that the records end with.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or does not agree with a witness.
    pub(super) fn open_reading(
        dir: &Path,
        at: Option<JournalPos>,
        witnesses: &mut Witnesses,
        progress: Progress<'_>,
    ) -> Result<(Journal, bool)> {
        let path = dir.join("journal");
        let none = |e| reading::nothing_there(dir, e);
        let file = File::open(&path).map_err(none)?;
        let len = file.metadata().map_err(none)?.len();
        let damaged = |n: u64, what: &str| {
            Error::damaged(format!("Entry {n} of the journal {what}."))
                .with_hint(paths::advice(dir))
        };
        let from = EntryStart { file: &file, at: 0 };
        let mut from = BufReader::with_capacity(1 << 18, from);
        let mut magic = [0; MAGIC.len()];
        from.read_exact(&mut magic).map_err(none)?;
        if magic != *MAGIC {
            return Err(damaged(1, "does not read: the first bytes of the file are no journal's"));
        }
        let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
        let mut is_theirs = false;
        let found = loop {
            let step = reader.step().map_err(none)?;
            if step != ChainStep::Entry {
                break step;
            }
            witnesses.meet(reader.mark());
            is_theirs |= at == Some(reader.mark());
            if reader.mark().seq.is_multiple_of(4096) {
                progress("Reading the journal", reader.mark().end, len);
            }
        };
        let mark = reader.mark();
        let is_torn = found == ChainStep::Broken;
        // What a session is writing at this moment is not whole yet.
        if found == ChainStep::Unchained
            || is_torn && later_entry(&file, mark.end, len).map_err(none)?
        {
            return Err(damaged(mark.seq + 1, "is damaged"));
        }
        witnesses.agree(dir, mark, change_at(&file, mark.start).as_ref())?;
        Ok((Journal::at(file, path, mark).map_err(none)?, is_theirs))
    }

    fn at(file: File, path: PathBuf, mark: JournalPos) -> io::Result<Journal> {
        let about = file.metadata()?;
        let written = (about.mtime(), about.mtime_nsec());
        Ok(Journal { file, path, mark, written, is_torn: false, by: SystemUser::current() })
    }

    /// Refuses to write where the file of this session is no longer the store's journal, or no
    /// longer ends where this session left it: what is written there would be saved for nobody.
    ///
    /// # Errors
    /// Damaged: it was replaced, deleted, cut or written by another program.
    pub(super) fn still_ours(&mut self) -> Result<()> {
        let ours =
            self.file.metadata().map_err(|e| unsaved(&self.path, "cannot be read", Some(e)))?;
        self.is_named(&ours)?;
        if self.is_torn && ours.len() > self.mark.end {
            self.file
                .set_len(self.mark.end)
                .map_err(|e| unsaved(&self.path, "cannot be written", Some(e)))?;
        } else if ours.len() < self.mark.end {
            return Err(unsaved(&self.path, "was cut short", None));
        } else if ours.len() > self.mark.end {
            return Err(unsaved(&self.path, "was written by another program", None));
        }
        self.is_torn = false;
        let written = (ours.mtime(), ours.mtime_nsec());
        if written != self.written && !last_is(&self.file, self.mark) {
            return Err(unsaved(&self.path, "was changed by another program", None));
        }
        self.written = written;
        Ok(())
    }

    /// Refuses where the journal's name means another file than the one that is open.
    fn is_named(&self, ours: &std::fs::Metadata) -> Result<()> {
        match std::fs::metadata(&self.path) {
            Ok(named) if (named.dev(), named.ino()) == (ours.dev(), ours.ino()) => Ok(()),
            Ok(_) => Err(unsaved(&self.path, "was replaced by another file", None)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Err(unsaved(&self.path, "was deleted or moved away", Some(e)))
            }
            Err(e) => Err(unsaved(&self.path, "cannot be read", Some(e))),
        }
    }

    /// Notes when the file was written last, and by its name that it is still the journal.
    fn note_written(&mut self) -> Result<()> {
        let ours =
            self.file.metadata().map_err(|e| unsaved(&self.path, "cannot be read", Some(e)))?;
        self.is_named(&ours)?;
        self.written = (ours.mtime(), ours.mtime_nsec());
        Ok(())
    }

    /// Returns the number that the next entry gets.
    pub(super) fn next(&self) -> u64 {
        self.mark.seq + 1
    }

    /// Returns the place after the last entry.
    pub(super) fn mark(&self) -> JournalPos {
        self.mark
    }

    /// Returns the same journal once more, to be read.
    pub(super) fn again(&self) -> io::Result<Journal> {
        Ok(Journal {
            file: self.file.try_clone()?,
            path: self.path.clone(),
            by: self.by.clone(),
            ..*self
        })
    }

    /// Returns a change as the entry that would come next.
    ///
    /// # Errors
    /// It is too large to be written down.
    pub(super) fn ready(&self, change: &Change) -> Result<EncodedEntry> {
        EncodedEntry::after(self.mark, change, &self.by)
    }

    /// Returns who writes into it, by the system's word.
    pub(super) fn by(&self) -> &SystemUser {
        &self.by
    }

    /// Appends an entry and syncs it; from then on it cannot be lost.
    ///
    /// # Errors
    /// It cannot be written, and is then as it was; or it is no longer this session's.
    pub(super) fn append(&mut self, ready: &EncodedEntry) -> Result<()> {
        self.still_ours()?;
        let at = self.mark.end;
        if let Err(e) =
            self.file.write_all_at(&ready.bytes, at).and_then(|()| self.file.sync_data())
        {
            self.is_torn = true;
            let _ = self.file.set_len(at).and_then(|()| self.file.sync_data());
            let why = lock::describe(&e);
            return Err(Error::io(format!("Your change was not saved: {why}."), e)
                .with_hint("Make room or mend the folder, then do it again."));
        }
        self.note_written()?;
        self.mark = ready.mark;
        Ok(())
    }

    /// Cuts the journal back to a mark, after more was written than may stand.
    pub(super) fn cut(&mut self, mark: JournalPos) -> io::Result<()> {
        self.file.set_len(mark.end)?;
        self.file.sync_all()?;
        self.mark = mark;
        let ours = self.file.metadata()?;
        self.written = (ours.mtime(), ours.mtime_nsec());
        Ok(())
    }

    /// Takes in that entries up to a mark were written and synced.
    ///
    /// # Errors
    /// Damaged: they were written into a file that is no longer the journal.
    pub(super) fn extend_to(&mut self, mark: JournalPos) -> Result<()> {
        self.note_written()?;
        self.mark = mark;
        Ok(())
    }

    /// Reads the change of the entry that begins at an offset.
    ///
    /// # Errors
    /// There is no whole entry.
    pub(super) fn read_at(&self, start: u64) -> Result<(Change, Option<SystemUser>)> {
        let lost = || {
            Error::damaged(format!("The journal could not be read at byte {start}."))
                .with_hint("Leave Offsite and run offsite verify.")
        };
        let payload = payload_at(&self.file, start).map_err(|e| lost().with_source(e))?;
        let change = decode(&payload).map_err(|e| lost().with_source(e))?;
        let by = author(&payload, &change);
        Ok((change, by))
    }

    /// Returns when the last change was made, in milliseconds since 1970, without reading the
    /// change.
    pub(super) fn last_at_ms(&self) -> Option<i64> {
        let mut begins = vec![0; LONGEST_NAME];
        let n = self.file.read_at(&mut begins, self.mark.start + HEAD + HASH as u64).ok()?;
        let (_who, at_ms): (String, i64) = bincode::deserialize(&begins[..n]).ok()?;
        (self.mark.seq > 0).then_some(at_ms)
    }

    /// Calls `each` with every entry after `from`, in order.
    ///
    /// # Errors
    /// An entry cannot be read, or what `each` says.
    pub(super) fn replay(
        &self,
        from: JournalPos,
        mut each: impl FnMut(JournalPos, Change) -> Result<()>,
    ) -> Result<()> {
        let lost = |n: u64| Error::damaged(format!("Entry {n} of the journal could not be read."));
        let mut reader = ChainReader::new(
            BufReader::with_capacity(1 << 18, EntryStart { file: &self.file, at: from.end }),
            from,
        );
        while reader.mark().seq < self.mark.seq {
            let n = reader.mark().seq + 1;
            if reader.step().map_err(|e| lost(n).with_source(e))? != ChainStep::Entry {
                return Err(lost(n));
            }
            let change = decode(reader.payload()).map_err(|e| lost(n).with_source(e))?;
            each(reader.mark(), change)?;
        }
        Ok(())
    }
}

impl EncodedEntry {
    /// Returns a change as the entry that comes after a mark, written by a user of the system. Who
    /// that is stands behind the change, where earlier versions read no further.
    ///
    /// # Errors
    /// It is too large to be written down.
    pub(super) fn after(
        mark: JournalPos,
        change: &Change,
        by: &SystemUser,
    ) -> Result<EncodedEntry> {
        let too_long = || {
            Error::input("Your change was not saved: it is too large.")
                .with_hint("Make several smaller ones.")
        };
        let mut payload = mark.hash.to_vec();
        bincode::serialize_into(&mut payload, change)
            .and_then(|()| bincode::serialize_into(&mut payload, by))
            .map_err(|e| too_long().with_source(e))?;
        if payload.len() > crate::store::chain::MOST as usize {
            return Err(too_long());
        }
        Ok(EncodedEntry { bytes: frame(&payload), mark: mark.after(&payload) })
    }

    /// Returns the entry as it is written.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads a file from an offset without moving anybody else's place in it.
struct EntryStart<'a> {
    file: &'a File,
    at: u64,
}

impl Read for EntryStart<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read_at(into, self.at)?;
        self.at += n as u64;
        Ok(n)
    }
}

/// Returns who wrote the change of a payload, by the system's word; entries of earlier versions do
/// not say.
fn author(payload: &[u8], change: &Change) -> Option<SystemUser> {
    let len = usize::try_from(bincode::serialized_size(change).ok()?).ok()?;
    bincode::deserialize(payload.get(HASH + len..)?).ok()
}

/// Returns what is said where a change cannot be saved because the journal is no longer this
/// session's.
fn unsaved(path: &Path, what: &str, cause: Option<io::Error>) -> Error {
    let error = Error::damaged(format!(
        "Your change was not saved: the journal {} {what} while this session was open.",
        path.display()
    ))
    .with_hint("Leave Offsite, bring back the right file, and run offsite verify.");
    match cause {
        Some(cause) => error.with_source(cause),
        None => error,
    }
}

/// Returns the change in a payload.
///
/// # Errors
/// It is too short, or no change.
pub(super) fn decode(payload: &[u8]) -> Result<Change, DecodeError> {
    let change = payload.get(HASH..).ok_or(DecodeError::Checksum)?;
    bincode::deserialize(change).map_err(DecodeError::Body)
}

/// Returns the change of the entry that begins at an offset, where there is one.
fn change_at(file: &File, start: u64) -> Option<Change> {
    decode(&payload_at(file, start).ok()?).ok()
}

/// Writes the first bytes of a new journal, or checks those of an old one.
///
/// # Errors
/// Damaged, of a newer build, or what `refused` makes of a refusal of the system.
fn begin(
    file: &mut File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
    refused: &impl Fn(io::Error) -> Error,
) -> Result<()> {
    let mut first = Vec::new();
    file.rewind()
        .and_then(|()| file.take(MAGIC.len() as u64).read_to_end(&mut first))
        .map_err(refused)?;
    let damaged = |what: &str| {
        Error::damaged(format!("The journal in {} {what}.", dir.display()))
            .with_hint(paths::advice(dir))
    };
    if len < MAGIC.len() as u64 {
        if known.at.is_some_and(|at| at.seq > 0) {
            return Err(damaged("is missing or cut short: the records know more than it holds"));
        }
        if !MAGIC.starts_with(&first) {
            return Err(damaged("is no journal of Offsite"));
        }
        return file.write_all_at(MAGIC, 0).map_err(refused);
    }
    if first[..15] != MAGIC[..15] || first[15] == 0 {
        return Err(damaged("is no journal of Offsite: its first bytes are damaged"));
    }
    if first[15] > MAGIC[15] {
        return Err(format::newer(dir));
    }
    Ok(())
}

/// Returns whether the entry before a mark is whole and is the one that the mark means.
fn last_is(file: &File, mark: JournalPos) -> bool {
    mark == JournalPos::ORIGIN
        || payload_at(file, mark.start).is_ok_and(|p| {
            JournalPos { seq: mark.seq - 1, end: mark.start, ..mark }.after(&p) == mark
        })
}

/// Returns the payload of the entry that begins at an offset.
///
/// # Errors
/// What the system says, or that no whole entry begins there.
fn payload_at(file: &File, start: u64) -> io::Result<Vec<u8>> {
    let mut head = [0; HEAD as usize];
    file.read_exact_at(&mut head, start)?;
    let len = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let mut payload = Vec::new();
    EntryStart { file, at: start + HEAD }.take(u64::from(len)).read_to_end(&mut payload)?;
    let whole = payload.len() == len as usize
        && payload.len() >= HASH
        && crc32fast::hash(&payload).to_le_bytes() == head[4..];
    if whole {
        Ok(payload)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, DecodeError::Checksum))
    }
}

/// Returns whether a whole entry lies anywhere behind the place where the reading broke off.
fn later_entry(file: &File, at: u64, len: u64) -> io::Result<bool> {
    let mut rest = Vec::new();
    // A torn write is one entry at most; more than the largest one behind the break can only be
    // damage.
    if len - at > u64::from(crate::store::chain::MOST) + HEAD {
        return Ok(true);
    }
    EntryStart { file, at }.read_to_end(&mut rest)?;
    Ok(holds_an_entry(&rest))
}

/// Copies what was torn off into a file of its own and cuts the journal back.
fn set_aside(file: &File, dir: &Path, at: u64, len: u64) -> io::Result<PathBuf> {
    let path = paths::free(dir, &format!("journal-cut-{at}"));
    let mut aside = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    io::copy(&mut EntryStart { file, at }.take(len - at), &mut aside)?;
    aside.sync_all()?;
    paths::sync_folder(dir)?;
    file.set_len(at)?;
    file.sync_all()?;
    Ok(path)
}
