use super::*;
use crate::domain::access::AccessKind;

fn look(rows: u64) -> Access {
    Access {
        at_ms: 1_795_000_000_000,
        uid: 1001,
        login: "a.shah".into(),
        officer: "a.shah".into(),
        session: 7,
        what: AccessKind::Exported,
        case: None,
        rows,
        made: "cases".into(),
        why: String::new(),
    }
}

fn open(dir: &Path) -> Store {
    Store::open(dir, "a.shah", "now").expect("opens").store
}

fn rows(store: &Store) -> (Vec<u64>, usize) {
    let (all, faults) = store.accesses().expect("read");
    (all.iter().map(|a| a.rows).collect(), faults.len())
}

fn file(dir: &Path) -> PathBuf {
    files(dir).0.into_iter().next().expect("a file")
}

#[test]
fn looks_come_back_in_order_and_stand_sealed_on_the_disk() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    for n in 1..=3 {
        store.note_access(&look(n), Synced::First).expect("noted");
    }
    assert_eq!(rows(&store), (vec![1, 2, 3], 0));
    assert_eq!(store.accesses().expect("read").0[0], look(1));
    let bytes = std::fs::read(file(dir.path())).expect("read");
    assert!(!bytes.windows(6).any(|w| w == b"a.shah"), "it is sealed");
    drop(store);
    let store = open(dir.path());
    store.note_access(&look(4), Synced::First).expect("noted");
    assert_eq!(rows(&store), (vec![1, 2, 3, 4], 0));
}

#[test]
fn look_is_added_beside_a_session_and_both_stand() {
    let dir = tempfile::tempdir().expect("a folder");
    let held = open(dir.path());
    held.note_access(&look(1), Synced::First).expect("noted");
    let key = crate::store::KeySource::InStore;
    let reading = Store::open_reading(dir.path(), None, &key, &mut |_, _, _| {}).expect("opens");
    reading.store.note_access(&look(2), Synced::First).expect("noted");
    held.note_access(&look(3), Synced::First).expect("noted");
    assert_eq!(rows(&held), (vec![1, 2, 3], 0));
    assert_eq!(rows(&reading.store), (vec![1, 2, 3], 0));
}

#[test]
fn torn_write_is_cut_off_and_damage_is_kept_and_told() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    (1..=2).for_each(|n| store.note_access(&look(n), Synced::First).expect("noted"));
    let path = file(dir.path());
    let whole = std::fs::read(&path).expect("read");
    for cut in 1..40 {
        std::fs::write(&path, &whole[..whole.len() - cut]).expect("cut");
        assert_eq!(rows(&store), (vec![1], 0), "cut by {cut}");
        store.note_access(&look(3), Synced::First).expect("noted");
        assert_eq!(rows(&store), (vec![1, 3], 0), "cut by {cut}");
    }
    let mut bad = whole.clone();
    bad[30] ^= 1;
    std::fs::write(&path, &bad).expect("damaged");
    assert_eq!(rows(&store), (vec![], 1));
    drop(store);
    let store = open(dir.path());
    store.note_access(&look(4), Synced::First).expect("noted");
    let (left, faults) = rows(&store);
    assert_eq!((left, faults), (vec![4], 1), "what was set aside is told for good");
    let aside = files(dir.path()).1.into_iter().next().expect("set aside");
    assert_eq!(std::fs::read(aside).expect("read"), bad[16..]);
}

#[test]
fn rewritten_look_breaks_the_chain() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    (1..=3).for_each(|n| store.note_access(&look(n), Synced::First).expect("noted"));
    let path = file(dir.path());
    let whole = std::fs::read(&path).expect("read");
    // The second entry is taken out, whole.
    let len = |at: usize| {
        let head: [u8; 4] = whole[at..at + 4].try_into().expect("a length");
        u32::from_le_bytes(head) as usize + 8
    };
    let second = 16 + len(16);
    let third = second + len(second);
    std::fs::write(&path, [&whole[..second], &whole[third..]].concat()).expect("written");
    assert_eq!(rows(&store), (vec![1], 1));
}

#[test]
fn look_that_cannot_be_written_is_refused_with_a_sentence() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    std::fs::write(dir.path().join(FOLDER), b"in the way").expect("written");
    let refused = store.note_access(&look(1), Synced::First).expect_err("refused").to_string();
    assert!(refused.contains("Nothing was given out"), "{refused}");
}

#[test]
fn look_that_nobody_waits_for_is_read_again_at_once_and_keeps_nobody_waiting_for_the_file() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, other) = (open(dir.path()), dir.path());
    let began = std::time::Instant::now();
    for n in 1..=3 {
        store.note_access(&look(n), Synced::Soon).expect("noted");
    }
    let key = crate::store::KeySource::InStore;
    let reading = Store::open_reading(other, None, &key, &mut |_, _, _| {}).expect("opens");
    reading.store.note_access(&look(4), Synced::Soon).expect("noted");
    assert_eq!(rows(&reading.store), (vec![1, 2, 3, 4], 0));
    assert!(began.elapsed() < SYNCED_AFTER * 10);
    store.note_access(&look(5), Synced::First).expect("noted");
    assert_eq!(rows(&store), (vec![1, 2, 3, 4, 5], 0));
}

#[test]
fn years_that_are_kept_no_longer_are_deleted_and_the_others_stay() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = open(dir.path());
    let of = |year: i64, rows| Access { at_ms: (year - 1970) * 31_557_600_000, ..look(rows) };
    for (year, n) in [(2019, 1), (2020, 2), (2026, 3)] {
        let access = of(year, n);
        store.note_access(&access, Synced::First).expect("noted");
    }
    store.forget_looks_before(2020);
    assert_eq!(rows(&store), (vec![2, 3], 0));
    std::fs::write(dir.path().join(FOLDER).join("2018-notes"), b"mine").expect("written");
    store.forget_looks_before(2027);
    assert!(dir.path().join(FOLDER).join("2018-notes").exists(), "what is no year is not ours");
}
