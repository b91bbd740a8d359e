//! Drafts: text being typed, on disk before the next key.
//!
//! Each is a file beside the records, so damage to the records cannot take it, and keeps its last
//! two states, so a torn write leaves the one before.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::domain::case::{CaseRef, FieldPath};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::store::{Store, StoredDraft, codec, lock, paths};

/// Where the second of the two states begins; the file is sparse.
const SECOND: u64 = 1 << 20;
/// Bytes before each state: how often the text was kept, its length, a checksum over both and the
/// text.
const HEAD: usize = 16;

/// Returns the folder of texts within a store.
pub(super) fn folder(dir: &Path) -> PathBuf {
    dir.join("drafts")
}

impl Store {
    /// Keeps a text on disk.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save_draft(&self, draft: &StoredDraft) -> Result<()> {
        self.writable()?;
        save(&self.dir, draft).map_err(|e| {
            Error::io(format!("The text is not on disk yet: {}.", lock::describe(&e)), e)
                .with_hint("It is kept here: make room or mend the folder, then go on typing.")
        })
    }

    /// Returns the officer's kept texts, the latest first.
    ///
    /// # Errors
    /// They cannot be read.
    pub fn drafts(&self, who: &str) -> Result<Vec<StoredDraft>> {
        let unreadable = |e: io::Error| {
            Error::io(format!("The kept texts could not be read: {}.", lock::describe(&e)), e)
        };
        let (mut all, _) = read_all(&self.dir).map_err(unreadable)?;
        all.retain(|d| d.who == who);
        all.sort_by_key(|d| std::cmp::Reverse(d.at_ms));
        Ok(all)
    }

    /// Drops a kept text, once it was saved or given up.
    ///
    /// # Errors
    /// It cannot be dropped.
    pub fn drop_draft(&self, who: &str, case: CaseRef, place: &FieldPath) -> Result<()> {
        self.writable()?;
        match std::fs::remove_file(path(&self.dir, who, case, place)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done.and_then(|()| paths::sync_folder(&folder(&self.dir))).map_err(|e| {
                let why = lock::describe(&e);
                Error::io(format!("A kept text could not be dropped: {why}."), e)
            }),
        }
    }
}

fn path(dir: &Path, who: &str, case: CaseRef, place: &FieldPath) -> PathBuf {
    let row = place.row.as_ref().map(|(t, r)| format!("{t}/{r}/")).unwrap_or_default();
    // A name by number tells nobody who wrote what of whom.
    let name = codec::digest(who.as_bytes(), format!("{case}/{row}{}", place.field).as_bytes());
    folder(dir).join(format!("{name:016x}"))
}

/// Writes a text over the older of its two states and through to the disk.
pub(super) fn save(dir: &Path, draft: &StoredDraft) -> io::Result<()> {
    let path = path(dir, &draft.who, draft.case, &draft.place);
    if !path.exists() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder(dir))?;
    }
    let mut file = OpenOptions::new()
        .read(true)
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(&path)?;
    let times = [0, SECOND].map(|at| state(&mut file, at).map_or(0, |(n, _)| n));
    let (at, n) = if times[0] <= times[1] { (0, times[1] + 1) } else { (SECOND, times[0] + 1) };
    if times == [0, 0] {
        // Before anything is in it: then a file that holds a text has its name on the disk, however
        // the saving before this one ended.
        paths::sync_folder(&folder(dir))?;
        paths::sync_folder(dir)?;
    }
    let body = codec::write(draft);
    if (body.len() + HEAD) as u64 > SECOND {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut bytes = n.to_le_bytes().to_vec();
    bytes.extend((body.len() as u32).to_le_bytes());
    bytes.extend(check(n, &body).to_le_bytes());
    bytes.extend(body);
    file.write_all_at(&bytes, at)?;
    file.sync_data()
}

/// Writes the list of texts through to the disk, after a session that may have been ended before it
/// had.
pub(super) fn sync(dir: &Path) -> io::Result<()> {
    match paths::sync_folder(&folder(dir)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}

/// Returns every text that can be read, and how many files cannot.
pub(super) fn read_all(dir: &Path) -> io::Result<(Vec<StoredDraft>, usize)> {
    let (mut out, mut lost) = (Vec::new(), 0);
    let entries = match std::fs::read_dir(folder(dir)) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok((out, 0)),
        entries => entries?,
    };
    for entry in entries {
        let mut file = File::open(entry?.path())?;
        let latest =
            [0, SECOND].into_iter().filter_map(|at| state(&mut file, at)).max_by_key(|(n, _)| *n);
        match latest {
            Some((_, draft)) => out.push(draft),
            None => lost += 1,
        }
    }
    Ok((out, lost))
}

/// Moves the texts that cannot be read out of the way, so that they are neither lost nor passed
/// over without a word, and returns what is said of them.
pub(super) fn set_unreadable_aside(dir: &Path) -> Option<String> {
    let mut moved = 0;
    let aside = dir.join("drafts-unreadable");
    for entry in std::fs::read_dir(folder(dir)).ok()?.flatten() {
        let mut file = File::open(entry.path()).ok()?;
        if [0, SECOND].into_iter().any(|at| state(&mut file, at).is_some()) {
            continue;
        }
        DirBuilder::new().recursive(true).mode(0o700).create(&aside).ok()?;
        let to = paths::free(&aside, &entry.file_name().to_string_lossy());
        moved += usize::from(std::fs::rename(entry.path(), to).is_ok());
    }
    let texts = pluralize(moved, "text");
    (moved > 0).then(|| {
        format!(
            "{texts} that somebody was typing cannot be read; set aside in {}. Look at what you typed last, and type it again where it is not there.",
            aside.display()
        )
    })
}

fn check(n: u64, body: &[u8]) -> u32 {
    let mut sum = crc32fast::Hasher::new();
    sum.update(&n.to_le_bytes());
    sum.update(body);
    sum.finalize()
}

fn state(file: &mut File, at: u64) -> Option<(u64, StoredDraft)> {
    let mut head = [0; HEAD];
    file.read_exact_at(&mut head, at).ok()?;
    let n = u64::from_le_bytes(head[..8].try_into().ok()?);
    let len = u32::from_le_bytes(head[8..12].try_into().ok()?);
    if u64::from(len) > SECOND {
        return None;
    }
    let mut body = vec![0; len as usize];
    file.read_exact_at(&mut body, at + HEAD as u64).ok()?;
    if check(n, &body).to_le_bytes() != head[12..] {
        return None;
    }
    Some((n, codec::decode(&body).ok()?))
}

/// Carries over the texts that an earlier format kept among the records.
pub(super) fn carry_over(db: &sled::Db, dir: &Path) -> io::Result<()> {
    for value in db.scan_prefix(b"d").values() {
        if let Some(draft) = value.ok().and_then(|v| codec::decode::<StoredDraft>(&v).ok()) {
            save(dir, &draft)?;
        }
    }
    Ok(())
}
