//! Packs a store into a tar, with the sum of each file.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::io::{BufReader, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use crate::store::backup::{BESIDE, SUMS, format_of, is_expected};
use crate::store::backup_head::{ABOUT, KeyPlace};
use crate::store::chain::JournalPos;
use crate::store::evidence::is_whole;
use crate::store::evidence::named::rotten;
use crate::store::heads::HeadSignature;
use crate::store::hex::{is_sum, to_hex};
use crate::store::{Progress, backup_head, keyring, seen};

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
    /// Whether the journal, and with it the evidence, is sealed.
    is_sealed: bool,
}

/// What of the evidence went into a backup.
#[derive(Default)]
pub(in crate::store) struct Packed {
    pub(in crate::store) evidence: u64,
    /// The sums under which it lies.
    pub(in crate::store) sums: BTreeSet<String>,
    /// A sentence for each file that is not what its name says.
    pub(in crate::store) rotten: Vec<String>,
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
        self.sums.push_str(&format!("{}  {name}\n", to_hex(&summed.hash.finalize())));
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
            } else if is_expected(&name) && Path::new(&name).extension() != Some("new".as_ref()) {
                // A text being typed may be saved and gone since the folder was read.
                let Ok(mut from) = File::open(dir.join(&name)) else { continue };
                let mut bytes = Vec::new();
                from.read_to_end(&mut bytes)?;
                if is_evidence && is_sum(&file) {
                    if !is_whole(&file, &bytes, self.is_sealed) {
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

/// Packs the journal up to a mark, the drafts, the looks and the evidence.
pub(in crate::store) fn pack(
    tar: &mut tar::Builder<impl Write>,
    dir: &Path,
    (mark, is_sealed): (JournalPos, bool),
    signature: Option<&HeadSignature>,
    progress: Progress<'_>,
    stop: &AtomicBool,
) -> io::Result<Packed> {
    let (sums, packed) = (String::new(), Packed::default());
    let mut packer = Packer { tar, sums, packed, is_sealed };
    let key = match (is_sealed, keyring::carries_its_key(dir)) {
        (false, _) => KeyPlace::NotSealed,
        (true, true) => KeyPlace::Inside,
        (true, false) => KeyPlace::Elsewhere,
    };
    let about = backup_head::about(format_of(dir), mark, signature, key);
    packer.add(ABOUT, about.len() as u64, about.as_bytes())?;
    let journal = CountingReader {
        from: BufReader::with_capacity(1 << 18, File::open(dir.join("journal"))?),
        done: 0,
        of: mark.end,
        progress,
        stop,
    };
    packer.add("journal", mark.end, journal)?;
    // After the journal: every key that it needs is there by then.
    for name in BESIDE {
        match std::fs::read(dir.join(name)) {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            read => {
                let bytes = read?;
                packer.add(name, bytes.len() as u64, bytes.as_slice())?;
            }
        }
    }
    packer.add_folder(dir, "drafts")?;
    packer.add_folder(dir, seen::FOLDER)?;
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
