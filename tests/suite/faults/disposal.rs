//! After a disposal nothing of the child is left: in no byte of the store, in no new backup, and not
//! by restoring an old one.

use std::io::Read;
use std::path::{Path, PathBuf};

use offsite::domain::access::{Access, AccessKind};
use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{Case, CaseRef, FieldPath, RowValues};
use offsite::domain::list::summary::Summary;
use offsite::domain::rules::RuleContext;
use offsite::domain::value::Value;
use offsite::store::backup;
use offsite::store::backup::BackupKey;
use offsite::store::{
    Change, ChangeKind, Disposal, KeySource, Opening, Store, StoredDraft, Subject, Synced,
};

use super::evidence::papers;
use crate::{offsite, text};

/// What the store knows of one child and of nobody else.
const WORDS: &[&str] = &["Zebedee", "Quillfeather", "Marigold", "harmonica", "Thistlewick"];

const CASE: &str = "OSD-2026-0001";

/// Returns every file under a folder.
pub(crate) fn files(dir: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(dir).expect("a folder").flatten() {
        if entry.path().is_dir() {
            out.extend(files(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out
}

fn holds(bytes: &[u8], word: &str) -> bool {
    let (lower, upper) = (word.to_lowercase(), word.to_uppercase());
    [word, &lower, &upper].iter().any(|w| bytes.windows(w.len()).any(|at| at == w.as_bytes()))
}

/// Returns each place where one of some words stands in clear in a file of a folder, packed files
/// looked into.
pub(crate) fn in_clear(dir: &Path, words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files(dir) {
        let bytes = std::fs::read(&file).expect("read");
        let mut unpacked = Vec::new();
        let _ = flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked);
        for word in words {
            if holds(&bytes, word) || holds(&unpacked, word) {
                found.push(format!("{word} in {}", file.display()));
            }
        }
    }
    found
}

fn at(case: CaseRef, edits: Vec<Edit>) -> Subject {
    Subject::Case(CaseChange { case, edits })
}

fn change(n: i64, edits: Vec<Subject>) -> Change {
    let saved_ms = 1_790_000_000_000 + n;
    // A reason for several cases belongs to each of them.
    let why = (edits.len() == 1).then(|| "Thistlewick said so".to_owned());
    Change { officer: "a.shah".into(), saved_ms, why, act: ChangeKind::Do, edits }
}

fn says(field: &str, text: &str) -> Edit {
    let new = Value::Text(text.to_owned());
    Edit::Set { path: FieldPath::case(field), old: Value::Empty, new }
}

/// Makes a store with a case of which there is every kind of trace: answers, a row, history, undo, a
/// change together with another case, a file of evidence, a text being typed, the list kept for the
/// start, and a backup.
fn filled(dir: &Path, key: &KeySource) -> PathBuf {
    let mut store = open(dir, key).expect("opens");
    let (one, two) = (case(CASE), case("OSD-2026-0002"));
    let name = |case, name: &str| at(case, vec![Edit::Open, says("child.full_name", name)]);
    let parts = vec![name(one, "Zebedee Quillfeather"), name(two, "Ada Ashworth")];
    store.commit_with_lines(change(1, parts), Some(&line)).expect("saved");
    let note = RowValues::from([(
        "text".to_owned(),
        Value::Text("Marigold plays the harmonica. ".repeat(600)),
    )]);
    let row = Edit::AddRow { table: "event.note".into(), row: 1, cells: note };
    store.commit_with_lines(change(2, vec![at(one, vec![row])]), Some(&line)).expect("saved");
    let sum = store.put_evidence(one, b"A letter of Marigold Thistlewick").expect("kept");
    let paper = RowValues::from([
        ("evidence.title".to_owned(), Value::Text("Thistlewick's letter".into())),
        ("evidence.sha256".to_owned(), Value::Text(sum.clone())),
    ]);
    let row = Edit::AddRow { table: "evidence".into(), row: 2, cells: paper };
    store.commit_with_lines(change(3, vec![at(one, vec![row])]), Some(&line)).expect("saved");
    assert_eq!(store.evidence(one, &sum).as_deref(), Ok(&b"A letter of Marigold Thistlewick"[..]));
    let long = says("child.address", "Quillfeather House");
    let other = says("child.address", "Elsewhere");
    let both = change(4, vec![at(one, vec![long]), at(two, vec![other])]);
    store.commit_with_lines(both, Some(&line)).expect("saved");
    for (case, words) in [(one, "Zebedee told"), (two, "Ada told")] {
        let draft = StoredDraft {
            officer: "a.shah".into(),
            case,
            place: FieldPath::case("formulation.text"),
            text: words.into(),
            cursor: (0, 0),
            saved_ms: 5,
            session: 0,
        };
        store.save_draft(&draft).expect("kept");
    }
    store.note_access(&glass(one), Synced::First).expect("noted");
    let told = store.seal_words(one, "Marigold rang about it").expect("sealed");
    let item = Subject::Item { kind: "told".into(), id: CASE.into(), old: None, new: Some(told) };
    store.commit(Change { why: None, ..change(5, vec![item]) }).expect("saved");
    store.keep_startup_cache(&"Zebedee Quillfeather");
    store.close().expect("in order");
    let (file, told) =
        backup::now(dir, "2026-11-20", &backup::Rotation::keeping(14)).expect("backed up");
    assert_eq!(told.faults, Vec::<String>::new());
    file
}

/// An opening of a restricted case whose reason names the child.
fn glass(case: CaseRef) -> Access {
    Access {
        at_ms: 1_790_000_000_004,
        uid: 1002,
        login: "b.khan".into(),
        officer: "b.khan".into(),
        session: 2,
        what: AccessKind::Glass,
        case: Some(case),
        rows: 1,
        made: String::new(),
        why: "Zebedee is missing".into(),
    }
}

fn case(reference: &str) -> CaseRef {
    reference.parse().expect("a reference")
}

fn line(case: &Case, touched: i64) -> Summary {
    Summary::from_case(case, &RuleContext::default(), touched)
}

fn open(dir: &Path, key: &KeySource) -> offsite::error::Result<Store> {
    let opening = Opening { officer: "a.shah", now: "09:12", anchor: None, key, is_session: false };
    Store::open_with(dir, &opening, &mut |_, _, _| {}).map(|opened| opened.store)
}

fn disposal() -> Disposal {
    Disposal {
        case: case(CASE),
        agreed_by: "b.jones".into(),
        reason: "The schedule asks for it".into(),
    }
}

/// Returns what `verify` finds wrong.
fn faults(store: &mut Store) -> Vec<String> {
    store.verify(&mut |_, _, _| {}).faults
}

#[test]
fn store_without_its_key_holds_no_word_of_a_child() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, key) = (dir.path().join("store"), KeySource::File(dir.path().join("store.key")));
    filled(&store, &key);
    assert_eq!(in_clear(&store, WORDS), Vec::<String>::new());
    let other = KeySource::File(dir.path().join("another.key"));
    let said = open(&store, &other).err().expect("refused").to_string();
    assert!(said.contains("is sealed with the key") && said.contains("--store-key"), "{said}");
    assert!(!dir.path().join("another.key").exists(), "a key was made that opens nothing");
    assert!(open(&store, &key).is_ok());
}

#[test]
fn disposal_leaves_no_word_in_any_byte_of_the_store_and_of_new_backups() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    // The key lies in the store: what is found is readable by whoever copies the folder.
    let key = KeySource::InStore;
    let before = filled(&store_dir, &key);
    let mut store = open(&store_dir, &key).expect("opens");
    assert_eq!(store.accesses().expect("the looks read").0, [glass(case(CASE))]);
    let held = store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
    assert_eq!(held, std::slice::from_ref(&before));
    let gone = store.disposed(case(CASE)).expect("read").expect("a tombstone");
    assert_eq!((gone.officer.as_str(), &gone.disposal), ("a.shah", &disposal()));
    assert_eq!(store.case(case(CASE)), Ok(None));
    assert_eq!(store.history(case(CASE), 10).expect("read"), []);
    let other = store.case(case("OSD-2026-0002")).expect("read").expect("there");
    assert_eq!(other.answer("child.address"), &Value::Text("Elsewhere".into()));
    assert_eq!(store.next_ref(2026).number, 3, "its number is not given again");
    assert_eq!(store.drafts("a.shah").expect("read").len(), 1, "the other's text stays");
    // The change that both shared is taken back for the one that is left.
    let last = store.undo_target("a.shah", &|_| Ok(true)).expect("read").expect("a change");
    assert_eq!(last.change.edits.iter().filter(|part| part.is_reversible()).count(), 1);
    assert_eq!(faults(&mut store), Vec::<String>::new(), "the chain and the records are whole");
    store.close().expect("in order");
    std::fs::remove_file(&before).expect("removed");
    let (_, told) =
        backup::now(&store_dir, "2026-11-21", &backup::Rotation::keeping(14)).expect("backed up");
    assert_eq!((told.faults, told.evidence), (Vec::new(), 0));
    assert_eq!(in_clear(&store_dir, WORDS), Vec::<String>::new());
    // Everything that any key of the store opens is opened, and holds none of the words either.
    let mut store = open(&store_dir, &key).expect("opens again");
    assert_eq!(faults(&mut store), Vec::<String>::new());
    let (looks, faults_of_looks) = store.accesses().expect("the looks read");
    assert_eq!((looks.len(), faults_of_looks), (1, Vec::<String>::new()), "the look stays");
    let item = store.item("told", CASE).expect("read").expect("the item stays");
    let opened = store.open_words(case(CASE), &item).expect("opens");
    assert_eq!((opened.as_str(), &opened), ("disposed of with the case", &looks[0].why));
    let all = format!("{:?} {looks:?}", store.changes().expect("the journal reads"));
    assert!(all.contains("Ada Ashworth"), "the walk opens what can be opened");
    for word in WORDS {
        assert!(!all.contains(word), "{word} is still to be read in the journal");
    }
    let again = store.dispose(&disposal(), "a.shah", 2).expect_err("refused").to_string();
    assert!(again.contains("disposed of already"), "{again}");
    // Made anew from the journal alone it is the same.
    store.close().expect("in order");
    std::fs::remove_dir_all(store_dir.join("sled")).expect("removed");
    let mut store = open(&store_dir, &key).expect("opens");
    assert_eq!(faults(&mut store), Vec::<String>::new());
    assert_eq!(store.case(case(CASE)), Ok(None));
    assert!(store.disposed(case(CASE)).expect("read").is_some());
    // Nothing can be kept for it any more.
    let opens = change(9, vec![at(case(CASE), vec![Edit::Open])]);
    assert!(store.commit(opens).is_err_and(|e| e.to_string().contains("was disposed of")));
    assert!(store.put_evidence(case(CASE), b"x").is_err());
}

#[test]
fn restored_backup_from_before_is_held_to_the_disposal() {
    let dir = tempfile::tempdir().expect("a folder");
    for (place, key) in [
        ("outside", KeySource::File(dir.path().join("config/store.key"))),
        ("inside", KeySource::InStore),
    ] {
        let store_dir = dir.path().join(place);
        let before = filled(&store_dir, &key);
        let mut store = open(&store_dir, &key).expect("opens");
        store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
        store.close().expect("in order");
        let away = dir.path().join(format!("{place}.offsite"));
        // The list outside the store is enough; without one the store that the backup lies in is.
        let from = if place == "outside" {
            std::fs::rename(&before, &away).expect("moved");
            std::fs::remove_dir_all(&store_dir).expect("lost");
            &away
        } else {
            &before
        };
        let back = dir.path().join(format!("{place}-back"));
        backup::restore(from, &BackupKey::default(), &back, &mut |_, _, _| {}).expect("restored");
        if place == "inside" {
            // What only reads ends nothing, and shows nothing until it is ended.
            let out = offsite(&back, &["cases"]);
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            assert_eq!((out.status.code(), crate::text(&out).as_str()), (Some(1), ""), "{said}");
            assert!(said.contains("was disposed of, and its key is here again"), "{said}");
        }
        let mut store = open(&back, &key).expect("opens");
        assert_eq!(store.case(case(CASE)), Ok(None), "{place}");
        let gone = store.disposed(case(CASE)).expect("read").expect("a tombstone");
        assert_eq!((gone.disposal, gone.at_ms), (disposal(), 1_790_000_100_000));
        assert_eq!(faults(&mut store), Vec::<String>::new(), "{place}");
        store.close().expect("in order");
        assert_eq!(in_clear(&back, WORDS), Vec::<String>::new());
        assert_eq!(papers(&back), Vec::<PathBuf>::new(), "{place}");
    }
}

#[test]
fn disposal_cut_off_anywhere_is_ended_by_the_next_start() {
    let dir = tempfile::tempdir().expect("a folder");
    let whole = dir.path().join("whole");
    filled(&whole, &KeySource::InStore);
    let after = dir.path().join("after");
    crate::formats::copy(&whole, &after);
    let mut store = open(&after, &KeySource::InStore).expect("opens");
    store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
    store.close().expect("in order");
    // Each state between the two, in the order in which they come about.
    let steps = ["disposals", "journal", "sled", "evidence", "drafts", "keys", "keys.copy"];
    for done in 1..=steps.len() {
        let new = &steps[..done];
        let half = dir.path().join("half");
        crate::formats::copy(&whole, &half);
        for name in new {
            let to = half.join(name);
            if to.is_dir() {
                std::fs::remove_dir_all(&to).expect("removed");
                crate::formats::copy(&after.join(name), &to);
            } else {
                std::fs::copy(after.join(name), &to).expect("copied");
            }
        }
        for name in ["left", "earlier", "glance"] {
            let _ = std::fs::remove_file(half.join(name));
        }
        let mut store = open(&half, &KeySource::InStore).expect("opens");
        assert_eq!(store.case(case(CASE)), Ok(None), "{new:?}");
        assert_eq!(faults(&mut store), Vec::<String>::new(), "{new:?}");
        assert_eq!(store.drafts("a.shah").expect("read").len(), 1, "{new:?}");
        store.close().expect("in order");
        let _ = std::fs::remove_dir_all(half.join("backups"));
        assert_eq!(in_clear(&half, WORDS), Vec::<String>::new(), "{new:?}");
        assert_eq!(papers(&half), Vec::<PathBuf>::new(), "{new:?}");
        std::fs::remove_dir_all(&half).expect("removed");
    }
}

#[test]
fn officer_disposes_only_of_an_ended_case_with_a_second_person_and_a_reason() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    filled(&store, &KeySource::InStore);
    let run = |args: &[&str]| {
        let out = offsite(&store, &[&["dispose", CASE], args].concat());
        (out.status.code(), text(&out) + &String::from_utf8_lossy(&out.stderr))
    };
    let why = ["--reason", "The schedule asks for it"];
    let refused = |args: &[&str], words: &str| {
        let (code, said) = run(args);
        assert!(code == Some(1) && said.contains(words), "{args:?}: {said}");
        assert!(
            open(&store, &KeySource::InStore)
                .expect("opens")
                .case(case(CASE))
                .expect("read")
                .is_some()
        );
    };
    refused(&[&["--agreed-by", "b.jones"], &why[..]].concat(), "has not ended");
    let open_too = [&["--agreed-by", "b.jones", "--although-open"], &why[..]].concat();
    refused(&open_too, "That is not the reference");
    refused(
        &[&open_too[..], &["--confirm", "OSD-2026-0002"]].concat(),
        "That is not the reference",
    );
    let with = |who: &'static str, reason: &'static str| {
        vec!["--although-open", "--confirm", CASE, "--agreed-by", who, "--reason", reason]
    };
    refused(&with("A.Shah", "Due"), "needs two people");
    refused(&with(" ", "Due"), "needs two people");
    refused(&with("b.jones", " "), "needs a reason");
    refused(&with("b.jones", "Zebedee has left"), "names the child");
    let certificate = dir.path().join("certificate.txt");
    let named = certificate.to_str().expect("a path");
    let mistake = [&with("b.jones", "Opened by mistake")[..], &["--certificate", named]].concat();
    std::fs::write(&certificate, "an earlier one").expect("written");
    refused(&mistake, "is there already");
    std::fs::remove_file(&certificate).expect("removed");
    let (code, said) = run(&mistake);
    assert_eq!(code, Some(0), "{said}");
    let words = std::fs::read_to_string(&certificate).expect("a certificate");
    for part in
        [CASE, "with b.jones", "Opened by mistake", "1 evidence file", "SHA-256", "1 unsaved"]
    {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(WORDS.iter().all(|word| !words.contains(word)), "{words}");
    // Made again afterwards it has the sum of what the journal seals for good, and no count.
    let again = dir.path().join("again.json");
    let (code, told) = run(&["--certificate", again.to_str().expect("a path")]);
    assert_eq!(code, Some(0), "{told}");
    let again: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&again).expect("read")).expect("JSON");
    let sum = again["journal_sha256"].as_str().expect("a sum");
    assert!(words.contains(&format!("SHA-256 of what is sealed: {sum}")), "{words}");
    assert_eq!(
        (&again["counted"], &again["agreed_by"]),
        (&serde_json::Value::Null, &"b.jones".into())
    );
    assert!(again["backups"].as_array().is_some_and(|all| all.len() == 1), "{again}");
    assert!(said.contains("An earlier backup still contains it"), "{said}");
    let shown = offsite(&store, &["case", "show", CASE]);
    let words = String::from_utf8_lossy(&shown.stderr).into_owned();
    assert!(words.contains("was disposed of") && words.contains("b.jones"), "{words}");
    let (code, said) = run(&with("b.jones", "Again"));
    assert!(code == Some(1) && said.contains("disposed of already"), "{said}");
}

#[test]
fn certificate_is_not_written_where_a_part_of_the_disposal_fails() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, certificate) = (dir.path().join("store"), dir.path().join("certificate.txt"));
    filled(&store, &KeySource::InStore);
    let paper = papers(&store).pop().expect("a file of evidence");
    std::fs::remove_file(&paper).expect("removed");
    std::fs::create_dir(&paper).expect("in its place");
    let named = certificate.to_str().expect("a path");
    let why = ["--although-open", "--confirm", CASE, "--agreed-by", "b.jones", "--reason", "Due"];
    let out = offsite(&store, &[&["dispose", CASE, "--certificate", named], &why[..]].concat());
    let said = text(&out) + &String::from_utf8_lossy(&out.stderr);
    assert!(out.status.code() == Some(1) && said.contains("not wholly disposed of"), "{said}");
    assert!(!said.contains("destroyed:") && !certificate.exists(), "{said}");
    // The next start completes it, and only then is there a certificate.
    let later = ["dispose", CASE, "--certificate", named];
    let out = offsite(&store, &later);
    assert!(out.status.code() != Some(0) && !certificate.exists(), "{}", text(&out));
    std::fs::remove_dir(&paper).expect("out of the way");
    let out = offsite(&store, &later);
    assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    let words = std::fs::read_to_string(&certificate).expect("a certificate");
    assert!(words.contains("This certificate was made afterwards"), "{words}");
}

#[test]
fn rekeyed_store_opens_with_the_new_key_alone_and_older_backups_with_the_old() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    let first = KeySource::File(dir.path().join("first.key"));
    let before = filled(&store_dir, &first);
    let second = KeySource::File(dir.path().join("second.key"));
    offsite::store::rekey(&store_dir, &first, &second).expect("rekeyed");
    assert!(open(&store_dir, &first).is_err(), "the old key opens it still");
    let mut store = open(&store_dir, &second).expect("opens");
    assert_eq!(faults(&mut store), Vec::<String>::new());
    assert!(store.case(case(CASE)).expect("read").is_some());
    store.close().expect("in order");
    let back = dir.path().join("back");
    backup::restore(&before, &BackupKey::default(), &back, &mut |_, _, _| {}).expect("restored");
    assert!(open(&back, &first).is_ok());
    assert!(open(&back, &second).is_ok(), "the key before stands below the new one");
    // In one file the old key stays below the new one, and opens what was sealed with it.
    offsite::store::rekey(&store_dir, &second, &second).expect("rekeyed");
    assert!(open(&store_dir, &second).is_ok());
    let lines = std::fs::read_to_string(dir.path().join("second.key")).expect("read");
    assert_eq!(lines.lines().filter(|line| line.starts_with("offsite-store-key-1 ")).count(), 3);
    // A passphrase opens it, and no other.
    let words = |text: &str| KeySource::Passphrase(text.to_owned().into());
    offsite::store::rekey(&store_dir, &second, &words("four plain long words")).expect("rekeyed");
    assert!(open(&store_dir, &second).is_err_and(|e| e.to_string().contains("passphrase")));
    let wrong = open(&store_dir, &words("four plain long word")).err().expect("refused");
    assert!(wrong.to_string().contains("does not open the store"), "{wrong}");
    assert!(open(&store_dir, &words("four plain long words")).is_ok());
}

#[test]
fn damaged_copy_of_the_keys_is_mended_and_both_lost_are_said() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    filled(&store_dir, &KeySource::InStore);
    let good = std::fs::read(store_dir.join("keys")).expect("read");
    for name in ["keys", "keys.copy"] {
        for at in 0..good.len() {
            let mut bad = good.clone();
            bad[at] ^= 0x10;
            std::fs::write(store_dir.join(name), bad).expect("written");
            if at % 37 == 0 {
                let store = open(&store_dir, &KeySource::InStore).expect("opens");
                assert!(store.case(case(CASE)).expect("read").is_some(), "{name}, byte {at}");
                store.close().expect("in order");
                assert_eq!(
                    std::fs::read(store_dir.join(name)).expect("read"),
                    good,
                    "{name}, {at}"
                );
            }
        }
        std::fs::remove_file(store_dir.join(name)).expect("removed");
        open(&store_dir, &KeySource::InStore).expect("opens").close().expect("in order");
        assert_eq!(std::fs::read(store_dir.join(name)).expect("read"), good, "{name} lost");
    }
    for name in ["keys", "keys.copy"] {
        std::fs::remove_file(store_dir.join(name)).expect("removed");
    }
    let lost = open(&store_dir, &KeySource::InStore).err().expect("refused");
    assert_eq!(lost.kind(), offsite::error::ErrorKind::Damaged);
    assert!(lost.to_string().contains("keys") && lost.to_string().contains("offsite restore"));
    assert!(!store_dir.join("keys").exists(), "new keys were begun over a sealed record");
}

/// Changes one digit of the case's reference in a list of disposals.
fn damage_list(file: &Path) {
    let list = std::fs::read_to_string(file).expect("read");
    assert!(list.contains(CASE));
    std::fs::write(file, list.replace(CASE, "OSD-2026-0002")).expect("written");
}

#[test]
fn line_of_a_list_that_the_keys_did_not_make_disposes_of_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store_dir, key) =
        (dir.path().join("store"), KeySource::File(dir.path().join("config/store.key")));
    filled(&store_dir, &key);
    let mut store = open(&store_dir, &key).expect("opens");
    store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
    store.close().expect("in order");
    let outside = dir.path().join("config/disposals");
    damage_list(&outside);
    let mut store = open(&store_dir, &key).expect("opens");
    let other = store.case(case("OSD-2026-0002")).expect("read");
    assert!(other.is_some(), "a line that was written by hand has ended a case");
    let said = faults(&mut store).join(" ");
    assert!(said.contains("config/disposals has 1 line that cannot be read"), "{said}");
}

#[test]
fn backup_restored_beside_a_damaged_list_of_disposals_is_not_called_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    let before = filled(&store_dir, &KeySource::InStore);
    let mut store = open(&store_dir, &KeySource::InStore).expect("opens");
    store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
    store.close().expect("in order");
    damage_list(&store_dir.join("disposals"));
    let back = dir.path().join("back");
    let out = offsite(&back, &["restore", before.to_str().expect("a path")]);
    let said = text(&out) + &String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(4), "{said}");
    assert!(said.contains("has 1 line that cannot be read"), "{said}");
    assert!(!said.contains("= whole"), "{said}");
}

#[test]
fn key_of_a_disposed_case_that_is_put_back_is_destroyed_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    filled(&store_dir, &KeySource::InStore);
    let keys = ["keys", "keys.copy"].map(|name| (name, std::fs::read(store_dir.join(name))));
    let mut store = open(&store_dir, &KeySource::InStore).expect("opens");
    store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect("disposed of");
    store.close().expect("in order");
    for (name, bytes) in keys {
        std::fs::write(store_dir.join(name), bytes.expect("read")).expect("put back");
    }
    // No list says so any more: the entry of the journal does.
    std::fs::remove_file(store_dir.join("disposals")).expect("removed");
    let mut store = open(&store_dir, &KeySource::InStore).expect("opens");
    assert_eq!(faults(&mut store), Vec::<String>::new());
    store.close().expect("in order");
    let _ = std::fs::remove_dir_all(store_dir.join("backups"));
    assert_eq!(in_clear(&store_dir, WORDS), Vec::<String>::new());
    let store = open(&store_dir, &KeySource::InStore).expect("opens");
    let all = format!("{:?}", store.changes().expect("the journal reads"));
    assert!(WORDS.iter().all(|word| !all.contains(word)), "the journal opens again");
}

#[test]
fn disposal_is_not_called_done_while_a_copy_of_the_key_is_in_the_folder() {
    let dir = tempfile::tempdir().expect("a folder");
    let store_dir = dir.path().join("store");
    filled(&store_dir, &KeySource::InStore);
    let mut store = open(&store_dir, &KeySource::InStore).expect("opens");
    // Somebody puts a copy of the keys in the place of the file that the session has open.
    let (path, other) = (store_dir.join("keys.copy"), store_dir.join("keys.other"));
    std::fs::copy(&path, &other).expect("copied");
    std::fs::rename(&other, &path).expect("replaced");
    let error = store.dispose(&disposal(), "a.shah", 1_790_000_100_000).expect_err("refused");
    assert!(error.to_string().contains("is still in") && error.to_string().contains("keys.copy"));
    drop(store);
    let mut store = open(&store_dir, &KeySource::InStore).expect("opens");
    assert_eq!(faults(&mut store), Vec::<String>::new());
    store.close().expect("in order");
    let slots = |name: &str| std::fs::read(store_dir.join(name)).expect("read");
    assert!(slots("keys") == slots("keys.copy"), "the next start destroys it in both");
}
