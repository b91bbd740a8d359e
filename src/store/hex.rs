//! Hashes as they are printed.

use crate::store::chain::HASH;

/// Returns a hash as it is printed.
pub(super) fn to_hex(hash: &[u8]) -> String {
    hash.iter().map(|b| format!("{b:02x}")).collect()
}

/// Reads a hash as it is printed.
pub(super) fn from_hex(text: &str) -> Option<[u8; HASH]> {
    let digit = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes: Vec<u8> = (0..HASH).map(|n| digit(n * 2)).collect::<Option<_>>()?;
    bytes.try_into().ok().filter(|_| text.len() == HASH * 2)
}

/// Returns whether a name is a SHA-256 sum, as those of evidence are.
pub(super) fn is_sum(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
