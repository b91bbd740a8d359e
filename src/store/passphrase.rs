//! What a passphrase must be to keep anything.

use crate::error::{Error, Result};

/// The fewest characters of a passphrase.
const MIN_CHARACTERS: usize = 12;

/// Refuses a passphrase that is too short to keep anything.
///
/// # Errors
/// It has fewer than twelve characters.
pub fn check_passphrase(words: &str) -> Result<()> {
    if words.chars().count() >= MIN_CHARACTERS {
        return Ok(());
    }
    Err(Error::input("The passphrase is too short to protect children's records.")
        .with_hint("Take twelve characters or more: four or five words."))
}
