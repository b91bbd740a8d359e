//! What the beginning and the end of a journal's file say of it, to whoever opens it.

use std::fs::File;
use std::io;
use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::chain::{ChainStep, JournalPos, MAGIC};
use crate::store::format;
use crate::store::journal::Checkpoint;
use crate::store::journal::entry::{EntryStart, last_is, saved_at};
use crate::store::journal::tail::later_entry;
use crate::store::journal::walk::Walk;
use crate::store::system_error::describe;
use crate::store::witness::Witnesses;
use crate::store::witness::disagreement;

/// Returns the error of a journal that the system refuses.
pub(in crate::store::journal) fn refused(dir: &Path, e: io::Error) -> Error {
    let why = describe(&e);
    Error::io(format!("The journal in {} cannot be opened: {why}.", dir.display()), e)
}

/// Refuses to begin a journal where what lies beside it tells that there was one.
pub(in crate::store::journal) fn was_not_emptied(
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

/// Returns the mark of order where the journal stands as it was left and the records end with it.
///
/// # Errors
/// A witness names more than it holds.
pub(in crate::store::journal) fn as_left(
    file: &File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
    witnesses: &Witnesses,
) -> Result<Option<JournalPos>> {
    let is_as_long = |left: JournalPos| len.max(JournalPos::ORIGIN.end) == left.end;
    let known = known.clean.filter(|left| known.applied == Some(*left));
    let Some(left) = known.filter(|left| is_as_long(*left) && last_is(file, *left)) else {
        return Ok(None);
    };
    match witnesses.beyond(left.seq) {
        Some(named) => Err(disagreement::older(dir, left.seq, saved_at(file, left.start), named)),
        None => Ok(Some(left)),
    }
}

/// Returns whether a file has the first bytes of a journal; else they have yet to be written.
///
/// # Errors
/// Damaged, of a newer build, or the system refuses it.
pub(in crate::store::journal) fn is_begun(
    file: &File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
) -> Result<bool> {
    let mut first = Vec::new();
    let begins = EntryStart { file, offset: 0 };
    begins.take(MAGIC.len() as u64).read_to_end(&mut first).map_err(|e| refused(dir, e))?;
    let damaged = |what: &str| {
        Error::damaged(format!("The journal in {} {what}.", dir.display())).with_hint(advice(dir))
    };
    if len < MAGIC.len() as u64 {
        if known.applied.is_some_and(|at| at.seq > 0) {
            return Err(damaged("is missing or cut short: the records have more than it has"));
        }
        if !MAGIC.starts_with(&first) {
            return Err(damaged("is no journal of Offsite"));
        }
        return Ok(false);
    }
    if first[..15] != MAGIC[..15] || first[15] == 0 {
        return Err(damaged("is no journal of Offsite: its first bytes are damaged"));
    }
    if first[15] > MAGIC[15] {
        return Err(format::newer(dir));
    }
    Ok(true)
}

/// Judges the place where a walk ended, and returns whether a write was cut off there.
///
/// # Errors
/// Damaged, or older or other than a witness knows.
pub(in crate::store::journal) fn is_torn(
    file: &File,
    dir: &Path,
    len: u64,
    known: Checkpoint,
    walk: &Walk,
    witnesses: &Witnesses,
) -> Result<bool> {
    let mark = walk.mark;
    let wrong = |what: &str| {
        let n = mark.seq + 1;
        Error::damaged(format!("Entry {n} of the journal {what}.")).with_hint(advice(dir))
    };
    if known.applied.is_some_and(|at| mark.seq < at.seq) {
        let is_cut = walk.end == ChainStep::End;
        return Err(wrong(if is_cut { "is missing: the file is cut short" } else { "is damaged" }));
    }
    // What a witness names was acknowledged: then what follows is no write that was cut off.
    let agrees = || witnesses.agree(dir, mark, saved_at(file, mark.start));
    match walk.end {
        ChainStep::End | ChainStep::Entry => agrees().map(|()| false),
        ChainStep::Unchained => {
            Err(wrong("does not follow the one before it: the chain is broken"))
        }
        ChainStep::Broken if later_entry(file, mark.end, len).map_err(|e| refused(dir, e))? => {
            Err(wrong("is damaged"))
        }
        ChainStep::Broken => agrees().map(|()| true),
    }
}
