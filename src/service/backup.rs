//! The day's backup, and evidence that nothing names.

use std::path::PathBuf;

use crate::domain::case::evidence::size;
use crate::domain::plural::count;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::store::backup::{self, BackupOptions, BackupSummary, Daily, Encryption, Rotation};
use crate::store::{HeadSigner, OrphanedFile};

impl Service {
    /// Begins the backup of a day, encrypted as `seal` says, and keeps the latest `keep`; none where
    /// there is nothing to do.
    pub fn begin_backup(&self, day: &str, keep: usize, seal: Encryption) -> Option<Daily> {
        Daily::start(self.store.folder(), day, self.rotation(keep, seal))
    }

    /// Writes the backup of a day anew, encrypted as `seal` says, and keeps the latest `keep`;
    /// returns its file. It holds everything saved so far, or this is an error.
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
        let rotation = self.rotation(keep, seal);
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

    /// Returns how this session's backups are written: as many kept as the authority says, signed with
    /// the officer's key, and each entry opened with the keys of the open store.
    fn rotation(&self, keep: usize, seal: Encryption) -> Rotation {
        let signer = self.head_key.as_deref().map(|key| HeadSigner::new(key, (self.clock)()));
        let by_authority = self.evaluator.profile().backups_kept;
        Rotation {
            keep: by_authority.map_or(keep, |kept| kept as usize),
            options: BackupOptions { seal, signer, keys: Some(self.store.entry_keys()) },
        }
    }

    /// Writes the backup of a day anew, for a recipient as the setting names one, and returns what
    /// an officer is told of it.
    ///
    /// # Errors
    /// As [`Service::back_up`]; also where it is not whole, or the recipient cannot be read.
    pub fn back_up_in_words(&mut self, day: &str, keep: usize, recipient: &str) -> Result<String> {
        let (file, told) = self.back_up(day, keep, Encryption::of_setting(recipient)?)?;
        if !told.faults.is_empty() {
            return Err(Error::damaged(format!(
                "Backed up to {}, but not whole: {} No earlier backup was deleted.",
                file.display(),
                told.faults.join(" ")
            )));
        }
        Ok(format!(
            "Backed up to {} ({}), with everything saved so far. Copy it to another machine.{}{}",
            file.display(),
            size(told.bytes),
            orphans(told.orphans),
            told.unsigned.map(|error| format!(" It is not signed. {error}")).unwrap_or_default()
        ))
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

/// Says of evidence that nothing names where to look at it.
fn orphans(found: u64) -> String {
    match found {
        0 => String::new(),
        1 => " No case names one file of evidence: offsite evidence --orphans shows it.".into(),
        n => format!(
            " No case names {}: offsite evidence --orphans shows them.",
            count(n, "file of evidence", "files of evidence")
        ),
    }
}
