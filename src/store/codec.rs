//! Encoding of stored values: a format byte, a checksum, then bincode, which alone would read
//! damage as other data without an error.

use bincode::Options;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The format of stored values that this build writes: numbers in as few bytes as they need. In
/// format 1 they have their full length.
const FORMAT: u8 = 2;

/// Returns how values of format 2 are written.
fn short() -> impl Options {
    bincode::DefaultOptions::new()
}

/// Returns the bytes of a value.
pub(super) fn write<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let body = short().serialize(value).unwrap_or_default();
    let mut out = vec![FORMAT];
    out.extend(crc32fast::hash(&body).to_le_bytes());
    out.extend(body);
    out
}

/// Reads a value back.
///
/// # Errors
/// A sentence where the bytes are damaged or of a newer format.
pub(super) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let damaged = || {
        "A record cannot be read. Run offsite verify: it says what is wrong and what to do."
            .to_owned()
    };
    let [format, a, b, c, d, body @ ..] = bytes else { return Err(damaged()) };
    if *format > FORMAT {
        return Err("This store was written by a newer Offsite. Use that version.".into());
    }
    if crc32fast::hash(body).to_le_bytes() != [*a, *b, *c, *d] {
        return Err(damaged());
    }
    let value =
        if *format < FORMAT { bincode::deserialize(body) } else { short().deserialize(body) };
    value.map_err(|_| damaged())
}

/// Reads the first part of a value whose other parts do not matter; none where it is damaged.
pub(super) fn decode_first<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let [FORMAT, a, b, c, d, body @ ..] = bytes else { return None };
    let is_whole = crc32fast::hash(body).to_le_bytes() == [*a, *b, *c, *d];
    let first = short().allow_trailing_bytes();
    first.deserialize(body).ok().filter(|_| is_whole)
}

/// Returns a record's share of the digest over all records, in which order does not matter.
pub(super) fn digest(key: &[u8], value: &[u8]) -> u64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new()
        .chain_update((key.len() as u64).to_le_bytes())
        .chain_update(key)
        .chain_update(value)
        .finalize();
    hash.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
}
