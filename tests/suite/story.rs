//! One direction by keys alone, from first thought to managed move (P-BG1 to P-MM5), a session a
//! day; and once more with every session killed.

use std::path::Path;

use crate::pty::Session;

/// How a day's session ends.
type End = fn(Session);

fn leave(mut s: Session) {
    s.press(":quit\r");
    assert_eq!(s.ends(), 0);
}

/// The process is killed as soon as the last change was acknowledged.
fn kill(s: Session) {
    s.kill();
}

fn thought(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-10-01");
    s.says("No cases yet");
    s.press("n");
    s.says("Opened OSD-2026-0001");
    s.answer("Full name", "eBailey Ashworth\r");
    s.answer("UPN", "ef999999925001\r");
    s.answer("Date of birth", "e12/3/2013\r");
    s.says("12/03/2013");
    s.answer("Current year group", "e9\r");
    s.answer("Safeguarding concerns?", "n");
    s.answer("Child in Need plan?", "n");
    s.answer("Child Protection plan?", "n");
    s.answer("Child Looked After?", "n");
    s.answer("EHCP?", "n");
    s.answer("Disability, diagnosis or condition?", "n");
    s.answer("Individual Health Care Plan?", "n");
    s.answer("SEND support?", "n");
    s.answer("Still on your roll?", "y");
    s.find("Key worker");
    s.press("le1/9/2025\r");
    s.says("Started: 01/09/2025 · saved");
    s.answer("Purpose", "eTo stay calm in lessons\x0f");
    s.answer("Confirmed: not a sanction?", "y");
    s.answer("What the host does differently", "eSmall groups\x0f");
    s.answer("Persistent disruption?", "y");
    s.form("Notification");
    s.answer("Route", "eoff-site\r");
    s.answer("Home school", "ehagley\r");
    s.record("parent disc", "parent discussion", &["eMother\r", "n", "y", "y", "y", "y"]);
    end(s);
}

fn host_and_board(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-10-05");
    s.says("Bailey Ashworth");
    s.record(
        "approaches",
        "approach to a host",
        &["enorth bromsgrove\r", "eA fresh start near home\x0f", "eagreed\r"],
    );
    s.says("● agreed");
    // No day at the host before the board has decided (P-BG1).
    s.press("a");
    s.says("Record · Enter choose");
    s.press("first days\r");
    s.says("You cannot save this yet. The board had not agreed");
    s.press("\x0f");
    s.says("(P-BG1");
    s.press("\x1b");
    s.says("Not saved.");
    s.record(
        "decisions of the board",
        "board decision",
        &["eGoverning board\r", "egoverning\r", "y"],
    );
    s.says("directed");
    end(s);
}

fn meeting_and_notice(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-10-07");
    s.says("directed");
    s.form("Direction letter");
    s.answer("Kind of home school", "emaintained\r");
    s.answer("Host school", "enorth bromsgrove\r");
    s.answer("Start", "e19/10/2026\r");
    s.answer("Proposed last day", "e11/12/2026\r");
    s.form("Initial meeting");
    s.answer("Date of the meeting", "etoday\r");
    s.answer("Reasons for the direction", "eLessons are lost\x0f");
    s.answer("A review every", "e4\r");
    s.answer("First review", "e16/11/2026\r");
    s.record("notices", "notice", &["eMother\r", "epost\r"]);
    end(s);
}

/// The host's mark of what happened, the home school's D, two weeks of it (P-AT1, P-AT2).
fn start_and_marks(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-10-19");
    s.says("directed");
    s.record("first days", "first day at the host", &[]);
    s.says("running");
    end(s);
    let mut s = Session::start_on(dir, "2026-11-06");
    s.says("running");
    s.press("5");
    s.says("Week of Mon 2 Nov 2026");
    s.press("hhhhhhhh");
    for week in ["Mon 2 Nov 2026", "Mon 26 Oct 2026"] {
        s.says(&format!("Week of {week}"));
        s.press("f");
        s.says("host: / and 9 more");
        s.press("sf");
        s.says("home: D and 9 more");
        s.press("s[");
    }
    s.says("20 of 20 sessions, 100.0%");
    end(s);
}

fn first_review(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-11-09");
    s.says("running");
    s.press("a");
    s.says("Record · Enter choose");
    s.press("reviews\r");
    s.says("not saved yet");
    s.press("ggxe16/11/2026\r");
    s.says("16/11/2026");
    s.press("eordinary\r");
    s.press("\x0f");
    s.says("review added · saved");
    s.record("invitations", "invitation", &["eMother\r", "epost\r"]);
    s.record("parents' views", "views of a parent", &["eHe likes it there\x0f"]);
    end(s);
    let mut s = Session::start_on(dir, "2026-11-16");
    s.says("running");
    s.form("Review");
    s.answer("Held?", "y");
    s.answer("Progress and success so far", "eSettled in maths\x0f");
    s.record("decisions after", "decision after a review", &["econtinue\r", "e18/12/2026\r"]);
    end(s);
}

fn suspension(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-11-17");
    s.says("running");
    s.record("suspensions by", "suspension by the host", &["e2\r", "eFighting\x0f"]);
    // Its day and kind are known from the suspension.
    s.record("reviews", "review", &[]);
    s.record("decisions after", "decision after a review", &["emanaged\r"]);
    end(s);
}

fn move_and_end(dir: &Path, end: End) {
    let mut s = Session::start_on(dir, "2026-11-23");
    s.says("running");
    // Nobody moves before everybody has agreed (P-MM1).
    s.press("a");
    s.says("Record · Enter choose");
    s.press("endings\r");
    s.says("not saved yet");
    for keys in ["emanaged\r", "eIt went well\x0f", "etoday\r"] {
        s.press("m");
        s.press(keys);
    }
    s.press("\x0f");
    s.says("(P-MM1");
    s.press("\x1b");
    s.says("Not saved.");
    for party in ["parent", "home", "new", "admission"] {
        s.record("agreements", "agreement", &[&format!("e{party}\r"), "y"]);
    }
    // The ending that was left is offered as it was.
    s.press("a");
    s.says("Record · Enter choose");
    s.press("endings\r");
    s.says("Continue");
    s.press("\r");
    s.says("Your draft is back");
    s.press("\x0f");
    s.says("ending added · saved");
    s.says("ended: managed move");
    s.record("portal", "portal return", &["eA. Shah\r"]);
    s.record("spreadsheet", "spreadsheet update", &["eA. Shah\r"]);
    end(s);
}

fn story(dir: &Path, end: End) -> String {
    for day in [
        thought,
        host_and_board,
        meeting_and_notice,
        start_and_marks,
        first_review,
        suspension,
        move_and_end,
    ] {
        day(dir, end);
    }
    crate::text(&crate::offsite(dir, &["case", "show", "OSD-2026-0001", "--json"]))
}

#[test]
fn case_runs_through_the_whole_protocol_by_keys_across_killed_sessions() {
    let dir = tempfile::tempdir().expect("a folder");
    let stored = story(dir.path(), leave);
    for words in [
        "Bailey Ashworth",
        "F999999925001",
        "To stay calm in lessons",
        "criterion.disruption",
        "event.parent_discussion",
        "A fresh start near home",
        "event.board_decision",
        "initial.reasons",
        "event.notice",
        "event.start",
        "He likes it there",
        "Settled in maths",
        "2026-12-18",
        "Fighting",
        "emergency",
        "admission_authority",
        "managed_move",
        "event.portal_return",
        "event.spreadsheet_update",
    ] {
        assert!(stored.contains(words), "{words} is not in {stored}");
    }
    assert_eq!(stored.matches("\"home\":\"D\"").count(), 20, "{stored}");
    let shown = crate::text(&crate::offsite(dir.path(), &["case", "show", "OSD-2026-0001"]));
    assert!(shown.contains("OSD-2026-0001  ended: managed move"), "{shown}");
    // The same days once more, each session ended by SIGKILL as soon as its last change was
    // acknowledged.
    let other = tempfile::tempdir().expect("a folder");
    assert_eq!(story(other.path(), kill), stored);
}
