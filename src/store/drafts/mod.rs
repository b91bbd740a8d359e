//! Drafts: text being typed, on disk before the next key.
//!
//! Each is a file beside the records, so damage to the records cannot take it, and keeps its last
//! two states, so a torn write leaves the one before. Each is sealed with the key of its case. Two
//! sessions of one officer keep a file each, so that neither takes the other's text.

mod file;

use std::fs::{DirBuilder, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::store::keyring::KeyRing;
use crate::store::system_error::describe;
use crate::store::{Store, codec, paths};

/// The folder of texts that could not be read, within a store.
pub(in crate::store) const ASIDE: &str = "drafts-unreadable";

/// Text that is being typed, by whom and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredDraft {
    /// The officer who types.
    pub officer: String,
    /// The case that it belongs to.
    pub case: CaseRef,
    /// The field within the case.
    pub place: FieldPath,
    /// The text so far.
    pub text: String,
    /// Row and column of the cursor, from 0.
    pub cursor: (u32, u32),
    /// When it was kept last, in milliseconds since 1970.
    pub saved_ms: i64,
    /// The session that keeps it, which the name of its file says; 0 where none does.
    #[serde(skip)]
    pub session: u64,
}

impl Store {
    /// Keeps a text on disk.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save_draft(&self, draft: &StoredDraft) -> Result<()> {
        self.writable()?;
        file::save(&self.dir, &self.keys, draft).map_err(|e| {
            Error::io(format!("The text is not on disk yet: {}.", describe(&e)), e)
                .with_hint("It is kept here: make room or mend the folder, then go on typing.")
        })
    }

    /// Returns the officer's kept texts of every session, the latest first.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn drafts(&self, officer: &str) -> Result<Vec<StoredDraft>> {
        let unreadable = |e: io::Error| {
            Error::io(format!("The kept texts could not be read: {}.", describe(&e)), e)
        };
        let (mut all, _) = read_all(&self.dir, &self.keys).map_err(unreadable)?;
        all.retain(|d| d.officer == officer);
        all.sort_by_key(|d| std::cmp::Reverse(d.saved_ms));
        Ok(all)
    }

    /// Gives a kept text to another session of the officer, which keeps none at that place; a store
    /// that is only read stays as it is.
    ///
    /// # Errors
    /// It stays where it is.
    pub fn give_draft_to(&self, session: u64, draft: &StoredDraft) -> Result<()> {
        if self.writable().is_err() {
            return Ok(());
        }
        let path = |s| file::path(&self.dir, &draft.officer, s, draft.case, &draft.place);
        std::fs::rename(path(draft.session), path(session)).map_err(|e| {
            let why = describe(&e);
            Error::io(format!("A text of an earlier session could not be taken over: {why}."), e)
        })
    }

    /// Drops a text that a session keeps, once it was saved or given up.
    ///
    /// # Errors
    /// It cannot be dropped.
    pub fn drop_draft(
        &self,
        officer: &str,
        session: u64,
        case: CaseRef,
        place: &FieldPath,
    ) -> Result<()> {
        self.writable()?;
        match std::fs::remove_file(file::path(&self.dir, officer, session, case, place)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            done => {
                done.and_then(|()| paths::sync_folder(&paths::drafts(&self.dir))).map_err(|e| {
                    let why = describe(&e);
                    Error::io(format!("A kept text could not be dropped: {why}."), e)
                })
            }
        }
    }
}

/// Writes the list of texts through to the disk, after a session that may have been ended before it
/// had.
pub(in crate::store) fn sync(dir: &Path) -> io::Result<()> {
    match paths::sync_folder(&paths::drafts(dir)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Returns every text that can be read, and how many files cannot.
pub(in crate::store) fn read_all(
    dir: &Path,
    keys: &KeyRing,
) -> io::Result<(Vec<StoredDraft>, usize)> {
    let (mut out, mut lost) = (Vec::new(), 0);
    let entries = match std::fs::read_dir(paths::drafts(dir)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((out, 0)),
        entries => entries?,
    };
    for entry in entries {
        let path = entry?.path();
        if file::is_unfinished(&path) {
            continue;
        }
        let mut file = File::open(&path)?;
        match file::latest(&mut file, keys) {
            Some(draft) => out.push(StoredDraft { session: file::session_of(&path), ..draft }),
            None => lost += 1,
        }
    }
    Ok((out, lost))
}

/// Moves the texts that cannot be read out of the way, so that they are neither lost nor passed
/// over without a word, and returns what is said of them.
pub(in crate::store) fn set_unreadable_aside(dir: &Path, keys: &KeyRing) -> Option<String> {
    let mut moved = 0;
    let aside = dir.join(ASIDE);
    for entry in std::fs::read_dir(paths::drafts(dir)).ok()?.flatten() {
        if file::is_unfinished(&entry.path()) {
            let _ = std::fs::remove_file(entry.path());
            continue;
        }
        let mut file = File::open(entry.path()).ok()?;
        if file::latest(&mut file, keys).is_some() {
            continue;
        }
        DirBuilder::new().recursive(true).mode(0o700).create(&aside).ok()?;
        let to = paths::free(&aside, &entry.file_name().to_string_lossy());
        moved += usize::from(std::fs::rename(entry.path(), to).is_ok());
    }
    let texts = pluralize(moved, "text");
    let were = if moved == 1 { "was" } else { "were" };
    (moved > 0).then(|| {
        format!(
            "{texts} being typed cannot be read and {were} set aside in {}. Check what you typed last, and type it again if it is missing.",
            aside.display()
        )
    })
}

/// Returns whether a file says that its text is sealed.
pub(in crate::store) fn is_sealed(file: &mut File) -> bool {
    file::case_of(file).is_some()
}

/// Returns how many texts of a case there are, those that were set aside too.
pub(in crate::store) fn count_of(dir: &Path, case: CaseRef) -> io::Result<usize> {
    let mut count = 0;
    for folder in [paths::drafts(dir), dir.join(ASIDE)] {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            count += usize::from(file::case_of(&mut File::open(entry?.path())?) == Some(case));
        }
    }
    Ok(count)
}

/// Takes away the texts of a case, those that were set aside too.
pub(in crate::store) fn remove_of(dir: &Path, case: CaseRef) -> io::Result<()> {
    for folder in [paths::drafts(dir), dir.join(ASIDE)] {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries.flatten() {
            if file::case_of(&mut File::open(entry.path())?) == Some(case) {
                std::fs::remove_file(entry.path())?;
            }
        }
        paths::sync_folder(&folder)?;
    }
    Ok(())
}

/// Seals the texts that lie in clear, as earlier formats have them.
pub(in crate::store) fn seal_plain(dir: &Path, keys: &KeyRing) -> io::Result<()> {
    let Ok(entries) = std::fs::read_dir(paths::drafts(dir)) else { return Ok(()) };
    for entry in entries.flatten() {
        let mut file = File::open(entry.path())?;
        if file::is_plain(&mut file)
            && let Some(draft) = file::latest(&mut file, keys)
        {
            let session = file::session_of(&entry.path());
            file::save_anew(dir, keys, &StoredDraft { session, ..draft })?;
        }
    }
    Ok(())
}

/// Carries over the texts that an earlier format kept among the records.
pub(in crate::store) fn carry_over(db: &sled::Db, dir: &Path, keys: &KeyRing) -> io::Result<()> {
    for value in db.scan_prefix(b"d").values() {
        if let Some(draft) = value.ok().and_then(|v| codec::decode::<StoredDraft>(&v).ok()) {
            file::save(dir, keys, &draft)?;
        }
    }
    Ok(())
}
