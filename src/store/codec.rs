//! A stored value: a format byte, a checksum, then bincode. Bincode alone reads damage as other data without a word.

use serde::{Serialize, de::DeserializeOwned};

/// The format of stored values that this build writes.
const FORMAT: u8 = 1;

/// Returns the bytes of a value.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    let body = bincode::serialize(value).unwrap_or_default();
    let mut out = vec![FORMAT];
    out.extend(crc32fast::hash(&body).to_le_bytes());
    out.extend(body);
    out
}

/// Reads a value back.
///
/// # Errors
/// A sentence where the bytes are damaged or of a newer format.
pub fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, String> {
    let damaged = || "A record is damaged. Leave Offsite and start it again: it mends itself from the journal.".to_owned();
    let [format, a, b, c, d, body @ ..] = bytes else { return Err(damaged()) };
    if *format > FORMAT {
        return Err("This store was written by a newer Offsite. Use that version.".into());
    }
    if crc32fast::hash(body).to_le_bytes() != [*a, *b, *c, *d] {
        return Err(damaged());
    }
    bincode::deserialize(body).map_err(|_| damaged())
}

/// Returns a record's share of the digest over all records, in which order does not matter.
pub fn digest(key: &[u8], value: &[u8]) -> u64 {
    use sha2::{Digest, Sha256};
    let hash = Sha256::new().chain_update((key.len() as u64).to_le_bytes()).chain_update(key).chain_update(value).finalize();
    hash.iter().take(8).fold(0, |n, b| n << 8 | u64::from(*b))
}
