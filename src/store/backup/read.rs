//! Reads a backup, to check it or to restore it into an empty folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::store;
use crate::store::backup::encryption::BackupKey;
use crate::store::backup::{
    ABOUT, BackupSummary, FORMAT, SUMS, encryption, evidence_of, head, hex, is_expected, is_sum,
    missing,
};
use crate::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC};
use crate::store::{Progress, format, lock, paths};

/// The largest file besides the journal, in bytes: evidence is scans and letters.
const FILE_MOST: u64 = 1 << 30;

/// What is said of a backup that cannot be taken.
const EARLIER: &str = "Nothing was restored; take an earlier one.";

/// Returns the error of a file that is no whole backup.
fn damaged() -> Error {
    Error::damaged("The backup is damaged or no backup of Offsite.").with_hint(EARLIER)
}

/// Returns the error of a backup that does not read on.
fn unreadable(cause: io::Error) -> Error {
    damaged().with_source(cause)
}

/// Opens a backup to be read.
fn open(file: &Path) -> Result<BufReader<File>> {
    let from = File::open(file).map_err(|e| {
        Error::io(format!("{} cannot be read: {}.", file.display(), lock::describe(&e)), e)
    })?;
    Ok(BufReader::with_capacity(1 << 18, from))
}

/// Reads a backup to its end and holds every sum and the journal's chain against it.
///
/// # Errors
/// It is damaged or cannot be opened.
pub fn check(file: &Path, key: &BackupKey, progress: Progress<'_>) -> Result<BackupSummary> {
    let from = open(file)?;
    unpack(from, key, None, progress)
}

/// Restores a backup into a folder that is new or empty; where anything is wrong, the folder is
/// left as it was.
///
/// # Errors
/// The folder holds something, or the backup is damaged or cannot be opened.
pub fn restore(
    file: &Path,
    key: &BackupKey,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    let is_new = !dir.exists();
    if !is_new && std::fs::read_dir(dir).is_ok_and(|mut d| d.next().is_some()) {
        return Err(Error::conflict(format!("{} is not empty.", dir.display()))
            .with_hint("Restore into a new folder: offsite restore FILE --data NEW-FOLDER."));
    }
    let refused = |e: io::Error| {
        Error::io(format!("{} cannot be written: {}.", dir.display(), lock::describe(&e)), e)
    };
    let from = open(file)?;
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
    let done = unpack(from, key, Some(dir), progress).and_then(|told| {
        format::set(dir)
            .and_then(|()| sync_folders(dir))
            .and_then(|()| paths::sync_way(dir))
            .map(|()| told)
            .map_err(refused)
    });
    if done.is_err() {
        for name in ["journal", "format", "format.new"] {
            let _ = std::fs::remove_file(dir.join(name));
        }
        for name in ["drafts", "evidence"] {
            let _ = std::fs::remove_dir_all(dir.join(name));
        }
        if is_new {
            let _ = std::fs::remove_dir(dir);
        }
    }
    done
}

/// Writes the lists of all folders within one through to the disk.
fn sync_folders(dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)?.flatten() {
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    paths::sync_folder(dir)
}

/// Reads a backup from anywhere; with a folder, writes what it holds there.
///
/// # Errors
/// It is damaged or cannot be opened.
pub fn unpack(
    from: impl BufRead,
    key: &BackupKey,
    into: Option<&Path>,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    let mut archive = tar::Archive::new(GzDecoder::new(encryption::open(from, key)?));
    let mut told = BackupSummary { entries: 0, evidence: 0, bytes: 0, faults: Vec::new() };
    let (mut named, mut held, mut about) = (BTreeSet::new(), BTreeSet::new(), None);
    let mut end = None;
    let mut sums: BTreeMap<String, String> = BTreeMap::new();
    let mut listed: Option<String> = None;
    for entry in archive.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        let name =
            entry.path().ok().and_then(|p| p.to_str().map(str::to_owned)).ok_or_else(damaged)?;
        let len = entry.size();
        let is_plain = entry.header().entry_type() == tar::EntryType::Regular;
        if listed.is_some()
            || !is_plain
            || !is_expected(&name)
            || sums.contains_key(&name)
            || name != "journal" && len > FILE_MOST
        {
            return Err(damaged());
        }
        if name == SUMS || name == ABOUT {
            let mut text = String::new();
            entry.by_ref().take(1 << 26).read_to_string(&mut text).map_err(unreadable)?;
            if name == SUMS {
                listed = Some(text);
                continue;
            }
            let format = text
                .lines()
                .next()
                .and_then(|l| l.strip_prefix("Offsite backup, format "))
                .and_then(|n| n.parse::<u32>().ok());
            if format.ok_or_else(damaged)? > FORMAT {
                return Err(Error::input("The backup was written by a newer Offsite.")
                    .with_hint("Restore it with that version."));
            }
            about = Some(head::parse(&text).ok_or_else(damaged)?);
            sums.insert(name, hex(&Sha256::digest(text.as_bytes())));
            continue;
        }
        let file = into.map(|dir| create(dir, &name)).transpose()?;
        let mut copy = HashingCopy { from: entry, hash: Sha256::new(), file, failed: None };
        if name == "journal" {
            let mark = journal(&mut copy, len, &mut named, progress)
                .map_err(|error| copy.failed.take().unwrap_or(error))?;
            told.entries = mark.seq;
            end = Some((mark.seq, mark.hash));
        }
        io::copy(&mut copy, &mut io::sink())
            .map_err(|e| copy.failed.take().unwrap_or_else(|| unreadable(e)))?;
        if let Some(file) = &copy.file {
            file.sync_all().map_err(|e| {
                Error::io(format!("{name} could not be written: {}.", lock::describe(&e)), e)
            })?;
        }
        let sum = hex(&copy.hash.finalize());
        if name.starts_with("evidence/") {
            told.evidence += 1;
            let own = name.rsplit('/').next().unwrap_or_default();
            if is_sum(own) && own != sum {
                return Err(Error::damaged(format!(
                    "The backup is not sound: {name} is not the file that was put there."
                ))
                .with_hint(EARLIER));
            }
            held.insert(own.to_owned());
        }
        sums.insert(name, sum);
    }
    // The end of the compression holds its checksum, and the end of the encryption the proof that
    // nothing was cut off.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(unreadable)?;
    let found: String = sums.iter().map(|(name, sum)| format!("{sum}  {name}\n")).collect();
    let mut listed: Vec<&str> = listed.as_deref().ok_or_else(damaged)?.lines().collect();
    listed.sort_by_key(|l| l.get(66..).unwrap_or_default());
    // The first page says how far the journal goes; one without it, or of another journal, was put
    // together by somebody else.
    if about.is_none() || about != end {
        return Err(damaged());
    }
    told.faults.extend(named.difference(&held).map(|sum| missing(sum)));
    if !sums.contains_key("journal") || listed != found.lines().collect::<Vec<_>>() {
        return Err(damaged());
    }
    Ok(told)
}

fn create(dir: &Path, name: &str) -> Result<File> {
    let path = dir.join(name);
    let refused = |e: io::Error| {
        Error::io(format!("{} could not be written: {}.", path.display(), lock::describe(&e)), e)
    };
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(refused)?;
    }
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).map_err(refused)
}

/// Hashes what is read through it and writes it to a file.
struct HashingCopy<R> {
    from: R,
    hash: Sha256,
    file: Option<File>,
    failed: Option<Error>,
}

impl<R: Read> Read for HashingCopy<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.update(&into[..n]);
        if let Some(file) = &mut self.file
            && let Err(e) = file.write_all(&into[..n])
        {
            let kind = e.kind();
            let words = format!("The backup could not be written out: {}.", lock::describe(&e));
            self.failed = Some(Error::io(words, e).with_hint("Make room, then restore it again."));
            return Err(kind.into());
        }
        Ok(n)
    }
}

/// Reads the journal's entries and the change in each, gathers the evidence that they name, and
/// returns where it ends.
fn journal(
    from: &mut impl Read,
    len: u64,
    named: &mut BTreeSet<String>,
    progress: Progress<'_>,
) -> Result<JournalPos> {
    let damaged = |n: u64| {
        let words = format!("The backup is damaged: entry {n} of its journal does not read.");
        Error::damaged(words).with_hint(EARLIER)
    };
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic).map_err(|e| damaged(1).with_source(e))?;
    if magic != *MAGIC {
        let words = "The backup's journal is of a newer Offsite, or damaged.";
        return Err(Error::damaged(words).with_hint("Nothing was restored."));
    }
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    loop {
        let next = reader.mark().seq + 1;
        match reader.step().map_err(|e| damaged(next).with_source(e))? {
            ChainStep::Entry => {
                progress("Reading the backup", reader.mark().end, len);
                let change = store::journal::decode(reader.payload())
                    .map_err(|e| damaged(next).with_source(e))?;
                named.extend(evidence_of(&change).map(str::to_owned));
            }
            ChainStep::End => return Ok(reader.mark()),
            ChainStep::Broken | ChainStep::Unchained => return Err(damaged(next)),
        }
    }
}
