//! The terminal program by keys alone.

use crate::pty::Session;

#[test]
fn killed_session_loses_neither_a_saved_answer_nor_a_draft() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut first = Session::start(dir.path());
    first.says("No cases yet");
    first.press("n");
    first.says("Opened OSD-2026-0001");
    first.press("e");
    first.says("Full name ·");
    first.press("Zoë Ashworth\r");
    first.says("Full name: Zoë Ashworth · saved");
    first.press("e");
    first.says("UPN ·");
    first.press("F9999999");
    first.says("F9999999");
    first.kill();
    let mut again = Session::start(dir.path());
    again.says("You were typing this when the session ended");
    again.says("F9999999");
    again.press("25001\r");
    again.says("UPN: F999999925001 · saved");
    again.press("u");
    again.says("Undone: UPN cleared");
    again.press("\x12");
    again.says("Redone: UPN: F999999925001");
    again.kill();
    let shown =
        crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001", "--json"]));
    assert!(shown.contains("Zoë Ashworth") && shown.contains("F999999925001"), "{shown}");
}

#[test]
fn second_session_is_refused_with_exit_code_3() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = Session::start(dir.path());
    first.says("No cases yet");
    // What only reads needs no lock; a session may save.
    assert_eq!(crate::offsite(dir.path(), &["frame"]).status.code(), Some(0));
    let second = crate::offsite_told(dir.path(), &["--linear"], "quit\n");
    assert_eq!(second.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&second.stderr).contains("open in another session (a.shah"));
    first.kill();
}

#[test]
fn dropped_line_in_the_middle_of_a_long_text_loses_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = "He was calm all morning. In maths he helped a younger boy; after lunch the noise in the corridor";
    let mut first = Session::start(dir.path());
    first.says("No cases yet");
    first.press("n");
    first.says("Opened OSD-2026-0001");
    first.find("Formulation");
    first.press("e");
    first.says("Formulation ·");
    first.press(text);
    first.says("in the corridor");
    first.hang_up();
    let mut again = Session::start(dir.path());
    again.says("You were typing this when the session ended");
    again.says("in the corridor");
    // The cursor is where it was: what is typed now goes on the sentence.
    again.press(" upset him.\x0f");
    again.says("· saved");
    again.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001"]));
    assert!(shown.contains(&format!("{text} upset him.")), "{shown}");
}

#[test]
fn repair_at_the_start_is_reported_on_the_screen() {
    let (_dir, store) = crate::demo();
    let mut journal =
        std::fs::OpenOptions::new().append(true).open(store.join("journal")).expect("a journal");
    std::io::Write::write_all(&mut journal, &[9, 0, 0, 0, 1, 2]).expect("torn");
    let mut session = Session::start(&store);
    session.says("1 of 40");
    session.says("was cut short (6 bytes)");
    // Where the lines break depends on how long the name of the file is.
    session.says_over_lines("look at what you saved last");
    // The sentence stands whole on a small terminal too.
    session.resize(24, 80);
    session.says_over_lines("enter it again where it is not there.");
    session.press("j");
    session.gone("cut short");
    session.press("q");
    session.ends();
}

/// Keys that arrive together with changes of size are all taken, and none waits for the next.
#[test]
fn terminal_resizes_lose_no_key() {
    let (_dir, store) = crate::demo();
    let mut s = Session::start(&store);
    s.says("1 of 40");
    for n in 2..=40 {
        let (rows, cols) = [(24, 80), (45, 160), (10, 40), (40, 140)][n % 4];
        s.resize(rows, cols);
        s.press("j");
        s.resize(40, 140);
        if n % 3 == 0 {
            s.says(&format!("{n} of 40"));
        }
    }
    s.says("40 of 40");
    s.kill();
}

#[test]
fn line_feed_in_a_long_text_starts_a_new_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut session = Session::start(dir.path());
    session.says("No cases yet");
    session.press("n");
    session.says("Opened OSD-2026-0001");
    session.find("Formulation");
    session.press("e");
    session.says("Formulation ·");
    session.press("He was calm.\nAfter lunch he was not.");
    session.says("After lunch he was not.");
    session.says("He was calm.");
    session.kill();
}
