//! Encryption of backups: none, by passphrase, or for an age key. Without the feature `age` the
//! program writes and opens only backups that are not encrypted.

#[cfg(feature = "age")]
mod with_age;
#[cfg(not(feature = "age"))]
mod without_age;

use std::fs::File;
use std::io;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

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

/// Returns whether the backup in a file is encrypted; one that cannot be read is taken not to be.
pub fn is_encrypted(file: &Path) -> bool {
    File::open(file).is_ok_and(|file| is_sealed(&mut BufReader::new(file)).unwrap_or(false))
}

impl Encryption {
    /// Returns what the setting `backup_recipient` asks for: an age public key, or nothing.
    ///
    /// # Errors
    /// It is not an age public key.
    pub fn of_setting(key: &str) -> Result<Encryption> {
        if key.trim().is_empty() {
            return Ok(Encryption::Open);
        }
        Encryption::recipient(key).map_err(|e| {
            let words = format!("backup_recipient in config.toml cannot be used. {}", e.message());
            Error::input(words)
                .with_hint("No daily backup is written until it is corrected or removed.")
                .with_source(e)
        })
    }
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
