//! The journal: append-only, each entry checksummed, chained to the one before by its hash, and synced before it is acknowledged.

use super::{Change, OpenError, lock};
use sha2::{Digest, Sha256};
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;

/// The first bytes of a journal: its name and format.
const MAGIC: &[u8; 16] = b"offsite journal\x01";
/// Length and checksum before each payload; the payload begins with the hash of the one before.
const HEAD: u64 = 8;
/// A larger length can only be damage.
const MOST: u32 = 256 * 1024 * 1024;

/// An open journal.
pub struct Journal {
    file: File,
    /// Where each entry's payload begins and how long it is, by number less one.
    entries: Vec<(u64, u32)>,
    last: [u8; 32],
    end: u64,
}

impl Journal {
    /// Opens or begins the journal of a folder and checks every entry; a torn last entry is cut off and said.
    pub fn open(dir: &Path, notices: &mut Vec<String>) -> Result<Journal, OpenError> {
        let path = dir.join("journal");
        let refused =
            |e: std::io::Error| OpenError::Refused(format!("The journal in {} cannot be opened: {}.", dir.display(), lock::words(&e)));
        let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(&path).map_err(refused)?;
        let bytes = std::fs::read(&path).map_err(refused)?;
        if bytes.len() < MAGIC.len() {
            if !MAGIC.starts_with(&bytes) {
                return Err(OpenError::Damaged(format!("{} is no journal of Offsite. Restore the folder from a backup.", path.display())));
            }
            file.set_len(0)
                .and_then(|()| file.rewind())
                .and_then(|()| file.write_all(MAGIC))
                .and_then(|()| file.sync_all())
                .map_err(refused)?;
            File::open(dir).and_then(|d| d.sync_all()).map_err(refused)?;
            return Ok(Journal { file, entries: Vec::new(), last: [0; 32], end: MAGIC.len() as u64 });
        }
        if bytes[..15] != MAGIC[..15] {
            return Err(OpenError::Damaged(format!("{} is no journal of Offsite. Restore the folder from a backup.", path.display())));
        }
        if bytes[15] > MAGIC[15] {
            return Err(OpenError::Refused("This store was written by a newer Offsite. Use that version; nothing was touched.".into()));
        }
        let mut journal = Journal { file, entries: Vec::new(), last: [0; 32], end: MAGIC.len() as u64 };
        while (journal.end as usize) < bytes.len() {
            let at = journal.end as usize;
            match entry(&bytes, at) {
                Entry::Whole(payload) if payload.get(..32) == Some(&journal.last) && decode(payload).is_some() => {
                    journal.push(payload);
                }
                Entry::Torn => {
                    let rest = bytes.len() - at;
                    let _ = std::fs::write(dir.join(format!("journal-cut-{at}")), &bytes[at..]);
                    journal.file.set_len(journal.end).and_then(|()| journal.file.sync_all()).map_err(refused)?;
                    notices.push(format!(
                        "The last entry was cut short ({rest} bytes) before it was acknowledged. It was set aside; nothing saved is lost."
                    ));
                    break;
                }
                Entry::Whole(_) | Entry::Wrong => {
                    let n = journal.entries.len() + 1;
                    return Err(OpenError::Damaged(format!(
                        "Entry {n} of the journal is damaged. Restore the folder {} from your latest backup.",
                        dir.display()
                    )));
                }
            }
        }
        Ok(journal)
    }

    fn push(&mut self, payload: &[u8]) {
        self.entries.push((self.end + HEAD, payload.len() as u32));
        self.end += HEAD + payload.len() as u64;
        self.last = Sha256::digest(payload).into();
    }

    /// Returns the number that the next entry gets.
    pub fn next(&self) -> u64 {
        self.entries.len() as u64 + 1
    }

    /// Appends a change and syncs it; from then on it cannot be lost.
    ///
    /// # Errors
    /// A sentence where it cannot be written; the journal is then as it was.
    pub fn append(&mut self, change: &Change) -> Result<u64, String> {
        let mut payload = self.last.to_vec();
        payload.extend(
            bincode::serialize(change)
                .map_err(|_| "Your change was not saved: it cannot be written down. Try a shorter one.".to_owned())?,
        );
        let mut bytes = (payload.len() as u32).to_le_bytes().to_vec();
        bytes.extend(crc32fast::hash(&payload).to_le_bytes());
        bytes.extend(&payload);
        let written =
            self.file.seek(SeekFrom::Start(self.end)).and_then(|_| self.file.write_all(&bytes)).and_then(|()| self.file.sync_data());
        if let Err(e) = written {
            let _ = self.file.set_len(self.end).and_then(|()| self.file.sync_data());
            return Err(format!("Your change was not saved: {}. Make room or mend the folder, then do it again.", lock::words(&e)));
        }
        self.push(&payload);
        Ok(self.entries.len() as u64)
    }

    /// Reads a change by its number.
    ///
    /// # Errors
    /// A sentence where it cannot be read.
    pub fn read(&self, seq: u64) -> Result<Change, String> {
        let lost = || format!("Entry {seq} of the journal could not be read.");
        let (at, len) = *(seq as usize).checked_sub(1).and_then(|i| self.entries.get(i)).ok_or_else(lost)?;
        let mut payload = vec![0; len as usize];
        self.file.read_exact_at(&mut payload, at).map_err(|_| lost())?;
        decode(&payload).ok_or_else(lost)
    }
}

enum Entry<'a> {
    Whole(&'a [u8]),
    /// It reaches beyond the end of the file: the writing was cut off.
    Torn,
    Wrong,
}

fn entry(bytes: &[u8], at: usize) -> Entry<'_> {
    let Some(head) = bytes.get(at..at + HEAD as usize) else { return Entry::Torn };
    let len = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    if len > MOST {
        return Entry::Wrong;
    }
    let start = at + HEAD as usize;
    let Some(payload) = bytes.get(start..start + len as usize) else { return Entry::Torn };
    let good = crc32fast::hash(payload).to_le_bytes() == head[4..8];
    if good {
        Entry::Whole(payload)
    } else if start + len as usize == bytes.len() {
        Entry::Torn
    } else {
        Entry::Wrong
    }
}

fn decode(payload: &[u8]) -> Option<Change> {
    bincode::deserialize(payload.get(32..)?).ok()
}
