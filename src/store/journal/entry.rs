//! The form of one entry in the file: length, checksum, the hash of the entry before, the change and
//! who wrote it by the system's word.

use std::fs::File;
use std::io;
use std::io::Read;
use std::os::unix::fs::FileExt;

use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain;
use crate::store::chain::{HASH, HEAD, JournalPos, frame};
use crate::store::change::Change;
use crate::store::codec::DecodeError;

/// An entry that is ready to be appended, and the place after it.
pub(in crate::store) struct EncodedEntry {
    bytes: Vec<u8>,
    pub mark: JournalPos,
}

impl EncodedEntry {
    /// Returns a change as the entry that comes after a mark, written by a user of the system. Who
    /// that is stands behind the change, where earlier versions read no further.
    ///
    /// # Errors
    /// It is too large to be written down.
    pub(in crate::store) fn after(
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
        if payload.len() > chain::MAX_ENTRY as usize {
            return Err(too_long());
        }
        Ok(EncodedEntry { bytes: frame(&payload), mark: mark.after(&payload) })
    }

    /// Returns the entry as it is written.
    pub(in crate::store) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Reads a file from an offset without moving anybody else's place in it.
pub(in crate::store::journal) struct EntryStart<'a> {
    pub(in crate::store::journal) file: &'a File,
    pub(in crate::store::journal) offset: u64,
}

impl Read for EntryStart<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read_at(into, self.offset)?;
        self.offset += n as u64;
        Ok(n)
    }
}

/// Returns who wrote the change of a payload, by the system's word; entries of earlier versions do
/// not say.
pub(in crate::store::journal) fn author(payload: &[u8], change: &Change) -> Option<SystemUser> {
    let len = usize::try_from(bincode::serialized_size(change).ok()?).ok()?;
    bincode::deserialize(payload.get(HASH + len..)?).ok()
}

/// Returns the change in a payload.
///
/// # Errors
/// It is too short, or no change.
pub(in crate::store) fn decode(payload: &[u8]) -> Result<Change, DecodeError> {
    let change = payload.get(HASH..).ok_or(DecodeError::Checksum)?;
    bincode::deserialize(change).map_err(DecodeError::Body)
}

/// Returns the change of the entry that begins at an offset, where there is one.
pub(in crate::store::journal) fn change_at(file: &File, start: u64) -> Option<Change> {
    decode(&payload_at(file, start).ok()?).ok()
}

/// Returns the payload of the entry that begins at an offset.
///
/// # Errors
/// What the system says, or that no whole entry begins there.
pub(in crate::store::journal) fn payload_at(file: &File, start: u64) -> io::Result<Vec<u8>> {
    let mut head = [0; HEAD as usize];
    file.read_exact_at(&mut head, start)?;
    let len = u32::from_le_bytes([head[0], head[1], head[2], head[3]]);
    let mut payload = Vec::new();
    EntryStart { file, offset: start + HEAD }.take(u64::from(len)).read_to_end(&mut payload)?;
    let whole = payload.len() == len as usize
        && payload.len() >= HASH
        && crc32fast::hash(&payload).to_le_bytes() == head[4..];
    if whole {
        Ok(payload)
    } else {
        Err(io::Error::new(io::ErrorKind::InvalidData, DecodeError::Checksum))
    }
}

/// Returns whether the entry before a mark is whole and is the one that the mark means.
pub(in crate::store::journal) fn last_is(file: &File, mark: JournalPos) -> bool {
    mark == JournalPos::ORIGIN
        || payload_at(file, mark.start).is_ok_and(|p| {
            JournalPos { seq: mark.seq - 1, end: mark.start, ..mark }.after(&p) == mark
        })
}
