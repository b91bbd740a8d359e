//! The journal: append-only, each entry checksummed, chained to the one before by its hash, and
//! synced before it is acknowledged.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

use crate::store::chain::{
    ChainReader, ChainStep, HASH, HEAD, JournalPos, MAGIC, frame, holds_an_entry,
};
use crate::store::{Change, OpenError, Progress, drafts, lock, paths};

/// More than the name of an officer takes at the beginning of a change, in bytes.
const LONGEST_NAME: usize = 4096;

/// An open journal.
pub struct Journal {
    file: File,
    mark: JournalPos,
}

/// An entry that is ready to be appended, and the place after it.
pub struct EncodedEntry {
    bytes: Vec<u8>,
    pub mark: JournalPos,
}

/// What the records know of the journal to which they belong.
#[derive(Debug, Clone, Copy, Default)]
pub struct Checkpoint {
    /// The last entry that they hold.
    pub at: Option<JournalPos>,
    /// The end of the journal when the store was left in order.
    pub clean: Option<JournalPos>,
}

/// A journal that opened.
pub struct JournalStart {
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
    pub fn open(
        dir: &Path,
        known: Checkpoint,
        notices: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<JournalStart, OpenError> {
        let path = dir.join("journal");
        let refused = |e: io::Error| {
            OpenError::Refused(format!(
                "The journal in {} cannot be opened: {}.",
                dir.display(),
                lock::describe(&e)
            ))
        };
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(refused)?;
        let len = file.metadata().map_err(refused)?.len();
        begin(&mut file, dir, len, known)
            .map_err(|e| e.unwrap_or_else(|| refused(io::ErrorKind::Other.into())))?;
        if let (Some(at), Some(clean)) = (known.at, known.clean)
            && at == clean
            && len.max(JournalPos::ORIGIN.end) == clean.end
            && last_is(&file, clean)
        {
            return Ok(JournalStart {
                journal: Journal { file, mark: clean },
                is_theirs: true,
                is_clean: true,
            });
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
            if mark.end - said > 1 << 23 {
                said = mark.end;
                progress("Checking the journal", mark.end, len);
            }
        };
        let mark = reader.mark();
        let wrong = |n: u64, what: &str| {
            OpenError::Damaged(format!("Entry {n} of the journal {what}. {}", paths::advice(dir)))
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
        match found {
            ChainStep::End | ChainStep::Entry => {}
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
                set_aside(&file, dir, mark.end, len).map_err(refused)?;
                notices.push(format!(
                    "The last entry of the journal was cut short ({} bytes) while it was written. It was set aside; look at what you saved last.",
                    len - mark.end
                ));
            }
        }
        Ok(JournalStart { journal: Journal { file, mark }, is_theirs, is_clean: false })
    }

    /// Returns the number that the next entry gets.
    pub fn next(&self) -> u64 {
        self.mark.seq + 1
    }

    /// Returns the place after the last entry.
    pub fn mark(&self) -> JournalPos {
        self.mark
    }

    /// Returns the same journal once more, to be read.
    pub fn again(&self) -> io::Result<Journal> {
        Ok(Journal { file: self.file.try_clone()?, mark: self.mark })
    }

    /// Returns a change as the entry that would come next.
    ///
    /// # Errors
    /// A sentence where it is too large to be written down.
    pub fn ready(&self, change: &Change) -> Result<EncodedEntry, String> {
        EncodedEntry::after(self.mark, change)
    }

    /// Appends an entry and syncs it; from then on it cannot be lost.
    ///
    /// # Errors
    /// A sentence where it cannot be written; the journal is then as it was.
    pub fn append(&mut self, ready: &EncodedEntry) -> Result<(), String> {
        let at = self.mark.end;
        if let Err(e) =
            self.file.write_all_at(&ready.bytes, at).and_then(|()| self.file.sync_data())
        {
            let _ = self.file.set_len(at).and_then(|()| self.file.sync_data());
            return Err(format!(
                "Your change was not saved: {}. Make room or mend the folder, then do it again.",
                lock::describe(&e)
            ));
        }
        self.mark = ready.mark;
        Ok(())
    }

    /// Cuts the journal back to a mark, after more was written than may stand.
    pub fn cut(&mut self, mark: JournalPos) -> io::Result<()> {
        self.file.set_len(mark.end)?;
        self.file.sync_all()?;
        self.mark = mark;
        Ok(())
    }

    /// Takes in that entries up to a mark were written and synced.
    pub fn extend_to(&mut self, mark: JournalPos) {
        self.mark = mark;
    }

    /// Reads the change of the entry that begins at an offset.
    ///
    /// # Errors
    /// A sentence where there is no whole entry.
    pub fn read_at(&self, start: u64) -> Result<Change, String> {
        let lost = || {
            format!(
                "The journal could not be read at byte {start}. Leave Offsite and run offsite verify."
            )
        };
        payload_at(&self.file, start).as_deref().and_then(decode).ok_or_else(lost)
    }

    /// Returns when the last change was made, in milliseconds since 1970, without reading the
    /// change.
    pub fn last_at_ms(&self) -> Option<i64> {
        let mut begins = vec![0; LONGEST_NAME];
        let n = self.file.read_at(&mut begins, self.mark.start + HEAD + HASH as u64).ok()?;
        let (_who, at_ms): (String, i64) = bincode::deserialize(&begins[..n]).ok()?;
        (self.mark.seq > 0).then_some(at_ms)
    }

    /// Calls `each` with every entry after `from`, in order.
    ///
    /// # Errors
    /// A sentence where an entry cannot be read, and that of `each`.
    pub fn replay(
        &self,
        from: JournalPos,
        mut each: impl FnMut(JournalPos, Change) -> Result<(), String>,
    ) -> Result<(), String> {
        let lost = |n: u64| format!("Entry {n} of the journal could not be read.");
        let mut reader = ChainReader::new(
            BufReader::with_capacity(1 << 18, EntryStart { file: &self.file, at: from.end }),
            from,
        );
        while reader.mark().seq < self.mark.seq {
            let n = reader.mark().seq + 1;
            let Ok(ChainStep::Entry) = reader.step() else { return Err(lost(n)) };
            let change = decode(reader.payload()).ok_or_else(|| lost(n))?;
            each(reader.mark(), change)?;
        }
        Ok(())
    }
}

impl EncodedEntry {
    /// Returns a change as the entry that comes after a mark.
    ///
    /// # Errors
    /// A sentence where it is too large to be written down.
    pub fn after(mark: JournalPos, change: &Change) -> Result<EncodedEntry, String> {
        let too_long =
            || "Your change was not saved: it is too large. Make several smaller ones.".to_owned();
        let mut payload = mark.hash.to_vec();
        bincode::serialize_into(&mut payload, change).map_err(|_| too_long())?;
        if payload.len() > crate::store::chain::MOST as usize {
            return Err(too_long());
        }
        Ok(EncodedEntry { bytes: frame(&payload), mark: mark.after(&payload) })
    }

    /// Returns the entry as it is written.
    pub fn bytes(&self) -> &[u8] {
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

/// Returns the change in a payload.
pub fn decode(payload: &[u8]) -> Option<Change> {
    bincode::deserialize(payload.get(HASH..)?).ok()
}

/// Writes the first bytes of a new journal, or checks those of an old one; without words the system
/// refused the writing.
fn begin(
    file: &mut File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
) -> Result<(), Option<OpenError>> {
    let mut first = Vec::new();
    file.rewind()
        .and_then(|()| file.take(MAGIC.len() as u64).read_to_end(&mut first))
        .map_err(|_| None)?;
    let damaged = |what: &str| {
        OpenError::Damaged(format!(
            "The journal in {} {what}. {}",
            dir.display(),
            paths::advice(dir)
        ))
    };
    if len < MAGIC.len() as u64 {
        if known.at.is_some_and(|at| at.seq > 0) {
            return Err(Some(damaged(
                "is missing or cut short: the records know more than it holds",
            )));
        }
        if !MAGIC.starts_with(&first) {
            return Err(Some(damaged("is no journal of Offsite")));
        }
        return file.write_all_at(MAGIC, 0).map_err(|_| None);
    }
    if first[..15] != MAGIC[..15] || first[15] == 0 {
        return Err(Some(damaged("is no journal of Offsite: its first bytes are damaged")));
    }
    if first[15] > MAGIC[15] {
        return Err(Some(OpenError::Refused(format!(
            "The store in {} was written by a newer Offsite. Use that version; nothing was touched.",
            dir.display()
        ))));
    }
    Ok(())
}

/// Returns whether the entry before a mark is whole and is the one that the mark means.
fn last_is(file: &File, mark: JournalPos) -> bool {
    mark == JournalPos::ORIGIN
        || payload_at(file, mark.start).is_some_and(|p| {
            JournalPos { seq: mark.seq - 1, end: mark.start, ..mark }.after(&p) == mark
        })
}

fn payload_at(file: &File, start: u64) -> Option<Vec<u8>> {
    let mut head = [0; HEAD as usize];
    file.read_exact_at(&mut head, start).ok()?;
    let len = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let mut payload = Vec::new();
    EntryStart { file, at: start + HEAD }.take(u64::from(len)).read_to_end(&mut payload).ok()?;
    let whole = payload.len() == len as usize
        && payload.len() >= HASH
        && crc32fast::hash(&payload).to_le_bytes() == head[4..];
    whole.then_some(payload)
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
fn set_aside(file: &File, dir: &Path, at: u64, len: u64) -> io::Result<()> {
    let path = paths::free(dir, &format!("journal-cut-{at}"));
    let mut aside = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    io::copy(&mut EntryStart { file, at }.take(len - at), &mut aside)?;
    aside.sync_all()?;
    paths::sync_folder(dir)?;
    file.set_len(at)?;
    file.sync_all()
}
