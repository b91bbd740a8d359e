//! The form of one file of evidence: a sum that holds what follows to the file's name, then the
//! file itself, sealed with the key of its case.

use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::store::hex::to_hex;
use crate::store::keyring::DataKey;

/// Bytes of the sum at the beginning.
pub(in crate::store) const SUM: usize = 32;

/// Returns the sum of some bytes in 64 letters.
pub(crate) fn sum(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// Seals a file under a name.
///
/// # Errors
/// It is too long.
pub(in crate::store) fn seal(key: &DataKey, name: &str, plain: &[u8]) -> Result<Vec<u8>> {
    let sealed = key.seal(name.as_bytes(), plain)?;
    Ok([&named_sum(name, &sealed)[..], &sealed].concat())
}

/// Opens what was sealed under a name; none where it is not that.
pub(in crate::store) fn open(key: &DataKey, name: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    key.open(name.as_bytes(), bytes.get(SUM..)?)
}

/// Returns whether a file is the one that was put under its name, which takes no key: sealed, or as
/// it was taken in where the store is of an earlier format.
pub(in crate::store) fn is_whole(name: &str, bytes: &[u8], is_sealed: bool) -> bool {
    if !is_sealed {
        return sum(bytes) == name;
    }
    bytes.split_at_checked(SUM).is_some_and(|(head, rest)| head == named_sum(name, rest))
}

fn named_sum(name: &str, sealed: &[u8]) -> [u8; SUM] {
    named_hash(name).chain_update(sealed).finalize().into()
}

/// Begins the sum that holds what follows to the name.
pub(in crate::store) fn named_hash(name: &str) -> Sha256 {
    Sha256::new().chain_update(name)
}
