//! Where two histories part: the journals of a store and of its backups, walked side by side.

use std::fs::File;
use std::io;
use std::io::{BufReader, Read};
use std::path::PathBuf;

use crate::store::backup::with_journal;
use crate::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC};

/// A journal that can be walked from its first entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum HistorySource {
    /// The one of the store in a folder.
    Store(PathBuf),
    /// The one in a backup that is not encrypted.
    Backup(PathBuf),
}

/// How far two histories are the same, and which of them goes on from there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CommonPart {
    /// The number of entries that are the same in both.
    pub entries: u64,
    pub is_first_longer: bool,
    pub is_second_longer: bool,
}

impl CommonPart {
    /// Returns the number of the first entry that differs, where both go on.
    pub(super) fn parts_at(self) -> Option<u64> {
        (self.is_first_longer && self.is_second_longer).then_some(self.entries + 1)
    }
}

/// Walks two histories side by side to the first entry that differs.
///
/// # Errors
/// One of them cannot be read.
pub(super) fn common_part(first: &HistorySource, second: &HistorySource) -> io::Result<CommonPart> {
    first.walk(&mut |a| second.walk(&mut |b| side_by_side(a, b)))
}

fn side_by_side(a: &mut dyn Read, b: &mut dyn Read) -> io::Result<CommonPart> {
    let (mut a, mut b) =
        (ChainReader::new(a, JournalPos::ORIGIN), ChainReader::new(b, JournalPos::ORIGIN));
    loop {
        let entries = a.mark().seq;
        let is_first_longer = a.step()? == ChainStep::Entry;
        let is_second_longer = b.step()? == ChainStep::Entry;
        let is_same = is_first_longer && is_second_longer && a.mark().hash == b.mark().hash;
        if !is_same {
            return Ok(CommonPart { entries, is_first_longer, is_second_longer });
        }
    }
}

impl HistorySource {
    /// Calls `each` with the journal, behind its first bytes.
    fn walk(
        &self,
        each: &mut dyn FnMut(&mut dyn Read) -> io::Result<CommonPart>,
    ) -> io::Result<CommonPart> {
        match self {
            HistorySource::Store(dir) => {
                let file = File::open(dir.join("journal"))?;
                entries(BufReader::with_capacity(1 << 18, file), each)
            }
            HistorySource::Backup(file) => with_journal(file, |journal| entries(journal, each)),
        }
    }
}

fn entries(
    mut journal: impl Read,
    each: &mut dyn FnMut(&mut dyn Read) -> io::Result<CommonPart>,
) -> io::Result<CommonPart> {
    let mut magic = [0; MAGIC.len()];
    journal.read_exact(&mut magic)?;
    each(&mut journal)
}
