//! Stores large values in chunks: sled keeps old versions of a large value for ever and is slow
//! near it.
//!
//! The value's own key holds the number of chunks; the chunks have keys of their own, outside every
//! range that is scanned.

use std::ops::Deref;

use crate::error::{Error, Result};
use crate::store::batch::WriteMap;
use crate::store::keyring::KeyRing;
use crate::store::{Store, guard, sealed_value};

/// The longest value that stays whole, in bytes.
const MAX_WHOLE: usize = 7 * 1024;

/// The first byte of what stands in place of a value in pieces; every whole value begins with the
/// number of its format.
const MARK: u8 = 0xfe;

fn key(of: &[u8], n: u16) -> Vec<u8> {
    [b"p", of, b"\0", &n.to_be_bytes()].concat()
}

/// Returns how many pieces a stored value stands for; none where it is whole.
fn count(value: &[u8]) -> Option<u16> {
    let [MARK, a, b] = value else { return None };
    Some(u16::from_be_bytes([*a, *b]))
}

/// Returns whether a stored value stands for pieces.
pub(super) fn is_in_pieces(value: &[u8]) -> bool {
    count(value).is_some()
}

/// A value as it was given to be stored: put together where it lay in pieces, opened where it was
/// sealed.
pub(super) enum Joined {
    Stored(sled::IVec),
    Joined(Vec<u8>),
}

impl Deref for Joined {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Joined::Stored(value) => value,
            Joined::Joined(value) => value,
        }
    }
}

/// Returns the whole value of what stands under a key.
///
/// # Errors
/// A piece is missing, or it does not open.
pub(super) fn join(db: &sled::Db, keys: &KeyRing, of: &[u8], value: sled::IVec) -> Result<Joined> {
    let whole = pieces(db, of, value)?;
    Ok(sealed_value::open(keys, of, &whole)?.map_or(whole, Joined::Joined))
}

fn pieces(db: &sled::Db, of: &[u8], value: sled::IVec) -> Result<Joined> {
    let Some(n) = count(&value) else { return Ok(Joined::Stored(value)) };
    let mut all = Vec::new();
    for i in 0..n {
        all.extend_from_slice(&guard::get(db, &key(of, i))?.ok_or_else(guard::unreadable)?);
    }
    Ok(Joined::Joined(all))
}

impl Store {
    /// Divides the long values among some writes, and takes away the pieces of those that they
    /// replace.
    ///
    /// # Errors
    /// What stands cannot be read, or a value is too long.
    pub(super) fn split_chunks(&self, writes: &mut WriteMap) -> Result<()> {
        let mut pieces = WriteMap::new();
        for (of, value) in writes.iter_mut() {
            let stood = self.get_raw(of)?.and_then(|v| count(&v)).unwrap_or(0);
            pieces.extend((0..stood).map(|i| (key(of, i), None)));
            let Some(long) = value.as_mut().filter(|v| v.len() > MAX_WHOLE) else { continue };
            let parts: Vec<Vec<u8>> = long.chunks(MAX_WHOLE).map(<[u8]>::to_vec).collect();
            let n = u16::try_from(parts.len())
                .map_err(|e| Error::input("This is too long to be kept.").with_source(e))
                .map_err(|error| error.with_hint("Divide it."))?;
            *long = [&[MARK][..], &n.to_be_bytes()].concat();
            pieces.extend((0..n).zip(parts).map(|(i, part)| (key(of, i), Some(part))));
        }
        writes.extend(pieces);
        Ok(())
    }
}
