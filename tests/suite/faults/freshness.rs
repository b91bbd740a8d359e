//! A store that was put back to an earlier day, emptied, cut or rewritten does not pass for the one
//! that it was, and no reassuring sentence is said that was not proved.

use std::collections::BTreeMap;
use std::path::Path;

use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::value::Value;
use offsite::error::{Error, ErrorKind};
use offsite::store::chain::{ChainReader, ChainStep, HEAD, JournalPos, MAGIC, frame};
use offsite::store::{Change, Store, Subject, backup};
use sha2::{Digest, Sha256};

use super::change;

/// What a session leaves that could be put back.
const FILES: [&str; 6] = ["journal", "sled", "left", "earlier", "glance", "heads"];

/// Saves the changes from one to another in a session of their own, which leaves in order.
fn session(dir: &Path, changes: std::ops::RangeInclusive<u64>) {
    let mut store = Store::open(dir, "a.shah", "now").expect("opens").store;
    for n in changes {
        store.commit(change(n)).expect("saved");
    }
    in_order(store);
}

/// Leaves a store as a session does.
fn in_order(store: Store) {
    store.keep_startup_cache(&"the list");
    store.close().expect("in order");
}

/// Puts one thing of a store back as it was, or takes it away.
fn put_back(from: Option<&Path>, dir: &Path, name: &str) {
    let at = dir.join(name);
    let _ = std::fs::remove_dir_all(&at);
    let _ = std::fs::remove_file(&at);
    let Some(from) = from.map(|from| from.join(name)).filter(|from| from.exists()) else { return };
    if from.is_dir() {
        crate::formats::copy(&from, &at);
    } else {
        std::fs::copy(from, at).expect("copied");
    }
}

/// How an opening ends: with so many changes, or with what was said.
fn opening(dir: &Path, anchor: Option<&Path>) -> Result<(u64, Vec<String>), Error> {
    let opened = Store::open_anchored(dir, "a.shah", "now", anchor, &mut |_, _, _| {})?;
    opened.store.wait_for_check()?;
    Ok((super::proven(&opened.store), opened.notices))
}

/// What lies beside them and is of use to a put-back store too.
const BESIDE: [&str; 8] =
    ["keys", "keys.copy", "disposals", "earlier-sums", "accepted", "format", "evidence", "drafts"];

/// Returns every subset of some names but the empty one.
fn subsets(names: &[&'static str]) -> Vec<Vec<&'static str>> {
    let chosen =
        |which: usize| (0..names.len()).filter(|n| which & 1 << n != 0).map(|n| names[n]).collect();
    (1..1 << names.len()).map(chosen).collect()
}

/// Returns each of some names with each of others, alone and together with the journal.
fn with_each(names: &[&'static str], others: &[&'static str]) -> Vec<Vec<&'static str>> {
    let each = |name: &&'static str| {
        let name = *name;
        others.iter().flat_map(move |other| [vec![name, *other], vec![name, *other, "journal"]])
    };
    names.iter().flat_map(each).collect()
}

/// Puts subsets of the files of a store back to an earlier state, or takes them away, and opens
/// what is then there. Counts how that ends; silently older or other is a failure.
fn every_subset(
    store: &Path,
    earlier: Option<&Path>,
    subsets: &[Vec<&'static str>],
    anchor: Option<&Path>,
    outcomes: &mut BTreeMap<&str, usize>,
) {
    let copies = tempfile::tempdir().expect("a folder");
    let copy = copies.path().join("copy");
    for chosen in subsets {
        let _ = std::fs::remove_dir_all(&copy);
        crate::formats::copy(store, &copy);
        for name in chosen {
            put_back(earlier, &copy, name);
        }
        let what = format!("{chosen:?} of {earlier:?}, with an anchor: {}", anchor.is_some());
        let outcome = match opening(&copy, anchor) {
            Ok((ENTRIES, _)) => "all is there",
            Ok((n, notices)) => panic!("{what}: silently at {n}: {notices:?}"),
            Err(error) if error.kind() == ErrorKind::Damaged => {
                let said = error.to_string();
                assert!(said.contains("offsite restore"), "{what}: {said}");
                "refused with the way back named"
            }
            Err(other) => panic!("{what}: {other}"),
        };
        *outcomes.entry(outcome).or_insert(0) += 1;
    }
}

/// How many entries the store of the test below has.
const ENTRIES: u64 = 10;

#[test]
fn store_of_which_any_part_is_put_back_to_any_entry_is_never_silently_older() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, anchor) = (dir.path().join("store"), dir.path().join("heads.txt"));
    let at = |n: u64| dir.path().join(format!("at {n}"));
    for n in 1..=ENTRIES {
        session(&store, n..=n);
        backup::now(&store, &format!("2026-11-{n:02}"), &backup::Rotation::keeping(3))
            .expect("backed up");
        // Opened once more, so that every file that a session leaves knows of the backup.
        in_order(Store::open(&store, "a.shah", "now").expect("opens").store);
        crate::formats::copy(&store, &at(n));
    }
    let line = offsite::store::anchor(&store, "now", None).expect("an anchor").text;
    std::fs::write(&anchor, line).expect("written");
    let entries = if super::rounds(0, 1) == 1 { 1..ENTRIES } else { 4..5 };
    let count = entries.clone().count() + 1;
    let (mut beside, mut anchored) = (BTreeMap::new(), BTreeMap::new());
    let (own, all) = (subsets(&FILES), subsets(&[&FILES[..], &["backups"]].concat()));
    let others = [&FILES[..], &BESIDE].concat();
    let pairs = with_each(&BESIDE, &others);
    let mut paired = BTreeMap::new();
    for earlier in entries.map(|n| Some(at(n))).chain([None]) {
        let earlier = earlier.as_deref();
        every_subset(&store, earlier, &own, None, &mut beside);
        every_subset(&store, earlier, &pairs, None, &mut paired);
        // Where the backups are put back too, only what lies elsewhere can know.
        every_subset(&store, earlier, &all, Some(&anchor), &mut anchored);
    }
    println!(
        "beside its backups {beside:?}, with what lies beside {paired:?}, with an anchor {anchored:?}: 0 silent"
    );
    assert_eq!(paired.values().sum::<usize>(), 2 * BESIDE.len() * others.len() * count);
    assert!(paired["refused with the way back named"] >= BESIDE.len() * others.len(), "{paired:?}");
    assert_eq!(beside.values().sum::<usize>(), 63 * count);
    assert_eq!(anchored.values().sum::<usize>(), 127 * count);
    assert!(beside["refused with the way back named"] >= 30 * count, "{beside:?}");
    assert!(anchored["refused with the way back named"] >= 60 * count, "{anchored:?}");
}

#[test]
fn nothing_of_a_store_put_back_beside_its_backups_is_shown_first() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, old) = (dir.path().join("store"), dir.path().join("old"));
    session(&store, 1..=4);
    crate::formats::copy(&store, &old);
    let shown = |dir: &Path| {
        offsite::store::read_startup_cache::<String>(dir, &offsite::store::KeySource::InStore)
    };
    assert_eq!(shown(&old).as_deref(), Some("the list"));
    session(&store, 5..=6);
    backup::now(&store, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
    crate::formats::copy(&store.join("backups"), &old.join("backups"));
    assert_eq!(shown(&old), None, "an old list was shown");
    assert_eq!(shown(&store).as_deref(), Some("the list"));
}

#[test]
fn anchor_detects_a_store_put_back_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, old, anchor) =
        (dir.path().join("store"), dir.path().join("old"), dir.path().join("heads.txt"));
    session(&store, 1..=4);
    crate::formats::copy(&store, &old);
    session(&store, 5..=6);
    let line = offsite::store::anchor(&store, "09:12 on 23/11/2026", None).expect("an anchor").text;
    std::fs::write(&anchor, format!("Anything else\n{line}\n")).expect("written");
    assert_eq!(opening(&store, Some(&anchor)).expect("as it was").0, 6);
    let said = opening(&old, Some(&anchor)).expect_err("older").to_string();
    assert!(said.contains("ends at entry 4") && said.contains("heads.txt names entry 6"), "{said}");
    let (n, notices) = opening(&old, Some(&dir.path().join("none"))).expect("opens");
    assert!(n == 4 && notices[0].contains("was not compared with it"), "{notices:?}");
}

/// Rewrites the text of the first entry, and every checksum and hash after it.
fn rewrite(journal: &Path) {
    let bytes = std::fs::read(journal).expect("read");
    let mut reader = ChainReader::new(&bytes[MAGIC.len()..], JournalPos::ORIGIN);
    let (mut out, mut hash) = (MAGIC.to_vec(), [0; 32]);
    while reader.step().expect("read") == ChainStep::Entry {
        let mut payload = reader.payload().to_vec();
        payload[..32].copy_from_slice(&hash);
        if let Some(at) = payload.windows(6).position(|w| w == b"a.shah") {
            payload[at..at + 6].copy_from_slice(b"b.shah");
        }
        hash = Sha256::digest(&payload).into();
        assert!(payload.len() as u64 > HEAD);
        out.extend(frame(&payload));
    }
    assert_eq!(out.len(), bytes.len());
    std::fs::write(journal, out).expect("written");
}

#[test]
fn rewritten_history_is_detected_by_a_backup_and_by_an_anchor() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, anchor) = (dir.path().join("store"), dir.path().join("heads.txt"));
    session(&store, 1..=5);
    let line = offsite::store::anchor(&store, "today", None).expect("an anchor").text;
    std::fs::write(&anchor, line).expect("written");
    session(&store, 6..=7);
    for name in ["sled", "left", "earlier", "glance"] {
        put_back(None, &store, name);
    }
    rewrite(&store.join("journal"));
    let plain = dir.path().join("plain");
    crate::formats::copy(&store, &plain);
    let said = opening(&store, Some(&anchor)).expect_err("rewritten").to_string();
    assert!(said.contains("is not the one that the anchor") && said.contains("entry 5"), "{said}");
    // With the backup of the true history beside it.
    let (file, _) = backup::now(&plain, "2026-11-24", &backup::Rotation::keeping(14))
        .expect("a backup of the false one");
    let truth = dir.path().join("truth");
    session(&truth, 1..=7);
    let (true_file, _) =
        backup::now(&truth, "2026-11-23", &backup::Rotation::keeping(14)).expect("backed up");
    std::fs::copy(true_file, file.with_file_name("2026-11-23.offsite")).expect("copied");
    let said = opening(&plain, None).expect_err("rewritten").to_string();
    assert!(said.contains("2026-11-23.offsite knows: entry 7"), "{said}");
    // The true backup is never rotated away by false ones.
    for day in 1..=20 {
        backup::now(&plain, &format!("2026-12-{day:02}"), &backup::Rotation::keeping(3))
            .expect("backed up");
    }
    assert!(file.with_file_name("2026-11-23.offsite").exists());
}

#[test]
fn rotation_keeps_the_backup_that_holds_more_whatever_the_clock_says() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, old) = (dir.path().join("store"), dir.path().join("old"));
    session(&store, 1..=2);
    backup::now(&store, "2031-01-01", &backup::Rotation::keeping(3)).expect("by a wrong clock");
    crate::formats::copy(&store, &old);
    session(&store, 3..=8);
    let (most, _) =
        backup::now(&store, "2026-11-27", &backup::Rotation::keeping(3)).expect("backed up");
    assert_eq!(backup::all(&store)[0], most, "the newest holds most, whatever its name says");
    let into = old.join("backups/2026-11-27.offsite");
    std::fs::copy(&most, &into).expect("copied");
    for day in 1..=16 {
        backup::now(&old, &format!("2026-12-{day:02}"), &backup::Rotation::keeping(3))
            .expect("backed up");
    }
    let left = backup::all(&old);
    assert_eq!(left[0], into);
    assert_eq!(left.len(), 3, "{left:?}");
    let accepted = offsite::store::accept(&old, None).expect("accepted");
    assert!(accepted.len() == 1 && accepted[0].contains("2026-11-27"), "{accepted:?}");
    assert_eq!(opening(&old, None).expect("opens as accepted").0, 2);
    assert!(into.exists());
    // Where the journal goes on, future dates are rotated out as any other.
    for (n, day) in (9..).zip(1..=4) {
        session(&store, n..=n);
        backup::now(&store, &format!("2026-12-{day:02}"), &backup::Rotation::keeping(3))
            .expect("backed up");
    }
    assert!(!store.join("backups/2031-01-01.offsite").exists());
}

#[test]
fn assurance_that_nothing_is_lost_is_given_only_where_it_is_proved() {
    let dir = tempfile::tempdir().expect("a folder");
    let whole = dir.path().join("whole");
    session(&whole, 1..=6);
    let journal = std::fs::read(whole.join("journal")).expect("read");
    let mut reader = ChainReader::new(&journal[MAGIC.len()..], JournalPos::ORIGIN);
    let mut ends = vec![MAGIC.len() as u64];
    while reader.step().expect("read") == ChainStep::Entry {
        ends.push(reader.mark().end);
    }
    for (n, end) in ends.iter().enumerate() {
        for is_left in [true, false] {
            let copy = dir.path().join("copy");
            let _ = std::fs::remove_dir_all(&copy);
            crate::formats::copy(&whole, &copy);
            put_back(None, &copy, "sled");
            std::fs::write(copy.join("journal"), &journal[..*end as usize]).expect("cut");
            if !is_left {
                for f in ["left", "earlier", "glance"] {
                    put_back(None, &copy, f);
                }
            }
            let opened = opening(&copy, None);
            let said = match &opened {
                Ok((_, notices)) => notices.join(" "),
                Err(e) => e.to_string(),
            };
            let is_proved = n == 6 && is_left;
            assert_eq!(said.contains("nothing saved is lost"), is_proved, "cut to {n}: {said}");
            if n < 6 && is_left {
                let kind = opened.as_ref().err().map(Error::kind);
                assert_eq!(kind, Some(ErrorKind::Damaged), "cut to {n}: {said}");
                assert!(said.contains("names entry 6"), "cut to {n}: {said}");
            } else if !is_proved && n > 0 {
                assert!(said.contains("cannot be known"), "cut to {n}: {said}");
            }
        }
    }
}

#[test]
fn replaced_cut_changed_or_deleted_journal_is_noticed_before_anything_is_called_saved() {
    type Attack = (&'static str, fn(&Path));
    let attacks: [Attack; 5] = [
        ("cut short", |journal| {
            let file = std::fs::OpenOptions::new().write(true).open(journal).expect("opens");
            file.set_len(60).expect("cut");
        }),
        ("replaced by another file", |journal| {
            std::fs::copy(journal, journal.with_extension("new")).expect("copied");
            std::fs::rename(journal.with_extension("new"), journal).expect("renamed");
        }),
        ("deleted or moved away", |journal| std::fs::remove_file(journal).expect("removed")),
        ("written by another program", |journal| {
            let bytes = std::fs::read(journal).expect("read");
            std::fs::write(journal, [&bytes[..], b"more"].concat()).expect("written");
        }),
        ("changed by another program", |journal| {
            let mut bytes = std::fs::read(journal).expect("read");
            let last = bytes.len() - 1;
            bytes[last] ^= 1;
            std::fs::write(journal, bytes).expect("written");
        }),
    ];
    for (what, attack) in attacks {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
        store.commit(change(1)).expect("saved");
        store.commit(change(2)).expect("saved");
        attack(&dir.path().join("journal"));
        for _ in 0..2 {
            let said = store.commit(change(3)).expect_err("not called saved").to_string();
            assert!(said.contains("was not saved") && said.contains(what), "{what}: {said}");
        }
        let many = store.commit_many(
            &mut std::iter::once(Ok(change(3))),
            &super::power_line,
            &mut |_, _, _| {},
        );
        assert!(many.is_err(), "{what}: an import was called done");
    }
}

#[test]
fn two_sessions_never_write_one_journal_even_where_the_lock_file_goes() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut first = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    first.commit(change(1)).expect("saved");
    std::fs::remove_file(dir.path().join("lock")).expect("removed");
    let second = Store::open(dir.path(), "b.jones", "later");
    let words = second.map(|_| ()).expect_err("a second session came in");
    assert!(offsite::store::holder(&words).is_some_and(|w| w.contains("lock file was deleted")));
    first.commit(change(2)).expect("saved on");
    first.close().expect("in order");
    assert_eq!(opening(dir.path(), None).expect("opens").0, 2);
}

#[test]
fn emptied_store_is_refused_and_not_begun_anew() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.put_evidence(crate::faults::CASE, b"A letter").expect("kept");
    store.close().expect("in order");
    for name in FILES {
        put_back(None, dir.path(), name);
    }
    let error = opening(dir.path(), None).expect_err("not new");
    assert!(error.to_string().contains("the evidence beside it"), "{error}");
    assert_eq!(error.kind(), ErrorKind::Damaged);
    assert!(!dir.path().join("journal").exists(), "nothing was begun");
    // What the officer accepts goes on, and only that.
    assert_eq!(offsite::store::accept(dir.path(), None).expect("accepted"), Vec::<String>::new());
    assert_eq!(opening(dir.path(), None).expect("opens").0, 0);
}

#[test]
fn store_put_back_is_noticed_by_its_evidence_alone() {
    for in_order in [true, false] {
        let dir = tempfile::tempdir().expect("a folder");
        let (store, old) = (dir.path().join("store"), dir.path().join("old"));
        session(&store, 1..=2);
        crate::formats::copy(&store, &old);
        let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
        let sum = open.put_evidence(crate::faults::CASE, b"A letter").expect("kept");
        let cells = BTreeMap::from([("evidence.sha256".to_owned(), Value::Text(sum))]);
        let row = Edit::AddRow { table: "evidence".into(), row: 1, cells };
        let names = CaseChange { case: super::CASE, edits: vec![row] };
        let edits = vec![Subject::Case(names)];
        open.commit(Change { edits, ..change(3) }).expect("saved");
        if in_order {
            self::in_order(open);
        } else {
            drop(open);
        }
        // A backup does not carry what the folder knows of this store.
        let (file, _) =
            backup::now(&store, "2026-11-23", &backup::Rotation::keeping(3)).expect("backed up");
        let restored = dir.path().join("restored");
        let out = crate::offsite(&restored, &["restore", file.to_str().expect("a path")]);
        assert!(out.status.success(), "{out:?}");
        let again = Store::open(&restored, "a.shah", "now").expect("opens").store;
        assert_eq!(again.history(super::CASE, usize::MAX).expect("a history").len(), 3);
        // No backup and no anchor: the evidence alone outlives the journal.
        for name in FILES.iter().chain(&["backups", "keys", "keys.copy"]) {
            put_back(Some(&old), &store, name);
        }
        let error = opening(&store, None).expect_err("older");
        assert_eq!(error.kind(), ErrorKind::Damaged, "{error}");
        let said = error.to_string();
        assert!(said.contains("ends at entry 2"), "{said}");
        assert!(said.contains("the folder of evidence names entry 3"), "{said}");
    }
}

#[test]
fn keys_and_texts_of_cases_that_the_journal_does_not_know_are_said_at_the_start() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, old) = (dir.path().join("store"), dir.path().join("old"));
    session(&store, 1..=2);
    crate::formats::copy(&store, &old);
    assert_eq!(opening(&store, None).expect("opens").1, Vec::<String>::new());
    let case = offsite::domain::case::CaseRef { year: 2026, number: 3 };
    let mut open = Store::open(&store, "a.shah", "now").expect("opens").store;
    let opens = offsite::domain::case::edit::CaseChange {
        case,
        edits: vec![offsite::domain::case::edit::Edit::Open],
    };
    let edits = vec![offsite::store::Subject::Case(opens)];
    open.commit(offsite::store::Change { edits, ..change(3) }).expect("saved");
    in_order(open);
    assert_eq!(opening(&store, None).expect("opens").1, Vec::<String>::new());
    // No backup and no anchor: the keys alone know of the third case.
    for name in FILES {
        put_back(Some(&old), &store, name);
    }
    let (entries, notices) = opening(&store, None).expect("opens");
    let said = notices.join(" ");
    assert_eq!(entries, 2);
    assert!(said.contains("OSD-2026-0003") && said.contains("does not know it"), "{said}");
    assert!(said.contains("was put back to an earlier day"), "{said}");
    let doctor = crate::text(&crate::offsite(&store, &["doctor"]));
    assert!(!doctor.contains("every record is sound"), "{doctor}");
}
