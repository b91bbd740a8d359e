//! The form of one entry in the file: length, checksum, the hash of the entry before, the change and
//! who wrote it by the system's word.

use std::fs::File;
use std::io;
use std::io::Read;
use std::os::unix::fs::FileExt;

use crate::domain::case::CaseRef;
use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain;
use crate::store::chain::{HASH, HEAD, JournalPos, frame};
use crate::store::change::Change;
use crate::store::codec::DecodeError;
use crate::store::journal::sealed::SealedEntry;
use crate::store::keyring::KeyRing;

/// An entry that is ready to be appended, and the place after it.
pub(in crate::store) struct EncodedEntry {
    bytes: Vec<u8>,
    pub mark: JournalPos,
}

impl EncodedEntry {
    /// Returns a change as the entry that comes after a mark, written by a user of the system to a
    /// request of a session, and sealed with the keys of its cases; those that were made for it are
    /// not on the disk yet. Earlier builds pass over the request.
    ///
    /// # Errors
    /// It is too large to be written down, a case was disposed of, or a key cannot be written.
    pub(in crate::store) fn after(
        mark: JournalPos,
        change: &Change,
        by: Option<&SystemUser>,
        request: Option<RequestId>,
        keys: &KeyRing,
    ) -> Result<EncodedEntry> {
        let too_long = || {
            Error::input("Your change was not saved: it is too large.")
                .with_hint("Make several smaller ones.")
        };
        let sealed = SealedEntry::seal(change, by, &mark.hash, keys)?;
        let mut payload = mark.hash.to_vec();
        bincode::serialize_into(&mut payload, &sealed).map_err(|e| too_long().with_source(e))?;
        if let Some(request) = request {
            bincode::serialize_into(&mut payload, &request)
                .map_err(|e| too_long().with_source(e))?;
        }
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

/// How the entries of a journal are read: sealed with keys, or plain as in format 1.
#[derive(Clone, Copy)]
pub(in crate::store) enum EntryForm<'a> {
    /// As format 1 has them.
    Plain,
    /// As they are written now.
    Sealed(&'a KeyRing),
}

impl EntryForm<'_> {
    /// Returns the change in a payload, and who wrote it by the system's word; entries of earlier
    /// versions do not say.
    ///
    /// # Errors
    /// It is too short, no change, or does not open.
    pub(in crate::store) fn decode(self, payload: &[u8]) -> Result<(Change, Option<SystemUser>)> {
        self.decode_of(payload, None)
    }

    /// Returns the change in a payload as `decode` does, with `only` the edits of that case alone: an
    /// import of thousands is not opened for one of them.
    ///
    /// # Errors
    /// As `decode`.
    pub(in crate::store) fn decode_of(
        self,
        payload: &[u8],
        only: Option<CaseRef>,
    ) -> Result<(Change, Option<SystemUser>)> {
        match self {
            EntryForm::Plain => {
                let change = decode_plain(payload)?;
                let by = author(payload, &change);
                Ok((change, by))
            }
            EntryForm::Sealed(keys) => {
                SealedEntry::decode(payload)?.open(&payload[..HASH], keys, only)
            }
        }
    }
}

/// Returns the request for which the entry of a sealed payload was written; none where it was
/// written in the session's own process, or by an earlier build.
pub(in crate::store::journal) fn request(payload: &[u8]) -> Option<RequestId> {
    let mut rest = payload.get(HASH..)?;
    let _: SealedEntry = bincode::deserialize_from(&mut rest).ok()?;
    bincode::deserialize(rest).ok()
}

/// Returns who wrote the change of a plain payload, by the system's word.
fn author(payload: &[u8], change: &Change) -> Option<SystemUser> {
    let len = usize::try_from(bincode::serialized_size(change).ok()?).ok()?;
    bincode::deserialize(payload.get(HASH + len..)?).ok()
}

/// Returns the change in a payload of format 1.
///
/// # Errors
/// It is too short, or no change.
pub(in crate::store) fn decode_plain(payload: &[u8]) -> Result<Change, DecodeError> {
    let change = payload.get(HASH..).ok_or(DecodeError::Checksum)?;
    bincode::deserialize(change).map_err(DecodeError::Body)
}

/// Returns the hash that an entry had in format 1, which follows from the hash of the one before.
///
/// # Errors
/// It is too large to be written down.
pub(in crate::store) fn plain_hash(
    before: &[u8; HASH],
    change: &Change,
    by: Option<&SystemUser>,
) -> Result<[u8; HASH]> {
    let mut payload = before.to_vec();
    let written = bincode::serialize_into(&mut payload, change).and_then(|()| match by {
        Some(by) => bincode::serialize_into(&mut payload, by),
        None => Ok(()),
    });
    written.map_err(|e| Error::input("An entry is too large.").with_source(e))?;
    Ok(JournalPos::ORIGIN.after(&payload).hash)
}

/// Returns when the change of the entry that begins at an offset was made, in milliseconds since
/// 1970, where there is one; no key is needed for that.
pub(in crate::store::journal) fn saved_at(file: &File, start: u64) -> Option<i64> {
    saved_ms(&payload_at(file, start).ok()?)
}

/// Returns when the change in a payload was made, in milliseconds since 1970; no key is needed.
pub(in crate::store) fn saved_ms(payload: &[u8]) -> Option<i64> {
    // In both forms the officer's name comes first, then the time.
    let (_who, at_ms): (String, i64) = bincode::deserialize(payload.get(HASH..)?).ok()?;
    Some(at_ms)
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
