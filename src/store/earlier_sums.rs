//! The hashes of a journal as it was before its entries were sealed, one an entry: whoever noted
//! one of them is still a witness of the journal.

use std::io;
use std::path::Path;

use crate::store::chain::HASH;
use crate::store::{codec, paths};

/// The file within a store.
pub(super) const NAME: &str = "earlier-sums";

/// Returns the hashes of the entries from the first on; none where the journal was always sealed.
pub(super) fn read(dir: &Path) -> Vec<[u8; HASH]> {
    let bytes = std::fs::read(dir.join(NAME)).unwrap_or_default();
    codec::decode(&bytes).unwrap_or_default()
}

/// Returns whether a hash is that of the entry of a number, from 1.
pub(super) fn is_hash(sums: &[[u8; HASH]], seq: u64, hash: &[u8; HASH]) -> bool {
    let at = usize::try_from(seq).ok().and_then(|seq| seq.checked_sub(1));
    at.and_then(|at| sums.get(at)) == Some(hash)
}

/// Writes the hashes down.
///
/// # Errors
/// What the system says.
pub(super) fn write(dir: &Path, sums: &[[u8; HASH]]) -> io::Result<()> {
    let half = dir.join(format!("{NAME}.new"));
    paths::write_whole(&half, &codec::write(sums)?)?;
    std::fs::rename(&half, dir.join(NAME))
}
