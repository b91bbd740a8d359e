//! Reading needs no lock: beside an open session, and where nothing may be written.

use std::io::Write;
use std::path::Path;

use offsite::api::{ListQuery, Reply, Request, Viewer};
use offsite::domain::list::view::Sort;
use offsite::error::ErrorKind;
use offsite::keymap::Keymap;
use offsite::store::{Store, StoredDraft};

use crate::flow::Flow;

use super::{TWINS, change, proven};
use crate::text;

fn reading(dir: &Path) -> offsite::error::Result<Store> {
    Store::open_reading(dir, None, &offsite::store::KeySource::InStore, &mut |_, _, _| {})
        .map(|opened| opened.store)
}

#[test]
fn reading_command_beside_an_open_session_sees_everything_saved() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut held = Store::open(dir.path(), "b.jones", "09:12").expect("opens").store;
    for n in 1..=5 {
        held.commit(change(n)).expect("saved");
        let out = crate::offsite(dir.path(), &["export", "cases"]);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!((out.status.code(), said.as_str()), (Some(0), ""));
        assert_eq!(text(&out).matches(&format!("Change {n} of both.")).count(), 2);
    }
    for verb in [
        &["today"][..],
        &["cases"],
        &["search", "change"],
        &["case", "show", "OSD-2026-0001"],
        &["verify"],
        &["frame", "--keys", "n"],
    ] {
        let out = crate::offsite(dir.path(), verb);
        assert_eq!(out.status.code(), Some(0), "{verb:?}: {}", text(&out));
    }
    let out = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    assert_eq!(out.status.code(), Some(3), "what may save needs the lock");
    // The session has noticed nothing, and goes on.
    held.commit(change(6)).expect("saved");
    held.close().expect("in order");
    assert_eq!(proven(&Store::open(dir.path(), "a.shah", "now").expect("opens").store), 6);
}

/// What only reads, with what each is asked.
const READING: [&[&str]; 15] = [
    &["today"],
    &["cases", "aman"],
    &["search", "mother"],
    &["why", "OSD-2026-0001"],
    &["case", "show", "OSD-2026-0001"],
    &["export", "cases"],
    &["export", "register", "OSD-2026-0030"],
    &["export", "directions"],
    &["chase", "--list"],
    &["evidence", "OSD-2026-0001"],
    &["document", "OSD-2026-0001", "--list"],
    &["frame", "--keys", "<Down>d"],
    &["import", "cases", "CASES", "--dry-run"],
    &["doctor"],
    &["verify"],
];

#[test]
fn reading_command_leaves_every_byte_of_the_store_and_its_time_as_they_were() {
    let (dir, store) = crate::demo();
    let lines = dir.path().join("cases.jsonl");
    std::fs::write(&lines, text(&crate::offsite(&store, &["export", "cases"]))).expect("written");
    let state = || {
        let mut all: Vec<_> = walk(&store)
            .into_iter()
            // What is given out is noted there, and has a test of its own.
            .filter(|(path, _)| !path.starts_with(store.join("seen")))
            .map(|(path, bytes)| {
                let at = std::fs::metadata(&path).and_then(|about| about.modified());
                (at.expect("a time"), path, bytes)
            })
            .collect();
        all.sort();
        all
    };
    let holds = |how: &str| {
        let before = state();
        for verb in READING {
            let file = lines.to_str().expect("a path");
            let verb: Vec<&str> =
                verb.iter().map(|word| if *word == "CASES" { file } else { word }).collect();
            let out = crate::offsite(&store, &verb);
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            let is_named = how == "damaged" && verb == ["verify"];
            assert_eq!(out.status.code() == Some(4), is_named, "{how}, {verb:?}: {said}");
            assert!(!said.contains("in another session"), "{how}, {verb:?}: {said}");
            assert!(state() == before, "{how}, {verb:?} has written");
        }
    };
    holds("left in order");
    // As a session leaves it that was killed.
    std::fs::remove_file(store.join("left")).expect("removed");
    holds("killed");
    let mut journal = std::fs::OpenOptions::new().append(true).open(store.join("journal"));
    journal.as_mut().expect("opens").write_all(&[40, 1, 0, 0, 9, 9, 9]).expect("written");
    holds("cut short");
    std::fs::write(store.join("sled/db"), b"nonsense").expect("written");
    holds("damaged");
}

#[test]
fn whatever_is_given_out_is_noted_before_and_not_given_out_where_it_cannot_be() {
    let (dir, store) = crate::demo();
    let to = dir.path().to_str().expect("a path");
    let given: [&[&str]; 7] = [
        &["export", "cases"],
        &["export", "case", "OSD-2026-0030"],
        &["export", "register", "OSD-2026-0030"],
        &["export", "spreadsheet", "OSD-2026-0001", "--draft"],
        &["stats"],
        &["chase"],
        &["document", "OSD-2026-0006", "chase", "--draft", "--format", "text", "--to", to],
    ];
    let looks = || {
        let out = text(&crate::offsite(&store, &["audit", "--json"]));
        let of = |line: &str| -> serde_json::Value { serde_json::from_str(line).expect("JSON") };
        out.lines().map(|line| of(line)["what"].as_str().unwrap_or_default().to_owned()).collect()
    };
    for (n, verb) in given.iter().enumerate() {
        let out = crate::offsite(&store, verb);
        assert_eq!(
            out.status.code(),
            Some(0),
            "{verb:?}: {}",
            String::from_utf8_lossy(&out.stderr)
        );
        let looks: Vec<String> = looks();
        assert_eq!(looks.len(), n + 1, "{verb:?}: {looks:?}");
    }
    let looks: Vec<String> = looks();
    assert_eq!(looks, [["exported"; 6].as_slice(), &["printed"]].concat());
    assert!(crate::offsite(&store, &["verify"]).status.success());
    // What is only shown says nothing of the one officer of these records.
    for verb in [&["today"][..], &["search", "mother"], &["case", "show", "OSD-2026-0001"]] {
        assert!(crate::offsite(&store, verb).status.success());
    }
    assert_eq!(text(&crate::offsite(&store, &["audit"])).lines().count(), given.len());
    // A backup has them too.
    let (file, back) = (dir.path().join("b.offsite"), dir.path().join("back"));
    let file = file.to_str().expect("a path");
    assert!(crate::offsite(&store, &["backup", file]).status.success());
    let restored = crate::offsite(&back, &["restore", file]);
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    assert_eq!(text(&crate::offsite(&back, &["audit"])).lines().count(), given.len());
    std::fs::remove_dir_all(store.join("seen")).expect("removed");
    std::fs::write(store.join("seen"), b"in the way").expect("written");
    for verb in given {
        let out = crate::offsite(&store, verb);
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!((out.status.code(), text(&out)), (Some(1), String::new()), "{verb:?}: {said}");
        assert!(said.contains("Nothing was given out"), "{verb:?}: {said}");
    }
    assert!(crate::offsite(&store, &["cases"]).status.success(), "reading goes on");
}

#[test]
fn reading_says_what_the_next_session_has_to_mend_and_reads_all_that_is_proved() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    (1..=3).for_each(|n| drop(store.commit(change(n)).expect("saved")));
    store.close().expect("in order");
    let read = || {
        let out = crate::offsite(dir.path(), &["export", "cases"]);
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(text(&out).matches("Change 3 of both.").count(), 2);
        String::from_utf8_lossy(&out.stderr).into_owned()
    };
    assert_eq!(read(), "");
    std::fs::remove_dir_all(dir.path().join("sled")).expect("removed");
    let whole = "which ends at entry 3 as the last session left it: nothing saved is lost.";
    for _ in 0..2 {
        let said = read().replace('\n', " ");
        assert!(said.contains("The next session rebuilds them") && said.contains(whole), "{said}");
    }
    let mut journal = std::fs::OpenOptions::new().append(true).open(dir.path().join("journal"));
    journal.as_mut().expect("opens").write_all(&[40, 1, 0, 0, 9, 9, 9]).expect("written");
    let said = read();
    assert!(said.contains("The last entry of the journal was cut short (7 bytes)"), "{said}");
    // The session mends both, and then there is nothing to say.
    let session = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    let said = String::from_utf8_lossy(&session.stderr).into_owned();
    assert!(said.contains("set aside") && said.contains("rebuilt"), "{said}");
    assert_eq!(read(), "");
}

#[test]
fn store_opened_to_be_read_changes_no_file_and_saves_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    (1..=3).for_each(|n| drop(store.commit(change(n)).expect("saved")));
    store.close().expect("in order");
    let listing = || {
        let mut all: Vec<_> = walk(dir.path());
        all.sort();
        all
    };
    let before = listing();
    let mut store = reading(dir.path()).expect("opens to be read");
    assert_eq!(proven(&store), 3);
    let only = |e: String| e.contains("only reads");
    assert!(store.commit(change(4)).is_err_and(|e| only(e.to_string())));
    assert!(
        store.put_evidence(crate::faults::CASE, b"A letter").is_err_and(|e| only(e.to_string()))
    );
    let draft = StoredDraft {
        officer: "a.shah".into(),
        case: TWINS[0],
        place: offsite::domain::case::FieldPath::case(super::FIELD),
        text: "Half".into(),
        cursor: (0, 4),
        saved_ms: 1,
        session: 0,
    };
    assert!(store.save_draft(&draft).is_err_and(|e| only(e.to_string())));
    store.close().expect("in order");
    assert_eq!(listing(), before, "something was touched");
}

#[test]
fn reading_session_beside_a_writing_one_shows_the_list_and_writes_nothing() {
    let (_dir, store) = crate::demo();
    let mut writing = crate::pty::Session::start(&store);
    writing.says("History (");
    // The day's backup is written beside the session, and then nothing but what it saves.
    let backup = store.join("backups/2026-11-23.offsite");
    let end = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while !backup.exists() {
        assert!(std::time::Instant::now() < end, "no backup");
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    let listing = || {
        let mut all = walk(&store);
        all.sort();
        all
    };
    let before = listing();
    let mut session = crate::pty::Session::start_reading(&store);
    session.says("History (");
    session.says_over_lines("Read only: this session shows what was saved before it started");
    session.press("/aman\r");
    session.says("Aman Lund");
    session.press("\r3/formulation\re");
    session.press("Typed");
    session.press("\x0f");
    session.says_over_lines("This session only reads: nothing is saved.");
    assert!(!session.shown().contains("· saved"), "{}", session.shown());
    session.kill();
    assert!(listing() == before, "something was written");
    writing.press("q");
    assert_eq!(writing.ends(), 0);
}

/// Every file of a folder, with its bytes.
fn walk(dir: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(dir).expect("a folder").flatten().map(|e| e.path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                walk(&path)
            } else {
                let bytes = std::fs::read(&path).expect("read");
                vec![(path, bytes)]
            }
        })
        .collect()
}

#[test]
fn reading_stops_at_the_proved_part_and_names_damage_in_the_middle() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    (1..=3).for_each(|n| drop(store.commit(change(n)).expect("saved")));
    store.close().expect("in order");
    let path = dir.path().join("journal");
    let whole = std::fs::read(&path).expect("read");
    // As a session leaves it that is writing at this moment.
    let mut file = std::fs::OpenOptions::new().append(true).open(&path).expect("opens");
    file.write_all(&[40, 1, 0, 0, 9, 9, 9]).expect("written");
    assert_eq!(proven(&reading(dir.path()).expect("opens to be read")), 3);
    let mut bad = whole.clone();
    bad[60] ^= 1;
    std::fs::write(&path, bad).expect("written");
    let proved = reading(dir.path()).and_then(|store| store.wait_for_check());
    let error = proved.expect_err("damaged");
    assert_eq!(error.kind(), ErrorKind::Damaged);
    assert!(error.to_string().contains("Entry 1"), "{error}");
    // Records that are damaged or missing are made anew from the journal, beside the store.
    std::fs::write(&path, &whole).expect("written");
    std::fs::write(dir.path().join("sled/db"), b"nonsense").expect("written");
    let store = reading(dir.path()).expect("opens to be read");
    assert_eq!(proven(&store), 3);
    assert!(reading(Path::new("/nowhere/at/all")).is_err_and(|e| e.kind() == ErrorKind::Io));
}

/// Returns a store of the demo's pupils whose list cannot be read.
fn without_a_list() -> tempfile::TempDir {
    let (dir, store) = crate::demo();
    let records = sled::open(store.join("sled")).expect("opens");
    records.insert(b"k-all", b"nonsense").expect("damaged");
    records.flush().expect("written");
    drop(records);
    dir
}

#[test]
fn list_that_cannot_be_read_carries_the_fault() {
    let dir = without_a_list();
    let opened = Store::open(&dir.path().join("store"), "a.shah", "now");
    let opened = opened.expect("opens as it was left").store;
    let profile = offsite::domain::profile::Profile::shipped().clone();
    let mut service = offsite::service::Service::new(opened, || 0, profile).expect("a service");
    let asked = ListQuery {
        today: crate::flow::today(),
        filter: String::new(),
        sort: Sort::Pressing,
        from: 0,
        count: 10,
    };
    let viewer = Viewer::new("a.shah", crate::flow::today());
    let reply = service.for_viewer(&viewer).ask(Request::List(asked));
    let Reply::List(page) = reply else { panic!("no list") };
    assert!(page.rows.is_empty());
    assert!(page.fault.is_some_and(|words| words.contains("offsite verify")), "silently empty");
}

#[test]
fn screen_names_the_fault_of_a_list_that_cannot_be_read_and_calls_no_store_empty() {
    let mut flow = Flow::on(without_a_list(), Keymap::built_in());
    for size in [(80, 24), (160, 45)] {
        flow.size = size;
        flow.says("offsite verify").lacks("No cases yet").lacks("Press n");
    }
    // A search and the list after it say it too.
    flow.keys("/mse").says("offsite verify").lacks("No cases yet");
    flow.keys("<Esc>").says("offsite verify").lacks("No cases yet");
}

#[test]
fn linear_leaves_with_the_fault_of_a_list_that_cannot_be_read_and_calls_no_store_empty() {
    let dir = without_a_list();
    let out = crate::offsite(&dir.path().join("store"), &["--linear"]);
    let said = text(&out) + &String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("The records on disk are damaged."), "{said}");
    assert!(!said.contains("No cases yet"), "{said}");
    assert_ne!(out.status.code(), Some(0));
}

#[test]
fn reading_session_is_not_offered_what_another_session_types() {
    let dir = tempfile::tempdir().expect("a folder");
    let service = |store: Store| {
        let profile = offsite::domain::profile::Profile::shipped().clone();
        offsite::service::Service::new(store, || 0, profile).expect("a service")
    };
    let viewer = || Viewer::new("a.shah", crate::flow::today());
    let draft = offsite::api::Draft {
        case: TWINS[0],
        path: offsite::domain::case::FieldPath::case(super::FIELD),
        text: "Half".into(),
        cursor: Some((0, 4)),
    };
    let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
    store.commit(change(1)).expect("saved");
    let mut writing = service(store);
    writing.for_viewer(&viewer()).save_draft(draft.clone()).expect("kept");
    let mut beside = service(reading(dir.path()).expect("opens to be read"));
    assert_eq!(beside.for_viewer(&viewer()).drafts().expect("read"), []);
    drop((writing, beside));
    let mut next = service(Store::open(dir.path(), "a.shah", "now").expect("opens").store);
    assert_eq!(next.for_viewer(&viewer()).drafts().expect("read"), [draft]);
}
