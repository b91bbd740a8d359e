//! Opens a journal to be written.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::sync::Arc;

use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::store::chain::MAGIC;
use crate::store::journal::judge::{as_left, is_begun, is_torn, refused, was_not_emptied};
use crate::store::journal::tail::set_aside;
use crate::store::journal::walk::Walk;
use crate::store::journal::{Checkpoint, Journal, JournalStart, NAME};
use crate::store::keyring::KeyRing;
use crate::store::witness::Witnesses;
use crate::store::{Progress, drafts, lock, paths};

impl Journal {
    /// Opens or begins the journal of a folder. Left in order, only its last entry is looked at;
    /// otherwise every entry is, and what a power cut tore off at the end is set aside and said.
    ///
    /// # Errors
    /// Held, damaged, older or other than a witness knows, or it cannot be read.
    pub(in crate::store) fn open(
        dir: &Path,
        keys: Arc<KeyRing>,
        known: Checkpoint,
        witnesses: &mut Witnesses,
        notices: &mut Vec<String>,
        progress: Progress<'_>,
    ) -> Result<JournalStart> {
        let path = dir.join(NAME);
        was_not_emptied(dir, &path, known, witnesses)?;
        let refused = |e: io::Error| refused(dir, e);
        let file = paths::open_or_create(&path).map_err(refused)?;
        // The lock file may be taken away under a session; the journal itself may not be shared.
        if !lock::is_taken(&file) {
            return Err(lock::held("its lock file was deleted"));
        }
        let len = file.metadata().map_err(refused)?.len();
        begin(&file, dir, len, known)?;
        if let Some(left) = as_left(&file, dir, len, known, witnesses)? {
            let journal = Journal::ending_at(file, path, left, keys).map_err(refused)?;
            return Ok(JournalStart { journal, is_theirs: true, is_clean: true });
        }
        // Whatever ended the session before may have done so before it had synced what is read here
        // and shown from now on.
        file.sync_all()
            .and_then(|()| paths::sync_way(dir))
            .and_then(|()| drafts::sync(dir))
            .map_err(refused)?;
        let on_progress = &mut |done| progress("Checking the journal", done, len);
        let walk =
            Walk::over(&file, len, known.applied, witnesses, on_progress).map_err(refused)?;
        notices.extend(settle_end(&file, dir, len, known, &walk, witnesses)?);
        let journal = Journal::ending_at(file, path, walk.mark, keys).map_err(refused)?;
        Ok(JournalStart { journal, is_theirs: walk.is_theirs, is_clean: false })
    }
}

/// Writes the first bytes of a new journal, or checks those of an old one.
///
/// # Errors
/// Damaged, of a newer build, or the system refuses it.
fn begin(file: &File, dir: &Path, len: u64, known: Checkpoint) -> Result<()> {
    if is_begun(file, dir, len, known)? {
        return Ok(());
    }
    file.write_all_at(MAGIC, 0).map_err(|e| refused(dir, e))
}

/// Judges the place where a walk ended. A write that was cut off is set aside; returns what is said
/// of that.
///
/// # Errors
/// Damaged, or older or other than a witness knows.
fn settle_end(
    file: &File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
    walk: &Walk,
    witnesses: &Witnesses,
) -> Result<Option<String>> {
    if !is_torn(file, dir, len, known, walk, witnesses)? {
        return Ok(None);
    }
    let end = walk.mark.end;
    let aside = set_aside(file, dir, end, len).map_err(|e| refused(dir, e))?;
    Ok(Some(format!(
        "The last entry of the journal was cut short ({}). It was set aside as {}; look at what you saved last, and enter it again where it is not there.",
        pluralize(len - end, "byte"),
        aside.display()
    )))
}
