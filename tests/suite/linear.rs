//! Linear mode: a case run in plain prompts and lines, and what the lines are like.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// Types lines into a linear session and returns all that it said.
fn linear(data: &Path, lines: &[&str]) -> String {
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
fn in_order(text: &str, words: &[&str]) {
    let mut rest = text;
    for word in words {
        let Some(at) = rest.find(word) else {
            panic!("{word:?} is not said, or not in its place, in:\n{text}")
        };
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn a_case_is_opened_filled_run_and_marked_line_by_line() {
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
            "No cases yet. Type new case to open the first.",
            "Saved in OSD-2026-0001: Opened OSD-2026-0001.",
            "Section: 1a Child details.",
            "Full name (not asked yet): ",
            "Saved in OSD-2026-0001: Full name: Zoë Ashworth.",
            "UPN (not asked yet): ",
            "this UPN begins with F",
            "The form is left; what was answered is saved.",
            "Type passport and the number of a form.",
            "Date (23/11/2026): ",
            "No event is called so.",
            "Undone: UPN cleared.",
            "Done again: UPN: A999999925001.",
            "OSD-2026-0001, Zoë Ashworth",
            "Next: ",
            "1 cases, ",
            "Column 7: \"runing\"",
            "1 cases that fit ashworth",
            "OSD-2026-0001, Zoë Ashworth",
        ],
    );
}

#[test]
fn marks_are_said_and_set_and_a_correction_asks_why() {
    let (_dir, store) = crate::demo();
    let lines = [
        "find stage:running",
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
            "Tue 17 Nov am: expected at the host, home D, host /.",
            "no attendance code",
            "This corrects a mark that stands. Why? Your position: Saved in",
            "Tue 17 Nov am: expected at the host, home D, host I.",
            "Undone: ",
        ],
    );
}

#[test]
fn a_long_answer_takes_lines_to_a_full_stop_and_a_school_is_found_by_its_letters() {
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
            "Gender (not asked yet): ",
            "1. Male",
            "Saved in OSD-2026-0001: Gender: Male.",
            "Current home address (not asked yet): ",
        ],
    );
    in_order(
        &said,
        &[
            "holds only a full stop.",
            "Saved in OSD-2026-0001: Current home address: 12 High Street Worcester",
        ],
    );
    in_order(&said, &["No case fits. Type find to see all.", "That is the whole list."]);
}

#[test]
fn a_terminal_that_cannot_place_text_gets_lines_by_itself() {
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
            .contains("No cases yet. Type new case to open the first.")
    );
}

#[test]
fn going_on_against_a_rule_asks_why_and_keeps_the_reason() {
    let (_dir, store) = crate::demo();
    let board = ["record board decision", "", "Full board", "governing body", "", "yes", "", "yes"];
    let notice = ["record notice", "", "Mother", "post", "", "", "", "yes"];
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
    let asked = ["Not done. State the purpose", "To go on all the same, say why"];
    in_order(
        &said,
        &[
            &asked[..],
            &["Nothing was stored."],
            &asked[..],
            &["Saved in OSD-2026-0004", "reason for going on"],
        ]
        .concat(),
    );
}

#[test]
fn marks_are_asked_for_by_the_terms_of_the_schools() {
    let (_dir, store) = crate::demo();
    let said = linear(&store, &["open OSD-2026-0006", "attendance 26/10/2026", ".", "q"]);
    in_order(&said, &["Mon 26 Oct am: no school", "Fri 30 Oct pm: no school"]);
    assert!(!said.contains("26 Oct am: expected"), "{said}");
}
