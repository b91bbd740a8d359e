//! A head with the name of what holds it.

use std::path::PathBuf;

use crate::store::chain::HASH;
use crate::store::heads::signature::HeadSignature;

/// The head that a backup or a line of an anchor names.
pub(in crate::store) struct NamedHead {
    /// What it is, as in "the backup 2026-11-23.offsite".
    pub name: String,
    /// The backup; none for a line of an anchor.
    pub file: Option<PathBuf>,
    /// How many entries its journal had.
    pub entries: u64,
    /// The hash of the last of them.
    pub hash: [u8; HASH],
    /// Who says so; none where nobody has signed it.
    pub signature: Option<HeadSignature>,
}
