//! Encryption by the format of age.

use std::io;
use std::io::{BufRead, Read, Write};

use age::secrecy::SecretString;

use crate::error::{Error, Result};
use crate::store::backup::key::BackupKey;
use crate::store::passphrase::check_passphrase;

/// For whom a backup is encrypted.
#[derive(Default)]
pub enum Encryption {
    /// For everybody who can read the file.
    #[default]
    Open,
    /// The holder of the secret key of this age public key.
    Recipient(age::x25519::Recipient),
    /// Whoever knows the passphrase.
    Passphrase(SecretString),
}

impl Encryption {
    /// Returns the seal of an age public key.
    ///
    /// # Errors
    /// The text is none.
    pub fn recipient(key: &str) -> Result<Encryption> {
        let wrong = |cause: &'static str| {
            let shown: String = key.chars().take(70).collect();
            Error::input(format!("\"{shown}\" is no age public key."))
                .with_hint("It begins with age1 and has 62 characters.")
                .with_source(cause)
        };
        key.trim().parse().map(Encryption::Recipient).map_err(wrong)
    }

    /// Returns the seal of a passphrase.
    ///
    /// # Errors
    /// It is too short to keep anything.
    pub fn passphrase(words: String) -> Result<Encryption> {
        check_passphrase(&words)?;
        Ok(Encryption::Passphrase(SecretString::from(words)))
    }

    /// Calls `each` with a writer that encrypts what it is given into `to`, and ends the encryption
    /// after it.
    ///
    /// # Errors
    /// Those of writing, and of a recipient's key that cannot be used.
    pub fn through<W: Write>(
        &self,
        to: W,
        each: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> io::Result<W> {
        let lock = match self {
            Encryption::Open => {
                let mut to = to;
                each(&mut to)?;
                return Ok(to);
            }
            Encryption::Recipient(key) => {
                age::Encryptor::with_recipients(std::iter::once(key as _))
                    .map_err(io::Error::other)?
            }
            Encryption::Passphrase(words) => age::Encryptor::with_user_passphrase(words.clone()),
        };
        let mut sealed = lock.wrap_output(to)?;
        each(&mut sealed)?;
        sealed.finish()
    }
}

/// Returns what an encrypted backup holds.
pub(super) fn unsealed<'a, R: BufRead + 'a>(
    from: R,
    key: &BackupKey,
) -> Result<Box<dyn Read + 'a>> {
    let sealed = age::Decryptor::new_buffered(from).map_err(|e| {
        Error::damaged("The backup is damaged: its head does not read.")
            .with_hint("Take an earlier one.")
            .with_source(e)
    })?;
    if sealed.is_scrypt() {
        let words = key.passphrase.clone().ok_or_else(|| {
            Error::input("The backup is encrypted with a passphrase.")
                .with_hint("Give it with --passphrase.")
        })?;
        let identity = age::scrypt::Identity::new(SecretString::from(words));
        let plain = sealed.decrypt(std::iter::once(&identity as _)).map_err(|e| {
            Error::input("The passphrase does not open the backup.")
                .with_hint("Type it again.")
                .with_source(e)
        })?;
        return Ok(Box::new(plain));
    }
    let text = key.identities.as_deref().ok_or_else(|| {
        Error::input("The backup is encrypted for a key.")
            .with_hint("Name the file of the secret key with --identity FILE.")
    })?;
    let identities: Vec<age::x25519::Identity> =
        text.lines().filter_map(|l| l.trim().parse().ok()).collect();
    let plain = sealed.decrypt(identities.iter().map(|i| i as _)).map_err(|e| {
        Error::input("No key in the identity file opens the backup.")
            .with_hint("Take the file of the key for which it was encrypted.")
            .with_source(e)
    })?;
    Ok(Box::new(plain))
}
