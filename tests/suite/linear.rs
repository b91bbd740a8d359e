//! Linear mode: a case run in plain prompts and lines, and what the lines are like.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Types lines into a linear session and returns all that it said.
pub(crate) fn linear(data: &Path, lines: &[&str]) -> String {
    let mut child = Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args([
            "--linear",
            "--data",
            data.to_str().expect("a path"),
            "--today",
            "2026-11-23",
            "--as",
            "a.shah",
        ])
        .env("XDG_CONFIG_HOME", data.join("no-config"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    child
        .stdin
        .take()
        .expect("a pipe")
        .write_all((lines.join("\n") + "\n").as_bytes())
        .expect("typed");
    let out = child.wait_with_output().expect("ended");
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).expect("words");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "a control character in {text:?}");
    text
}

/// Holds that the words stand in the text in this order.
pub(crate) fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let Some(at) = rest.find(word) else {
            panic!("{word:?} is not said, or not in its place, in:\n{text}")
        };
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn linear_mode_opens_fills_and_runs_a_case() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = linear(
        dir.path(),
        &[
            "new case",
            "passport missing",
            "Zoë Ashworth",
            "A999999925001",
            ".",
            "passport 9",
            "record parent discussion",
            "",
            "Mother",
            "phone",
            ".",
            "record zzz",
            "undo",
            "redo",
            "overview",
            "timeline",
            "cases",
            "find stage:runing",
            "find ashworth",
            "1",
            "quit",
        ],
    );
    in_order(
        &said,
        &[
            "Offsite, Mon 23 Nov 2026. Type help",
            "No cases yet. Type new case to open your first case.",
            "Saved in OSD-2026-0001: Opened OSD-2026-0001.",
            "Section: 1a Child details.",
            "Full name (not answered): ",
            "Saved in OSD-2026-0001: Full name: Zoë Ashworth.",
            "UPN (not answered): ",
            "this UPN begins with F",
            "You have left the form. Your answers are saved.",
            "Type passport and the number or name of a form.",
            "Date (23/11/2026): ",
            "There is no event called that.",
            "Undone: UPN cleared.",
            "Redone: UPN: A999999925001.",
            "OSD-2026-0001, Zoë Ashworth",
            "To do 1: ",
            "1 case, ",
            "Column 7: \"runing\"",
            "1 case that fits ashworth",
            "OSD-2026-0001, Zoë Ashworth",
        ],
    );
}

#[test]
fn linear_mode_says_that_a_typed_day_has_no_school() {
    let dir = tempfile::tempdir().expect("a folder");
    let lines =
        ["new case", "passport missing", "Zoë Ashworth", ".", "record first day at the host"];
    let said = linear(dir.path(), &[&lines[..], &["22/11/2026", ".", "quit"]].concat());
    in_order(&said, &["First attended on (", "Sun 22 Nov 2026: no school at the host: weekend."]);
}

#[test]
fn marks_in_linear_mode_are_set_and_a_correction_asks_for_a_reason() {
    let (_dir, store) = crate::demo();
    let lines = [
        "find stage:running",
        // The second is at a provision that is no school, where D is wrong; the first is not.
        "1",
        "attendance 17/11/2026",
        "tue am host Q9",
        "tue am host I",
        "The school sent it late",
        "Officer",
        ".",
        "undo",
        "q",
    ];
    let said = linear(&store, &lines);
    in_order(
        &said,
        &[
            "Week of Mon 16 Nov 2026.",
            "Tue 17 Nov am: expected at the host, home D, host /, combined /.",
            "no attendance code",
            "This corrects an existing mark. Why? Your job title: Saved in",
            "Tue 17 Nov am: expected at the host, home D, host I, combined I.",
            "Undone: ",
        ],
    );
}

#[test]
fn long_answer_in_linear_mode_ends_at_a_full_stop() {
    let dir = tempfile::tempdir().expect("a folder");
    let said = linear(
        dir.path(),
        &[
            "new case",
            "passport missing",
            "",
            "",
            "?",
            "1",
            "",
            "",
            "no",
            "12 High Street",
            "Worcester",
            ".",
            ".",
            "passport 1",
            ".",
            "find zzz",
            "page down",
        ],
    );
    in_order(
        &said,
        &[
            "Gender (not answered): ",
            "1. Male",
            "Saved in OSD-2026-0001: Gender: Male.",
            "Current home address (not answered): ",
        ],
    );
    in_order(
        &said,
        &[
            "a full stop alone on a line.",
            "Saved in OSD-2026-0001: Current home address: 12 High Street Worcester",
        ],
    );
    in_order(&said, &["No cases match. Type find to see all.", "End of the list."]);
}

#[test]
fn dumb_terminal_starts_linear_mode() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut child = Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", dir.path().to_str().expect("a path"), "--today", "2026-11-23"])
        .env("TERM", "dumb")
        .env("XDG_CONFIG_HOME", dir.path().join("no-config"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("started");
    drop(child.stdin.take());
    let out = child.wait_with_output().expect("ended");
    assert!(out.status.success());
    assert!(
        String::from_utf8_lossy(&out.stdout)
            .contains("No cases yet. Type new case to open your first case.")
    );
}

#[test]
fn override_in_linear_mode_asks_for_a_reason_and_keeps_it() {
    let (_dir, store) = crate::demo();
    let board = ["record board decision", "", "Full board", "governing body", "", "yes", "", "yes"];
    let notice = ["record notice", "", "Mother", "post", "", "", "yes"];
    let lines = [
        &["open OSD-2026-0004"],
        &board[..],
        &notice[..],
        &[""],
        &notice[..],
        &["Agreed by telephone", "timeline", "q"],
    ]
    .concat();
    let said = linear(&store, &lines);
    let asked = ["Not done. Record the purpose", "To override, type your reason"];
    in_order(
        &said,
        &[
            &asked[..],
            &["Not saved."],
            &asked[..],
            &["Saved in OSD-2026-0004", "reason for going on"],
        ]
        .concat(),
    );
}

#[test]
fn marks_in_linear_mode_follow_the_terms_of_the_schools() {
    let (_dir, store) = crate::demo();
    let said = linear(&store, &["open OSD-2026-0014", "attendance 26/10/2026", ".", "q"]);
    in_order(&said, &["Mon 26 Oct am: no school", "Fri 30 Oct pm: no school"]);
    assert!(!said.contains("26 Oct am: expected"), "{said}");
}

/// One thing that both front ends do: how keys do it, and how lines do.
struct Doing {
    what: &'static str,
    keys: &'static str,
    lines: &'static [&'static str],
}

/// Every action that changes a record in both front ends.
const DOINGS: &[Doing] = &[
    Doing {
        what: "a new case with an answer",
        keys: "neBailey Ashworth<Enter>",
        lines: &["new case", "passport", "Bailey Ashworth", "."],
    },
    Doing {
        what: "a mark",
        keys: "/OSD-2026-0006<Enter>5L",
        lines: &["open OSD-2026-0006", "attendance", "mon am host L", "."],
    },
    Doing {
        what: "a corrected mark with its reason",
        keys: "/OSD-2026-0006<Enter>5LhIRang<Enter>Officer<Enter>",
        lines: &[
            "open OSD-2026-0006",
            "attendance",
            "mon am host L",
            "mon am host I",
            "Rang",
            "Officer",
            ".",
        ],
    },
    Doing {
        what: "an event",
        keys: "/OSD-2026-0006<Enter>anotes<Enter>meRang home.<Ctrl-O><Ctrl-O>",
        lines: &["open OSD-2026-0006", "record notes", "", "", "", "Rang home.", ".", "yes"],
    },
    Doing {
        what: "an event against three rules, undone, done again and undone after a question",
        keys: "/OSD-2026-0020<Enter>adecisions of the board<Enter>meGoverning board<Enter>megoverning<Enter>my<Ctrl-O>\
               anotices<Enter>meMother<Enter>mepost<Enter><Ctrl-O>Agreed by telephone.<Ctrl-O>\
               It is none.<Ctrl-O>He has neither.<Ctrl-O>u<Ctrl-R>uy",
        lines: &[
            "open OSD-2026-0020",
            "record decisions of the board",
            "",
            "Governing board",
            "Governing body",
            "",
            "yes",
            "",
            "yes",
            "record notices",
            "",
            "Mother",
            "post",
            "",
            "",
            "yes",
            "Agreed by telephone.",
            "It is none.",
            "He has neither.",
            "undo",
            "redo",
            "undo",
            "yes",
        ],
    },
    Doing { what: "an import undone after a question", keys: "uy", lines: &["undo", "yes"] },
    Doing { what: "an import kept after a question", keys: "un", lines: &["undo", "no"] },
];

pub(crate) fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder").flatten() {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), &to).expect("copied");
        }
    }
}

/// Returns every case of the store in a folder, and every line of its journal but the times.
fn records(dir: tempfile::TempDir) -> (String, Vec<String>) {
    let mut flow = crate::flow::Flow::on(dir, offsite::keymap::Keymap::built_in());
    let mut journal = Vec::new();
    for number in 1..=41 {
        let id = offsite::domain::case::CaseRef { year: 2026, number };
        for entry in flow.owner.history(id).expect("a history") {
            journal.push(format!("{id} {} {:?} {}", entry.officer, entry.why, entry.message));
        }
    }
    (flow.export(), journal)
}

#[test]
fn screen_and_linear_mode_leave_the_same_records_and_journal() {
    let (_dir, demo) = crate::demo();
    let untouched = {
        let dir = tempfile::tempdir().expect("a folder");
        copied(&demo, &dir.path().join("store"));
        records(dir)
    };
    for doing in DOINGS {
        let (screen, lines) = (tempfile::tempdir(), tempfile::tempdir());
        let (screen, lines) = (screen.expect("a folder"), lines.expect("a folder"));
        copied(&demo, &screen.path().join("store"));
        copied(&demo, &lines.path().join("store"));
        let mut flow = crate::flow::Flow::on(screen, offsite::keymap::Keymap::built_in());
        flow.keys(doing.keys);
        let by_keys = records(flow.close());
        let said = linear(&lines.path().join("store"), doing.lines);
        let by_lines = records(lines);
        assert_eq!(by_keys.1, by_lines.1, "{}: {said}", doing.what);
        assert_eq!(by_keys.0, by_lines.0, "{}: {said}", doing.what);
        let is_kept = doing.what.contains("kept");
        assert_eq!(by_keys.1 == untouched.1, is_kept, "{} is no change", doing.what);
    }
}

#[test]
fn record_does_not_offer_tables_that_the_program_writes() {
    let (_dir, store) = crate::demo();
    let said = linear(&store, &["open OSD-2026-0012", "record against", "record", "?", "", "q"]);
    in_order(
        &said,
        &["There is no event called that.", "1. Parent discussions", "Nothing recorded."],
    );
    assert!(!said.contains("Rules gone against"), "{said}");
}

#[test]
fn undo_in_linear_mode_asks_unless_it_takes_back_the_latest_change() {
    let (_dir, store) = crate::demo();
    let said = linear(&store, &["undo", "no", "cases", "undo", "yes", "cases", "q"]);
    in_order(
        &said,
        &[
            "(40 cases)? yes or no: No changes made.",
            "40 cases",
            "(40 cases)? yes or no: Undone: ",
            "No cases yet.",
        ],
    );
}

#[test]
fn full_stop_and_back_leave_at_every_question() {
    let dir = tempfile::tempdir().expect("a folder");
    for word in [".", "back"] {
        let said = linear(
            dir.path(),
            &["new case", "passport", word, "record contact", word, "record", word, "cases"],
        );
        let left =
            ["You have left the form", "Nothing recorded. What", "Nothing recorded.", "cases>"];
        in_order(&said, &left);
        assert!(!said.contains("is not a command"), "{said}");
    }
    // At a choice, and where a row is offered, the whole form is left too.
    let choice = linear(dir.path(), &["1", "passport", "", "", "back", "passport"]);
    in_order(&choice, &["Former UPNs", "You have left the form", "Pupil passport"]);
    let choice = linear(dir.path(), &["1", "passport", "", "", "no", "?", ".", "passport"]);
    in_order(&choice, &["Gender", "Which?", "You have left the form", "Pupil passport"]);
    let cases = crate::text(&crate::offsite(dir.path(), &["export", "cases"]));
    assert!(!cases.contains("back"), "{cases}");
}

#[test]
fn wrong_mark_reads_one_line() {
    let (_dir, store) = crate::demo();
    let said = linear(&store, &["find OSD-2026-0030", "1", "attendance", "fri pm host QQ", "."]);
    let after = said.rsplit("mark: ").nth(1).expect("an answer");
    assert_eq!(after.trim_end().lines().count(), 1, "{after}");
}
