//! The disk changes what was written: the program opens with the right cases, or says what is lost,
//! or refuses and names the backup; never is it wrong without a word, and never does it fail with a
//! panic.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Output;

use offsite::domain::case::FieldPath;
use offsite::store::{Store, StoredDraft};

use super::{change, rounds};
use crate::text;

fn filled(dir: &Path) {
    let mut store = Store::open(dir, "a.shah", "now").expect("opens").store;
    for n in 1..=6 {
        store.commit(change(n)).expect("saved");
    }
    let draft = StoredDraft {
        officer: "a.shah".into(),
        case: super::TWINS[0],
        place: FieldPath::case("child.full_name"),
        text: "Half a na".into(),
        cursor: (0, 9),
        saved_ms: 1,
        session: 0,
    };
    store.save_draft(&draft).expect("kept");
    store.keep_startup_cache(&"the list");
    store.close().expect("in order");
    // The mark of an earlier session is there too.
    Store::open(dir, "a.shah", "now").expect("opens").store.close().expect("in order");
}

fn words(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

/// What came of one damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Unchanged,
    Said,
    Refused,
}

/// Opens a store to be written, and has nothing to write.
const WRITES: [&str; 3] = ["evidence", "--orphans", "--clear"];

/// Reads a damaged store with the real program, opens it to be written, reads it once more, and
/// judges each.
fn judge(dir: &Path, expected: &str, what: &str) -> Outcome {
    let read = || crate::offsite(dir, &["export", "cases"]);
    let first = judged(&read(), expected, &format!("{what}, read"));
    let opened = crate::offsite(dir, &WRITES);
    let out = if opened.status.success() { read() } else { opened.clone() };
    let mended =
        judged(&Output { stderr: opened.stderr, ..out }, expected, &format!("{what}, opened"));
    first.max(mended)
}

/// Judges what the program said and gave.
fn judged(out: &Output, expected: &str, what: &str) -> Outcome {
    let said = words(out);
    match out.status.code() {
        Some(0) if text(out) == expected && said.is_empty() => Outcome::Unchanged,
        Some(0) if text(out) == expected => {
            let mended = ["set aside", "rebuilt", "rebuild"];
            assert!(mended.iter().any(|words| said.contains(words)), "{what}: {said}");
            Outcome::Said
        }
        Some(0) => {
            // Something is lost: then it is named.
            assert!(
                said.contains("The last entry of the journal was cut short"),
                "{what}: silently wrong: {said}\n{}",
                text(out)
            );
            Outcome::Said
        }
        Some(4) => {
            let named = said.contains("offsite restore FILE --data NEW-FOLDER")
                || said.contains("them from the journal");
            assert!(named, "{what}: {said}");
            Outcome::Refused
        }
        Some(1) => {
            let named = [
                "newer version of Offsite",
                "newer Offsite",
                "cannot be",
                "is sealed with the key",
                "is no file of a store",
            ];
            assert!(named.iter().any(|words| said.contains(words)), "{what}: {said}");
            Outcome::Refused
        }
        code => panic!("{what}: ended with {code:?}: {said}"),
    }
}

/// Damages one file at every place, or at about `short` of them, and counts what came of it.
fn damaged(name: &str, short: usize) -> BTreeMap<Outcome, usize> {
    let dir = tempfile::tempdir().expect("a folder");
    let whole = dir.path().join("whole");
    filled(&whole);
    let expected = text(&crate::offsite(&whole, &["export", "cases"]));
    assert_eq!(expected.lines().count(), 2);
    let path = find(&whole, name).unwrap_or_else(|| panic!("no file {name}"));
    let bytes = std::fs::read(&path).expect("read");
    let within = path.strip_prefix(&whole).expect("within").to_owned();
    // The records' file is mostly room to grow in: what is nought there, and the noughts about it,
    // mean nothing.
    let used: Vec<usize> = (0..bytes.len())
        .filter(|i| bytes[i.saturating_sub(8)..(i + 8).min(bytes.len())].iter().any(|b| *b != 0))
        .collect();
    let step = (used.len() / rounds(short, usize::MAX)).max(1);
    let mut outcomes = BTreeMap::new();
    for (n, at) in used.iter().step_by(step).enumerate() {
        let mut changed = bytes.clone();
        let what = match n % 4 {
            0 | 1 => {
                changed[*at] ^= if n % 4 == 0 { 0xff } else { 1 << (at % 8) };
                format!("{name}, byte {at} changed")
            }
            2 => {
                let end = (at + 64).min(changed.len());
                changed[*at..end].fill(0);
                format!("{name}, 64 bytes from {at} blanked")
            }
            _ => {
                changed.truncate(*at);
                format!("{name}, cut at {at}")
            }
        };
        let copy = dir.path().join("copy");
        let _ = std::fs::remove_dir_all(&copy);
        crate::formats::copy(&whole, &copy);
        std::fs::write(copy.join(&within), changed).expect("written");
        let outcome = judge(&copy, &expected, &what);
        *outcomes.entry(outcome).or_insert(0) += 1;
        if outcome == Outcome::Refused
            && words(&crate::offsite(&copy, &WRITES)).contains("made anew")
        {
            // Damage that was found beside the session mends itself at the next start.
            assert_eq!(judge(&copy, &expected, &format!("{what}, next start")), Outcome::Unchanged);
        }
    }
    println!("{name}: {} places damaged: {outcomes:?}", outcomes.values().sum::<usize>());
    outcomes
}

fn find(dir: &Path, name: &str) -> Option<PathBuf> {
    // A name of many: the first file of its folder.
    let Some(folder) = name.strip_suffix("/*") else {
        return Some(dir.join(name)).filter(|p| p.exists());
    };
    std::fs::read_dir(dir.join(folder)).ok()?.flatten().map(|e| e.path()).next()
}

#[test]
fn a_damaged_journal_is_never_silently_wrong() {
    let outcomes = damaged("journal", 24);
    assert!(outcomes.contains_key(&Outcome::Refused), "{outcomes:?}");
}

#[test]
fn damaged_records_are_never_silently_wrong() {
    damaged("sled/db", 24);
    damaged("sled/conf", 4);
}

#[test]
fn damage_to_the_small_files_changes_nothing() {
    for name in ["left", "format", "drafts/*", "earlier", "glance", "keys", "keys.copy"] {
        let outcomes = damaged(name, 6);
        assert!(!outcomes.contains_key(&Outcome::Refused), "{name}: {outcomes:?}");
    }
}

#[test]
fn a_damaged_store_key_is_named_and_opens_nothing() {
    let outcomes = damaged("store.key", 12);
    assert!(outcomes.contains_key(&Outcome::Refused), "{outcomes:?}");
}
