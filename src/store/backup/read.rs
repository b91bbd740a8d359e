//! Reads a backup, to check it or to restore it into an empty folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};

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

/// Reads a backup to its end and holds every sum and the journal's chain against it.
///
/// # Errors
/// A sentence where it is damaged or cannot be opened.
pub fn check(
    file: &Path,
    key: &BackupKey,
    progress: Progress<'_>,
) -> Result<BackupSummary, String> {
    let from = File::open(file)
        .map_err(|e| format!("{} cannot be read: {}.", file.display(), lock::describe(&e)))?;
    unpack(BufReader::with_capacity(1 << 18, from), key, None, progress)
}

/// Restores a backup into a folder that is new or empty; where anything is wrong, the folder is
/// left as it was.
///
/// # Errors
/// A sentence where the folder holds something, or the backup is damaged or cannot be opened.
pub fn restore(
    file: &Path,
    key: &BackupKey,
    dir: &Path,
    progress: Progress<'_>,
) -> Result<BackupSummary, String> {
    let is_new = !dir.exists();
    if !is_new && std::fs::read_dir(dir).is_ok_and(|mut d| d.next().is_some()) {
        return Err(format!(
            "{} is not empty. Restore into a new folder: offsite restore FILE --data NEW-FOLDER.",
            dir.display()
        ));
    }
    let refused =
        |e: io::Error| format!("{} cannot be written: {}.", dir.display(), lock::describe(&e));
    let from = File::open(file)
        .map_err(|e| format!("{} cannot be read: {}.", file.display(), lock::describe(&e)))?;
    DirBuilder::new().recursive(true).mode(0o700).create(dir).map_err(refused)?;
    let done = unpack(BufReader::with_capacity(1 << 18, from), key, Some(dir), progress).and_then(
        |told| {
            format::set(dir)
                .and_then(|()| sync_folders(dir))
                .and_then(|()| paths::sync_way(dir))
                .map(|()| told)
                .map_err(refused)
        },
    );
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
/// A sentence where it is damaged or cannot be opened.
pub fn unpack(
    from: impl BufRead,
    key: &BackupKey,
    into: Option<&Path>,
    progress: Progress<'_>,
) -> Result<BackupSummary, String> {
    let mut archive = tar::Archive::new(GzDecoder::new(encryption::open(from, key)?));
    let damaged = || {
        "The backup is damaged or no backup of Offsite. Nothing was restored; take an earlier one."
            .to_owned()
    };
    let mut told = BackupSummary { entries: 0, evidence: 0, bytes: 0, faults: Vec::new() };
    let (mut named, mut held, mut about) = (BTreeSet::new(), BTreeSet::new(), None);
    let mut end = None;
    let mut sums: BTreeMap<String, String> = BTreeMap::new();
    let mut listed: Option<String> = None;
    for entry in archive.entries().map_err(|_| damaged())? {
        let mut entry = entry.map_err(|_| damaged())?;
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
            entry.by_ref().take(1 << 26).read_to_string(&mut text).map_err(|_| damaged())?;
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
                return Err(
                    "The backup was written by a newer Offsite. Restore it with that version."
                        .into(),
                );
            }
            about = Some(head::parse(&text).ok_or_else(damaged)?);
            sums.insert(name, hex(&Sha256::digest(text.as_bytes())));
            continue;
        }
        let file = into.map(|dir| create(dir, &name)).transpose()?;
        let mut copy = HashingCopy { from: entry, hash: Sha256::new(), file, failed: None };
        if name == "journal" {
            let mark = journal(&mut copy, len, &mut named, progress)
                .map_err(|words| copy.failed.take().unwrap_or(words))?;
            told.entries = mark.seq;
            end = Some((mark.seq, mark.hash));
        }
        io::copy(&mut copy, &mut io::sink())
            .map_err(|_| copy.failed.take().unwrap_or_else(damaged))?;
        if let Some(file) = &copy.file {
            file.sync_all()
                .map_err(|e| format!("{name} could not be written: {}.", lock::describe(&e)))?;
        }
        let sum = hex(&copy.hash.finalize());
        if name.starts_with("evidence/") {
            told.evidence += 1;
            let own = name.rsplit('/').next().unwrap_or_default();
            if is_sum(own) && own != sum {
                return Err(format!(
                    "The backup is not sound: {name} is not the file that was put there. Nothing was restored; take an earlier one."
                ));
            }
            held.insert(own.to_owned());
        }
        sums.insert(name, sum);
    }
    // The end of the compression holds its checksum, and the end of the encryption the proof that
    // nothing was cut off.
    io::copy(&mut archive.into_inner(), &mut io::sink()).map_err(|_| damaged())?;
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

fn create(dir: &Path, name: &str) -> Result<File, String> {
    let path = dir.join(name);
    let refused =
        |e: io::Error| format!("{} could not be written: {}.", path.display(), lock::describe(&e));
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
    failed: Option<String>,
}

impl<R: Read> Read for HashingCopy<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.update(&into[..n]);
        if let Some(file) = &mut self.file
            && let Err(e) = file.write_all(&into[..n])
        {
            self.failed = Some(format!(
                "The backup could not be written out: {}. Make room, then restore it again.",
                lock::describe(&e)
            ));
            return Err(e);
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
) -> Result<JournalPos, String> {
    let damaged = |n: u64| {
        format!(
            "The backup is damaged: entry {n} of its journal does not read. Nothing was restored; take an earlier one."
        )
    };
    let mut magic = [0; MAGIC.len()];
    from.read_exact(&mut magic).map_err(|_| damaged(1))?;
    if magic != *MAGIC {
        return Err(
            "The backup's journal is of a newer Offsite, or damaged. Nothing was restored.".into(),
        );
    }
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    loop {
        match reader.step() {
            Ok(ChainStep::Entry) => {
                progress("Reading the backup", reader.mark().end, len);
                let change = store::journal::decode(reader.payload())
                    .ok_or_else(|| damaged(reader.mark().seq))?;
                named.extend(evidence_of(&change).map(str::to_owned));
            }
            Ok(ChainStep::End) => return Ok(reader.mark()),
            Ok(ChainStep::Broken | ChainStep::Unchained) | Err(_) => {
                return Err(damaged(reader.mark().seq + 1));
            }
        }
    }
}
