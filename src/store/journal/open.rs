//! Opens a journal to be written.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::Read;
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::{ChainStep, JournalPos, MAGIC};
use crate::store::journal::entry::{EntryStart, last_is, saved_at};
use crate::store::journal::tail::{later_entry, set_aside};
use crate::store::journal::walk::Walk;
use crate::store::journal::{Checkpoint, Journal, JournalStart, NAME};
use crate::store::keyring::KeyRing;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;
use crate::store::witness::disagreement;
use crate::store::{Progress, drafts, format, lock, paths};

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
        let file = open_file(&path).map_err(refused)?;
        // The lock file may be taken away under a session; the journal itself may not be shared.
        if !lock::is_taken(&file) {
            return Err(lock::held("its lock file was taken away"));
        }
        let len = file.metadata().map_err(refused)?.len();
        begin(&file, dir, len, known)?;
        if let Some(left) = as_left(&file, len, known) {
            if let Some(named) = witnesses.beyond(left.seq) {
                let last = saved_at(&file, left.start);
                return Err(disagreement::older(dir, left.seq, last, named));
            }
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
        let walk = Walk::over(&file, known.applied, witnesses, on_progress).map_err(refused)?;
        notices.extend(settle_end(&file, dir, len, known, &walk, witnesses)?);
        let journal = Journal::ending_at(file, path, walk.mark, keys).map_err(refused)?;
        Ok(JournalStart { journal, is_theirs: walk.is_theirs, is_clean: false })
    }
}

/// Returns the error of a journal that the system refuses.
fn refused(dir: &Path, e: io::Error) -> Error {
    let why = describe(&e);
    Error::io(format!("The journal in {} cannot be opened: {why}.", dir.display()), e)
}

/// Refuses to begin a journal where what lies beside it tells that there was one.
fn was_not_emptied(
    dir: &Path,
    path: &Path,
    known: Checkpoint,
    witnesses: &Witnesses,
) -> Result<()> {
    let is_begun = std::fs::metadata(path).is_ok_and(|m| m.len() >= MAGIC.len() as u64);
    if is_begun || known.applied.is_some_and(|at| at.seq > 0) {
        return Ok(());
    }
    let named = witnesses.beyond(0).cloned().or_else(|| disagreement::beside_no_journal(dir));
    named.map_or(Ok(()), |named| Err(disagreement::older(dir, 0, None, &named)))
}

fn open_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600).open(path)
}

/// Returns the mark of order where the journal stands as it was left and the records end with it.
fn as_left(file: &File, len: u64, known: Checkpoint) -> Option<JournalPos> {
    let left = known.clean.filter(|left| known.applied == Some(*left))?;
    let is_as_long = len.max(JournalPos::ORIGIN.end) == left.end;
    (is_as_long && last_is(file, left)).then_some(left)
}

/// Writes the first bytes of a new journal, or checks those of an old one.
///
/// # Errors
/// Damaged, of a newer build, or the system refuses it.
fn begin(file: &File, dir: &Path, len: u64, known: Checkpoint) -> Result<()> {
    let mut first = Vec::new();
    let begins = EntryStart { file, offset: 0 };
    begins.take(MAGIC.len() as u64).read_to_end(&mut first).map_err(|e| refused(dir, e))?;
    let damaged = |what: &str| {
        Error::damaged(format!("The journal in {} {what}.", dir.display())).with_hint(advice(dir))
    };
    if len < MAGIC.len() as u64 {
        if known.applied.is_some_and(|at| at.seq > 0) {
            return Err(damaged("is missing or cut short: the records know more than it holds"));
        }
        if !MAGIC.starts_with(&first) {
            return Err(damaged("is no journal of Offsite"));
        }
        return file.write_all_at(MAGIC, 0).map_err(|e| refused(dir, e));
    }
    if first[..15] != MAGIC[..15] || first[15] == 0 {
        return Err(damaged("is no journal of Offsite: its first bytes are damaged"));
    }
    if first[15] > MAGIC[15] {
        return Err(format::newer(dir));
    }
    Ok(())
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
    let mark = walk.mark;
    let wrong = |what: &str| {
        let n = mark.seq + 1;
        Error::damaged(format!("Entry {n} of the journal {what}.")).with_hint(advice(dir))
    };
    if known.applied.is_some_and(|at| mark.seq < at.seq) {
        let is_cut = walk.end == ChainStep::End;
        return Err(wrong(if is_cut { "is missing: the file is cut short" } else { "is damaged" }));
    }
    let agrees = || witnesses.agree(dir, mark, saved_at(file, mark.start));
    match walk.end {
        ChainStep::End | ChainStep::Entry => agrees().map(|()| None),
        ChainStep::Unchained => {
            Err(wrong("does not follow the one before it: the chain is broken"))
        }
        ChainStep::Broken => {
            if later_entry(file, mark.end, len).map_err(|e| refused(dir, e))? {
                return Err(wrong("is damaged"));
            }
            // What a witness names was acknowledged: then this is no write that was cut off.
            agrees()?;
            let aside = set_aside(file, dir, mark.end, len).map_err(|e| refused(dir, e))?;
            Ok(Some(format!(
                "The last entry of the journal was cut short ({} bytes). It was set aside as {}; look at what you saved last, and enter it again where it is not there.",
                len - mark.end,
                aside.display()
            )))
        }
    }
}
