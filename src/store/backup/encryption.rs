//! Encryption of backups: none, by passphrase, or for an age key. Without the feature `age` the
//! program writes and opens only backups that are not encrypted.

#[cfg(feature = "age")]
mod with_age;
#[cfg(not(feature = "age"))]
mod without_age;

use std::io;
use std::io::{BufRead, Read};

#[cfg(feature = "age")]
pub use with_age::Encryption;
#[cfg(feature = "age")]
use with_age::unsealed;
#[cfg(not(feature = "age"))]
pub use without_age::Encryption;
#[cfg(not(feature = "age"))]
use without_age::unsealed;

use crate::error::{Error, Result};
use crate::store::backup::key::BackupKey;
use crate::store::system_error::describe;

/// What a backup begins with when it is encrypted.
const AGE: &[u8] = b"age-encryption.org/";

/// Returns whether a backup is encrypted, by its first bytes.
pub(in crate::store) fn is_sealed(from: &mut impl BufRead) -> io::Result<bool> {
    Ok(from.fill_buf()?.starts_with(AGE))
}

/// Returns what an encrypted backup holds.
///
/// # Errors
/// The key is missing or is not the one, or the backup is damaged.
pub(in crate::store) fn open<'a, R: BufRead + 'a>(
    mut from: R,
    key: &BackupKey,
) -> Result<Box<dyn Read + 'a>> {
    let unreadable = |e: io::Error| {
        let why = describe(&e);
        Error::io(format!("The backup cannot be read: {why}."), e)
    };
    if !is_sealed(&mut from).map_err(unreadable)? {
        return Ok(Box::new(from));
    }
    unsealed(from, key)
}
