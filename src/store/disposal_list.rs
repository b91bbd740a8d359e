//! The list of disposals, beside the journal and, where the store key lies outside the store, beside
//! that too: a backup from before a disposal has the case again, and is held to the list when it is
//! restored.

use std::io;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::domain::case::CaseRef;
use crate::domain::plural::count;
use crate::store::change::Disposal;
use crate::store::hex::to_hex;
use crate::store::system_error::describe;
use crate::store::{earlier_sums, journal, paths};

/// The file within a store.
pub(super) const NAME: &str = "disposals";

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
}

impl Listed {
    fn line(&self) -> String {
        let d = &self.disposal;
        let parts = [&self.store, &d.case.to_string(), &self.at_ms.to_string(), &self.officer];
        let plain: Vec<String> =
            parts.into_iter().chain([&d.agreed_by, &d.reason]).map(|part| one_line(part)).collect();
        format!("{}\n", plain.join("\t"))
    }

    fn parse(line: &str) -> Option<Listed> {
        let mut parts = line.split('\t');
        let mut next = || parts.next().map(str::to_owned);
        let (store, case, at_ms, officer) = (next()?, next()?, next()?, next()?);
        let case: CaseRef = case.parse().ok()?;
        let disposal = Disposal { case, agreed_by: next()?, reason: next()? };
        Some(Listed { store, disposal, officer, at_ms: at_ms.parse().ok()? })
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// Returns what tells one store from another: the beginning of the hash of its first entry, as it
/// was before entries were sealed; none where it has none yet.
pub(super) fn store_id(dir: &Path) -> Option<String> {
    let first = earlier_sums::read(dir).first().copied();
    let hash = first.or_else(|| journal::first_hash(dir))?;
    Some(to_hex(&hash[..8]))
}

/// Returns the disposals that a file lists.
///
/// # Errors
/// It is there and cannot be read.
pub(super) fn read(file: &Path) -> io::Result<Vec<Listed>> {
    match std::fs::read_to_string(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => Ok(read?.lines().filter_map(Listed::parse).collect()),
    }
}

/// Returns the disposals that a file lists, and a sentence where it, or a line of it, cannot be
/// read.
pub(super) fn read_what_can_be(file: &Path) -> (Vec<Listed>, Option<String>) {
    let said = |why: &str| {
        format!(
            "The list of disposals {} {why}. If a backup was restored, cases that were disposed of may be here again: bring back a copy of the list, then start again.",
            file.display()
        )
    };
    match std::fs::read(file) {
        Err(e) if e.kind() == io::ErrorKind::NotFound => (Vec::new(), None),
        Err(e) => (Vec::new(), Some(said(&format!("cannot be read ({})", describe(&e))))),
        Ok(bytes) => {
            let text = String::from_utf8_lossy(&bytes);
            let listed: Vec<Listed> = text.lines().filter_map(Listed::parse).collect();
            let lost = (text.lines().count() - listed.len()) as u64;
            let words =
                || said(&format!("has {} that cannot be read", count(lost, "line", "lines")));
            (listed, (lost > 0).then(words))
        }
    }
}

/// Adds a disposal to a file, and puts it on the disk.
///
/// # Errors
/// What the system says.
pub(super) fn add(file: &Path, listed: &Listed) -> io::Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if read(file)?.contains(listed) {
        return Ok(());
    }
    let mut options = std::fs::OpenOptions::new();
    let mut to = options.append(true).create(true).mode(0o600).open(file)?;
    to.write_all(listed.line().as_bytes())?;
    to.sync_all()?;
    file.parent().map_or(Ok(()), paths::sync_folder)
}

/// Returns whether a disposal can be added to a list.
pub(super) fn is_writable(file: &Path) -> bool {
    use std::os::unix::fs::OpenOptionsExt;
    let mut options = std::fs::OpenOptions::new();
    options.mode(0o600).append(true).create(true).open(file).is_ok()
}

/// Returns the list of a store.
pub(super) fn of_store(dir: &Path) -> PathBuf {
    dir.join(NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disposal_reads_from_the_list_as_it_was_written() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = of_store(dir.path());
        assert_eq!(read(&file).expect("none yet"), []);
        let listed = Listed {
            store: "00ff00ff00ff00ff".into(),
            disposal: Disposal {
                case: CaseRef { year: 2019, number: 7 },
                agreed_by: "b.jones".into(),
                reason: "Kept until 25, then due".into(),
            },
            officer: "a.shah".into(),
            at_ms: 1_764_190_000_000,
        };
        add(&file, &listed).expect("written");
        add(&file, &listed).expect("once is enough");
        assert_eq!(read(&file).expect("read"), [listed]);
    }
}
