//! Evidence that no entry of the journal names. A file is on disk before the row that names it, so
//! that a session which ends between the two leaves one behind.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::store::evidence::held::everything;
use crate::store::hex::is_sum;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;
use crate::store::{Store, paths};

/// A file of evidence that nothing names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrphanedFile {
    /// Where it lies.
    pub path: PathBuf,
    /// How large it is, in bytes.
    pub bytes: u64,
}

impl Store {
    /// Returns the files of evidence that no entry of the journal names. One whose row was taken
    /// out is named, so that an undo finds it again.
    ///
    /// # Errors
    /// The folder or the journal cannot be read.
    pub fn orphaned_evidence(&self) -> Result<Vec<OrphanedFile>> {
        let named = self.named_evidence()?.into_names();
        let all = everything(&paths::evidence(&self.dir)).map_err(|e| {
            Error::io(format!("The folder of evidence could not be read: {}.", describe(&e)), e)
        })?;
        let is_orphan = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (sum, is_half) = match name.strip_suffix(".new") {
                Some(sum) => (sum, true),
                None => (name.as_str(), false),
            };
            is_sum(sum) && (is_half || !named.contains(sum))
        };
        let with_size = |path: PathBuf| {
            let bytes = paths::size_of(&path);
            OrphanedFile { path, bytes }
        };
        Ok(all.into_iter().filter(is_orphan).map(with_size).collect())
    }

    /// Takes away the files of evidence that no entry of the journal names, and returns them.
    ///
    /// # Errors
    /// The session only reads; a backup holds entries that the journal lacks, which may name them;
    /// or a file cannot be taken away.
    pub fn clear_orphaned_evidence(&mut self) -> Result<Vec<OrphanedFile>> {
        self.writable()?;
        self.journal.still_ours()?;
        let mut witnesses = Witnesses::of_backups(&self.dir);
        let end = self.journal.mark();
        self.journal.payloads(crate::store::chain::JournalPos::ORIGIN, |mark, _| {
            witnesses.meet(mark);
            Ok(())
        })?;
        if let Some(witness) = witnesses.disagreeing(end.seq).first() {
            return Err(Error::conflict(format!(
                "Nothing was deleted: {} has entries that are missing here, and they may name these files.",
                witness.name
            )));
        }
        let orphans = self.orphaned_evidence()?;
        for orphan in &orphans {
            remove(&orphan.path).map_err(|e| {
                let words =
                    format!("{} could not be deleted: {}.", orphan.path.display(), describe(&e));
                Error::io(words, e)
            })?;
        }
        Ok(orphans)
    }
}

fn remove(file: &Path) -> std::io::Result<()> {
    std::fs::remove_file(file)?;
    file.parent().map_or(Ok(()), paths::sync_folder)
}
