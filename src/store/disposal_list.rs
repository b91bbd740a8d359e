//! The list of disposals, beside the journal and, where the store key lies outside the store, beside
//! that too: a backup from before a disposal has the case again, and is held to the list when it is
//! restored.
//!
//! A line ends a case for good, so it counts only where the store's own keys made it: it carries a
//! proof by the key of what belongs to no case, which every backup of the store has, and one by the
//! store key, which outlives an upgrade. A sum at its end shows a line that the disk has changed.

use std::fs::{File, OpenOptions};
use std::io;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::domain::case::CaseRef;
use crate::domain::plural::count;
use crate::domain::text::on_one_line;
use crate::store::change::Disposal;
use crate::store::hex::to_hex;
use crate::store::keyring::KeyRing;
use crate::store::system_error::describe;
use crate::store::{codec, earlier_sums, journal, paths};

/// The file within a store.
pub(super) const NAME: &str = "disposals";

/// What a proof is of.
const WHAT: &[u8] = b"disposal";

/// One disposal of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Which store's case it was.
    pub(super) store: String,
    /// What was disposed of, by whose agreement and why.
    pub(super) disposal: Disposal,
    /// The officer who did it.
    pub(super) officer: String,
    /// When, in milliseconds since 1970.
    pub(super) at_ms: i64,
    /// Who made the line: the store's common key, and its store key.
    proofs: [String; 2],
}

impl Listed {
    /// Returns the line of a disposal, proved by a store's keys.
    pub(super) fn new(
        store: String,
        disposal: Disposal,
        officer: &str,
        at_ms: i64,
        keys: &KeyRing,
    ) -> Listed {
        let proofs = [String::new(), String::new()];
        let officer = officer.to_owned();
        let mut listed = Listed { store, disposal, officer, at_ms, proofs };
        listed.proofs = keys.tags(WHAT, listed.statement().as_bytes()).map(|tag| to_hex(&tag));
        listed
    }

    /// Returns whether the keys of a store made the line.
    pub(super) fn is_proved_by(&self, keys: &KeyRing) -> bool {
        let tags = keys.tags(WHAT, self.statement().as_bytes()).map(|tag| to_hex(&tag));
        tags.iter().zip(&self.proofs).any(|(tag, proof)| tag == proof)
    }

    /// Returns what is proved, in one line.
    fn statement(&self) -> String {
        let d = &self.disposal;
        let parts = [&self.store, &d.case.to_string(), &self.at_ms.to_string(), &self.officer];
        let plain: Vec<String> = parts
            .into_iter()
            .chain([&d.agreed_by, &d.reason])
            .map(|part| on_one_line(part))
            .collect();
        plain.join("\t")
    }

    fn line(&self) -> String {
        let line = format!("{}\t{}\t{}", self.statement(), self.proofs[0], self.proofs[1]);
        format!("{line}\t{}\n", sum(&line))
    }

    fn parse(line: &str) -> Option<Listed> {
        let (line, end) = line.rsplit_once('\t')?;
        if sum(line) != end {
            return None;
        }
        let mut parts = line.split('\t');
        let mut next = || parts.next().map(str::to_owned);
        let (store, case, at_ms, officer) = (next()?, next()?, next()?, next()?);
        let case: CaseRef = case.parse().ok()?;
        let disposal = Disposal { case, agreed_by: next()?, reason: next()? };
        let proofs = [next()?, next()?];
        Some(Listed { store, disposal, officer, at_ms: at_ms.parse().ok()?, proofs })
    }
}

/// Returns the sum that ends a line.
fn sum(line: &str) -> String {
    format!("{:016x}", codec::digest(NAME.as_bytes(), line.as_bytes()))
}

/// Returns what tells one store from another: the beginning of the hash of its first entry, as it
/// was before entries were sealed; none where it has none yet.
pub(super) fn store_id(dir: &Path) -> Option<String> {
    let first = earlier_sums::read(dir).first().copied();
    let hash = first.or_else(|| journal::first_hash(dir))?;
    Some(to_hex(&hash[..8]))
}

/// What a list holds.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The disposals that can be read.
    pub(super) listed: Vec<Listed>,
    /// A sentence where the list, or a line of it, cannot be read.
    pub(super) fault: Option<String>,
}

/// Reads a list; one that is not there is empty.
pub(super) fn read(file: &Path) -> List {
    let said = |why: &str| {
        format!(
            "The list of disposals {} {why}. If a backup was restored, cases that were disposed of may be here again: bring back a copy of the list, then start again.",
            file.display()
        )
    };
    match std::fs::read(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => List::default(),
        Err(e) => {
            let fault = said(&format!("cannot be read ({})", describe(&e)));
            List { fault: Some(fault), ..List::default() }
        }
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let listed: Vec<Listed> = text.lines().filter_map(Listed::parse).collect();
            let lost = (text.lines().count() - listed.len()) as u64;
            let words =
                || said(&format!("has {} that cannot be read", count(lost, "line", "lines")));
            List { listed, fault: (lost > 0).then(words) }
        }
    }
}

/// Adds a disposal to a file, and puts it on the disk.
///
/// # Errors
/// What the system says.
pub(super) fn add(file: &Path, listed: &Listed) -> io::Result<()> {
    if read(file).listed.contains(listed) {
        return Ok(());
    }
    append(file, listed.line().as_bytes())
}

/// Puts lines at the end of a list, and on the disk.
fn append(file: &Path, lines: &[u8]) -> io::Result<()> {
    let mut to = opened(file)?;
    to.write_all(lines)?;
    to.sync_all()?;
    folder(file).map_or(Ok(()), paths::sync_folder)
}

/// Opens a list to be added to, for its owner alone, and begins it where there is none.
fn opened(file: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).mode(0o600).open(file)
}

/// Returns the folder of a list; none where it is the one that the program was started in.
fn folder(file: &Path) -> Option<&Path> {
    file.parent().filter(|folder| !folder.as_os_str().is_empty())
}

/// Takes the lines of one list over into another: those that cannot be read too, so that the other
/// says so as well.
///
/// # Errors
/// What the system says.
pub(super) fn carry_over(from: &Path, to: &Path) -> io::Result<()> {
    let lines = |file: &Path| match std::fs::read(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => {
            read.map(|bytes| bytes.split_inclusive(|b| *b == b'\n').map(<[u8]>::to_vec).collect())
        }
    };
    let (old, there): (Vec<Vec<u8>>, Vec<Vec<u8>>) = (lines(from)?, lines(to)?);
    let lacking: Vec<u8> = old.into_iter().filter(|line| !there.contains(line)).flatten().collect();
    if lacking.is_empty() {
        return Ok(());
    }
    folder(to).map_or(Ok(()), std::fs::create_dir_all)?;
    append(to, &lacking)
}

/// Returns whether a disposal can be added to a list.
pub(super) fn is_writable(file: &Path) -> bool {
    opened(file).is_ok()
}

/// Returns the list of a store.
pub(super) fn of_store(dir: &Path) -> PathBuf {
    dir.join(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(keys: &KeyRing) -> Listed {
        let disposal = Disposal {
            case: CaseRef { year: 2019, number: 7 },
            agreed_by: "b.jones".into(),
            reason: "Kept until 25, then due".into(),
        };
        Listed::new("00ff00ff00ff00ff".into(), disposal, "a.shah", 1_764_190_000_000, keys)
    }

    #[test]
    fn a_disposal_reads_from_the_list_as_it_was_written() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = of_store(dir.path());
        assert!(read(&file).listed.is_empty());
        let keys = KeyRing::in_memory().expect("keys");
        let listed = line(&keys);
        add(&file, &listed).expect("written");
        add(&file, &listed).expect("once is enough");
        let List { listed: all, fault } = read(&file);
        assert_eq!((all.as_slice(), fault), (std::slice::from_ref(&listed), None));
        assert!(all[0].is_proved_by(&keys));
    }

    #[test]
    fn a_line_of_which_any_byte_was_changed_is_said_and_one_of_other_keys_proves_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = of_store(dir.path());
        let keys = KeyRing::in_memory().expect("keys");
        let whole = line(&keys).line();
        for at in 0..whole.len() - 1 {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1;
            std::fs::write(&file, bytes).expect("written");
            let List { listed, fault } = read(&file);
            assert!(listed.is_empty() && fault.is_some(), "byte {at}");
        }
        let other = KeyRing::in_memory().expect("keys");
        assert!(!line(&other).is_proved_by(&keys));
        // Who knows how a line is written, and not the keys, changes the case and sums it anew.
        let mut forged = line(&keys);
        forged.disposal.case.number = 8;
        std::fs::write(&file, forged.line()).expect("written");
        assert!(read(&file).listed.iter().all(|listed| !listed.is_proved_by(&keys)));
    }
}
