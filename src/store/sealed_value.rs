//! Which stored values are sealed, and with whose key: what tells of a case with the case's, what
//! belongs to none with the store's. Orders, counts and lists of entries hold no words and are plain.

use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::store::batch::WriteMap;
use crate::store::guard::unreadable;
use crate::store::index::case_of;
use crate::store::keyring::{COMMON, KeyRing, Unsealed};

/// Returns whose key seals the value of a key of the records; none where it is plain.
fn owner(key: &[u8]) -> Option<CaseRef> {
    match key.first()? {
        b'c' | b's' | b'w' => case_of(key),
        b'i' | b't' => Some(COMMON),
        _ => None,
    }
}

/// Seals what some writes say of cases.
///
/// # Errors
/// A case was disposed of, or a key cannot be written.
pub(super) fn seal(keys: &KeyRing, writes: &mut WriteMap) -> Result<()> {
    for (key, value) in writes.iter_mut() {
        if let (Some(case), Some(plain)) = (owner(key), value.as_mut()) {
            *plain = keys.seal(case, key, plain)?;
        }
    }
    Ok(())
}

/// Returns the value of a key as it was before it was sealed; none where it is plain as it is.
///
/// # Errors
/// It does not open, or its case was disposed of.
pub(super) fn open(keys: &KeyRing, key: &[u8], value: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some(case) = owner(key) else { return Ok(None) };
    match keys.unseal(case, key, value)? {
        Unsealed::Plain(plain) => Ok(Some(plain)),
        Unsealed::Destroyed => Err(unreadable()),
    }
}
