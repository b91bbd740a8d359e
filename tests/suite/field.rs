//! Files as schools and systems really have them (`tests/data/field`), each through the program,
//! with the answer that is right. All pupils and schools of them are invented.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::text;

fn run(store: &Path, today: &str, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_offsite"))
        .args(["--data", store.to_str().expect("a path"), "--today", today, "--as", "a.shah"])
        .args(args)
        .env("XDG_CONFIG_HOME", store.join("no-config"))
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs")
}

fn errors(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

fn field(name: &str) -> String {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/field/").to_owned() + name
}

const TODAY: &str = "26 November 2026";

/// Returns a store with the cases of a file.
fn store(cases: &str) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let out = run(&store, TODAY, &["import", "cases", &field(cases)]);
    assert!(out.status.success(), "{}", errors(&out));
    (dir, store)
}

#[test]
fn statutory_dates_are_unmoved_by_other_events_of_a_calendar() {
    for (file, schools, case, duty, today, latest) in [
        (
            "terms_law_training.ics",
            ["136898", "L-the-chantry-high-school-martley"],
            "OSD-2026-0008",
            "n-resolved",
            "2026-11-20",
            "Tue 24 Nov",
        ),
        (
            "terms_law_nonpupil.ics",
            [
                "L-waseley-hills-high-school-sixth-form-centre-rubery",
                "L-nunnery-wood-high-school-worcester",
            ],
            "OSD-2026-0021",
            "notice",
            "2026-11-20",
            "Mon 30 Nov",
        ),
    ] {
        let (_dir, store) = store("four_cases.jsonl");
        for school in schools {
            let out = run(&store, today, &["import", "terms", &field(file), "--school", school]);
            assert!(out.status.success(), "{file} {school}: {}", errors(&out));
        }
        let why = text(&run(&store, today, &["why", case, duty]));
        assert!(why.contains(latest), "{file}: {why}");
    }
}

#[test]
fn terms_are_shown_day_by_day_and_a_dry_run_stores_nothing() {
    let (_dir, store) = store("one_case.jsonl");
    let file = field("terms_nonpupil_days.ics");
    let args = ["import", "terms", &file, "--school", "116992", "--dry-run"];
    let out = run(&store, TODAY, &args);
    let shown = text(&out);
    for says in ["closed Fri 27 Nov 2026  Non-pupil day  new", "term   Tue 1 Sep 2026 to"] {
        assert!(shown.contains(says), "{shown}");
    }
    assert!(errors(&out).contains("6 events: 6 taken, 0 passed over, 0 doubtful."));
    let json = text(&run(&store, TODAY, &[&args[..], &["--json"]].concat()));
    let all: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(all["taken"].as_array().map(Vec::len), Some(6));
    let again = run(&store, TODAY, &args[..5]);
    assert!(errors(&again).contains("1 school read, 1 new or changed"), "the dry run stored them");
    let unknown = run(&store, TODAY, &["import", "terms", &file, "--school", "999999"]);
    assert_eq!(unknown.status.code(), Some(1), "{}", errors(&unknown));
}

#[test]
fn import_of_thousands_of_cases_is_taken_back_by_one_undo() {
    let dir = tempfile::tempdir().expect("a folder");
    let one = std::fs::read_to_string(field("one_case.jsonl")).expect("a case");
    let all: String =
        (1..=1_203).map(|n| one.replace("OSD-2026-0001", &format!("OSD-2026-{n:04}"))).collect();
    let (file, store) = (dir.path().join("many.jsonl"), dir.path().join("store"));
    std::fs::write(&file, all).expect("written");
    let out = run(&store, TODAY, &["import", "cases", file.to_str().expect("a path")]);
    assert!(errors(&out).contains("1203 cases imported"), "{}", errors(&out));
    let count = || text(&run(&store, TODAY, &["cases", "--plain"])).lines().count();
    assert_eq!(count(), 1_203);
    for (word, left) in [("undo", 0), ("redo", 1_203)] {
        let (name, opened) = (format!("{word}\ny\n"), &store);
        let mut child = Command::new(env!("CARGO_BIN_EXE_offsite"))
            .args(["--data", opened.to_str().expect("a path"), "--as", "a.shah", "--linear"])
            .args(["--today", TODAY])
            .env("XDG_CONFIG_HOME", opened.join("no-config"))
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("the program runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        std::io::Write::write_all(&mut stdin, name.as_bytes()).expect("told");
        drop(stdin);
        let out = child.wait_with_output().expect("ended");
        assert_eq!(count(), left, "{word}: {}{}", text(&out), errors(&out));
    }
}

#[test]
fn doubtful_event_stops_the_import_until_it_is_answered() {
    let (dir, store) = store("one_case.jsonl");
    let calendar = std::fs::read_to_string(field("terms_midterm_word.ics")).expect("a calendar");
    let file = dir.path().join("doubt.ics");
    let doubtful = calendar.replace("Mid-term data drop", "School closed to year 9");
    std::fs::write(&file, doubtful).expect("written");
    let file = file.to_str().expect("a path");
    let args = ["import", "terms", file, "--school", "116992"];
    let out = run(&store, TODAY, &args);
    assert_eq!(out.status.code(), Some(1));
    assert!(errors(&out).contains("--closed or --open with their lines: 18"), "{}", errors(&out));
    let out = run(&store, TODAY, &[&args[..], &["--open", "18"]].concat());
    assert!(out.status.success(), "{}", errors(&out));
}

#[test]
fn search_finds_names_without_accents_and_signs() {
    let (_dir, store) = store("names_find.jsonl");
    for (typed, case) in [
        ("O’Neill", "OSD-2026-0001"),
        ("o'neill", "OSD-2026-0001"),
        ("oneill", "OSD-2026-0001"),
        ("lukasz", "OSD-2026-0002"),
        ("nguyen", "OSD-2026-0003"),
        ("stefan", "OSD-2026-0004"),
    ] {
        let found = text(&run(&store, TODAY, &["cases", typed]));
        assert_eq!(found.lines().count(), 1, "{typed}: {found}");
        assert!(found.contains(case), "{typed}: {found}");
        let found = text(&run(&store, TODAY, &["search", typed]));
        assert!(found.contains(case), "search {typed}: {found}");
    }
}

#[test]
fn registers_of_management_systems_are_imported_whole() {
    let (_dir, store) = store("four_cases.jsonl");
    for (file, marks) in [
        ("register_second_sheet.xlsx", 4),
        ("register_merged_pupil.xlsx", 4),
        ("register_row_a_session.csv", 2),
        ("register_mark_with_words.csv", 2),
        ("register_iso_time.csv", 4),
        ("register_totals_row.csv", 2),
        ("register_serial_date.xlsx", 2),
        ("register_cover_sheet.xlsx", 2),
        ("register_heading_linebreak.xlsx", 2),
        ("register_utf16.csv", 2),
    ] {
        // The case has marks of both weeks: each mark of the file is new, corrected or there.
        let out = run(&store, TODAY, &["import", "register", &field(file), "--dry-run"]);
        let says = errors(&out);
        let sum = says.lines().find(|l| l.contains(" in 1 case") || l.starts_with("Nothing would"));
        let counted: usize = sum
            .unwrap_or_else(|| panic!("{file}: {says}"))
            .replace(" in 1 case", "")
            .split([' ', ','])
            .filter_map(|word| word.parse::<usize>().ok())
            .sum();
        assert_eq!(counted, marks, "{file}: {says}");
    }
    let file = field("register_name_without_accent.csv");
    let out = run(&store, TODAY, &["import", "register", &file, "--dry-run"]);
    assert!(
        errors(&out).contains("Is Bronte-Hill, Ryan")
            || errors(&out).contains("Is Ryan Bronte-Hill"),
        "{}",
        errors(&out)
    );
}

#[test]
fn transfer_file_with_doubtful_answers_is_checked_first() {
    let (_dir, store) = store("one_case.jsonl");
    let dry = |file: &str, more: &[&str]| {
        let file = field(file);
        run(&store, TODAY, &[&["import", "ctf", &file, "--dry-run"], more].concat())
    };
    let born = text(&dry("ctf_born_1913.xml", &["--new"]));
    assert!(born.contains("? check") && born.contains("113 years old"), "{born}");
    let year = text(&dry("ctf_year_not_age.xml", &["--new"]));
    assert!(year.contains("By the date of birth it is year 9"), "{year}");
    let twice = dry("ctf_same_upn_twice.xml", &["--new", "--pupil", "R999999926001"]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(errors(&twice).contains("2 pupils in the file match"), "{}", errors(&twice));
    let named = dry("ctf_same_upn_twice.xml", &["--new", "--pupil", "Anna Ray"]);
    assert!(text(&named).starts_with("Anna Ray"), "{}", text(&named));
}

#[test]
fn no_to_parental_responsibility_is_stored_only_where_it_was_checked() {
    for (more, kept) in [(&[][..], 0), (&["--checked"], 2)] {
        let dir = tempfile::tempdir().expect("a folder");
        let (store, file) = (dir.path().join("store"), field("ctf_contacts_order_pr.xml"));
        let out = run(&store, TODAY, &[&["import", "ctf", &file, "--new"], more].concat());
        assert!(out.status.success(), "{}", errors(&out));
        let case = text(&run(&store, TODAY, &["export", "cases"]));
        assert_eq!(case.matches("\"contacts.name\"").count(), 3, "{case}");
        assert_eq!(case.matches("\"contacts.pr\":{\"YesNo\":false}").count(), kept, "{case}");
        assert!(!case.contains("\"contacts.pr\":{\"YesNo\":true}"), "{case}");
    }
}

#[test]
fn pupil_of_a_transfer_file_is_found_by_a_former_upn_too() {
    let (_dir, store) = store("one_case.jsonl");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src/documents/ctf/samples/version_25.xml");
    let args = ["import", "ctf", file, "--new", "--dry-run", "--pupil", "R99999992500A"];
    let out = run(&store, TODAY, &args);
    assert!(text(&out).starts_with("Zoë Aroha Ashworth"), "{}{}", text(&out), errors(&out));
}

#[test]
fn officer_at_a_terminal_is_asked_before_an_import_is_stored() {
    let (_dir, store) = store("one_case.jsonl");
    let file = field("terms_starts_ends.ics");
    let args = ["import", "terms", &file, "--school", "116992"];
    let mut session = crate::pty::Session::start_told(&store, &args);
    session.says("Save these term dates?");
    session.send(b"n\r");
    assert_eq!(session.ends(), 1);
    let session = crate::pty::Session::start_told(&store, &[&args[..], &["--yes"]].concat());
    session.says("1 new or changed");
    assert_eq!(session.ends(), 0);
    let mut session = crate::pty::Session::start_told(&store, &args);
    session.says("Save these term dates?");
    session.send(b"y\r");
    // The first answer stored nothing, so --yes had everything to store; now nothing is new.
    session.says("0 new or changed");
    assert_eq!(session.ends(), 0);
}

#[test]
fn calendar_of_holidays_alone_leaves_the_terms_that_stand() {
    let (dir, store) = store("one_case.jsonl");
    let import = |file: &str| run(&store, TODAY, &["import", "terms", file, "--school", "116992"]);
    assert!(import(&field("terms_starts_ends.ics")).status.success());
    let file = dir.path().join("holidays.ics");
    let text_of = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261026\r\nDTEND;VALUE=DATE:20261031\r\nSUMMARY:Half term\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    std::fs::write(&file, text_of).expect("written");
    let out = import(file.to_str().expect("a path"));
    let shown = text(&out);
    assert!(out.status.success(), "{}", errors(&out));
    for says in ["term   Tue 1 Sep 2026 to Fri 18 Dec 2026", "closed Mon 26 Oct 2026  Half term"] {
        assert!(shown.contains(says), "{says}: {shown}");
    }
}

#[test]
fn second_open_case_of_a_pupil_is_said_at_once_and_by_doctor() {
    let (_dir, store) = store("one_case.jsonl");
    let file = field("ctf_year_not_age.xml");
    let args = ["import", "ctf", &file, "--new"];
    assert!(run(&store, TODAY, &args).status.success());
    let second = run(&store, TODAY, &args);
    assert!(errors(&second).contains("with the same UPN"), "{}", errors(&second));
    let doctor = text(&run(&store, TODAY, &["doctor"]));
    assert!(doctor.contains("One UPN has more than one open case"), "{doctor}");
}

#[test]
fn letter_goes_to_the_address_on_record_and_asks_only_for_the_answer() {
    let (dir, store) = store("parents_addresses.jsonl");
    let to = dir.path().join("letters");
    std::fs::create_dir(&to).expect("a folder");
    let args = ["document", "OSD-2026-0013", "letter", "--format", "text", "--draft", "--to"];
    let out = run(&store, TODAY, &[&args[..], &[to.to_str().expect("a path")]].concat());
    let mut letters: Vec<String> = text(&out)
        .lines()
        .filter(|path| path.contains("parent"))
        .map(|path| std::fs::read_to_string(path).expect("a letter"))
        .collect();
    letters.sort();
    assert_eq!(letters.len(), 3, "no letter to the stepfather: {}", text(&out));
    let has = |street: &str| letters.iter().filter(|l| l.contains(street)).count();
    assert_eq!((has("2 Elm Row"), has("9 Oak Lane")), (2, 1), "{letters:?}");
    // Where the child lives is nobody's secret to give away.
    assert_eq!(has("1 Invented Lane"), 0);
    let says = errors(&out);
    assert!(says.contains("Missing: whether the child lives with Ms Wendy Ray"), "{says}");
    assert!(!says.contains("their address"), "{says}");
}

#[test]
fn import_names_a_school_that_closes_with_its_cases() {
    let (_dir, store) = store("one_case.jsonl");
    let before = run(&store, TODAY, &["import", "schools", &field("schools_before.csv")]);
    assert!(before.status.success(), "{}", errors(&before));
    let after = run(&store, TODAY, &["import", "schools", &field("schools_after_closure.csv")]);
    let says = errors(&after);
    assert!(says.contains("OSD-2026-0001: home school A High (116992) has closed"), "{says}");
    let doctor = text(&run(&store, TODAY, &["doctor"]));
    assert!(doctor.contains("OSD-2026-0001: home school"), "{doctor}");
}

#[test]
fn import_names_a_school_that_closes_wherever_a_case_names_it() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, file) = (dir.path().join("store"), dir.path().join("cases.jsonl"));
    let one = std::fs::read_to_string(field("one_case.jsonl")).expect("a case");
    // The school that closes was asked only, and is neither home nor host.
    let asked =
        r#""rows":{"event.host_approach":{"1":{"host_approach.school":{"School":"116992"}}}}"#;
    let one =
        one.replace(r#""school.home":{"School":"116992"}"#, r#""school.home":{"School":"136898"}"#);
    std::fs::write(&file, one.replace(r#""rows":{}"#, asked)).expect("written");
    let out = run(&store, TODAY, &["import", "cases", file.to_str().expect("a path")]);
    assert!(out.status.success(), "{}", errors(&out));
    for (schools, says) in [("schools_before.csv", false), ("schools_after_closure.csv", true)] {
        let told = errors(&run(&store, TODAY, &["import", "schools", &field(schools)]));
        let named = told.contains("OSD-2026-0001: School asked A High (116992) has closed");
        assert_eq!(named, says, "{told}");
    }
    let doctor = text(&run(&store, TODAY, &["doctor"]));
    assert!(doctor.contains("OSD-2026-0001: School asked"), "{doctor}");
}

/// A temporary UPN, which ends in a letter, is called one where it is typed, in lines, and where a
/// register or a transfer file brings it.
#[test]
fn temporary_upn_is_called_one_wherever_it_comes_from() {
    let body = "99992600300A";
    let letter = offsite::domain::upn::check_letter(body).expect("a body");
    let upn = format!("{letter}{body}");
    let says = "This UPN is a temporary one: it ends in a letter. Ask for the permanent one.";
    let (dir, one) = store("one_case.jsonl");
    let typed = format!("1\nedit UPN\n{upn}\nquit\n");
    let typed = text(&crate::offsite_told(&one, &["--linear"], &typed));
    assert!(typed.contains(says), "{typed}");
    let mut flow = crate::flow::Flow::empty();
    flow.keys(&format!("n3/upn<Enter>e{upn}")).says("a temporary one").keys("<Enter>");
    flow.says("Kept. This UPN is a temporary one");
    // The register of a case that has begun.
    let cases = std::fs::read_to_string(field("four_cases.jsonl")).expect("cases");
    let known = cases.split(r#""child.upn":{"Text":""#).nth(1).and_then(|rest| rest.get(..13));
    let (file, marks) = (dir.path().join("cases.jsonl"), dir.path().join("marks.csv"));
    std::fs::write(&file, cases.replace(known.expect("a UPN"), &upn)).expect("written");
    std::fs::write(&marks, format!("UPN,23/11/2026 AM\n{upn},/\n")).expect("written");
    let store = dir.path().join("four");
    let [file, marks] = [&file, &marks].map(|path| path.to_str().expect("a path"));
    assert!(run(&store, TODAY, &["import", "cases", file]).status.success());
    let out = run(&store, TODAY, &["import", "register", marks, "--dry-run"]);
    let told = text(&out) + &errors(&out);
    assert!(told.contains(&format!("temporary UPN, ask for the permanent one: {upn}")), "{told}");
}

#[test]
fn import_names_a_school_that_is_renamed_or_becomes_another_kind_with_its_cases() {
    let before = std::fs::read_to_string(field("schools_before.csv")).expect("schools");
    for (old, new, says) in [
        ("\"A High\"", "\"The Vale Academy\"", "A High (116992) is now called The Vale Academy"),
        (
            "\"A High\",\"Community school\"",
            "\"A High\",\"Academy converter\"",
            "A High (116992) was Community school and is now Academy converter",
        ),
    ] {
        let (dir, store) = store("one_case.jsonl");
        assert!(
            run(&store, TODAY, &["import", "schools", &field("schools_before.csv")])
                .status
                .success()
        );
        let file = dir.path().join("after.csv");
        std::fs::write(&file, before.replacen(old, new, 1)).expect("written");
        let out = run(&store, TODAY, &["import", "schools", file.to_str().expect("a path")]);
        let told = errors(&out);
        assert!(told.contains(&format!("OSD-2026-0001: home school {says}")), "{told}");
        // The same file again is no news.
        let again = run(&store, TODAY, &["import", "schools", file.to_str().expect("a path")]);
        assert!(!errors(&again).contains("OSD-2026-0001"), "{}", errors(&again));
    }
}

#[test]
fn import_of_schools_names_closed_rows_blank_rows_and_columns_that_are_not_read() {
    let (dir, store) = store("one_case.jsonl");
    let text = std::fs::read_to_string(field("schools_before.csv")).expect("schools");
    let file = dir.path().join("schools.csv");
    std::fs::write(&file, text + &",".repeat(20) + "\n").expect("written");
    let out = run(&store, TODAY, &["import", "schools", file.to_str().expect("a path")]);
    let told = errors(&out);
    for says in [
        "Column 2: LA (code): is not read.",
        "Line 5: D High: is \"Closed\".",
        "Line 6: is blank.",
        // 22 columns and 5 rows.
        "27 parts:",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
}

#[test]
fn every_import_has_a_dry_run_that_changes_nothing() {
    let (_dir, store) = store("four_cases.jsonl");
    let cases = text(&run(&store, TODAY, &["export", "cases"]));
    for args in [
        vec!["cases", "parents_addresses.jsonl"],
        vec!["schools", "schools_before.csv"],
        vec!["terms", "terms_law_training.ics", "--school", "136898"],
        vec!["ctf", "ctf_year_not_age.xml", "--new"],
        vec!["register", "register_row_a_session.csv"],
    ] {
        let file = field(args[1]);
        let all = [&["import", args[0], &file, "--dry-run", "--json"], &args[2..]].concat();
        let out = run(&store, TODAY, &all);
        let json = serde_json::from_str::<serde_json::Value>(&text(&out));
        assert!(out.status.success(), "{args:?}: {}", errors(&out));
        assert!(json.is_ok_and(|j| j["taken"].is_array()), "{args:?}: {}", text(&out));
        assert_eq!(text(&run(&store, TODAY, &["export", "cases"])), cases, "{args:?}");
    }
}

#[test]
fn dry_run_in_a_folder_without_a_store_makes_none() {
    let dir = tempfile::tempdir().expect("a folder");
    let mistyped = dir.path().join("mistyped");
    for args in [
        vec!["cases", "one_case.jsonl"],
        vec!["schools", "schools_before.csv"],
        vec!["terms", "terms_starts_ends.ics", "--school", "116992"],
        vec!["ctf", "ctf_year_not_age.xml", "--new"],
        vec!["register", "register_row_a_session.csv"],
    ] {
        let file = field(args[1]);
        let out =
            run(&mistyped, TODAY, &[&["import", args[0], &file, "--dry-run"], &args[2..]].concat());
        assert_eq!(out.status.code(), Some(1), "{args:?}");
        assert!(errors(&out).contains("There are no records in"), "{args:?}: {}", errors(&out));
        assert!(!mistyped.exists(), "{args:?}");
    }
}

#[test]
fn case_with_a_day_that_cannot_have_happened_is_refused_with_its_line() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string(field("one_case.jsonl")).expect("a case");
    let contact = "\"event.contact\":{\"900\":{\"contact.on\":{\"Date\":\"2027-11-26\"}}}";
    let file = dir.path().join("slip.jsonl");
    std::fs::write(&file, text.replacen("\"rows\":{}", &format!("\"rows\":{{{contact}}}"), 1))
        .expect("written");
    let store = dir.path().join("store");
    let out = run(&store, TODAY, &["import", "cases", file.to_str().expect("a path")]);
    assert_eq!(out.status.code(), Some(1));
    let says = errors(&out);
    assert!(says.contains("Line 1") && says.contains("has not come yet"), "{says}");
}

#[test]
fn letters_of_a_chase_are_named_and_not_written_in_a_dry_run() {
    let (_dir, store) = crate::demo();
    let to = tempfile::tempdir().expect("a folder");
    let args = ["chase", "--week", "9 Nov 2026", "--to", to.path().to_str().expect("a path")];
    let dry = run(&store, TODAY, &[&args[..], &["--dry-run"]].concat());
    assert!(dry.status.success() && errors(&dry).contains("Would create"), "{}", errors(&dry));
    assert_eq!(std::fs::read_dir(to.path()).expect("read").count(), 0);
    let named = errors(&dry).matches("Would create").count();
    assert!(run(&store, TODAY, &args).status.success());
    assert_eq!(std::fs::read_dir(to.path()).expect("read").count(), named);
}

#[test]
fn days_of_the_command_line_are_read_as_people_write_them() {
    let (_dir, store) = store("four_cases.jsonl");
    for (today, week) in [
        ("26 November 2026", "16 Nov 26"),
        ("26/11/2026", "16/11/2026"),
        ("2026-11-26", "2026-11-16"),
    ] {
        let out = run(&store, today, &["chase", "--week", week]);
        assert!(out.status.success(), "{today} {week}: {}", errors(&out));
        assert_eq!(text(&out), text(&run(&store, TODAY, &["chase", "--week", "2026-11-18"])));
    }
    let wrong = run(&store, TODAY, &["chase", "--week", "31/2/2026"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(errors(&wrong).contains("February 2026 has 28 days"), "{}", errors(&wrong));
}

#[test]
fn plain_lists_have_the_same_columns_on_every_line() {
    let (_dir, store) = crate::demo();
    for (args, columns) in [
        (vec!["today"], 7),
        (vec!["cases"], 7),
        (vec!["search", "host"], 6),
        (vec!["why", "OSD-2026-0008"], 5),
        (vec!["chase", "--week", "9 Nov 2026"], 4),
        (vec!["document", "--list"], 3),
        (vec!["document", "OSD-2026-0008", "--list"], 5),
        (vec!["evidence", "OSD-2026-0008"], 7),
        (vec!["forms"], 4),
        (vec!["keys"], 4),
    ] {
        let out = run(&store, TODAY, &[&args[..], &["--plain"]].concat());
        assert!(out.status.success(), "{args:?}: {}", errors(&out));
        for line in text(&out).lines() {
            assert_eq!(line.split('\t').count(), columns, "{args:?}: {line:?}");
        }
        assert!(args[0] == "evidence" || !text(&out).is_empty(), "{args:?} lists nothing");
        let both = run(&store, TODAY, &[&args[..], &["--plain", "--json"]].concat());
        assert_eq!(both.status.code(), Some(2), "{args:?}");
    }
}
