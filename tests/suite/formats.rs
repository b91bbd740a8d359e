//! A store of every earlier format opens for ever; one of a later format is refused and stays as it
//! was.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use offsite::documents::jsonl;
use offsite::domain::case::Case;

use crate::faults::disposal::in_clear;
use crate::text;

fn kept(format: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/formats").join(format)
}

/// Copies a folder of test data, of which git keeps no empty folders.
pub(crate) fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("copied");
        }
    }
}

/// Returns every file of a folder with its bytes.
fn bytes(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        if entry.path().is_dir() {
            out.extend(bytes(&entry.path()));
        } else {
            out.insert(entry.path(), std::fs::read(entry.path()).expect("read"));
        }
    }
    out
}

#[test]
fn a_store_of_format_1_opens_with_its_cases_its_history_and_its_half_typed_text() {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&kept("1"), dir.path());
    let expected =
        jsonl::parse(&std::fs::read_to_string(kept("1").join("cases.jsonl")).expect("read"))
            .expect("cases");
    for round in ["upgraded", "again"] {
        let out = crate::offsite(dir.path(), &["export", "cases"]);
        assert_eq!(out.status.code(), Some(0), "{round}: {}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(jsonl::parse(&text(&out)).expect("cases"), expected, "{round}");
    }
    // A session brings it to this version, with the text that the records of then hold.
    let session = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    assert_eq!(session.status.code(), Some(0), "{}", String::from_utf8_lossy(&session.stderr));
    let shown = text(&crate::offsite(dir.path(), &["frame", "--size", "100x30"]));
    assert!(shown.contains("You were typing this when the session ended"), "{shown}");
    // The lists by case and by officer are made from the journal: what was undone can be done
    // again.
    let store = offsite::store::Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    let history =
        store.history("OSD-2026-0040".parse().expect("a reference"), 10).expect("a history");
    assert_eq!(history.iter().map(|s| s.seq).collect::<Vec<_>>(), [6, 5, 3]);
    assert_eq!(store.undo_target("a.shah", &|_| Ok(true)).expect("read").map(|s| s.seq), Some(8));
    store.wait_for_check().expect("sound");
}

/// Opens a kept store and finds all that it was left with; one of an earlier format is sealed, and
/// says so once.
fn opens_as_it_was_left(format: &str, is_sealed: bool) {
    let dir = tempfile::tempdir().expect("a folder");
    copy(&kept(format), dir.path());
    let expected =
        jsonl::parse(&std::fs::read_to_string(kept(format).join("cases.jsonl")).expect("read"))
            .expect("cases");
    // A command that only reads leaves it as it is.
    let journal = || std::fs::read(dir.path().join("journal")).expect("read");
    let before = journal();
    let out = crate::offsite(dir.path(), &["export", "cases"]);
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!((out.status.code(), said.as_str()), (Some(0), ""));
    assert_eq!(jsonl::parse(&text(&out)).expect("cases"), expected);
    assert!(journal() == before, "reading has written");
    let out = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(0), "{said}");
    let out = crate::offsite(dir.path(), &["export", "cases"]);
    let told = said.lines().filter(|line| line.contains("is now encrypted")).count();
    assert_eq!(told, usize::from(!is_sealed), "{said}");
    assert_eq!(jsonl::parse(&text(&out)).expect("cases"), expected);
    let again = crate::offsite(dir.path(), &["cases"]);
    assert_eq!(
        (text(&again).lines().count(), String::from_utf8_lossy(&again.stderr).as_ref()),
        (4, "")
    );
    let shown = text(&crate::offsite(dir.path(), &["frame", "--size", "100x30"]));
    assert!(shown.contains("You were typing this when the session ended"), "{shown}");
    let whole = crate::offsite(dir.path(), &["verify"]);
    assert_eq!(whole.status.code(), Some(0), "{}", text(&whole));
    if is_sealed {
        return;
    }
    // What it was is kept in clear until the officer says that it may go, and reads as it was.
    let earlier = dir.path().join("before-format-4.offsite");
    let back = dir.path().join("back");
    let file = earlier.to_str().expect("a path");
    let restored = crate::offsite(&back, &["restore", file]);
    assert_eq!(restored.status.code(), Some(0), "{}", String::from_utf8_lossy(&restored.stderr));
    let cases = text(&crate::offsite(&back, &["export", "cases"]));
    assert_eq!(jsonl::parse(&cases).expect("cases"), expected);
    // A daily backup from before is as readable, and stays in clear.
    let daily = dir.path().join("backups/2026-11-20.offsite");
    std::fs::create_dir_all(dir.path().join("backups")).expect("made");
    std::fs::copy(&earlier, &daily).expect("copied");
    let forget = || text(&crate::offsite(dir.path(), &["backup", "--forget-earlier"]));
    let said = forget();
    assert!(said.contains("! not encrypted: ") && said.contains("2026-11-20.offsite"), "{said}");
    assert!(!said.contains("nothing in the store") && !earlier.exists(), "{said}");
    let doctor = text(&crate::offsite(dir.path(), &["doctor"]));
    assert!(doctor.contains("Not encrypted, from before"), "{doctor}");
    std::fs::remove_file(&daily).expect("removed");
    let said = forget();
    assert!(said.contains("nothing in the store's folder is unencrypted"), "{said}");
    std::fs::remove_dir_all(&back).expect("removed");
    std::fs::remove_file(dir.path().join("cases.jsonl")).expect("removed");
    for name in names(dir.path()) {
        assert_eq!(in_clear(dir.path(), &[&name]), Vec::<String>::new(), "{name}");
    }
}

/// Returns the names of the children of a store.
fn names(dir: &Path) -> Vec<String> {
    let cases = text(&crate::offsite(dir, &["export", "cases"]));
    let cases = jsonl::parse(&cases).expect("cases");
    let name = |case: &Case| case.answers.get("child.full_name").map(|v| v.as_text().to_owned());
    cases.iter().filter_map(name).filter(|name| name.len() > 3).collect()
}

#[test]
fn a_store_of_format_2_opens_as_it_was_left() {
    opens_as_it_was_left("2", false);
}

#[test]
fn a_store_of_format_3_opens_as_it_was_left() {
    opens_as_it_was_left("3", false);
}

#[test]
fn a_store_of_format_4_opens_as_it_was_left() {
    opens_as_it_was_left("4", true);
}

#[test]
fn a_backup_of_format_1_restores() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = kept("backup-1.offsite");
    let out =
        crate::offsite(&dir.path().join("back"), &["restore", file.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let expected =
        jsonl::parse(&std::fs::read_to_string(kept("1").join("cases.jsonl")).expect("read"))
            .expect("cases");
    assert_eq!(
        jsonl::parse(&text(&crate::offsite(&dir.path().join("back"), &["export", "cases"])))
            .expect("cases"),
        expected
    );
}

#[test]
fn newer_store_is_refused_and_left_as_it_was() {
    for name in ["journal", "format"] {
        let dir = tempfile::tempdir().expect("a folder");
        copy(&kept("1"), dir.path());
        let path = dir.path().join(name);
        if name == "journal" {
            let mut journal = std::fs::read(&path).expect("read");
            journal[15] = 9;
            std::fs::write(&path, journal).expect("written");
        } else {
            std::fs::write(&path, "Offsite store, format 9, check 869c437f\n").expect("written");
        }
        let before = bytes(dir.path());
        let out = crate::offsite(dir.path(), &["cases"]);
        assert_eq!(out.status.code(), Some(1));
        assert!(String::from_utf8_lossy(&out.stderr).contains(
            "saved by a newer version of Offsite. Update Offsite to open them. Nothing was touched."
        ));
        assert!(before == bytes(dir.path()), "{name}: something was touched");
    }
}
