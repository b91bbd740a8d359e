//! Opens the proved part of a journal to be read.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::Progress;
use crate::store::chain::{JournalPos, MAGIC};
use crate::store::journal::judge::{as_left, is_begun, is_torn, refused};
use crate::store::journal::walk::Walk;
use crate::store::journal::{Checkpoint, Journal, JournalStart, NAME};
use crate::store::keyring::KeyRing;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;

/// A journal that opened to be read.
pub(in crate::store) struct JournalRead {
    pub start: JournalStart,
    /// How many bytes at its end are no whole entry: cut off, or being written at this moment.
    pub torn: u64,
}

impl Journal {
    /// Opens the proved part of a journal to be read, beside a session that may be writing; of an
    /// import that is under way from `until` on, nothing is read. Left in order, only its last entry
    /// is looked at. The keys are opened after the last entry was read: by then each that it needs
    /// is there.
    ///
    /// # Errors
    /// It cannot be read, is damaged, or does not agree with a witness.
    pub(in crate::store) fn open_reading(
        dir: &Path,
        keys: impl FnOnce() -> Result<Arc<KeyRing>>,
        mut known: Checkpoint,
        until: Option<JournalPos>,
        witnesses: &mut Witnesses,
        progress: Progress<'_>,
    ) -> Result<JournalRead> {
        let path = dir.join(NAME);
        let none = |e: io::Error| {
            let why = describe(&e);
            Error::io(format!("There is no store in {} to read: {why}.", dir.display()), e)
        };
        let file = File::open(&path).map_err(none)?;
        let mut len = file.metadata().map_err(none)?.len();
        let at = known.applied;
        if let Some(until) = until.filter(|until| until.end < len) {
            // The records may have gone on with the import.
            (len, known) = (until.end, Checkpoint::default());
        }
        if !is_begun(&file, dir, len, known)? {
            file.read_exact_at(&mut [0; MAGIC.len()], 0).map_err(none)?;
        }
        let left = as_left(&file, dir, len, known, witnesses)?;
        let is_clean = left.is_some();
        let (mark, is_theirs, torn) = if let Some(left) = left {
            (left, true, 0)
        } else {
            let on_progress = &mut |done| progress("Reading the journal", done, len);
            let walk =
                Walk::over(&file, len, at, witnesses, on_progress).map_err(|e| refused(dir, e))?;
            let is_torn = is_torn(&file, dir, len, known, &walk, witnesses)?;
            (walk.mark, walk.is_theirs, if is_torn { len - walk.mark.end } else { 0 })
        };
        let journal = Journal::ending_at(file, path, mark, keys()?).map_err(|e| refused(dir, e))?;
        Ok(JournalRead { start: JournalStart { journal, is_theirs, is_clean }, torn })
    }
}
