//! Words about a case that are kept outside of its records, as in the record of looks: sealed with
//! the case's key, so that a disposal takes them with it.

use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::hex::{bytes_of_hex, to_hex};
use crate::store::keyring::{CaseKey, KeyRing, Unsealed};

/// What is shown in place of words whose case was disposed of.
pub(super) const GONE_WITH_CASE: &str = "disposed of with the case";

/// Begins words that are sealed. Others were kept by a version that did not seal them.
const SEALED: &str = "sealed with the case: ";

/// What binds the words to what they are.
const PLACE: &[u8] = b"words outside the record";

/// Seals words with the key of a case that has one; "" stays as it is.
///
/// # Errors
/// The case has no key, or was disposed of.
pub(super) fn seal(keys: &KeyRing, case: CaseRef, words: &str) -> Result<String> {
    if words.is_empty() {
        return Ok(String::new());
    }
    match keys.of(case) {
        CaseKey::Held(key) => {
            Ok(format!("{SEALED}{}", to_hex(&key.seal(PLACE, words.as_bytes())?)))
        }
        CaseKey::Destroyed | CaseKey::Missing => {
            Err(Error::conflict(format!("{case} has no key, so nothing can be kept about it."))
                .with_hint("Look at the list of cases: it may have been disposed of."))
        }
    }
}

/// Returns words that were sealed with the key of a case; [`GONE_WITH_CASE`] where that was
/// destroyed.
///
/// # Errors
/// They do not open with the key.
pub(super) fn open(keys: &KeyRing, case: CaseRef, kept: &str) -> Result<String> {
    let Some(hex) = kept.strip_prefix(SEALED) else { return Ok(kept.to_owned()) };
    let damaged = || Error::damaged(format!("What is kept about {case} is damaged."));
    let sealed = bytes_of_hex(hex).ok_or_else(damaged)?;
    match keys.unseal(case, PLACE, &sealed)? {
        Unsealed::Plain(words) => String::from_utf8(words).map_err(|_| damaged()),
        Unsealed::Destroyed => Ok(GONE_WITH_CASE.to_owned()),
    }
}

impl Store {
    /// Returns words sealed with the key of a case, to be kept outside of its records.
    ///
    /// # Errors
    /// The case has no key, or was disposed of.
    pub fn seal_words(&self, case: CaseRef, words: &str) -> Result<String> {
        seal(&self.keys, case, words)
    }

    /// Returns words that [`Store::seal_words`] sealed; after a disposal, that they went with the case.
    ///
    /// # Errors
    /// They are damaged.
    pub fn open_words(&self, case: CaseRef, kept: &str) -> Result<String> {
        open(&self.keys, case, kept)
    }
}
