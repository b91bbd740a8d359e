//! The terminal program by keys alone.

use crate::pty::Session;

#[test]
fn a_killed_session_loses_neither_a_saved_answer_nor_a_text_half_typed() {
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
    again.says("Done again: UPN: F999999925001");
    again.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001", "--json"]));
    assert!(shown.contains("Zoë Ashworth") && shown.contains("F999999925001"), "{shown}");
}

#[test]
fn a_second_session_is_refused_with_a_sentence_and_exit_code_3() {
    let dir = tempfile::tempdir().expect("a folder");
    let first = Session::start(dir.path());
    first.says("No cases yet");
    let second = crate::offsite(dir.path(), &["cases"]);
    assert_eq!(second.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&second.stderr).contains("open in another session (a.shah"));
    first.kill();
}

/// One case by keys alone, from first thought to managed move (P-BG1 to P-MM5).
#[test]
fn one_case_runs_through_the_whole_protocol_by_keys() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut s = Session::start(dir.path());
    s.says("No cases yet");
    s.press("n");
    s.says("Opened OSD-2026-0001");
    s.press("eBailey Ashworth\r");
    s.says("Full name: Bailey Ashworth · saved");
    s.record("parent disc", "parent discussion", &["eMother\r", "n", "y", "y", "y", "y"]);
    s.record("approaches", "approach to a host", &["ebromsgrove\r", "eA fresh start\x0f", "eagreed\r"]);
    s.says("agreed in principle");
    // The start is refused until the board has decided.
    s.press("a");
    s.says("Record · Enter takes it");
    s.press("first days\r");
    s.says("then Ctrl-O saves it");
    s.press("\x0f");
    s.says("(P-BG1)");
    s.press("\x1b");
    s.says("nothing was recorded");
    s.record("decisions of the board", "board decision", &["eGoverning board\r", "egoverning\r", "y"]);
    s.press("3g");
    s.find("Purpose");
    s.press("eTo stay calm in lessons\x0f");
    s.says("Purpose: To stay calm in lessons · saved");
    s.find("Confirmed: not a sanction?");
    s.press("y");
    s.says("Yes · saved");
    s.record("notices", "notice", &["eMother\r", "epost\r"]);
    s.record("first days", "first day at the host", &[]);
    s.says("running");
    // Marks of a week on both sides: the host's present, the home school's D (P-AT1, P-AT2).
    s.press("5f");
    s.says("2 of 2 sessions, 100.0%");
    s.press("sf");
    s.says("home     D");
    s.record("reviews", "review", &["eordinary\r"]);
    s.record("invitations", "invitation", &["eMother\r", "epost\r"]);
    s.record("suspensions by", "suspension by the host", &["e2\r", "eFighting\x0f"]);
    s.record("reviews", "review", &["eemergency\r"]);
    s.record("decisions after", "decision after a review", &["emanaged\r"]);
    for party in ["parent", "home", "new", "admission"] {
        s.record("agreements", "agreement", &[&format!("e{party}\r"), "y"]);
    }
    s.record("endings", "ending", &["emanaged\r", "eIt went well\x0f", "etoday\r"]);
    s.says("ended: managed move");
    s.record("portal", "portal return", &["eA. Shah\r"]);
    s.record("spreadsheet", "spreadsheet update", &["eA. Shah\r"]);
    s.kill();
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001"]));
    assert!(shown.contains("OSD-2026-0001  ended: managed move"), "{shown}");
}
