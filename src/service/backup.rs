//! The day's backup, and evidence that nothing names.

use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::service::Service;
use crate::store::backup::{self, BackupOptions, BackupSummary, Encryption, Rotation};
use crate::store::{HeadSigner, OrphanedFile};

impl Service {
    /// Writes the backup of a day anew, encrypted as `seal` says, and keeps the latest `keep`;
    /// returns its file. It holds
    /// everything saved so far, or this is an error.
    ///
    /// # Errors
    /// It could not be written, or the journal is no longer the one that this session writes.
    pub fn back_up(
        &mut self,
        day: &str,
        keep: usize,
        seal: Encryption,
    ) -> Result<(PathBuf, BackupSummary)> {
        self.store.is_still_ours()?;
        let signer = self.head_key.as_deref().map(|key| HeadSigner::new(key, (self.clock)()));
        let options = BackupOptions { seal, signer, key: self.store_key.clone() };
        let rotation = Rotation { keep, options };
        let (file, summary) = backup::now(self.store.folder(), day, &rotation)?;
        let saved = self.store.saved();
        if summary.entries < saved {
            return Err(Error::damaged(format!(
                "The backup {} ends at entry {}, and this session has saved entry {saved}.",
                file.display(),
                summary.entries
            ))
            .with_hint("Leave Offsite and run offsite verify."));
        }
        Ok((file, summary))
    }

    /// Returns the files of evidence that no entry of the journal names.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn orphaned_evidence(&self) -> Result<Vec<OrphanedFile>> {
        self.store.orphaned_evidence()
    }

    /// Takes those files away, and returns them.
    ///
    /// # Errors
    /// A backup may name them, or they cannot be taken away.
    pub fn clear_orphaned_evidence(&mut self) -> Result<Vec<OrphanedFile>> {
        self.store.clear_orphaned_evidence()
    }
}
