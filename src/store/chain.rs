//! Reads journal entries in order in bounded memory, verifying each checksum and its link to the
//! entry before.

use std::io;
use std::io::Read;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The first bytes of a journal: its name and format. In format 2 what an entry says of a case is
/// sealed with the case's key; in format 1, which is only read, it is plain.
pub const MAGIC: &[u8; 16] = b"offsite journal\x02";
/// The first bytes of a journal of format 1.
pub const MAGIC_PLAIN: &[u8; 16] = b"offsite journal\x01";
/// Returns whether the entries of a journal with these first bytes are sealed; none where it is no
/// journal that this build reads.
pub fn is_sealed(magic: &[u8]) -> Option<bool> {
    (magic == MAGIC || magic == MAGIC_PLAIN).then_some(magic == MAGIC)
}
/// Bytes of length and checksum before each payload; the payload begins with the hash of the one
/// before.
pub const HEAD: u64 = 8;
/// Bytes of the hash with which a payload begins.
pub const HASH: usize = 32;
/// A larger length can only be damage.
pub const MAX_ENTRY: u32 = 256 * 1024 * 1024;

/// The place after an entry: its number, where it begins and ends in the file, and the hash that
/// the next one must carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPos {
    /// The number of the entry, from 1; 0 before the first.
    pub seq: u64,
    /// Where it begins in the file, in bytes.
    pub start: u64,
    /// Where it ends, in bytes.
    pub end: u64,
    /// The hash of its payload, which the next one begins with.
    pub hash: [u8; HASH],
}

impl JournalPos {
    /// The place before the first entry.
    pub const ORIGIN: JournalPos =
        JournalPos { seq: 0, start: 0, end: MAGIC.len() as u64, hash: [0; HASH] };

    /// Returns the place after an entry with this payload.
    pub fn after(&self, payload: &[u8]) -> JournalPos {
        JournalPos {
            seq: self.seq + 1,
            start: self.end,
            end: self.end + HEAD + payload.len() as u64,
            hash: Sha256::digest(payload).into(),
        }
    }
}

/// What follows in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainStep {
    /// A whole entry, which `payload` then gives.
    Entry,
    /// The file ends where an entry ends.
    End,
    /// Bytes that are no whole entry: cut short, or changed.
    Broken,
    /// A whole entry that does not follow the one before it.
    Unchained,
}

/// Walks over entries from a mark on.
pub struct ChainReader<R> {
    from: R,
    mark: JournalPos,
    payload: Vec<u8>,
}

impl<R: Read> ChainReader<R> {
    /// Takes a source that stands at `mark.end`.
    pub fn new(from: R, mark: JournalPos) -> ChainReader<R> {
        ChainReader { from, mark, payload: Vec::new() }
    }

    /// Returns the place after the last whole entry.
    pub fn mark(&self) -> JournalPos {
        self.mark
    }

    /// Returns the entry that `step` found last: the hash of the one before, then the change.
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Reads one entry on.
    ///
    /// # Errors
    /// What the system says where the file cannot be read.
    pub fn step(&mut self) -> io::Result<ChainStep> {
        let mut head = [0; HEAD as usize];
        match fill(&mut self.from, &mut head)? {
            0 => return Ok(ChainStep::End),
            8 => {}
            _ => return Ok(ChainStep::Broken),
        }
        let len = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
        if len > MAX_ENTRY || (len as usize) < HASH {
            return Ok(ChainStep::Broken);
        }
        self.payload.clear();
        // A false length must not make room for what is not there: the buffer grows with what is
        // read.
        self.from.by_ref().take(u64::from(len)).read_to_end(&mut self.payload)?;
        if self.payload.len() < len as usize
            || crc32fast::hash(&self.payload).to_le_bytes() != head[4..]
        {
            return Ok(ChainStep::Broken);
        }
        if self.payload[..HASH] != self.mark.hash {
            return Ok(ChainStep::Unchained);
        }
        self.mark = self.mark.after(&self.payload);
        Ok(ChainStep::Entry)
    }
}

/// Fills a buffer as far as the source goes and returns how far that was.
fn fill(from: &mut impl Read, into: &mut [u8]) -> io::Result<usize> {
    let mut done = 0;
    while done < into.len() {
        match from.read(&mut into[done..]) {
            Ok(0) => break,
            Ok(n) => done += n,
            Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
            Err(e) => return Err(e),
        }
    }
    Ok(done)
}

/// Returns an entry as it is written: length, checksum, payload.
pub fn frame(payload: &[u8]) -> Vec<u8> {
    let mut bytes = (payload.len() as u32).to_le_bytes().to_vec();
    bytes.extend(crc32fast::hash(payload).to_le_bytes());
    bytes.extend(payload);
    bytes
}

/// Returns whether a whole entry begins anywhere in bytes that do not read as one from their start.
/// Then they are no torn last write but damage in the middle. Where that is too dear to find out,
/// the answer is yes: damage is refused, a torn write is cut off.
pub fn holds_an_entry(bytes: &[u8]) -> bool {
    let mut dear = 1u64 << 30;
    for at in 0..bytes.len().saturating_sub(HEAD as usize + HASH) {
        let Some((len, sum)) = bytes[at..].split_first_chunk() else { break };
        let len = u32::from_le_bytes(*len) as usize;
        let start = at + HEAD as usize;
        let Some(payload) = bytes.get(start..start + len) else { continue };
        // After the hash stands the length of the officer's name in eight bytes: six of them are
        // nought.
        if payload.get(HASH + 2..HASH + 8) != Some(&[0; 6]) {
            continue;
        }
        let Some(left) = dear.checked_sub(len as u64) else { return true };
        dear = left;
        if sum.starts_with(&crc32fast::hash(payload).to_le_bytes()) {
            return true;
        }
    }
    false
}
