//! Writes a backup.

use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io;
use std::io::{BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use crate::error::{Error, ErrorKind, Result};
use crate::store::backup::{
    ABOUT, BackupSummary, Encryption, FORMAT, SUMS, evidence_of, head, hex, is_sum, missing, rotten,
};
use crate::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC};
use crate::store::witness::{Witness, Witnesses};
use crate::store::{Progress, journal, lock, paths};

/// What is said of a journal that is not to be backed up.
const VERIFY: &str = "Nothing was written; run offsite verify.";

/// Writes a backup of the store in `dir` into a new file, which is there whole or not at all.
///
/// # Errors
/// The store is damaged or the file cannot be written.
pub fn write(
    dir: &Path,
    to: &Path,
    seal: &Encryption,
    progress: Progress<'_>,
) -> Result<BackupSummary> {
    write_unless(dir, to, seal, progress, &AtomicBool::new(false)).map(|told| told.summary)
}

/// What was written, and which earlier backups hold what the journal does not.
pub(super) struct Written {
    pub summary: BackupSummary,
    pub disagreeing: Vec<Witness>,
}

/// Writes a backup as `write` does, unless it is told to stop.
pub(super) fn write_unless(
    dir: &Path,
    to: &Path,
    seal: &Encryption,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Written> {
    if to.exists() {
        return Err(is_there(to));
    }
    put(dir, to, false, seal, progress, stop)
}

/// Writes a backup as `write` does, over one of the same name, which is there until the new one is
/// whole.
pub(super) fn write_over(
    dir: &Path,
    to: &Path,
    seal: &Encryption,
    progress: Progress<'_>,
) -> Result<Written> {
    put(dir, to, true, seal, progress, &AtomicBool::new(false))
}

fn put(
    dir: &Path,
    to: &Path,
    over: bool,
    seal: &Encryption,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> Result<Written> {
    let Proved { mark, evidence: named, disagreeing } = whole_part(dir, progress, stop)?;
    // One of each kind may be under way at the same time.
    let part = PathBuf::from(format!("{}.{}", to.display(), if over { "new" } else { "part" }));
    let failed = |e: io::Error| {
        let _ = std::fs::remove_file(&part);
        let why = if e.kind() == io::ErrorKind::Other {
            e.to_string()
        } else {
            lock::describe(&e).to_owned()
        };
        Error::io(format!("The backup {} was not written: {why}.", to.display()), e)
            .with_hint("Choose another place, then do it again.")
    };
    let _ = std::fs::remove_file(&part);
    let file =
        OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(failed)?;
    let mut packed = Packed::default();
    let out = seal
        .through(BufWriter::with_capacity(1 << 18, file), |out| {
            let mut tar = tar::Builder::new(GzEncoder::new(out, Compression::fast()));
            packed = pack(&mut tar, dir, mark, progress, stop)?;
            tar.into_inner()?.finish().map(|_| ())
        })
        .map_err(failed)?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    let bytes = file.metadata().map_err(failed)?.len();
    if !over && to.exists() {
        let _ = std::fs::remove_file(&part);
        return Err(is_there(to));
    }
    std::fs::rename(&part, to).map_err(failed)?;
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    paths::sync_folder(folder).map_err(failed)?;
    let mut faults = packed.rotten;
    faults.extend(named.difference(&packed.sums).map(|sum| missing(sum)));
    let evidence = packed.evidence;
    Ok(Written {
        summary: BackupSummary { entries: mark.seq, evidence, bytes, faults },
        disagreeing,
    })
}

fn is_there(to: &Path) -> Error {
    Error::conflict(format!("{} is there already.", to.display()))
        .with_hint("Choose another name; a backup is never written over.")
}

/// The part of a journal that is proved: where it ends, the evidence that it names, and the backups
/// that know more or other of it.
struct Proved {
    mark: JournalPos,
    evidence: BTreeSet<String>,
    disagreeing: Vec<Witness>,
}

/// Returns the end of the last whole entry: what another session is writing at this moment is not
/// in the backup.
fn whole_part(dir: &Path, progress: Progress<'_>, stop: &AtomicBool) -> Result<Proved> {
    let path = dir.join("journal");
    let unreadable = |e: io::Error| {
        let (at, why) = (dir.display(), lock::describe(&e));
        let words =
            format!("There is no store in {at} to back up: the journal cannot be read ({why}).");
        Error::io(words, e)
    };
    let mut file = BufReader::with_capacity(1 << 18, File::open(&path).map_err(unreadable)?);
    let len = file.get_ref().metadata().map_err(unreadable)?.len();
    let mut magic = Vec::new();
    file.by_ref().take(MAGIC.len() as u64).read_to_end(&mut magic).map_err(unreadable)?;
    if magic != MAGIC {
        let words = format!("{} is no journal of this version of Offsite.", path.display());
        return Err(Error::damaged(words).with_hint("Nothing was written."));
    }
    let mut reader = ChainReader::new(file, JournalPos::ORIGIN);
    let (mut witnesses, mut evidence) = (Witnesses::of_backups(dir), BTreeSet::new());
    let proved =
        |mark: JournalPos, evidence: &mut BTreeSet<String>, witnesses: &Witnesses| Proved {
            mark,
            evidence: std::mem::take(evidence),
            disagreeing: witnesses.disagreeing(mark.seq),
        };
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Error::new(ErrorKind::Io, "The backup was given up."));
        }
        match reader.step().map_err(unreadable)? {
            ChainStep::Entry => {
                progress("Reading the journal", reader.mark().end, len);
                witnesses.meet(reader.mark());
                if let Ok(change) = journal::decode(reader.payload()) {
                    evidence.extend(evidence_of(&change).map(str::to_owned));
                }
            }
            ChainStep::End => return Ok(proved(reader.mark(), &mut evidence, &witnesses)),
            ChainStep::Unchained => {
                let n = reader.mark().seq + 1;
                return Err(Error::damaged(format!(
                    "Entry {n} of the journal does not follow the one before it."
                ))
                .with_hint(VERIFY));
            }
            // A write that another session is about to end looks the same as one that was cut off;
            // damage further up does not.
            ChainStep::Broken if is_last(&path, reader.mark().end) => {
                return Ok(proved(reader.mark(), &mut evidence, &witnesses));
            }
            ChainStep::Broken => {
                let n = reader.mark().seq + 1;
                return Err(Error::damaged(format!("Entry {n} of the journal is damaged."))
                    .with_hint(VERIFY));
            }
        }
    }
}

fn is_last(path: &Path, at: u64) -> bool {
    let rest = File::open(path).and_then(|mut f| {
        io::Seek::seek(&mut f, io::SeekFrom::Start(at))?;
        let mut rest = Vec::new();
        f.read_to_end(&mut rest)?;
        Ok(rest)
    });
    rest.is_ok_and(|rest| !crate::store::chain::holds_an_entry(&rest))
}

/// Hashes and counts what is read through it.
struct SummedReader<R> {
    from: R,
    hash: Sha256,
}

impl<R: Read> Read for SummedReader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.from.read(into)?;
        self.hash.update(&into[..n]);
        Ok(n)
    }
}

struct Packer<'a, W: Write> {
    tar: &'a mut tar::Builder<W>,
    sums: String,
    packed: Packed,
}

/// What of the evidence went into a backup.
#[derive(Default)]
struct Packed {
    evidence: u64,
    /// The sums under which it lies.
    sums: BTreeSet<String>,
    /// A sentence for each file that is not what its name says.
    rotten: Vec<String>,
}

impl<W: Write> Packer<'_, W> {
    fn add(&mut self, name: &str, len: u64, from: impl Read) -> io::Result<()> {
        let mut head = tar::Header::new_gnu();
        head.set_size(len);
        head.set_mode(0o600);
        head.set_cksum();
        let mut summed = SummedReader { from: from.take(len), hash: Sha256::new() };
        self.tar.append_data(&mut head, name, &mut summed)?;
        if summed.from.limit() > 0 {
            return Err(io::Error::other(format!("{name} became shorter while it was read")));
        }
        self.sums.push_str(&format!("{}  {name}\n", hex(&summed.hash.finalize())));
        Ok(())
    }

    /// Adds every file of a folder and its folders. Evidence is held to its name: what the disk has
    /// changed is left out and told, and never packed as sound.
    fn add_folder(&mut self, dir: &Path, name: &str) -> io::Result<()> {
        let Ok(entries) = std::fs::read_dir(dir.join(name)) else { return Ok(()) };
        let mut names: Vec<String> =
            entries.flatten().filter_map(|e| e.file_name().into_string().ok()).collect();
        names.sort();
        let is_evidence = name.starts_with("evidence");
        for file in names {
            let name = format!("{name}/{file}");
            if dir.join(&name).is_dir() {
                self.add_folder(dir, &name)?;
            } else if crate::store::backup::is_expected(&name)
                && Path::new(&name).extension() != Some("new".as_ref())
            {
                // A text being typed may be saved and gone since the folder was read.
                let Ok(mut from) = File::open(dir.join(&name)) else { continue };
                let mut bytes = Vec::new();
                from.read_to_end(&mut bytes)?;
                if is_evidence && is_sum(&file) {
                    if hex(&Sha256::digest(&bytes)) != file {
                        self.packed.rotten.push(rotten(&name));
                        // It is told once, as what it is, and not as missing too.
                        self.packed.sums.insert(file);
                        continue;
                    }
                    self.packed.sums.insert(file);
                }
                self.add(&name, bytes.len() as u64, bytes.as_slice())?;
                self.packed.evidence += u64::from(is_evidence);
            }
        }
        Ok(())
    }
}

fn pack(
    tar: &mut tar::Builder<impl Write>,
    dir: &Path,
    mark: JournalPos,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> io::Result<Packed> {
    let mut packer = Packer { tar, sums: String::new(), packed: Packed::default() };
    let about = head::about(FORMAT, mark);
    packer.add(ABOUT, about.len() as u64, about.as_bytes())?;
    let journal = CountingReader {
        from: BufReader::with_capacity(1 << 18, File::open(dir.join("journal"))?),
        done: 0,
        of: mark.end,
        progress,
        stop,
    };
    packer.add("journal", mark.end, journal)?;
    packer.add_folder(dir, "drafts")?;
    packer.add_folder(dir, "evidence")?;
    let sums = std::mem::take(&mut packer.sums);
    packer.add(SUMS, sums.len() as u64, sums.as_bytes())?;
    Ok(packer.packed)
}

struct CountingReader<'a, R> {
    from: R,
    done: u64,
    of: u64,
    progress: Progress<'a>,
    stop: &'a AtomicBool,
}

impl<R: Read> Read for CountingReader<'_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(io::Error::other("it was given up"));
        }
        let n = self.from.read(into)?;
        self.done += n as u64;
        (self.progress)("Writing the backup", self.done, self.of);
        Ok(n)
    }
}
