//! What outlives the journal and names how far it went: the mark of order, the list kept for the
//! next start, the heads of the backups, and an anchor out of the owner's reach. Held against them,
//! a store that was put back to an earlier day, emptied, cut or rewritten cannot pass for the one
//! that it was.

mod accept;
mod anchor;
pub(super) mod disagreement;

pub use crate::store::witness::accept::accept;
pub use crate::store::witness::anchor::{AnchorLine, anchor};

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::store::chain::{HASH, JournalPos};
use crate::store::head_cache::CachedHeads;
use crate::store::heads::NamedHead;
use crate::store::system_error::describe;
pub(super) use crate::store::witness::accept::accepted;
pub(super) use crate::store::witness::anchor::anchor_heads;
use crate::store::{backup_head, earlier_sums, evidence_end, meta, startup_cache};

/// Something that names an entry of the journal and its hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Witness {
    /// What it is, as in "the backup of 2026-11-23".
    pub name: String,
    pub seq: u64,
    /// None where only the number of entries is known to be more than none.
    pub hash: Option<[u8; HASH]>,
}

/// All witnesses of a store, by the entry that they name.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Witnesses {
    all: Vec<Witness>,
    /// How many of them the walk has come past.
    passed: usize,
    parted: Vec<Witness>,
    /// The heads of the backups, to be kept for the next start.
    heads: CachedHeads,
    /// The store whose entries may have had other hashes before they were sealed.
    dir: PathBuf,
    /// Those hashes, read once a witness does not agree.
    earlier: Option<Vec<[u8; HASH]>>,
}

impl Witnesses {
    /// Returns those beside a store, and those of an anchor where one is named; `left` is the mark
    /// of order, which an opening takes away. What was accepted as superseded is not among them.
    pub(in crate::store) fn gather(
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
        all.extend(evidence_end::read(dir).map(|mark| of("the folder of evidence", mark)));
        all.extend(startup_cache::mark(dir).map(|mark| of("the list kept for the start", mark)));
        let heads = CachedHeads::read(dir);
        all.extend(heads.heads().map(|(file, seq, hash)| of_backup(file, seq, hash)));
        let accepted = accepted(dir);
        let is_accepted =
            |w: &Witness| w.hash.is_some_and(|hash| accepted.contains(&(w.seq, hash)));
        if let Some(file) = anchor {
            match anchor_heads(file) {
                Ok(heads) => {
                    let of_anchor = |head: NamedHead| Witness {
                        name: head.name,
                        seq: head.entries,
                        hash: Some(head.hash),
                    };
                    let lines: Vec<Witness> = heads.into_iter().map(of_anchor).collect();
                    // What accepts lies in the store, and an anchor is out of its reach: it is
                    // never silenced.
                    notices.extend(lines.iter().rfind(|w| is_accepted(w)).map(|w| {
                        format!(
                            "offsite accept was run to go on although {} names an entry {} that this store did not have. If you did not do that, find out who did.",
                            w.name, w.seq
                        )
                    }));
                    all.extend(lines);
                }
                Err(e) => notices.push(format!(
                    "The anchor {} cannot be read ({}): the store was not compared with it.",
                    file.display(),
                    describe(&e)
                )),
            }
        }
        all.retain(|w| w.seq > 0 && !is_accepted(w));
        Witnesses { heads, ..Witnesses::new(dir, all) }
    }

    /// Returns the heads of the backups alone, read from each of them.
    pub(in crate::store) fn of_backups(dir: &Path) -> Witnesses {
        let heads = backup_head::heads(dir).into_iter();
        let of_backup = |head: backup_head::Head| of_backup(&head.file, head.entries, head.hash);
        Witnesses::new(dir, heads.map(of_backup).collect())
    }

    /// Keeps the heads of the backups, so that the next start need not open them.
    pub(in crate::store) fn keep_heads(&self, dir: &Path) {
        self.heads.keep(dir);
    }

    fn new(dir: &Path, mut all: Vec<Witness>) -> Witnesses {
        all.sort_by_key(|w| w.seq);
        Witnesses { all, dir: dir.to_owned(), ..Witnesses::default() }
    }

    /// Returns whether a hash is that of an entry as it was before it was sealed: who noted one of
    /// those agrees as well.
    fn is_earlier(&mut self, seq: u64, hash: [u8; HASH]) -> bool {
        let earlier = self.earlier.get_or_insert_with(|| earlier_sums::read(&self.dir));
        earlier_sums::is_hash(earlier, seq, &hash)
    }

    /// Takes in the next entry of the journal.
    pub(in crate::store) fn meet(&mut self, mark: JournalPos) {
        while let Some(w) = self.all.get(self.passed).filter(|w| w.seq <= mark.seq) {
            let w = w.clone();
            self.passed += 1;
            let is_other = |hash| hash != mark.hash && !self.is_earlier(w.seq, hash);
            if w.seq == mark.seq && w.hash.is_some_and(is_other) {
                self.parted.push(w);
            }
        }
    }

    /// Returns the witness that names the most, where that is more than the journal's end.
    pub(in crate::store) fn beyond(&self, end: u64) -> Option<&Witness> {
        self.all.last().filter(|w| w.seq > end)
    }

    /// Returns every witness that the journal does not agree with, once it was walked to its end.
    pub(in crate::store) fn disagreeing(&self, end: u64) -> Vec<Witness> {
        let beyond = self.all.iter().filter(|w| w.seq > end);
        self.parted.iter().chain(beyond).cloned().collect()
    }

    /// Says what of a journal that was walked to its end does not agree with a witness.
    ///
    /// # Errors
    /// Damaged: the store is older than it was, or its history was rewritten.
    pub(in crate::store) fn agree(
        &self,
        dir: &Path,
        end: JournalPos,
        last_ms: Option<i64>,
    ) -> Result<()> {
        if let Some(w) = self.beyond(end.seq) {
            return Err(disagreement::older(dir, end.seq, last_ms, w));
        }
        match self.parted.first() {
            Some(w) => Err(disagreement::parted(dir, w)),
            None => Ok(()),
        }
    }
}

fn of_backup(file: &Path, seq: u64, hash: [u8; HASH]) -> Witness {
    Witness { name: format!("the backup {}", file.display()), seq, hash: Some(hash) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seq: u64, letter: u8) -> JournalPos {
        JournalPos { seq, hash: [letter; HASH], ..JournalPos::ORIGIN }
    }

    fn new(seq: u64, letter: u8) -> Witness {
        Witness { name: format!("w{seq}"), seq, hash: Some([letter; HASH]) }
    }

    #[test]
    fn witness_walk_finds_where_journals_part_and_what_lies_beyond() {
        let dir = Path::new("store");
        let mut all = Witnesses::new(dir, vec![new(5, 5), new(2, 2), new(3, 9)]);
        (1..=4).for_each(|n| all.meet(at(n, n as u8)));
        assert_eq!(all.beyond(4).map(|w| w.seq), Some(5));
        assert_eq!(all.disagreeing(4), [new(3, 9), new(5, 5)]);
        let said = all.agree(dir, at(4, 4), None).expect_err("older").to_string();
        assert!(said.contains("ends at entry 4, and w5 names entry 5"), "{said}");
        all.meet(at(5, 5));
        let said = all.agree(dir, at(5, 5), None).expect_err("parted").to_string();
        assert!(said.contains("w3 knows: entry 3 has another hash"), "{said}");
        let mut all = Witnesses::new(dir, vec![new(2, 2)]);
        (1..=4).for_each(|n| all.meet(at(n, n as u8)));
        assert!(all.agree(dir, at(4, 4), None).is_ok());
    }
}
