//! Hashes as they are printed.

pub(super) use crate::domain::text::to_hex;
use crate::store::chain::HASH;

/// Reads a hash as it is printed.
pub(super) fn from_hex(text: &str) -> Option<[u8; HASH]> {
    bytes_of_hex(text)?.try_into().ok()
}

/// Reads bytes as they are printed; none where a digit is missing or is no digit.
pub(super) fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let is_hex = text.len().is_multiple_of(2) && text.bytes().all(|b| b.is_ascii_hexdigit());
    is_hex.then(|| text.as_bytes().chunks_exact(2).map(byte).collect())?
}

/// Returns whether a name is a SHA-256 sum, as those of evidence are.
pub(super) fn is_sum(name: &str) -> bool {
    name.len() == 64 && name.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}
