//! Every reassuring sentence is made false, and is then not said: "whole", "every record is sound",
//! "each unchanged since it was added", "can be read in full", "with everything saved so far".

use std::path::{Path, PathBuf};

use offsite::api::Viewer;
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::profile::Profile;
use offsite::domain::value::Value;
use offsite::error::ErrorKind;
use offsite::service::Service;
use offsite::store::backup::{self, BackupKey};
use offsite::store::chain::{ChainReader, ChainStep, JournalPos, MAGIC, frame};
use offsite::store::{Change, Store, Subject};
use sha2::{Digest, Sha256};

use super::evidence::{packed, papers, with_evidence};
use super::{FIELD, change};
use crate::text;

fn run(store: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let out = crate::offsite(store, args);
    (out.status.code(), text(&out), String::from_utf8_lossy(&out.stderr).into_owned())
}

/// Changes the last byte of the first value under a prefix, and tells whether there was one.
fn spoil(store: &Path, prefix: u8) -> bool {
    let db = sled::open(store.join("sled")).expect("opens");
    let Some(entry) = db.scan_prefix([prefix]).next() else { return false };
    let (key, value) = entry.expect("read");
    let mut value = value.to_vec();
    match value.last_mut() {
        Some(last) => *last ^= 1,
        None => value.push(1),
    }
    db.insert(key, value).expect("spoilt");
    db.flush().expect("on disk");
    true
}

#[test]
fn no_kind_of_record_is_called_sound_or_whole_once_a_byte_of_it_has_changed() {
    let (dir, store, _) = with_evidence();
    {
        // A text so long that it lies in pieces.
        let mut store = Store::open(&store, "a.shah", "now").expect("opens").store;
        let new = Value::Text("It goes on for a while. ".repeat(1_000));
        let set = Edit::Set { path: FieldPath::case(FIELD), old: Value::Empty, new };
        let case = CaseRef { year: 2025, number: 901 };
        let part = CaseChange { case, edits: vec![Edit::Open, set] };
        store.commit(Change { edits: vec![Subject::Case(part)], ..change(1) }).expect("saved");
        store.close().expect("in order");
    }
    let (code, said, _) = run(&store, &["verify"]);
    assert!(code == Some(0) && said.starts_with("= complete"), "{said}");
    let (_, said, _) = run(&store, &["doctor"]);
    assert!(said.contains("every record is sound"), "{said}");
    let mut spoilt = Vec::new();
    for prefix in b'a'..=b'z' {
        for verb in ["verify", "doctor"] {
            let copy = dir.path().join("copy");
            let _ = std::fs::remove_dir_all(&copy);
            crate::formats::copy(&store, &copy);
            if !spoil(&copy, prefix) {
                continue;
            }
            let (code, said, _) = run(&copy, &[verb]);
            let kind = char::from(prefix);
            assert!(!said.contains("every record is sound"), "{kind}: {said}");
            if verb == "verify" {
                assert_eq!(code, Some(4), "{kind}: {said}");
                assert!(!said.contains("= whole"), "{kind}: {said}");
            }
            spoilt.push(kind);
        }
    }
    spoilt.dedup();
    for kind in ['c', 'p', 'i', 'n', 'h', 'u', 's', 'w', 'x', 'k', 'm'] {
        assert!(spoilt.contains(&kind), "no record of kind {kind} was there to be spoilt");
    }
}

#[test]
fn a_cut_journal_is_called_neither_whole_nor_sound() {
    let (dir, store, _) = with_evidence();
    let journal = std::fs::read(store.join("journal")).expect("read");
    for len in [journal.len() - 1, journal.len() / 2, 20] {
        for verb in ["verify", "doctor"] {
            let copy = dir.path().join("copy");
            let _ = std::fs::remove_dir_all(&copy);
            crate::formats::copy(&store, &copy);
            std::fs::write(copy.join("journal"), &journal[..len]).expect("cut");
            let (code, said, _) = run(&copy, &[verb]);
            assert_ne!(code, Some(0), "{verb} of {len} bytes: {said}");
            assert!(
                !said.contains("= whole") && !said.contains("is whole"),
                "{verb} of {len}: {said}"
            );
            assert!(!said.contains("every record is sound"), "{verb} of {len} bytes: {said}");
        }
    }
}

#[test]
fn changed_or_missing_evidence_is_called_nowhere_what_it_was() {
    type Attack = (&'static str, fn(&Path));
    let attacks: [Attack; 2] = [
        ("changed", |paper| std::fs::write(paper, "A letter of the schoal.").expect("changed")),
        ("gone", |paper| std::fs::remove_file(paper).expect("removed")),
    ];
    for (what, attack) in attacks {
        let (_dir, store, paper) = with_evidence();
        let (_, said, _) = run(&store, &["doctor"]);
        assert!(said.contains("1 file, each unchanged since it was added."), "{said}");
        attack(&paper);
        let (code, said, _) = run(&store, &["verify"]);
        assert!(code == Some(4) && !said.contains("= whole"), "{what}: {said}");
        let (code, said, _) = run(&store, &["doctor"]);
        assert_ne!(code, Some(0), "{what}: {said}");
        assert!(!said.contains("each unchanged since it was added"), "{what}: {said}");
        // The day's backup lacks it: then that is not the newest that can be read in full.
        let (_, told) =
            backup::now(&store, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
        assert_eq!(told.faults.len(), 1, "{what}");
        let (_, said, _) = run(&store, &["doctor"]);
        assert!(!said.contains("can be read in full"), "{what}: {said}");
    }
}

#[test]
fn the_newest_backup_is_called_whole_only_while_it_is_there_and_reads() {
    let (_dir, store, _) = with_evidence();
    let (file, _) =
        backup::now(&store, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
    let (_, said, _) = run(&store, &["doctor"]);
    assert!(said.contains("The newest, 2026-11-23, can be read in full"), "{said}");
    let whole = std::fs::read(&file).expect("read");
    std::fs::write(&file, &whole[..whole.len() - 100]).expect("cut");
    let (code, said, _) = run(&store, &["doctor"]);
    assert!(code == Some(1) && !said.contains("can be read in full"), "{said}");
    std::fs::remove_file(&file).expect("removed");
    let (_, said, _) = run(&store, &["doctor"]);
    assert!(!said.contains("can be read in full") && said.contains("None in"), "{said}");
}

/// Writes a journal without its first entry, each hash and number made right again, and returns it
/// with the page of a backup that says how far it goes.
fn without_the_first(journal: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let mut reader = ChainReader::new(&journal[MAGIC.len()..], JournalPos::ORIGIN);
    let (mut out, mut hash, mut entries) = (MAGIC.to_vec(), [0; 32], 0);
    while reader.step().expect("read") == ChainStep::Entry {
        if reader.mark().seq == 1 {
            continue;
        }
        let mut payload = reader.payload().to_vec();
        payload[..32].copy_from_slice(&hash);
        hash = Sha256::digest(&payload).into();
        out.extend(frame(&payload));
        entries += 1;
    }
    let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
    let about =
        format!("Offsite backup, format 1\nJournal entries: {entries}\nHash of the last: {hash}\n");
    (out, about.into_bytes())
}

#[test]
fn a_backup_whose_records_cannot_be_made_is_not_called_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
    (1..=3).for_each(|n| drop(open.commit(change(n)).expect("saved")));
    open.close().expect("in order");
    let journal = std::fs::read(store.join("journal")).expect("read");
    let (journal, about) = without_the_first(&journal);
    let by_hand = dir.path().join("by-hand.offsite");
    packed(&by_hand, &[("about.txt", about), ("journal", journal)]);
    let error = backup::check(
        &by_hand,
        &BackupKey::default(),
        &offsite::store::KeySource::InStore,
        &mut |_, _, _| {},
    )
    .expect_err("its first entry changes a case that nobody opened");
    assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
    assert!(error.to_string().contains("The backup is not sound"), "{error}");
    let (code, said, _) =
        run(&dir.path().join("back"), &["restore", "--check", by_hand.to_str().expect("a path")]);
    assert!(code == Some(4) && !said.contains("whole"), "{said}");
}

#[test]
fn a_session_calls_its_backup_complete_only_where_it_holds_what_was_saved() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    let one = std::fs::read(dir.path().join("journal")).expect("read");
    store.commit(change(2)).expect("saved");
    let profile = Profile::shipped().clone();
    let mut owner = Service::new(store, || 0, profile).expect("a service");
    let (_, told) = owner.back_up("2026-11-23", 14, backup::Encryption::Open).expect("backed up");
    assert_eq!(told.entries, 2);
    std::fs::write(dir.path().join("journal"), one).expect("put back");
    for _ in 0..2 {
        let error = owner
            .back_up("2026-11-24", 14, backup::Encryption::Open)
            .expect_err("it lacks what was saved");
        assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
    }
}

#[test]
fn evidence_that_nothing_names_is_listed_and_cleared_and_no_other() {
    let (_dir, store, paper) = with_evidence();
    let (_, said, _) = run(&store, &["evidence", "--orphans"]);
    assert_eq!(said, "= every evidence file belongs to a case.\n");
    {
        // A session that ends between the file and its row.
        let store = Store::open(&store, "a.shah", "now").expect("opens").store;
        store.put_evidence(crate::faults::CASE, b"A letter that no row names").expect("kept");
        store.close().expect("in order");
    }
    let orphan = papers(&store).into_iter().find(|file| *file != paper).expect("there");
    std::fs::write(orphan.with_extension("new"), "half").expect("a half-written one");
    let (_, said, _) = run(&store, &["doctor"]);
    assert!(said.contains("No case names 2 files: offsite evidence --orphans"), "{said}");
    let (_, told) =
        backup::now(&store, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
    assert_eq!((told.evidence, told.orphans, told.faults.len()), (2, 1, 0));
    let (code, said, _) = run(&store, &["evidence", "--orphans"]);
    assert!(code == Some(0) && said.contains(orphan.to_str().expect("a path")), "{said}");
    assert!(!said.contains(paper.to_str().expect("a path")), "{said}");
    assert!(orphan.exists(), "listing takes nothing away");
    let (code, said, _) = run(&store, &["evidence", "--orphans", "--clear"]);
    assert!(code == Some(0) && said.contains("= 2 files deleted."), "{said}");
    assert_eq!(papers(&store), std::slice::from_ref(&paper));
    // A row that was taken out can come back by an undo: its file is named and stays.
    let mut owner = {
        let store = Store::open(&store, "a.shah", "now").expect("opens").store;
        Service::new(store, || 0, Profile::shipped().clone()).expect("a service")
    };
    let viewer = Viewer::new("a.shah", crate::flow::today());
    let seq = owner.for_viewer(&viewer).preview_undo(true).expect("the row").seq;
    owner.for_viewer(&viewer).undo(seq).expect("the row is taken out");
    assert_eq!(owner.clear_orphaned_evidence().expect("looked for"), []);
    owner.close().expect("in order");
    assert!(paper.exists());
}

#[test]
fn nothing_is_cleared_where_a_backup_holds_more_than_the_journal() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, old) = (dir.path().join("store"), dir.path().join("old"));
    let session = |n: u64| {
        let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
        open.commit(change(n)).expect("saved");
        open.put_evidence(crate::faults::CASE, b"A letter").expect("kept");
        open.close().expect("in order");
    };
    session(1);
    crate::formats::copy(&store, &old);
    session(2);
    backup::now(&store, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
    crate::formats::copy(&store.join("backups"), &old.join("backups"));
    offsite::store::accept(&old, None).expect("accepted");
    let mut open = Store::open(&old, "a.shah", "now").expect("opens as accepted").store;
    let error = open.clear_orphaned_evidence().expect_err("they may be named there");
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(papers(&old).len(), 1);
}

/// Words by which a sentence reassures.
const REASSURING: &[&str] = &[
    "sound",
    "whole",
    " safe",
    "is lost",
    "everything saved",
    "in clear",
    "be read",
    "unchanged since",
];

/// Every sentence about what is kept that reassures, and the test that makes it false and sees that
/// it is not said.
const PROVED: &[(&str, &str)] = &[
    (
        "Opened, and every record is sound",
        "no_kind_of_record_is_called_sound_or_whole_once_a_byte_of_it_has_changed",
    ),
    ("complete: {}, {}, {} rebuilt", "a_cut_journal_is_called_neither_whole_nor_sound"),
    ("The store is complete, but", "a_cut_journal_is_called_neither_whole_nor_sound"),
    (
        "can be read in full. Copy them",
        "the_newest_backup_is_called_whole_only_while_it_is_there_and_reads",
    ),
    ("can be read in full, but has no cases", "a_backup_of_nothing_is_not_called_whole"),
    (
        "each unchanged since it was added",
        "changed_or_missing_evidence_is_called_nowhere_what_it_was",
    ),
    (
        "with everything saved so far",
        "a_session_calls_its_backup_complete_only_where_it_holds_what_was_saved",
    ),
    ("nothing saved is lost", "assurance_that_nothing_is_lost_is_given_only_where_it_is_proved"),
    ("safe in the journal", "change_is_not_called_safe_in_a_journal_that_was_replaced"),
    ("nothing in the store's folder is unencrypted", "opens_as_it_was_left"),
    (
        "it can no longer be read in this store",
        "disposal_is_not_called_done_while_a_copy_of_the_key_is_in_the_folder",
    ),
    ("of it can be read", "key_of_a_disposed_case_that_is_put_back_is_destroyed_again"),
];

/// Sentences with such words that reassure of nothing.
const OTHERS: &[&str] = &[
    "not whole",
    "not sound",
    "without it the records and backups cannot be read",
    "without it nothing can be read",
    "ot encrypted, from before",
    "is encrypted yet",
    "cannot be read",
    "could not be read",
    "can be read",
    "Undo reverses the whole change",
    "The output was not read to the end",
    "whether anything is missing",
    "the whole record",
    "Put what it leads to",
    "It is read all the same",
    "Mark whole words of its text.",
];

/// Returns the string literals of a source that are no part of its tests or comments.
fn literals(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let (mut all, mut open) = (Vec::new(), None::<String>);
    for line in lines {
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match (letter, &mut open) {
                ('\\', Some(text)) => text.extend(letters.next()),
                ('\'', None) => {
                    // A letter in quotes may be a quotation mark.
                    if letters.as_str().starts_with("\"'") {
                        letters.next();
                    }
                }
                ('"', _) => match open.take() {
                    Some(text) => all.push(text),
                    None => open = Some(String::new()),
                },
                (letter, Some(text)) => text.push(letter),
                (_, None) => {}
            }
        }
    }
    all
}

fn sources(dir: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests.rs") {
            into.push(path);
        }
    }
}

#[test]
fn every_sentence_that_reassures_has_a_test_that_makes_it_false() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for layer in ["store", "service", "cli", "terminal"] {
        sources(&root.join("src").join(layer), &mut files);
    }
    let mut said = Vec::new();
    for file in &files {
        let source = std::fs::read_to_string(file).expect("read");
        said.extend(literals(&source).into_iter().map(|text| (file, text)));
    }
    for (file, text) in &said {
        let is_reassuring = text.contains(' ') && REASSURING.iter().any(|w| text.contains(w));
        let is_known =
            PROVED.iter().map(|(words, _)| words).chain(OTHERS).any(|w| text.contains(w));
        assert!(
            !is_reassuring || is_known,
            "{}: \"{text}\" reassures, and no test is named in PROVED that makes it false",
            file.display()
        );
    }
    let mut tests = Vec::new();
    sources(&root.join("tests"), &mut tests);
    let tests: String =
        tests.iter().map(|file| std::fs::read_to_string(file).expect("read")).collect();
    for (words, test) in PROVED {
        assert!(said.iter().any(|(_, text)| text.contains(words)), "nobody says \"{words}\"");
        assert!(tests.contains(&format!("fn {test}(")), "there is no test {test}");
    }
}

#[test]
fn a_backup_of_nothing_is_not_called_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file) = (dir.path().join("store"), dir.path().join("empty.offsite"));
    Store::open(&store, "a.shah", "now").expect("opens").store.close().expect("in order");
    let file = file.to_str().expect("a path");
    assert_eq!(run(&store, &["backup", file]).0, Some(0));
    let (code, said, _) = run(&store, &["restore", file, "--check"]);
    assert!(code == Some(0) && said.contains("can be read in full, but has no cases"), "{said}");
    assert!(!said.contains("offsite: whole"), "{said}");
    let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
    open.commit(change(1)).expect("saved");
    open.close().expect("in order");
    let file = dir.path().join("one.offsite");
    let file = file.to_str().expect("a path");
    assert_eq!(run(&store, &["backup", file]).0, Some(0));
    let (_, said, _) = run(&store, &["restore", file, "--check"]);
    assert!(!said.contains("no cases") && said.contains(": whole, 1 journal entry"), "{said}");
}

#[test]
fn change_is_not_called_safe_in_a_journal_that_was_replaced() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    let journal = dir.path().join("journal");
    std::fs::copy(&journal, dir.path().join("other")).expect("copied");
    std::fs::rename(dir.path().join("other"), &journal).expect("replaced");
    let error = store.commit(change(2)).expect_err("refused").to_string();
    assert!(error.contains("was replaced by another file"), "{error}");
    let many = &mut std::iter::once(Ok(change(2)));
    let error = store
        .commit_many(many, &super::power_line, &mut |_, _, _| {})
        .expect_err("refused")
        .to_string();
    assert!(error.contains("was replaced") && !error.contains("safe"), "{error}");
}
