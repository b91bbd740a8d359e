//! Opens the proved part of a journal to be read.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::Progress;
use crate::store::advice::advice;
use crate::store::chain::{self, ChainStep, JournalPos, MAGIC};
use crate::store::journal::entry::saved_at;
use crate::store::journal::tail::later_entry;
use crate::store::journal::walk::Walk;
use crate::store::journal::{Journal, NAME};
use crate::store::keyring::KeyRing;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;

impl Journal {
    /// Opens the proved part of a journal to be read, beside a session that may be writing; tells
    /// too whether it holds the entry that the records end with. The keys are opened after the last
    /// entry was read: by then each that it needs is there.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or does not agree with a witness.
    pub(in crate::store) fn open_reading(
        dir: &Path,
        keys: impl FnOnce() -> Result<Arc<KeyRing>>,
        at: Option<JournalPos>,
        witnesses: &mut Witnesses,
        progress: Progress<'_>,
    ) -> Result<(Journal, bool)> {
        let path = dir.join(NAME);
        let none = |e: io::Error| {
            let why = describe(&e);
            Error::io(format!("There is no store in {} to read: {why}.", dir.display()), e)
        };
        let file = File::open(&path).map_err(none)?;
        let len = file.metadata().map_err(none)?.len();
        let damaged = |n: u64, what: &str| {
            Error::damaged(format!("Entry {n} of the journal {what}.")).with_hint(advice(dir))
        };
        let mut magic = [0; MAGIC.len()];
        file.read_exact_at(&mut magic, 0).map_err(none)?;
        if chain::is_sealed(&magic).is_none() {
            return Err(damaged(1, "does not read: the first bytes of the file are no journal's"));
        }
        let on_progress = &mut |done| progress("Reading the journal", done, len);
        let Walk { mark, end, is_theirs } =
            Walk::over(&file, at, witnesses, on_progress).map_err(none)?;
        // What a session is writing at this moment is not whole yet.
        if end == ChainStep::Unchained
            || end == ChainStep::Broken && later_entry(&file, mark.end, len).map_err(none)?
        {
            return Err(damaged(mark.seq + 1, "is damaged"));
        }
        witnesses.agree(dir, mark, saved_at(&file, mark.start))?;
        Ok((Journal::ending_at(file, path, mark, keys()?).map_err(none)?, is_theirs))
    }
}
