//! Writes the records anew where they take much more room than what is in them: sled keeps the room
//! of what was written over for a long time, and its list of pages with it, which every start reads.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::guard::{RawPair, RawScan, SledFault};
use crate::store::integrity::records_hold;
use crate::store::paths::size_of;
use crate::store::records::{RECORDS, ROOM, open_sled};
use crate::store::{Progress, guard, paths};

/// The folder of the records that are being written anew.
pub(super) const NEW: &str = "sled.new";
/// Those of before, until the new ones have their name.
pub(super) const OLD: &str = "sled.old";

/// What the records took when they were compacted last, in bytes, in their own folder.
const COMPACTED: &str = "compacted";

/// Records that take no more than so many bytes are left as they are.
const LEAST: u64 = 64 * 1024 * 1024;

/// Bytes that are written together: sled lets go of what it has passed over only after a batch, which
/// in batches of a megabyte came to 250 MB.
const TOGETHER: usize = 32 * 1024;

/// What is said while it is done.
const COMPACTING: &str = "Compacting the records";

/// Ends what an earlier start was interrupted in: the records get their name back where they had
/// lost it, and what is left of others goes.
pub(super) fn finish(dir: &Path) {
    let (records, old) = (dir.join(RECORDS), dir.join(OLD));
    if !records.exists() && old.exists() && std::fs::rename(&old, &records).is_ok() {
        let _ = paths::sync_folder(dir);
    }
    for left in [old, dir.join(NEW)] {
        let _ = std::fs::remove_dir_all(left);
    }
}

/// Writes the records of a store that was left in order anew where they have grown beyond what is in
/// them. Where that cannot be done they stay as they are.
pub(super) fn compact_grown(dir: &Path, progress: Progress<'_>) {
    let folder = dir.join(RECORDS);
    let records = size_of(&folder.join("db"));
    let last = || std::fs::read_to_string(folder.join(COMPACTED)).ok()?.parse().ok();
    let expected = || size_of(&dir.join("journal")).max(last().unwrap_or(0));
    let has_room = || paths::room(dir).is_some_and(|room| room > records.saturating_add(ROOM));
    if is_grown(records, expected) && has_room() && compact(dir, progress).is_err() {
        finish(dir);
    }
}

/// Returns whether records of so many bytes have grown beyond what may well be in them: what they took
/// when they were compacted last, or as much as the journal, of which they take half to all when they
/// are made from it. Of a small store that is not asked: every start comes by here.
fn is_grown(records: u64, expected: impl FnOnce() -> u64) -> bool {
    let is_over = |expected: u64| records > expected.saturating_add(expected / 2);
    records > LEAST && is_over(expected())
}

fn refused(fault: SledFault) -> Error {
    fault.into_error("The records could not be compacted")
}

/// Copies every record, holds the sums of the copy, and puts it in the place of the old ones.
fn compact(dir: &Path, progress: Progress<'_>) -> Result<()> {
    let (path, new) = (dir.join(RECORDS), dir.join(NEW));
    let copied = {
        let (from, to) = (open_sled(&path).map_err(refused)?, open_sled(&new).map_err(refused)?);
        let copied = copy(&from, &to, progress);
        // What sled does at its end may panic on a full disk.
        let ended = guard::catch_unwind_opt(|| drop((from, to)));
        copied.and(ended.ok_or_else(|| refused(SledFault::Panicked)))
    };
    copied?;
    exchange(dir).map_err(|e| refused(SledFault::Refused(sled::Error::Io(e))))
}

fn copy(from: &sled::Db, to: &sled::Db, progress: Progress<'_>) -> Result<()> {
    let write = |pairs: &mut Vec<RawPair>| {
        let mut batch = sled::Batch::default();
        for (key, value) in &*pairs {
            batch.insert(key, value);
        }
        guard::apply(to, batch).map_err(refused)?;
        // sled counts what is written as little as what is read.
        let counted = guard::call(|| {
            for pair in &*pairs {
                guard::count_whole(to, pair);
            }
            Ok(())
        });
        pairs.clear();
        counted.map_err(refused)
    };
    let (mut pairs, mut bytes, mut n) = (Vec::new(), 0, 0);
    for entry in RawScan::of_a_check(from) {
        let pair = entry?;
        (bytes, n) = (bytes + pair.0.len() + pair.1.len(), n + 1);
        pairs.push(pair);
        if bytes >= TOGETHER {
            write(&mut pairs)?;
            progress(COMPACTING, n, 0);
            bytes = 0;
        }
    }
    write(&mut pairs)?;
    guard::call(|| to.flush()).map_err(refused)?;
    records_hold(to, &mut |n| {
        progress(COMPACTING, n, 0);
        true
    })
}

/// Gives the new records the name of the old ones, which go.
fn exchange(dir: &Path) -> io::Result<()> {
    let (records, new, old) = (dir.join(RECORDS), dir.join(NEW), dir.join(OLD));
    File::open(new.join("db"))?.sync_all()?;
    paths::write_whole(&new.join(COMPACTED), size_of(&new.join("db")).to_string().as_bytes())?;
    paths::sync_folder(&new)?;
    std::fs::rename(&records, &old)?;
    std::fs::rename(&new, &records)?;
    paths::sync_folder(dir)?;
    std::fs::remove_dir_all(old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::edit::{CaseChange, Edit};
    use crate::domain::case::{CaseRef, FieldPath};
    use crate::domain::value::Value;
    use crate::store::{Change, ChangeKind, Opened, Store, Subject};

    fn open(dir: &Path) -> Opened {
        Store::open(dir, "a.shah", "09:12").unwrap_or_else(|e| panic!("{e}"))
    }

    /// Returns a store whose records were written over many times.
    fn grown() -> tempfile::TempDir {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = open(dir.path()).store;
        let case = CaseRef { year: 2026, number: 1 };
        let mut old = Value::Empty;
        for n in 0..200 {
            let path = FieldPath::case("formulation.text");
            let new = Value::Text(format!("{} {n}", "the same again ".repeat(400)));
            let opens = (n == 0).then_some(Edit::Open);
            let set = Edit::Set { path, old: std::mem::replace(&mut old, new.clone()), new };
            let edits = opens.into_iter().chain([set]).collect();
            let edits = vec![Subject::Case(CaseChange { case, edits })];
            let (officer, act) = ("a.shah".into(), ChangeKind::Do);
            store.commit(Change { officer, saved_ms: 1, why: None, act, edits }).expect("stored");
        }
        store.close().expect("closed");
        dir
    }

    fn bytes_of_records(dir: &Path) -> u64 {
        size_of(&dir.join(RECORDS).join("db"))
    }

    /// Opens a store and holds all of it.
    fn assert_whole(dir: &Path) {
        let mut opened = open(dir);
        assert_eq!(opened.notices, Vec::<String>::new());
        assert_eq!(opened.store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
        opened.store.close().expect("closed");
        assert!(!dir.join(NEW).exists() && !dir.join(OLD).exists());
    }

    #[test]
    fn compacted_records_are_what_they_were_in_less_room() {
        let dir = grown();
        let before = bytes_of_records(dir.path());
        compact(dir.path(), &mut |_, _, _| {}).expect("compacted");
        let after = bytes_of_records(dir.path());
        assert!(after < before, "{after} of {before} bytes");
        let kept = std::fs::read_to_string(dir.path().join(RECORDS).join(COMPACTED));
        assert_eq!(kept.expect("kept"), after.to_string());
        assert_whole(dir.path());
    }

    #[test]
    fn records_whose_compaction_was_interrupted_anywhere_are_what_they_were() {
        let dir = grown();
        let (records, new, old) =
            (dir.path().join(RECORDS), dir.path().join(NEW), dir.path().join(OLD));
        std::fs::create_dir(&new).expect("a folder");
        std::fs::write(new.join("db"), b"half").expect("written");
        assert_whole(dir.path());
        // Between the two names.
        std::fs::rename(&records, &old).expect("renamed");
        std::fs::create_dir(&new).expect("a folder");
        assert_whole(dir.path());
        // Before the old ones had gone.
        std::fs::create_dir(&old).expect("a folder");
        assert_whole(dir.path());
    }

    #[test]
    fn damaged_records_are_not_put_in_the_place_of_others() {
        let dir = grown();
        {
            let db = open_sled(&dir.path().join(RECORDS)).expect("opens");
            let (key, _) = db.scan_prefix(b"c").next().expect("a case").expect("read");
            db.insert(key, b"nonsense").expect("damaged");
            db.flush().expect("flushed");
        }
        compact(dir.path(), &mut |_, _, _| {}).expect_err("the copy does not hold its sums");
        assert!(!dir.path().join(OLD).exists());
    }

    #[test]
    fn only_records_that_take_much_more_than_the_journal_are_compacted() {
        const MB: u64 = 1024 * 1024;
        for (records, expected, grown) in [
            (94 * MB, 111 * MB, false),
            (438 * MB, 237 * MB, true),
            (124 * MB, 237 * MB, false),
            // A small store is quick to start whatever is in it.
            (60 * MB, MB, false),
            // Nor is one compacted at every start in which there is more than in its journal.
            (200 * MB, 190 * MB, false),
        ] {
            assert_eq!(is_grown(records, || expected), grown, "{records} beside {expected}");
        }
    }
}
