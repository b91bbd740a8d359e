//! The format version of a store, in a file of its own, so that an older build refuses a newer
//! store before touching anything.

use std::io::Read;
use std::path::Path;

use crate::error::{Error, Result};
use crate::store::{chain, paths};

/// The format that a store has from its beginning. 1 had no such file; 2 has lists by case and
/// officer, and texts being typed in files; in 3 a case is one record; in 4 what is kept of a case is
/// sealed with its key.
pub(super) const FORMAT: u32 = 4;

/// The format of a store from its first item on that is sealed with the key of a case. All else is as
/// in [`FORMAT`], so that a store without such an item opens with earlier builds too.
pub(super) const WITH_ITEMS_OF_CASES: u32 = 5;
const NAME: &str = "format";

/// Returns the error of a store that a newer build wrote; nothing of it was touched.
pub(super) fn newer(dir: &Path) -> Error {
    Error::input(format!(
        "The records in {} were saved by a newer version of Offsite.",
        dir.display()
    ))
    .with_hint("Update Offsite to open them. Nothing was touched.")
}

/// Returns the format of a store, 0 for a folder without one.
///
/// # Errors
/// A newer build wrote it; nothing is then touched.
pub(super) fn of_folder(dir: &Path) -> Result<u32> {
    let mut first = Vec::new();
    if let Ok(file) = std::fs::File::open(dir.join("journal")) {
        let _ = file.take(16).read_to_end(&mut first);
    }
    if first.len() == 16 && first[..15] == chain::MAGIC[..15] && first[15] > chain::MAGIC[15] {
        return Err(newer(dir));
    }
    let text = std::fs::read_to_string(dir.join(NAME)).unwrap_or_default();
    match parse(&text) {
        Some(n) if n > WITH_ITEMS_OF_CASES => Err(newer(dir)),
        Some(n) => Ok(n),
        None => Ok(u32::from(first.len() == 16)),
    }
}

fn line(n: u32) -> String {
    let says = format!("Offsite store, format {n}");
    format!("{says}, check {:08x}\n", crc32fast::hash(says.as_bytes()))
}

/// Returns the format that a line names, unless the line is damaged.
fn parse(text: &str) -> Option<u32> {
    let n = text.strip_prefix("Offsite store, format ")?.split(',').next()?.parse().ok()?;
    (line(n) == text).then_some(n)
}

/// Returns whether a store is marked as having an item that is sealed with the key of a case.
pub(super) fn has_items_of_cases(dir: &Path) -> bool {
    let text = std::fs::read_to_string(dir.join(NAME)).unwrap_or_default();
    parse(&text) == Some(WITH_ITEMS_OF_CASES)
}

/// Writes down which format the store has.
///
/// # Errors
/// What the system says.
pub(super) fn set(dir: &Path, format: u32) -> std::io::Result<()> {
    let path = dir.join("format.new");
    paths::write_whole(&path, line(format).as_bytes())?;
    std::fs::rename(&path, dir.join(NAME))?;
    paths::sync_folder(dir)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::case::edit::{CaseChange, Edit};
    use crate::store::backup::{self, BackupKey, BackupOptions};
    use crate::store::{Change, ChangeKind, KeySource, Store, Subject};

    const CASE: CaseRef = CaseRef { year: 2026, number: 1 };

    fn save(store: &mut Store, part: Subject) {
        let officer = "a.shah".to_owned();
        let (act, edits) = (ChangeKind::Do, vec![part]);
        let change = Change { officer, saved_ms: 1, why: None, act, edits };
        store.commit(change).expect("stored");
    }

    fn item(kind: &str, id: &str) -> Subject {
        let (kind, id) = (kind.to_owned(), id.to_owned());
        Subject::Item { kind, id, old: None, new: Some("{}".to_owned()) }
    }

    fn open(dir: &Path) -> Store {
        Store::open(dir, "a.shah", "09:00").expect("opens").store
    }

    /// Returns the format of a store, and of a backup of it, which is restored and read.
    fn formats(dir: &Path, items: usize) -> (u32, u32) {
        let beside = tempfile::tempdir().expect("a folder");
        let (file, back) = (beside.path().join("b.offsite"), beside.path().join("back"));
        let quiet = &mut |_: &str, _, _| {};
        backup::write(dir, &file, &BackupOptions::default(), quiet).expect("written");
        let told = backup::restore(&file, &BackupKey::default(), &back, quiet).expect("restored");
        assert_eq!(of_folder(&back).expect("known"), of_folder(dir).expect("known"));
        let of_case = |store: &Store| store.items("case-access-details").expect("read").len();
        assert_eq!(of_case(&open(&back)), items);
        let packed = if told.has_items_of_cases { 4 } else { 3 };
        (of_folder(dir).expect("known"), packed)
    }

    #[test]
    fn a_store_is_marked_as_newer_with_its_first_item_of_a_case_and_not_before() {
        let folder = tempfile::tempdir().expect("a folder");
        let dir = folder.path();
        let mut store = open(dir);
        save(&mut store, Subject::Case(CaseChange { case: CASE, edits: vec![Edit::Open] }));
        save(&mut store, item("views", "all"));
        store.close().expect("closed");
        assert_eq!(formats(dir, 0), (FORMAT, 3), "as an earlier build has it");
        let records = || std::fs::metadata(dir.join("sled")).and_then(|of| of.created()).ok();
        let made = records();

        let mut store = open(dir);
        save(&mut store, item("case-access-details", "OSD-2026-0001/SAR-2026-0001-1"));
        assert_eq!(of_folder(dir).expect("known"), WITH_ITEMS_OF_CASES);
        store.close().expect("closed");
        let opened = Store::open(dir, "a.shah", "09:00").expect("opens");
        assert_eq!(opened.notices, Vec::<String>::new());
        opened.store.close().expect("closed");
        assert_eq!(formats(dir, 1), (WITH_ITEMS_OF_CASES, 4));
        assert_eq!(records(), made, "the records are not made anew for it");
        let read = Store::open_reading(dir, None, &KeySource::InStore, &mut |_, _, _| {});
        assert_eq!(read.expect("opens").store.items("case-access-details").expect("read").len(), 1);

        // An earlier build reads the number, and this one a number that it does not know.
        let later = line(WITH_ITEMS_OF_CASES + 1);
        std::fs::write(dir.join(NAME), later).expect("written");
        assert!(of_folder(dir).expect_err("refused").to_string().contains("newer version"));
    }

    #[test]
    fn where_the_mark_cannot_be_written_the_item_is_not_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = open(folder.path());
        save(&mut store, Subject::Case(CaseChange { case: CASE, edits: vec![Edit::Open] }));
        std::fs::create_dir(folder.path().join("format.new")).expect("in the way");
        let edits = vec![item("case-access-details", "OSD-2026-0001/SAR-2026-0001-1")];
        let (officer, act) = ("a.shah".to_owned(), ChangeKind::Do);
        let change = Change { officer, saved_ms: 1, why: None, act, edits };
        let said = store.commit(change).expect_err("not saved").report();
        assert!(said.contains("Nothing was saved"), "{said}");
        assert_eq!(store.items("case-access-details").expect("read").len(), 0);
        assert_eq!(store.saved(), 1);
    }
}
