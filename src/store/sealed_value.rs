//! Which stored values are sealed, and with whose key: what tells of a case with the case's, what
//! belongs to none with the store's. Orders, counts and lists of entries hold no words and are plain.

use std::collections::BTreeMap;

use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::store::guard::unreadable;
use crate::store::keyring::{COMMON, KeyRing, Unsealed};
use crate::store::keys;

/// Returns whose key seals the value of a key of the records; none where it is plain.
fn owner(key: &[u8]) -> Option<CaseRef> {
    match key.first()? {
        b'c' | b's' | b'w' => keys::case_of(key),
        b'i' => Some(keys::case_of_item_at(key).unwrap_or(COMMON)),
        b't' => Some(COMMON),
        _ => None,
    }
}

/// Seals what some writes say of cases.
///
/// # Errors
/// A case was disposed of, or a key cannot be written.
pub(super) fn seal(ring: &KeyRing, writes: &mut BTreeMap<Vec<u8>, Option<Vec<u8>>>) -> Result<()> {
    for (key, value) in writes.iter_mut() {
        if let (Some(case), Some(plain)) = (owner(key), value.as_mut()) {
            *plain = ring.seal(case, key, plain)?;
        }
    }
    Ok(())
}

/// Returns the value of a key as it was before it was sealed; none where it is plain as it is.
///
/// # Errors
/// It does not open, or its case was disposed of.
pub(super) fn open(ring: &KeyRing, key: &[u8], value: &[u8]) -> Result<Option<Vec<u8>>> {
    let Some(case) = owner(key) else { return Ok(None) };
    match ring.unseal(case, key, value)? {
        Unsealed::Plain(plain) => Ok(Some(plain)),
        Unsealed::Destroyed => Err(unreadable()),
    }
}
