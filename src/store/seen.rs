//! The record of looks: who looked at what. A file for each year, beside the journal and framed as
//! it is: each entry checksummed, chained to the one before by hash, and sealed. What leaves the
//! records is on the disk before it is given out, the rest within a second. Any process that reads the
//! store may add to it, under a lock of the file's own.

#[cfg(test)]
mod tests;

use std::fs::{DirBuilder, File};
use std::io;
use std::io::{BufReader, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::Datelike;

use crate::domain::access::Access;
use crate::domain::calendar::zone;
use crate::domain::plural;
use crate::error::{Error, Result};
use crate::store::chain::{ChainReader, ChainStep, HASH, HEAD, JournalPos, MAX_ENTRY, frame};
use crate::store::keyring::{COMMON, KeyRing, Unsealed};
use crate::store::system_error::describe;
use crate::store::{Store, case_words, paths, upgrade};

/// The folder of the files within a store.
pub(in crate::store) const FOLDER: &str = "seen";

/// The first bytes of a file whose entries are sealed.
const MAGIC: &[u8; 16] = b"offsite looks 1\n";
/// The first bytes of a file beside a journal that is not sealed yet, whose entries are not either.
const MAGIC_PLAIN: &[u8; 16] = b"offsite looks 0\n";

/// How long an entry that nobody waits for may be on its way to the disk.
const SYNCED_AFTER: Duration = Duration::from_millis(800);

/// How far the file that was added to last goes, and whether it is being synced.
#[derive(Debug, Default)]
pub(super) struct SeenFile {
    end: Mutex<Option<(PathBuf, JournalPos)>>,
    is_syncing: Arc<AtomicBool>,
}

/// When an entry is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synced {
    /// Before anything else is done.
    First,
    /// Within a second.
    Soon,
}

/// A file of one year.
struct Year<'a> {
    path: PathBuf,
    /// With what its entries are sealed; none where they are not.
    keys: Option<&'a KeyRing>,
}

impl<'a> Year<'a> {
    /// Returns the file for a moment, beside a journal that is sealed or not.
    fn of(dir: &Path, at_ms: i64, keys: &'a KeyRing) -> Year<'a> {
        let moment = chrono::DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        let year = zone::london(&moment).year();
        let is_plain = upgrade::is_in_clear(dir);
        let name = if is_plain { format!("{year}-clear") } else { year.to_string() };
        Year { path: dir.join(FOLDER).join(name), keys: (!is_plain).then_some(keys) }
    }

    fn magic(&self) -> &'static [u8; 16] {
        if self.keys.is_some() { MAGIC } else { MAGIC_PLAIN }
    }

    /// Opens the file to be added to, and waits for its lock.
    fn open(&self) -> io::Result<File> {
        if let Some(folder) = self.path.parent()
            && !folder.is_dir()
        {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
            folder.parent().map_or(Ok(()), paths::sync_folder)?;
        }
        let mut file = paths::open_or_create(&self.path)?;
        file.lock()?;
        if file.metadata()?.len() < self.magic().len() as u64 {
            file.set_len(0)?;
            file.write_all(self.magic())?;
            self.path.parent().map_or(Ok(()), paths::sync_folder)?;
        }
        Ok(file)
    }

    /// Adds an entry to the end of the file. What was gone over before is not again.
    fn append(&self, access: &Access, seen: &SeenFile, synced: Synced) -> io::Result<()> {
        let mut end = seen.end.lock().unwrap_or_else(PoisonError::into_inner);
        let mut file = self.open()?;
        let len = file.metadata()?.len();
        let known = end.take().filter(|(path, at)| *path == self.path && at.end <= len);
        let from = known.map_or(JournalPos::ORIGIN, |(_, at)| at);
        let walked = self.walk(&mut file, from, &mut |_, _| ())?;
        if walked.end < len {
            self.set_aside(&file, walked, len)?;
        }
        let body = self.sealed(walked.seq + 1, access).map_err(io::Error::other)?;
        let payload = [&walked.hash[..], &body].concat();
        let written = file.write_all_at(&frame(&payload), walked.end);
        let done = written.and_then(|()| match synced {
            Synced::First => file.sync_data(),
            Synced::Soon => Ok(()),
        });
        match done {
            Ok(()) => *end = Some((self.path.clone(), walked.after(&payload))),
            Err(_) => drop(file.set_len(walked.end)),
        }
        if done.is_ok() && synced == Synced::Soon {
            file.unlock()?;
            sync_soon(file, Arc::clone(&seen.is_syncing));
        }
        done
    }

    /// Returns the bytes of an entry. Why a case was opened goes when the case does.
    fn sealed(&self, seq: u64, access: &Access) -> Result<Vec<u8>> {
        let plain = |access: &Access| {
            serde_json::to_vec(access)
                .map_err(|e| Error::input("The look could not be noted.").with_source(e))
        };
        let Some(keys) = self.keys else { return plain(access) };
        let sealed = match access.case {
            Some(case) if !access.why.is_empty() => {
                plain(&Access { why: case_words::seal(keys, case, &access.why)?, ..access.clone() })
            }
            _ => plain(access),
        };
        keys.seal(COMMON, &place(seq), &sealed?)
    }

    /// Goes over every whole entry from a place on, and returns the place after the last.
    ///
    /// # Errors
    /// The file does not begin as one, or cannot be read.
    fn walk(
        &self,
        file: &mut File,
        from: JournalPos,
        each: &mut dyn FnMut(JournalPos, &[u8]),
    ) -> io::Result<JournalPos> {
        let mut magic = [0; MAGIC.len()];
        file.read_exact_at(&mut magic, 0)?;
        if magic != *self.magic() {
            return Err(io::Error::other("it is no record of looks"));
        }
        file.seek(SeekFrom::Start(from.end))?;
        let mut reader = ChainReader::new(BufReader::new(file), from);
        while reader.step()? == ChainStep::Entry {
            each(reader.mark(), &reader.payload()[HASH..]);
        }
        Ok(reader.mark())
    }

    /// Takes what follows the last whole entry off. A write that was cut off was never acknowledged;
    /// anything else is kept in a file of its own, which `verify` names.
    fn set_aside(&self, file: &File, end: JournalPos, len: u64) -> io::Result<()> {
        if !is_torn(file, end.end, len)? {
            let name = self.path.file_name().unwrap_or_default().to_string_lossy();
            let aside = paths::free(
                self.path.parent().unwrap_or(Path::new(".")),
                &format!("{name}-unread-{}", end.end),
            );
            paths::write_whole(&aside, &rest(file, end.end, len)?)?;
        }
        file.set_len(end.end)?;
        file.sync_all()
    }

    /// Reads every entry, and says what is wrong with the file.
    fn read(&self, into: &mut Vec<Access>) -> Result<Option<String>> {
        let shown = self.path.display();
        let failed =
            |e: io::Error| Error::io(format!("{shown} could not be read: {}.", describe(&e)), e);
        let mut file = File::open(&self.path).map_err(failed)?;
        let len = file.metadata().map_err(failed)?.len();
        let mut unopened = 0_u32;
        let walked = self.walk(&mut file, JournalPos::ORIGIN, &mut |mark, body| match self
            .entry(mark.seq, body)
        {
            Some(access) => into.push(access),
            None => unopened += 1,
        });
        let Ok(end) = walked else {
            return Ok(Some(format!("{shown} is no record of who looked.")));
        };
        if unopened > 0 {
            let count = plural::count(unopened, "entry", "entries");
            return Ok(Some(format!("The key does not open {count} of {shown}.")));
        }
        let is_whole = end.end == len || is_torn(&file, end.end, len).map_err(failed)?;
        let words = || format!("{shown} is damaged after entry {}.", end.seq);
        Ok((!is_whole).then(words))
    }

    fn entry(&self, seq: u64, body: &[u8]) -> Option<Access> {
        let Some(keys) = self.keys else { return serde_json::from_slice(body).ok() };
        let Unsealed::Plain(plain) = keys.unseal(COMMON, &place(seq), body).ok()? else {
            return None;
        };
        let mut access: Access = serde_json::from_slice(&plain).ok()?;
        if let Some(case) = access.case {
            access.why = case_words::open(keys, case, &access.why).ok()?;
        }
        Some(access)
    }
}

/// Has what was written to a file synced within a second, with all that is added until then.
fn sync_soon(file: File, is_syncing: Arc<AtomicBool>) {
    if !is_syncing.swap(true, Ordering::AcqRel) {
        std::thread::spawn(move || {
            std::thread::sleep(SYNCED_AFTER);
            is_syncing.store(false, Ordering::Release);
            // Where the disk refuses, the next entry that is waited for says so.
            let _ = file.sync_data();
        });
    }
}

/// Returns what binds an entry to its place in the file.
fn place(seq: u64) -> Vec<u8> {
    [b"seen".as_slice(), &seq.to_be_bytes()].concat()
}

fn rest(file: &File, from: u64, len: u64) -> io::Result<Vec<u8>> {
    let mut rest = vec![0; usize::try_from(len - from).unwrap_or(usize::MAX)];
    file.read_exact_at(&mut rest, from)?;
    Ok(rest)
}

/// Returns whether bytes behind the last whole entry are one write that was cut off: shorter than it
/// says itself, or room that was never filled.
fn is_torn(file: &File, from: u64, len: u64) -> io::Result<bool> {
    let rest = rest(file, from, len)?;
    let Some(head) = rest.first_chunk::<4>() else { return Ok(true) };
    let says = u32::from_le_bytes(*head);
    let is_short = says <= MAX_ENTRY && u64::from(says) + HEAD > rest.len() as u64;
    Ok(is_short || rest.iter().all(|byte| *byte == 0))
}

/// Returns the files of every year, in order, and those that were set aside.
fn files(dir: &Path) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let entries = std::fs::read_dir(dir.join(FOLDER)).into_iter().flatten().flatten();
    let mut all: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    all.sort();
    all.into_iter().partition(|path| !path.to_string_lossy().contains("-unread-"))
}

impl Store {
    /// Notes a look. A store that is only read is added to all the same.
    ///
    /// # Errors
    /// It cannot be written; what was to be given out is then not.
    pub fn note_access(&self, access: &Access, synced: Synced) -> Result<()> {
        let year = Year::of(&self.dir, access.at_ms, &self.keys);
        year.append(access, &self.seen, synced).map_err(|e| {
            let folder = self.dir.join(FOLDER);
            let why = format!("{} could not be written: {}.", folder.display(), describe(&e));
            Error::io(format!("Nothing was given out, since it could not be noted. {why}"), e)
                .with_hint("Make room or mend the folder, then do it again.")
        })
    }

    /// Returns every look, in the order of the files, and a sentence for each fault of them.
    ///
    /// # Errors
    /// A file cannot be read.
    pub fn accesses(&self) -> Result<(Vec<Access>, Vec<String>)> {
        let (years, aside) = files(&self.dir);
        let (mut all, mut faults) = (Vec::new(), Vec::new());
        for path in years {
            let is_plain = path.to_string_lossy().ends_with("-clear");
            let keys = (!is_plain).then_some(&*self.keys);
            faults.extend(Year { path, keys }.read(&mut all)?);
        }
        faults.extend(aside.iter().map(|path| {
            format!("A part of who looked could not be read and was set aside: {}.", path.display())
        }));
        Ok((all, faults))
    }

    /// Deletes the looks of every year before this one; one that cannot be deleted stays.
    pub fn forget_looks_before(&self, year: i32) {
        for path in files(&self.dir).0 {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let of: Option<i32> = name.trim_end_matches("-clear").parse().ok();
            if of.is_some_and(|of| of < year) {
                let _ = std::fs::remove_file(&path);
            }
        }
    }
}
