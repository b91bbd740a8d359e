//! What grows with use: the memory of a session over 12,000 answers, and the store over a year of
//! 2,000 changes a day.

use std::path::Path;
use std::time::Instant;

use offsite::domain::case::edit::{CaseChange, Edit};
use offsite::domain::case::{CaseRef, FieldPath};
use offsite::domain::value::Value;
use offsite::store::{Change, ChangeKind, Store, Subject};

use crate::pty::{END, Session};
use crate::{memory, ms, program, seen};

/// Answers in one session.
const ANSWERS: usize = 12_000;
/// Changes that a day of use makes, in groups that are written together.
const CHANGES: usize = 2_000;
const TOGETHER: usize = 20;
/// The school days of a year, after which a year is measured, and days before it.
const MEASURED: [usize; 5] = [0, 1, 20, 95, 190];

/// Prints both.
pub(crate) fn print(dir: &Path, size: usize) {
    let folder = tempfile::tempdir_in(dir.parent().expect("a folder")).expect("a folder");
    let copy = folder.path().join("store");
    copy_of(dir, &copy);
    session(&copy, size);
    year(&copy, size);
}

/// Prints the memory of a session while one question is answered again and again.
fn session(dir: &Path, size: usize) {
    let mut s = Session::start(Session::command(dir));
    s.until(END);
    for key in [b"3" as &[u8], b"/", b"ehcp", b"\r"] {
        s.press(key);
    }
    s.settle();
    println!("\n| answers in one session, {size} cases | MB | ms each |\n|---|---|---|");
    println!("| 0 | {} | - |", s.own_memory());
    let part = ANSWERS / 6;
    for done in (part..=ANSWERS).step_by(part) {
        let begun = Instant::now();
        for i in 0..part {
            s.press(if i % 2 == 0 { b"y" } else { b"n" });
            s.press(b"k");
        }
        let each = begun.elapsed().as_secs_f64() * 1000.0 / part as f64;
        println!("| {done} | {} | {each:.2} |", s.own_memory());
    }
    s.leave();
}

/// Prints the store after some days of use.
fn year(dir: &Path, size: usize) {
    println!(
        "\n| days of {CHANGES} changes, {size} cases | journal, MB | sled, MB | start, ms | start after a crash, ms | backup, s | backup, MB | memory of a session, MB | a day's writing, s |"
    );
    println!("|{}", "---|".repeat(9));
    let mut done = 0;
    for days in MEASURED {
        let begun = Instant::now();
        let new = days - done;
        (done..days).for_each(|day| one_day(dir, size, day));
        let writing = begun.elapsed().as_secs_f64() / new.max(1) as f64;
        done = days;
        println!("{}", row(dir, days, if new > 0 { writing } else { 0.0 }));
    }
}

/// Makes the changes of a day.
fn one_day(dir: &Path, size: usize, day: usize) {
    let mut store = Store::open(dir, "bench", "now").expect("opens").store;
    let all = store.cases().expect("read");
    for group in 0..CHANGES / TOGETHER {
        let cases = (0..TOGETHER).map(|n| {
            let nth = day * CHANGES + group * TOGETHER + n;
            all[nth.wrapping_mul(7919) % size]
        });
        let changes = cases.map(|case| store.sign(answer(&store, case, day))).collect();
        for stored in store.commit_together(changes, None).expect("saved") {
            stored.expect("saved");
        }
    }
    store.close().expect("closed");
}

/// Returns an answer that a case does not have yet.
fn answer(store: &Store, id: CaseRef, day: usize) -> Change {
    let case = store.case(id).expect("read").expect("there");
    let path = FieldPath::case("formulation.text");
    let old = case.answer("formulation.text").clone();
    let new = Value::Text(format!("On day {day} the school was asked how the week had been."));
    Change {
        officer: "bench".into(),
        saved_ms: 1,
        why: None,
        act: ChangeKind::Do,
        edits: vec![Subject::Case(CaseChange {
            case: id,
            edits: vec![Edit::Set { path, old, new }],
        })],
    }
}

/// Measures a store as it is.
fn row(dir: &Path, days: usize, writing: f64) -> String {
    seen::start(dir).2.leave();
    let (start, _, again) = seen::start(dir);
    again.settle();
    let peak = memory(again.pid());
    again.leave();
    let crash = seen::after_a_crash(dir).half;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("backup");
    let seconds = ms(|| {
        let ended = program(dir).arg("backup").arg(&file).output().expect("started");
        assert!(ended.status.success(), "the backup failed");
    }) / 1000.0;
    let backup = std::fs::metadata(&file).expect("there").len();
    let mb = |bytes: u64| bytes as f64 / 1_048_576.0;
    let (journal, sled) = (bytes_of(&dir.join("journal")), bytes_of(&dir.join("sled")));
    format!(
        "| {days} | {:.1} | {:.1} | {start:.1} | {crash:.1} | {seconds:.2} | {:.1} | {peak} | {writing:.2} |",
        mb(journal),
        mb(sled),
        mb(backup)
    )
}

/// Returns the bytes of a file, or of all files in a folder.
fn bytes_of(path: &Path) -> u64 {
    if path.is_file() {
        return path.metadata().map_or(0, |of| of.len());
    }
    let inside = std::fs::read_dir(path).into_iter().flatten().flatten();
    inside.map(|entry| bytes_of(&entry.path())).sum()
}

/// Copies a folder with all that is in it.
fn copy_of(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("read").flatten() {
        let (old, new) = (entry.path(), to.join(entry.file_name()));
        if old.is_dir() {
            copy_of(&old, &new);
        } else {
            std::fs::copy(&old, &new).expect("copied");
        }
    }
}
