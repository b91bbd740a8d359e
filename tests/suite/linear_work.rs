//! Linear mode is the same work: every action of the table is typed there, or says why not, and
//! what the screen does is done in lines.

use offsite::keymap::action::{Action, InLines};

use crate::linear::{in_order, linear};
use crate::text;

/// The case with the richest record of the demo.
const RICH: &str = "open OSD-2026-0003";

#[test]
fn every_action_is_typed_in_a_linear_session_or_says_why_it_is_of_the_screen() {
    let (_dir, store) = crate::demo();
    let typed = Action::ALL.iter().filter(|(action, ..)| *action != Action::Quit);
    let mut lines = vec![RICH.to_owned()];
    for (action, ..) in typed.clone() {
        // The list is left by some; each begins in the same case.
        lines.extend([RICH.to_owned(), action.name().replace('_', " ")]);
        lines.extend([".", ".", "."].map(str::to_owned));
    }
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let said = linear(&store, &lines);
    assert!(!said.contains("is not a command"), "{said}");
    assert!(!said.contains("is not known in a linear session"), "{said}");
    let mut of_the_screen = 0;
    for (action, ..) in typed {
        let name = action.name().replace('_', " ");
        // After the prompt: one name may end as another does.
        let refused = format!("> {name} only works on the screen.");
        match action.in_lines() {
            InLines::Typed(_, says) => {
                assert!(!said.contains(&refused) && !says.is_empty(), "{name}");
            }
            InLines::ScreenOnly(why) => {
                of_the_screen += 1;
                assert!(said.contains(&format!("{refused} {why}")), "{name}");
                assert!(why.ends_with('.') && !why.trim_end_matches('.').contains(". "), "{why}");
            }
        }
    }
    assert!(of_the_screen * 2 < Action::ALL.len(), "most actions are typed: {of_the_screen}");
}

#[test]
fn help_in_linear_mode_is_read_by_groups_and_teaches_each_command() {
    let dir = tempfile::tempdir().expect("a folder");
    let named = |action: &Action| format!("help {}", action.name().replace('_', " "));
    let typed: Vec<String> = Action::ALL.iter().map(|(action, ..)| named(action)).collect();
    let more = ["help", "help list", "help searches", "help zzz"];
    let lines: Vec<&str> = more.into_iter().chain(typed.iter().map(String::as_str)).collect();
    let said = linear(dir.path(), &lines);
    let help = said.split("cases> ").nth(1).expect("an answer");
    assert!(help.lines().count() <= 10, "{help}");
    in_order(
        &said,
        &[
            "sort ORDER: changes the order",
            "late",
            "There is no command",
            "columns only works on the screen",
        ],
    );
    for (action, ..) in Action::ALL {
        if let InLines::Typed(_, says) = action.in_lines() {
            let name = action.name().replace('_', " ");
            assert!(help.contains(&name) && said.contains(&format!(": {says}.")), "{name}: {said}");
        }
    }
}

#[test]
fn list_work_in_linear_mode_sorts_tags_searches_and_keeps_views() {
    let (_dir, store) = crate::demo();
    let lines = "sort name|page down|page up|page up|select 1 2|select range 4 to 5|clear selection|\
        find stage:running|keep view 7 Running ones|views|views 0|views 7|select 1 2|\
        act on selected contact||Mother|phone|We talked|.|yes|clear selection|search text talked|1|history|\
        today|cases|undo|no|quit";
    let said = linear(&store, &lines.split('|').collect::<Vec<_>>());
    in_order(
        &said,
        &[
            "40 cases, by name, ",
            "11. ",
            "1. ",
            "Start of the list.",
            "2 selected.",
            "4 selected.",
            "4 cases no longer selected.",
            "Saved as view 7: Running ones.",
            "yours: stage:running",
            "40 cases, ",
            "10 cases that fit stage:running",
            "2 selected.",
            "for 2 selected cases.",
            "Record it in 2 cases? yes or no: Saved: contact",
            "2 cases no longer selected.",
            "We talked",
            "contact with the family added, and 1 more case.",
            "Undo: contact with the family added, and 1 more case in ",
        ],
    );
}

#[test]
fn answers_in_linear_mode_are_found_asked_cleared_and_missing_ones_read() {
    let dir = tempfile::tempdir().expect("a folder");
    let lines = "new case|edit full name|Zoë Ashworth|find in form full name|clear full name|undo|\
        missing|next missing|A999999925001|edit zzz|add row parent or carer|Ann Ashworth|.|\
        remove row parent or carer|1|yes|undo|propose people|set mark a|new case|older|newer|\
        go mark a|go mark b|why 1|why 99|deal 99";
    let said = linear(dir.path(), &lines.split('|').collect::<Vec<_>>());
    in_order(
        &said,
        &[
            "Full name (not answered): Saved in OSD-2026-0001: Full name: Zoë Ashworth.",
            "Full name: Zoë Ashworth.",
            "Full name cleared.",
            "Undone: ",
            "Pupil passport, missing: ",
            "UPN (not answered): ",
            "No question in this case contains \"zzz\".",
            "Saved in OSD-2026-0001: Name: Ann Ashworth.",
            "1. parent or carer: Ann Ashworth",
            "Remove this parent or carer? yes or no: Saved in OSD-2026-0001: ",
            "Undone: ",
            "Saved in OSD-2026-0001: ",
            "Bookmarked OSD-2026-0001 as a until you quit.",
            "Opened OSD-2026-0002",
            "OSD-2026-0001, Zoë Ashworth",
            "OSD-2026-0002, no name yet",
            "OSD-2026-0001, Zoë Ashworth",
            "There is no bookmark b.",
            "(rule parents-first).",
            "Type a number from 1 to ",
            "Type a number from 1 to ",
        ],
    );
}

#[test]
fn documents_in_linear_mode_are_read_written_and_recorded_as_sent() {
    let (dir, store) = crate::demo();
    let folder = dir.path().join("papers");
    std::fs::create_dir(&folder).expect("a folder");
    let papers = format!("paper folder {}", folder.display());
    let said = linear(
        &store,
        &[
            "open OSD-2026-0016",
            "documents",
            "preview paper portal",
            &papers,
            "make paper letter",
            "no",
            "make paper portal",
            // It may be only a draft as the demo stands.
            "yes",
            "paper sent portal",
            "paper sent letter",
            "select",
            "find OSD-2026-0016",
            "paper for all portal",
            "yes",
        ],
    );
    in_order(
        &said,
        &[
            "Direction letter, ",
            "Documents will be created in ",
            "Create a draft? yes or no: Nothing created.",
            "Created: ",
            "Once sent, type paper sent and its name.",
            "This is a draft and cannot be marked as sent.",
            "1 selected.",
            "for 1 case? yes or no: ",
            "1 file created in ",
        ],
    );
    assert_eq!(std::fs::read_dir(&folder).expect("read").count(), 2, "{said}");
}

#[test]
fn terms_and_evidence_in_linear_mode_are_added_corrected_and_removed() {
    let (dir, store) = crate::demo();
    let paper = dir.path().join("note.txt");
    std::fs::write(&paper, "A note of the school nurse.\n").expect("written");
    let lines = format!(
        "{RICH}|terms host|new closure 3/12/2026 boiler|terms|remove line 1|undo|yes|\
        new term 1/9/2026 to 18/12/2026|correct line 99 1/9/2026|other school|add row evidence|\
        {}|1|show paper|show paper 1||show paper 99|back up",
        paper.display()
    );
    let said = linear(&store, &lines.split('|').collect::<Vec<_>>());
    in_order(
        &said,
        &[
            "Terms of the host school, ",
            "Saved: term dates of ",
            "Closed Thu 3 Dec 2026 boiler",
            "Saved: term dates of ",
            "Undo: term dates of ",
            "Undone: ",
            "overlap",
            "Type the number of a line of the terms.",
            "Terms of the home school, ",
            "Saved in OSD-2026-0003: ",
            "1. note.txt, No date",
            "A note of the school nurse.",
            "Type a number from 1 to 1.",
            "Backed up to ",
        ],
    );
}

#[test]
fn marks_in_linear_mode_are_filled_run_and_imported() {
    let (dir, store) = crate::demo();
    let all = crate::text(&crate::offsite(&store, &["export", "cases"]));
    let line = all.lines().find(|l| l.contains("\"OSD-2026-0030\"")).expect("the case");
    let upn =
        line.split("\"child.upn\":{\"Text\":\"").nth(1).map(|rest| &rest[..13]).expect("a UPN");
    let file = dir.path().join("marks.csv");
    let marks = format!("UPN,Date,AM,PM\n{upn},20/11/2026,/,\\\n");
    std::fs::write(&file, marks).expect("written");
    let lines = format!(
        "open OSD-2026-0030|figures|term|next fault|attendance 16/11/2026|.|run 2 host I|A slip|\
        Officer|fill week host|next week|.|previous week|.|run x|timetable 1/12/2026|home|\
        free host||zzz|host||timetable 1/12/2026|.|import register host {}|no|next pupil|.",
        file.display()
    );
    let said = linear(&store, &lines.split('|').collect::<Vec<_>>());
    in_order(
        &said,
        &[
            " sessions attended.",
            "Week of Mon 2 Nov 2026: 85.7%, 2 faults.",
            "suspended at the host.",
            "Week of Mon 16 Nov 2026.",
            "Why? Your job title: Saved in OSD-2026-0030: ",
            "Nothing to fill",
            "Week of Mon 23 Nov 2026.",
            "Week of Mon 16 Nov 2026.",
            "Type how many sessions, home or host, and a code",
            "Timetable from Tue 1 Dec 2026.",
            "Tuesday (host host): ",
            "Type home, host or free, once or twice.",
            "Saved in OSD-2026-0030: ",
            "Saved from Tue 1 Dec 2026: 7 sessions a week at the host, 2 at home.",
            "Save these marks? yes or no: Not saved.",
            "Week of Mon 16 Nov 2026.",
        ],
    );
}

#[test]
fn transfer_file_in_linear_mode_is_read_line_by_line_and_taken_by_number() {
    let dir = tempfile::tempdir().expect("a folder");
    let file = format!(
        "transfer {}/tests/data/field/ctf_contacts_order_pr.xml",
        env!("CARGO_MANIFEST_DIR")
    );
    let said =
        linear(dir.path(), &["new case", &file, "1 2", &file, "new", "prefill", ".", "deal", "."]);
    in_order(
        &said,
        &[
            "From transfer file",
            "1. new, ",
            "Which ones? ",
            "Saved in OSD-2026-0001: ",
            "Which ones? ",
            "Saved in OSD-2026-0001: ",
            "From the other forms of this case",
            "Nothing filled in.",
            "Next: ",
        ],
    );
}

/// What was typed and not saved is offered where it is asked again, whatever ended the session: a
/// line that was cut off, a full stop, or another session that takes its place.
#[test]
fn what_was_typed_and_not_saved_is_offered_where_it_is_asked_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let told = |lines: &str| text(&crate::offsite_told(dir.path(), &["--linear"], lines));
    // The input ends in the middle of a long answer.
    told("new case\nedit address\n1\nHalf of an address\nSecond line\n");
    let again = told("1\nedit address\n1\n=\nquit\n");
    assert!(again.contains("you were typing \"Current home address\""), "{again}");
    assert!(
        again.contains("not saved: Half of an address Second line. Type = to use it."),
        "{again}"
    );
    assert!(again.contains("Saved in OSD-2026-0001"), "{again}");
    assert!(!told("1\nedit address\n1\n.\nquit\n").contains("not saved"));
    // An event that is left, or whose recording is declined, is gone on with.
    let left = told("1\nrecord contact\n22/11/2026\n.\nquit\n");
    assert!(left.contains("What you answered is kept"), "{left}");
    let on = told("1\nrecord contact\nyes\n.\nquit\n");
    assert!(on.contains("Go on with it?") && on.contains("22/11/2026"), "{on}");
    let afresh = told("1\nrecord contact\nno\n.\nquit\n");
    assert!(!afresh.contains("(22/11/2026)"), "{afresh}");
    assert!(!told("1\nrecord contact\n.\nquit\n").contains("Go on with it?"));
}

#[test]
fn line_that_is_half_typed_is_kept_by_the_session_whose_place_is_taken() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut first = crate::pty::Session::start_told(dir.path(), &["--linear"]);
    first.says("cases>");
    first.press("new case\nedit full name\n");
    first.says("Full name (not answered):");
    first.press("Half a na");
    first.says("Half a na");
    let lines = "1\nedit full name\n=\nquit\n";
    let taken = crate::offsite_told(dir.path(), &["--linear", "--take-over"], lines);
    let said = text(&taken);
    assert!(said.contains("Typed here before and not saved: Half a na."), "{said}");
    assert!(said.contains("Saved in OSD-2026-0001: Full name: Half a na"), "{said}");
    first.says("Another of your sessions has taken over.");
    assert_eq!(first.ends(), 128 + 10);
}
