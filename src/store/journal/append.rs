//! Writes entries, and notices before anything is called saved that the file is no longer this
//! session's.

use std::borrow::Cow;
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::journal::entry::last_is;
use crate::store::journal::{EncodedEntry, Journal};
use crate::store::system_error::describe;

impl Journal {
    /// Appends entries that follow one another and syncs them; from then on they cannot be lost.
    ///
    /// # Errors
    /// They cannot be written, and the journal is then as it was; or it is no longer this session's.
    pub(in crate::store) fn append(&mut self, entries: &[EncodedEntry]) -> Result<()> {
        let Some(last) = entries.last() else { return Ok(()) };
        self.still_ours()?;
        let at = self.mark.end;
        let bytes: Cow<'_, [u8]> = match entries {
            [one] => one.bytes().into(),
            all => all.iter().flat_map(EncodedEntry::bytes).copied().collect(),
        };
        if let Err(e) = self.file.write_all_at(&bytes, at).and_then(|()| self.file.sync_data()) {
            self.is_torn = true;
            let _ = self.file.set_len(at).and_then(|()| self.file.sync_data());
            let why = describe(&e);
            return Err(Error::io(format!("Your change was not saved: {why}."), e)
                .with_hint("Make room or mend the folder, then do it again."));
        }
        self.note_written()?;
        self.mark = last.mark;
        Ok(())
    }

    /// Cuts the journal back to a mark, after more was written than may stand.
    pub(in crate::store) fn cut(&mut self, mark: JournalPos) -> io::Result<()> {
        self.file.set_len(mark.end)?;
        self.file.sync_all()?;
        self.mark = mark;
        let ours = self.file.metadata()?;
        self.written = (ours.mtime(), ours.mtime_nsec());
        Ok(())
    }

    /// Takes in that entries up to a mark were written and synced.
    ///
    /// # Errors
    /// Damaged: they were written into a file that is no longer the journal.
    pub(in crate::store) fn extend_to(&mut self, mark: JournalPos) -> Result<()> {
        self.note_written()?;
        self.mark = mark;
        Ok(())
    }

    /// Refuses to write where the file of this session is no longer the store's journal, or no
    /// longer ends where this session left it: what is written there would be saved for nobody.
    ///
    /// # Errors
    /// Damaged: it was replaced, deleted, cut or written by another program.
    pub(in crate::store) fn still_ours(&mut self) -> Result<()> {
        let ours =
            self.file.metadata().map_err(|e| unsaved(&self.path, "cannot be read", Some(e)))?;
        self.is_named(&ours)?;
        if self.is_torn && ours.len() > self.mark.end {
            self.file
                .set_len(self.mark.end)
                .map_err(|e| unsaved(&self.path, "cannot be written", Some(e)))?;
        } else if ours.len() < self.mark.end {
            return Err(unsaved(&self.path, "was cut short", None));
        } else if ours.len() > self.mark.end {
            return Err(unsaved(&self.path, "was written by another program", None));
        }
        self.is_torn = false;
        let written = (ours.mtime(), ours.mtime_nsec());
        if written != self.written && !last_is(&self.file, self.mark) {
            return Err(unsaved(&self.path, "was changed by another program", None));
        }
        self.written = written;
        Ok(())
    }

    /// Refuses where the journal's name means another file than the one that is open.
    fn is_named(&self, ours: &std::fs::Metadata) -> Result<()> {
        match std::fs::metadata(&self.path) {
            Ok(named) if (named.dev(), named.ino()) == (ours.dev(), ours.ino()) => Ok(()),
            Ok(_) => Err(unsaved(&self.path, "was replaced by another file", None)),
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                Err(unsaved(&self.path, "was deleted or moved away", Some(e)))
            }
            Err(e) => Err(unsaved(&self.path, "cannot be read", Some(e))),
        }
    }

    /// Notes when the file was written last, and by its name that it is still the journal.
    fn note_written(&mut self) -> Result<()> {
        let ours =
            self.file.metadata().map_err(|e| unsaved(&self.path, "cannot be read", Some(e)))?;
        self.is_named(&ours)?;
        self.written = (ours.mtime(), ours.mtime_nsec());
        Ok(())
    }
}

/// Returns what is said where a change cannot be saved because the journal is no longer this
/// session's.
fn unsaved(path: &Path, what: &str, cause: Option<io::Error>) -> Error {
    let error = Error::damaged(format!(
        "Your change was not saved: the journal {} {what} while this session was open.",
        path.display()
    ))
    .with_hint("Leave Offsite, bring back the right file, and run offsite verify.");
    match cause {
        Some(cause) => error.with_source(cause),
        None => error,
    }
}
