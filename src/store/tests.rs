use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef, FieldPath};
use crate::domain::value::Value;
use crate::error::Error;
use crate::error::ErrorKind;
use crate::store::journal::EncodedEntry;
use crate::store::*;

fn open(dir: &std::path::Path) -> Opened {
    Store::open(dir, "a.shah", "09:12").unwrap_or_else(|e| panic!("{e}"))
}

fn change(act: ChangeKind, case: CaseRef, edits: Vec<Edit>) -> Change {
    Change {
        officer: "a.shah".into(),
        saved_ms: 1,
        why: None,
        act,
        edits: vec![Subject::Case(CaseChange { case, edits })],
    }
}

fn set(old: Value, new: &str) -> Edit {
    Edit::Set { path: FieldPath::case("child.full_name"), old, new: Value::Text(new.into()) }
}

const ONE: CaseRef = CaseRef { year: 2026, number: 1 };

fn filled(dir: &std::path::Path) -> Case {
    let mut store = open(dir).store;
    store
        .commit(change(ChangeKind::Do, ONE, vec![Edit::Open, set(Value::Empty, "Ann")]))
        .expect("stored");
    store
        .commit(change(ChangeKind::Do, ONE, vec![set(Value::Text("Ann".into()), "Zoë")]))
        .expect("stored");
    let case = store.case(ONE).expect("read").expect("there");
    store.close().expect("in order");
    case
}

#[test]
fn what_is_stored_is_there_again_and_from_the_journal_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let case = filled(dir.path());
    assert_eq!(open(dir.path()).store.case(ONE).expect("read"), Some(case.clone()));
    std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
    let opened = open(dir.path());
    assert_eq!(opened.store.case(ONE).expect("read"), Some(case));
    assert_eq!(opened.store.next_ref(2026).number, 2);
}

#[test]
fn a_second_session_is_told_who_holds_the_store() {
    let dir = tempfile::tempdir().expect("a folder");
    let _first = open(dir.path());
    let second = Store::open(dir.path(), "b", "10:00");
    let error = second.map(|_| ()).expect_err("held");
    assert!(
        holder(&error)
            .is_some_and(|officer| officer.contains("a.shah") && officer.contains("09:12"))
    );
}

#[test]
fn a_torn_tail_is_cut_off_and_damage_in_the_middle_is_named() {
    let dir = tempfile::tempdir().expect("a folder");
    let case = filled(dir.path());
    let path = dir.path().join("journal");
    let whole = std::fs::read(&path).expect("read");
    let mut torn = whole.clone();
    torn.extend([9, 0, 0, 0, 1, 2]);
    std::fs::write(&path, torn).expect("written");
    let opened = open(dir.path());
    assert_eq!(opened.notices.len(), 1);
    assert_eq!(opened.store.case(ONE).expect("read"), Some(case));
    drop(opened);
    let mut bad = whole;
    bad[60] ^= 1;
    std::fs::write(&path, bad).expect("written");
    let error = Store::open(dir.path(), "a", "x").map(|_| ()).expect_err("damaged");
    assert_eq!(error.kind(), ErrorKind::Damaged);
    assert!(error.to_string().contains("Entry 1"), "{error}");
}

#[test]
fn a_clash_changes_nothing_and_undo_finds_what_still_stands() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let mut store = open(dir.path()).store;
    assert!(
        store
            .commit(change(ChangeKind::Do, ONE, vec![set(Value::Text("Ann".into()), "Bea")]))
            .is_err()
    );
    assert_eq!(store.undo_target("a.shah", &|_| Ok(true)).expect("read").map(|s| s.seq), Some(2));
    assert!(store.redo_target("a.shah", &|_| Ok(true)).expect("read").is_none());
    store
        .commit(change(ChangeKind::Undo(2), ONE, vec![set(Value::Text("Zoë".into()), "Ann")]))
        .expect("undone");
    assert_eq!(store.redo_target("a.shah", &|_| Ok(true)).expect("read").map(|s| s.seq), Some(2));
    assert_eq!(store.undo_target("a.shah", &|_| Ok(true)).expect("read").map(|s| s.seq), Some(1));
    assert!(store.undo_target("b.jones", &|_| Ok(true)).expect("read").is_none());
}

#[test]
fn text_being_typed_survives_without_a_close() {
    let dir = tempfile::tempdir().expect("a folder");
    let draft = StoredDraft {
        officer: "a.shah".into(),
        case: ONE,
        place: FieldPath::case("formulation.text"),
        text: "Half a sent".into(),
        cursor: (0, 11),
        saved_ms: 5,
        session: 0,
    };
    let store = open(dir.path()).store;
    store.save_draft(&draft).expect("kept");
    drop(store);
    let store = open(dir.path()).store;
    assert_eq!(store.drafts("a.shah").expect("read"), std::slice::from_ref(&draft));
    store.drop_draft("a.shah", 0, ONE, &draft.place).expect("dropped");
    assert!(store.drafts("a.shah").expect("read").is_empty());
}

#[test]
fn a_lost_journal_is_refused_and_the_records_stay() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    std::fs::remove_file(dir.path().join("journal")).expect("removed");
    let error = Store::open(dir.path(), "a", "x").map(|_| ()).expect_err("damaged");
    assert_eq!(error.kind(), ErrorKind::Damaged);
    assert!(error.to_string().contains("missing or cut short"), "{error}");
    assert!(dir.path().join("sled/db").exists());
}

fn opening(n: u32) -> Change {
    let case = CaseRef { year: 2025, number: n };
    change(ChangeKind::Do, case, vec![Edit::Open, set(Value::Empty, &format!("Pupil {n}"))])
}

fn summarise(case: &Case, at: i64) -> crate::domain::list::summary::Summary {
    let calendar = crate::domain::calendar::Calendar::default();
    let context = crate::domain::rules::RuleContext {
        home: &calendar,
        host: &calendar,
        profile: crate::domain::profile::Profile::shipped(),
        register: None,
    };
    crate::domain::list::summary::Summary::from_case(case, &context, at)
}

#[test]
fn an_import_that_is_interrupted_anywhere_is_there_whole_or_not_at_all() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let journal = std::fs::read(dir.path().join("journal")).expect("read");
    let mut store = open(dir.path()).store;
    let refused = store.commit_many(
        &mut (1..9).map(|n| if n < 7 { Ok(opening(n)) } else { Err(Error::input("No.")) }),
        &summarise,
        &mut |_, _, _| {},
    );
    assert_eq!(refused, Err(Error::input("No.")));
    assert_eq!(std::fs::read(dir.path().join("journal")).expect("read"), journal);
    // Staged and named, but the process ends before, in the middle of and after the taking over.
    let staged = dir.path().join("import");
    let to = bulk::StagedAt {
        path: &staged,
        start: store.journal.mark(),
        by: store.journal.by(),
        request: None,
        keys: &store.keys,
    };
    let all = &mut (1..=50).map(|n| Ok(opening(n)));
    let end = bulk::stage(&to, all).expect("staged").end as usize;
    store.keys.sync().expect("on the disk");
    store.close().expect("in order");
    let whole = std::fs::read(&staged).expect("read");
    for there in [0, 1, 40, (end - journal.len()) / 2, end - journal.len() - 1, end - journal.len()]
    {
        let torn = [&journal[..], &whole[512..512 + there]].concat();
        std::fs::write(dir.path().join("journal"), torn).expect("written");
        std::fs::write(&staged, &whole).expect("written");
        // What only reads takes in none of it, says so, and leaves it to the next session.
        let read = Store::open_reading(dir.path(), None, &KeySource::InStore, &mut |_, _, _| {});
        let read = read.expect("reads");
        assert_eq!(read.store.cases().expect("read").len(), 1, "{there} bytes were taken over");
        assert!(read.notices.iter().any(|said| said.contains("nothing of it is in this")));
        drop(read);
        let opened = open(dir.path());
        assert!(
            opened.notices.is_empty() || there == 0 || opened.notices[0].contains("rebuilt"),
            "{:?}",
            opened.notices
        );
        assert_eq!(opened.store.cases().expect("read").len(), 51, "{there} bytes were taken over");
        assert!(!staged.exists());
        drop(opened);
        // Back to the store before the import.
        std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
    }
    let mut store = open(dir.path()).store;
    let n = store
        .commit_many(&mut (51..=60).map(|n| Ok(opening(n))), &summarise, &mut |_, _, _| {})
        .expect("imported");
    assert_eq!((n, store.cases().expect("read").len()), (10, 61));
    assert_eq!(
        store.window(chrono::NaiveDate::MIN, 0, 100).expect("read").len(),
        10,
        "a line for each that was judged"
    );
}

/// Stores a change past every limit, as an earlier version could.
fn store_unchecked(dir: &std::path::Path, change: &Change) {
    let mut store = open(dir).store;
    let by = store.author().clone();
    let entry = EncodedEntry::after(store.journal.mark(), change, Some(&by), None, &store.keys);
    store.journal.append(&[entry.expect("an entry")]).expect("written");
}

#[test]
fn a_line_longer_than_a_value_may_be_is_read_by_every_path() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let two = CaseRef { year: 2026, number: 2 };
    let long = "N".repeat(20_000);
    let opens = change(ChangeKind::Do, two, vec![Edit::Open, set(Value::Empty, &long)]);
    store_unchecked(dir.path(), &opens);
    let mut store = open(dir.path()).store;
    store.index("judged", &summarise, &mut |_, _| {}).expect("the lines are made");
    assert!(store.scan_raw(b"s").any(|e| e.expect("read").1.len() < 10), "a line lies in pieces");
    let names = |store: &Store| {
        let mut names = Vec::new();
        store.each_line(|line| names.push(line.name.len())).expect("every line is read");
        names
    };
    assert_eq!(names(&store), [4, 20_000]);
    let background = store.in_background(|lines| lines.flatten().count()).expect("a reading");
    assert_eq!(background.recv(), Ok(2));
    let today = chrono::NaiveDate::MIN;
    assert_eq!(store.window(today, 0, 9).expect("read").len(), 2);
    assert_eq!(store.tally(today).expect("read").all, 2);
    assert_eq!(store.line(two).expect("read").map(|l| l.name), Some(long.clone()));
    let faults = store.verify_index(&summarise, &mut |_, _, _| {}).expect("read").faults;
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
    // And it can be taken back.
    let stored = store.undo_target("a.shah", &|_| Ok(true)).expect("read").expect("to be undone");
    assert_eq!(stored.change.edits, opens.edits);
    let back = opens.edits.iter().map(Subject::inverse).collect();
    let undo = Change { act: ChangeKind::Undo(stored.seq), edits: back, ..opens };
    store.commit_with_lines(undo, Some(&summarise)).expect("taken back");
    assert_eq!(names(&store), [4]);
}

impl Store {
    /// Writes nonsense over the line of a case.
    pub(crate) fn damage_line(&self, id: CaseRef) {
        let key = keys::of_case(b's', id);
        self.records().expect("open").insert(key, b"nonsense").expect("damaged");
    }
}

#[test]
fn a_line_that_cannot_be_read_costs_one_line_and_says_so() {
    use crate::domain::list::summary::UNREADABLE;
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let mut store = open(dir.path()).store;
    store.commit(opening(7)).expect("stored");
    store.index("judged", &summarise, &mut |_, _| {}).expect("the lines are made");
    store.damage_line(ONE);
    let mut names = Vec::new();
    store.each_line(|line| names.push((line.id, line.name))).expect("the others are read");
    let seven = CaseRef { year: 2025, number: 7 };
    assert_eq!(names, [(seven, "Pupil 7".into()), (ONE, UNREADABLE.into())]);
    let window = store.window(chrono::NaiveDate::MIN, 0, 9).expect("read");
    assert_eq!(window.len(), 2, "no list is shorter without a word");
    let faults = store.verify_index(&summarise, &mut |_, _, _| {}).expect("read").faults;
    assert!(faults.iter().any(|f| f.contains("OSD-2026-0001")), "{faults:?}");
    // The case can be changed, and its line is then whole again, in every order once.
    let edit = set(Value::Text("Zoë".into()), "Zoe");
    store
        .commit_with_lines(change(ChangeKind::Do, ONE, vec![edit]), Some(&summarise))
        .expect("stored over the line that cannot be read");
    assert_eq!(store.line(ONE).expect("read").map(|l| l.name), Some("Zoe".into()));
    let faults = store.verify_index(&summarise, &mut |_, _, _| {}).expect("read").faults;
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn change_beyond_a_limit_is_refused_by_every_entry_point() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = open(dir.path()).store;
    let long = |n| {
        let case = CaseRef { year: 2025, number: n };
        let edits = vec![Edit::Open, set(Value::Empty, &"N".repeat(8_000))];
        change(ChangeKind::Do, case, edits)
    };
    let said = |e: Error| {
        let words = e.to_string();
        words.contains("OSD-2025-000") && words.contains("8000 characters long")
    };
    assert!(store.commit(long(1)).is_err_and(said));
    let many = store.commit_many(
        &mut [opening(2), long(3)].map(Ok).into_iter(),
        &summarise,
        &mut |_, _, _| {},
    );
    assert!(many.is_err_and(said));
    let named = |officer: &str| Change { officer: officer.into(), ..opening(4) };
    assert!(store.commit(named(&"x".repeat(100_000))).is_err());
    assert!(store.cases().expect("read").is_empty(), "nothing was stored");
    assert_eq!(store.journal.mark().seq, 0, "nothing was journalled");
    store.commit(opening(4)).expect("what is within the limits is stored");
}

#[test]
fn a_long_text_is_kept_in_pieces_and_read_whole() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = open(dir.path()).store;
    store.commit(change(ChangeKind::Do, ONE, vec![Edit::Open])).expect("stored");
    let mut old = Value::Empty;
    for long in [40_000, 3, 12_345, 0] {
        let text = "Zoë ".repeat(long / 4);
        let new = crate::domain::value::text(&text);
        let edit = Edit::Set {
            path: FieldPath::case("formulation.text"),
            old: old.clone(),
            new: new.clone(),
        };
        store.commit(change(ChangeKind::Do, ONE, vec![edit])).expect("stored");
        assert_eq!(store.case(ONE).expect("read").expect("there").answer("formulation.text"), &new);
        for entry in store.scan_raw(b"") {
            assert!(entry.expect("read").1.len() < 8 * 1024);
        }
        assert_eq!(
            store.scan(b"p").count(),
            text.len().div_ceil(7 * 1024) * usize::from(text.len() > 7 * 1024)
        );
        old = new;
    }
    let item = |old: Option<String>, new: Option<String>| Subject::Item {
        kind: "terms".into(),
        id: "1".into(),
        old,
        new,
    };
    let json = Some("x".repeat(20_000));
    let stored =
        |edits| Change { officer: "a".into(), saved_ms: 1, why: None, act: ChangeKind::Do, edits };
    store.commit(stored(vec![item(None, json.clone())])).expect("stored");
    assert_eq!(
        (store.item("terms", "1").expect("read"), store.items("terms").expect("read").len()),
        (json.clone(), 1)
    );
    store.commit(stored(vec![item(json, None)])).expect("stored");
    assert_eq!(store.scan(b"p").count(), 0);
    let report = store.verify(&mut |_, _, _| {});
    assert_eq!(report.faults, Vec::<String>::new());
}

#[test]
fn changes_stored_together_stand_alone_and_one_that_is_refused_costs_the_others_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let mut store = open(dir.path()).store;
    store.index("judged", &summarise, &mut |_, _| {}).expect("the lines are made");
    for n in 1..=3 {
        store.commit_with_lines(opening(n), Some(&summarise)).expect("opened");
    }
    let before = store.saved();
    let of = |n| CaseRef { year: 2025, number: n };
    let renamed = |n: u32, old: String| {
        let edit = set(Value::Text(old), &format!("Renamed {n}"));
        change(ChangeKind::Do, of(n), vec![edit])
    };
    let own = |n: u32| renamed(n, format!("Pupil {n}"));
    let all = vec![
        own(1),
        // What it found is not there.
        renamed(2, "Somebody else".into()),
        own(3),
        // One that goes before it changes the same case.
        renamed(1, "Renamed 1".into()),
        // It opens a case, whose number others may be given.
        opening(4),
        own(2),
    ];
    let signed = all.into_iter().map(|change| store.sign(change)).collect();
    let stored = store.commit_together(signed, Some(&summarise)).expect("written");
    let numbers: Vec<Option<u64>> =
        stored.iter().map(|one| one.as_ref().ok().map(|stored| stored.seq)).collect();
    let seq = |n| Some(before + n);
    assert_eq!(numbers, [seq(1), None, seq(2), None, None, seq(3)]);
    let names = |store: &Store| {
        let mut names = Vec::new();
        store.each_line(|line| names.push(line.name)).expect("every line is read");
        names
    };
    let after = ["Renamed 1", "Renamed 2", "Renamed 3", "Zoë"];
    assert_eq!(names(&store), after);
    let faults = store.verify_index(&summarise, &mut |_, _, _| {}).expect("read").faults;
    assert_eq!(faults, Vec::<String>::new());
    assert_eq!(store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
    for n in 1..=3 {
        assert_eq!(store.history(of(n), 9).expect("read").len(), 2, "one more for each");
    }
    store.close().expect("in order");
    // The journal alone tells the same.
    std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
    let mut store = open(dir.path()).store;
    store.index("judged", &summarise, &mut |_, _| {}).expect("the lines are made");
    assert_eq!(names(&store), after);
    assert_eq!(store.verify(&mut |_, _, _| {}).faults, Vec::<String>::new());
}

#[test]
fn changes_that_the_disk_refuses_together_are_none_of_them_stored() {
    let dir = tempfile::tempdir().expect("a folder");
    filled(dir.path());
    let mut store = open(dir.path()).store;
    store.commit(opening(1)).expect("opened");
    let before = store.saved();
    // The journal is put out of reach: what is written there would be saved for nobody.
    std::fs::rename(dir.path().join("journal"), dir.path().join("gone")).expect("moved");
    let renamed = |case, old: &str| {
        change(ChangeKind::Do, case, vec![set(Value::Text(old.into()), "Renamed")])
    };
    let first = CaseRef { year: 2025, number: 1 };
    let signed = vec![store.sign(renamed(first, "Pupil 1")), store.sign(renamed(ONE, "Zoë"))];
    assert!(store.commit_together(signed, None).is_err());
    std::fs::rename(dir.path().join("gone"), dir.path().join("journal")).expect("moved back");
    assert_eq!(store.saved(), before);
    for (case, name) in [(first, "Pupil 1"), (ONE, "Zoë")] {
        let stands = store.case(case).expect("read").expect("there");
        assert_eq!(stands.at(&FieldPath::case("child.full_name")), &Value::Text(name.into()));
    }
}

#[test]
fn history_of_a_case_opens_nothing_of_the_others_that_were_imported_with_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = open(dir.path()).store;
    let case = |number: u32| CaseRef { year: 2025, number };
    let import = Change { edits: (1..=40).flat_map(|n| opening(n).edits).collect(), ..opening(1) };
    let seq = store.commit(import).expect("stored").seq;
    let later = change(ChangeKind::Do, case(7), vec![set(Value::Text("Pupil 7".into()), "Khan")]);
    let later = store.commit(Change { saved_ms: 9_000, ..later }).expect("stored");

    let past = store.history(case(7), 9).expect("read");
    assert_eq!(past.iter().map(|stored| stored.seq).collect::<Vec<_>>(), [later.seq, seq]);
    assert_eq!(past[1].change.edits.len(), 40, "that others were imported with it is told");
    let with_edits: Vec<CaseRef> =
        (1..=40).map(case).filter(|id| past[1].change.edits_of(*id).next().is_some()).collect();
    assert_eq!(with_edits, [case(7)]);
    let since = |head: &ChangeHead| {
        assert_eq!(head.parts, if head.seq == seq { 40 } else { 1 });
        if head.saved_ms < 9_000 { Wanted::NoMore } else { Wanted::Read }
    };
    let since: Result<Vec<_>> = store.history_where(case(7), since).collect();
    assert_eq!(since.expect("read"), [later], "what was made before is not read");
    assert_eq!(store.last_officer_of(case(8)).expect("read").as_deref(), Some("a.shah"));
    assert_eq!(store.last_change_of(case(8)).expect("read"), Some(seq));
    assert_eq!(store.last_change_of(case(41)).expect("read"), None);
}
