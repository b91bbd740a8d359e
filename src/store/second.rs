//! A second handle on open records, to be read in another thread while the first writes.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::Store;

impl Store {
    /// Returns a second handle on the same records. Each record is read as it stands at that moment;
    /// nothing can be saved through it, and it is dropped without anything being written.
    ///
    /// # Errors
    /// The records or the journal cannot be opened.
    pub fn second(&self) -> Result<Store> {
        let journal = self
            .journal
            .again()
            .map_err(|cause| Error::io("The journal cannot be opened a second time.", cause))?;
        let mut second = Store::over(&self.dir, self.records()?.clone(), journal);
        second.is_second = true;
        second.seen = Arc::clone(&self.seen);
        second.disposals.clone_from(&self.disposals);
        second.anchor.clone_from(&self.anchor);
        Ok(second)
    }
}
