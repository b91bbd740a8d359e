//! Leaves a store in order, so that the next start need not check it first.

use crate::error::Result;
use crate::store::{Store, evidence_end, guard, meta};

impl Store {
    /// Leaves the store in order, so that the next start need not check it first.
    ///
    /// # Errors
    /// The check that ran beside the session found damage; the next start then mends or names it.
    pub fn close(mut self) -> Result<()> {
        self.end_background();
        self.sound()?;
        if self.reading.is_some() || self.is_behind {
            return Ok(());
        }
        self.tidy_rest();
        if self.settle().is_ok() {
            let _ = meta::leave(&self.dir, self.journal.mark());
            // A witness that cannot be written now is written at the next close.
            let _ = evidence_end::write(&self.dir, self.journal.mark());
        }
        Ok(())
    }

    /// Writes the records through to the disk.
    pub(super) fn settle(&self) -> std::io::Result<()> {
        match self.db.as_ref().and_then(|db| guard::catch_unwind_opt(|| db.flush())) {
            Some(Ok(_)) => self.sync(),
            Some(Err(error)) => Err(std::io::Error::other(error)),
            None => Err(std::io::ErrorKind::Other.into()),
        }
    }

    /// Syncs the records' file.
    fn sync(&self) -> std::io::Result<()> {
        self.file.as_ref().map_or(Ok(()), std::fs::File::sync_data)
    }
}
