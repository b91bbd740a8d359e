//! What opens an encrypted backup.

/// What opens an encrypted backup.
#[derive(Default)]
pub struct BackupKey {
    /// The passphrase, where it was closed with one.
    pub passphrase: Option<String>,
    /// The text of an age identity file.
    pub identities: Option<String>,
}
