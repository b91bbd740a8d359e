//! What outlives the journal and names how far it went: the mark of order, the list kept for the
//! next start, the heads of the backups, and an anchor out of the owner's reach. Held against them,
//! a store that was put back to an earlier day, emptied, cut or rewritten cannot pass for the one
//! that it was.

use std::fs::File;
use std::io;
use std::io::{BufReader, Seek, SeekFrom};
use std::path::Path;

use chrono::{DateTime, Local};

use crate::error::{Error, Result};
use crate::store::backup::{self, hex};
use crate::store::chain::{ChainReader, ChainStep, HASH, JournalPos, MAGIC};
use crate::store::{Change, codec, drafts, evidence, lock, meta, paths, startup_cache};

/// The file that lists what an officer has accepted as superseded.
const ACCEPTED: &str = "accepted";
/// How a line of an anchor begins.
const ANCHOR: &str = "Offsite anchor: entry ";

/// Something that names an entry of the journal and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Witness {
    /// What it is, as in "the backup of 2026-11-23".
    pub name: String,
    pub seq: u64,
    /// None where only the number of entries is known to be more than none.
    pub hash: Option<[u8; HASH]>,
}

/// All witnesses of a store, by the entry that they name.
#[derive(Debug, Clone, Default)]
pub(super) struct Witnesses {
    all: Vec<Witness>,
    /// How many of them the walk has come past.
    passed: usize,
    parted: Vec<Witness>,
}

impl Witnesses {
    /// Returns those beside a store, and those of an anchor where one is named; `left` is the mark
    /// of order, which an opening takes away. What was accepted as superseded is not among them.
    pub(super) fn gather(
        dir: &Path,
        left: Option<JournalPos>,
        anchor: Option<&Path>,
        notices: &mut Vec<String>,
    ) -> Witnesses {
        let of = |name: &str, mark: JournalPos| Witness {
            name: name.to_owned(),
            seq: mark.seq,
            hash: Some(mark.hash),
        };
        let mut all: Vec<Witness> = Vec::new();
        all.extend(left.map(|mark| of("the mark of the last session", mark)));
        all.extend(meta::earlier(dir).map(|mark| of("the mark of an earlier session", mark)));
        all.extend(startup_cache::mark(dir).map(|mark| of("the list kept for the start", mark)));
        all.extend(of_backups(dir));
        if let Some(file) = anchor {
            match std::fs::read_to_string(file) {
                Ok(text) => all.extend(text.lines().filter_map(|line| read_anchor(line, file))),
                Err(e) => notices.push(format!(
                    "The anchor {} cannot be read ({}): the store was not held against it.",
                    file.display(),
                    lock::describe(&e)
                )),
            }
        }
        let accepted = accepted(dir);
        all.retain(|w| w.seq > 0 && !w.hash.is_some_and(|hash| accepted.contains(&(w.seq, hash))));
        Witnesses::new(all)
    }

    /// Returns the heads of the backups alone.
    pub(super) fn of_backups(dir: &Path) -> Witnesses {
        Witnesses::new(of_backups(dir).collect())
    }

    fn new(mut all: Vec<Witness>) -> Witnesses {
        all.sort_by_key(|w| w.seq);
        Witnesses { all, passed: 0, parted: Vec::new() }
    }

    /// Takes in the next entry of the journal.
    pub(super) fn meet(&mut self, mark: JournalPos) {
        while let Some(w) = self.all.get(self.passed).filter(|w| w.seq <= mark.seq) {
            if w.seq == mark.seq && w.hash.is_some_and(|hash| hash != mark.hash) {
                self.parted.push(w.clone());
            }
            self.passed += 1;
        }
    }

    /// Returns the witness that names the most, where that is more than the journal's end.
    pub(super) fn beyond(&self, end: u64) -> Option<&Witness> {
        self.all.last().filter(|w| w.seq > end)
    }

    /// Returns every witness that the journal does not agree with, once it was walked to its end.
    pub(super) fn disagreeing(&self, end: u64) -> Vec<Witness> {
        let beyond = self.all.iter().filter(|w| w.seq > end);
        self.parted.iter().chain(beyond).cloned().collect()
    }

    /// Says what of a journal that was walked to its end does not agree with a witness.
    ///
    /// # Errors
    /// Damaged: the store is older than it was, or its history was rewritten.
    pub(super) fn agree(&self, dir: &Path, end: JournalPos, last: Option<&Change>) -> Result<()> {
        if let Some(w) = self.beyond(end.seq) {
            return Err(older(dir, end.seq, last, w));
        }
        match self.parted.first() {
            Some(w) => Err(parted(dir, w)),
            None => Ok(()),
        }
    }
}

fn of_backups(dir: &Path) -> impl Iterator<Item = Witness> {
    backup::heads(dir).into_iter().map(|head| Witness {
        name: format!("the backup {}", head.file.display()),
        seq: head.entries,
        hash: Some(head.hash),
    })
}

/// Returns the error of a journal that ends before a witness says that it did.
pub(super) fn older(dir: &Path, end: u64, last: Option<&Change>, w: &Witness) -> Error {
    let day = last
        .and_then(|change| DateTime::from_timestamp_millis(change.at_ms))
        .map(|at| format!(" of {}", at.with_timezone(&Local).format("%H:%M on %d/%m/%Y")));
    Error::damaged(format!(
        "The store in {} is older than it was: its journal ends at entry {end}{}, and {} names entry {}. It was put back to an earlier day, emptied or cut.",
        dir.display(),
        day.unwrap_or_default(),
        w.name,
        w.seq
    ))
    .with_hint(way_on(dir))
}

/// Returns the error of a journal whose entries are not those that a witness knows.
fn parted(dir: &Path, w: &Witness) -> Error {
    Error::damaged(format!(
        "The history of the store in {} is not the one that {} knows: entry {} has another hash. One of the two was rewritten, or they are of different stores.",
        dir.display(),
        w.name,
        w.seq
    ))
    .with_hint(way_on(dir))
}

fn way_on(dir: &Path) -> String {
    format!(
        "{} To go on with what is here all the same, run offsite accept; no backup is taken away.",
        paths::advice(dir)
    )
}

/// Returns what names more than a journal that is not there: files that only a session with
/// entries leaves behind.
pub(super) fn beside_no_journal(dir: &Path) -> Option<Witness> {
    let holds = |folder: std::path::PathBuf| {
        std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
    };
    let name = if holds(evidence::folder(dir)) {
        "the evidence beside it"
    } else if holds(drafts::folder(dir)) {
        "a text being typed beside it"
    } else {
        return None;
    };
    Some(Witness { name: name.to_owned(), seq: 1, hash: None })
}

/// Returns the line by which an anchor names the end of a store's journal, written at a time; a
/// session may have it open meanwhile.
///
/// # Errors
/// The journal cannot be read, or is damaged.
pub fn anchor(dir: &Path, now: &str) -> Result<String> {
    let end = walk(dir, &mut Witnesses::default())?;
    Ok(anchor_line(end, now))
}

fn anchor_line(end: JournalPos, now: &str) -> String {
    format!("{ANCHOR}{}, hash {}, {now}", end.seq, hex(&end.hash))
}

/// Walks a journal to the end of its last whole entry.
fn walk(dir: &Path, witnesses: &mut Witnesses) -> Result<JournalPos> {
    let path = dir.join("journal");
    let unreadable = |e: io::Error| {
        let words = format!("{} cannot be read: {}.", path.display(), lock::describe(&e));
        Error::io(words, e)
    };
    let mut file = File::open(&path).map_err(unreadable)?;
    file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).map_err(unreadable)?;
    let from = BufReader::with_capacity(1 << 18, file);
    let mut reader = ChainReader::new(from, JournalPos::ORIGIN);
    loop {
        match reader.step().map_err(unreadable)? {
            ChainStep::Entry => witnesses.meet(reader.mark()),
            // What a session is writing at this moment is not whole yet.
            ChainStep::End | ChainStep::Broken => return Ok(reader.mark()),
            ChainStep::Unchained => {
                let n = reader.mark().seq + 1;
                return Err(Error::damaged(format!(
                    "Entry {n} of the journal does not follow the one before it."
                ))
                .with_hint(paths::advice(dir)));
            }
        }
    }
}

fn read_anchor(line: &str, file: &Path) -> Option<Witness> {
    let (seq, rest) = line.trim().strip_prefix(ANCHOR)?.split_once(", hash ")?;
    Some(Witness {
        name: format!("the anchor {}", file.display()),
        seq: seq.parse().ok()?,
        hash: Some(backup::unhex(rest.get(..64)?)?),
    })
}

fn accepted(dir: &Path) -> Vec<(u64, [u8; HASH])> {
    std::fs::read(dir.join(ACCEPTED))
        .ok()
        .and_then(|bytes| codec::decode(&bytes).ok())
        .unwrap_or_default()
}

/// Goes on with a store as it is although some witnesses know more or other of it, and returns
/// their names. Nothing of theirs is taken away.
///
/// # Errors
/// Held by a session; or the journal cannot be read, or the file not written.
pub fn accept(dir: &Path, anchor: Option<&Path>) -> Result<Vec<String>> {
    let _lock = lock::take(dir, "accepting", "now")?;
    let journal = dir.join("journal");
    let failed = |e: io::Error| {
        Error::io(format!("{} cannot be written: {}.", dir.display(), lock::describe(&e)), e)
    };
    if !journal.exists() {
        paths::write_whole(&journal, MAGIC).map_err(failed)?;
    }
    let mut witnesses = Witnesses::gather(dir, meta::left(dir), anchor, &mut Vec::new());
    let end = walk(dir, &mut witnesses)?;
    let superseded = witnesses.disagreeing(end.seq);
    let mut all = accepted(dir);
    all.extend(superseded.iter().filter_map(|w| Some((w.seq, w.hash?))));
    let path = dir.join("accepted.new");
    paths::write_whole(&path, &codec::write(&all))
        .and_then(|()| std::fs::rename(&path, dir.join(ACCEPTED)))
        .and_then(|()| paths::sync_folder(dir))
        .map_err(failed)?;
    Ok(superseded.into_iter().map(|w| format!("{}, entry {}", w.name, w.seq)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seq: u64, letter: u8) -> JournalPos {
        JournalPos { seq, hash: [letter; HASH], ..JournalPos::ORIGIN }
    }

    fn of(seq: u64, letter: u8) -> Witness {
        Witness { name: format!("w{seq}"), seq, hash: Some([letter; HASH]) }
    }

    #[test]
    fn a_walk_finds_what_parts_and_what_lies_beyond() {
        let dir = Path::new("store");
        let mut all = Witnesses::new(vec![of(5, 5), of(2, 2), of(3, 9)]);
        (1..=4).for_each(|n| all.meet(at(n, n as u8)));
        assert_eq!(all.beyond(4).map(|w| w.seq), Some(5));
        assert_eq!(all.disagreeing(4), [of(3, 9), of(5, 5)]);
        let said = all.agree(dir, at(4, 4), None).expect_err("older").to_string();
        assert!(said.contains("ends at entry 4, and w5 names entry 5"), "{said}");
        all.meet(at(5, 5));
        let said = all.agree(dir, at(5, 5), None).expect_err("parted").to_string();
        assert!(said.contains("w3 knows: entry 3 has another hash"), "{said}");
        let mut all = Witnesses::new(vec![of(2, 2)]);
        (1..=4).for_each(|n| all.meet(at(n, n as u8)));
        assert!(all.agree(dir, at(4, 4), None).is_ok());
    }

    #[test]
    fn a_line_of_an_anchor_reads_as_it_was_written() {
        let line = anchor_line(at(12, 0xab), "09:12 on 23/11/2026");
        let read = read_anchor(&line, Path::new("heads.txt")).expect("an anchor");
        assert_eq!((read.seq, read.hash), (12, Some([0xab; HASH])));
        for other in ["", "Offsite anchor: entry x, hash 00", "12"] {
            assert_eq!(read_anchor(other, Path::new("heads.txt")), None);
        }
    }
}
