//! What takes the place of encryption in a program that was built without it.

use std::io;
use std::io::{BufRead, Read, Write};

use crate::error::{Error, Result};
use crate::store::backup::key::BackupKey;

/// For whom a backup is encrypted: in this build, everybody who can read the file.
#[derive(Default)]
pub enum Encryption {
    /// For everybody who can read the file.
    #[default]
    Open,
}

impl Encryption {
    /// Refuses an age public key, since nothing could be encrypted for it.
    ///
    /// # Errors
    /// Always.
    pub fn recipient(_key: &str) -> Result<Encryption> {
        Err(missing("No backup can be encrypted for a key."))
    }

    /// Refuses a passphrase, since nothing could be encrypted with it.
    ///
    /// # Errors
    /// Always.
    pub fn passphrase(_words: String) -> Result<Encryption> {
        Err(missing("No backup can be encrypted with a passphrase."))
    }

    /// Calls `each` with a writer that passes on what it is given.
    ///
    /// # Errors
    /// Those of writing.
    pub fn through<W: Write>(
        &self,
        mut to: W,
        each: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<W> {
        each(&mut to)?;
        Ok(to)
    }
}

/// Refuses an encrypted backup.
pub(super) fn unsealed<'a, R: BufRead + 'a>(
    _from: R,
    _key: &BackupKey,
) -> Result<Box<dyn Read + 'a>> {
    Err(missing("The backup is encrypted and cannot be opened."))
}

fn missing(what: &str) -> Error {
    Error::input(what).with_hint(
        "This program was built without encryption. Build it with the feature \"age\", or take one that was.",
    )
}
