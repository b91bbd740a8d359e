//! Files of management systems, as a school exports them, filled into the cases of the demonstration.
//! Pupils and adults are invented.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::flow::Flow;
use crate::{offsite, text};

/// Two cases that are open, and one that has ended.
const OPEN: [&str; 2] = ["OSD-2026-0007", "OSD-2026-0038"];

struct Records {
    dir: tempfile::TempDir,
    store: PathBuf,
}

impl Records {
    fn new() -> Records {
        let (dir, store) = crate::demo();
        Records { dir, store }
    }

    fn answer(&self, id: &str, field: &str) -> Value {
        let all = self.exported(id);
        all["answers"][field].clone()
    }

    fn exported(&self, id: &str) -> Value {
        let line = text(&offsite(&self.store, &["export", "case", id]));
        let whole: Value = serde_json::from_str(&line).expect("JSON");
        whole["case"].clone()
    }

    fn upn(&self, id: &str) -> String {
        self.answer(id, "child.upn")["Text"].as_str().expect("a UPN").to_owned()
    }

    fn rows(&self, id: &str, table: &str) -> Vec<Value> {
        let rows = self.exported(id)["rows"][table].clone();
        rows.as_object().map(|rows| rows.values().cloned().collect()).unwrap_or_default()
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.dir.path().join(name);
        fs::write(&path, bytes).expect("written");
        path.to_string_lossy().into_owned()
    }

    fn import(&self, file: &str, more: &[&str]) -> Output {
        offsite(&self.store, &[&["import", "pupils", file], more].concat())
    }

    /// Imports a file and returns what was said, on standard output and on standard error.
    fn done(&self, file: &str, more: &[&str]) -> (String, String) {
        let ran = self.import(file, more);
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert!(ran.status.success(), "{said}");
        (text(&ran), said)
    }

    /// Removes answers from a case, so that a file can fill them in.
    fn without(&self, id: &str, fields: &[&str]) -> Records {
        let mut case = self.exported(id);
        for field in fields {
            case["answers"].as_object_mut().expect("answers").remove(*field);
        }
        let dir = tempfile::tempdir().expect("a folder");
        let store = dir.path().join("store");
        let file = dir.path().join("one.jsonl");
        fs::write(&file, format!("{case}\n")).expect("written");
        let read = offsite(&store, &["import", "cases", &file.to_string_lossy()]);
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        Records { dir, store }
    }
}

fn journal(store: &Path) -> Vec<u8> {
    fs::read(store.join("journal")).expect("read")
}

#[test]
fn what_is_not_answered_is_filled_in_and_what_differs_stays_unless_it_is_said_otherwise() {
    let demo = Records::new();
    let id = OPEN[0];
    let upn = demo.upn(id);
    let fields = ["premium.is", "english.first", "send.support", "child.known_as", "cla.is"];
    let own = demo.without(id, &fields);
    let born = own.answer(id, "child.dob")["Date"].as_str().expect("a day").to_owned();
    let [year, month, day] = born.split('-').collect::<Vec<_>>().try_into().expect("a day");
    let file = own.file(
        "sims.csv",
        format!(
            "Pupil premium report\n\nUPN,Legal Surname,Legal Forename,Preferred forename,DOB,Year Group,SEN Status,Pupil Premium Indicator,EAL,In Care,Ethnicity,House\n\
             {upn},Field,Māia,May,{day}/{month}/{year},Year 12,K - SEN Support,Y,Yes,Maybe,WBRI,Red\n\
             A999900009999,Other,Ann,,01/02/2013,Year 9,N,N,No,N,WBRI,Blue\n\
             not a upn,Third,Tom,,,,,,,,,\n"
        ),
    );
    let before = journal(&own.store);
    let (shown, said) = own.done(&file, &["--dry-run"]);
    assert_eq!(journal(&own.store), before, "a dry run changes nothing: {said}");
    for says in [
        "Pupil Premium?: Yes. New.",
        "English is the first language?: No. New.",
        "SEND support?: Yes. New.",
        "Known as: May. New.",
        "Current year group: 12. The case has 8, which stays.",
        "Line 5: no case has this UPN.",
        "Line 6: is left out: its UPN cannot be one.",
        "Line 4, column 10: In Care: Maybe: OSD-2026-0007: It is not known. Say what it means: --answer 'words.\"cla.is\".\"Maybe\" = \"yes\" or \"no\"'.",
        "is left out: the forms do not ask for it.",
        "House: is not known, and is left out.",
    ] {
        assert!(shown.contains(says), "{says}:\n{shown}");
    }
    assert!(!shown.contains("Ann Other"), "a child who has no case is not named: {shown}");
    let (_, said) = own.done(&file, &["--yes"]);
    assert!(said.contains("in 1 case. One undo reverses it."), "{said}");
    assert_eq!(own.answer(id, "premium.is")["YesNo"], true);
    assert_eq!(own.answer(id, "english.first")["YesNo"], false, "EAL is the other way round");
    assert_eq!(own.answer(id, "child.year_group")["Number"], 8);
    assert!(own.answer(id, "cla.is").is_null(), "an unreadable cell answers nothing");
    let (again, said) = own.done(&file, &["--yes"]);
    assert!(said.contains("nothing new"), "{again}{said}");
    own.done(&file, &["--yes", "--replace"]);
    assert_eq!(own.answer(id, "child.year_group")["Number"], 12);
}

#[test]
fn one_pupil_in_two_rows_is_taken_only_where_both_say_the_same() {
    let demo = Records::new();
    let [one, two] = OPEN.map(|id| demo.upn(id));
    let file = demo.file(
        "twice.csv",
        format!("UPN,Preferred name\n{one},May\n{two},Joe\n{one},Mia\n{two},Joe\n"),
    );
    let (shown, _) = demo.done(&file, &["--yes", "--replace"]);
    assert!(shown.contains("Line 2: is left out: the UPN has other answers in line 4."), "{shown}");
    assert!(shown.contains("Line 5: says the same as line 3."), "{shown}");
    assert_ne!(demo.answer(OPEN[0], "child.known_as")["Text"], "May");
    assert_eq!(demo.answer(OPEN[1], "child.known_as")["Text"], "Joe");
}

#[test]
fn row_of_another_child_fills_in_nothing_and_two_open_cases_are_asked_about() {
    let demo = Records::new();
    let upn = demo.upn(OPEN[0]);
    let file = demo.file("other.csv", format!("UPN,DOB,Preferred name\n{upn},01/02/2010,Zed\n"));
    let (shown, said) = demo.done(&file, &["--yes", "--replace"]);
    assert!(shown.contains("born on another day"), "{shown}");
    assert!(said.contains("No changes made"), "{said}");
    let file = demo.file("named.csv", format!("UPN,Pupil name,Known as\n{upn},Tom Quill,Zed\n"));
    let (shown, said) = demo.done(&file, &["--yes", "--replace"]);
    assert!(shown.contains("the pupil has another name here"), "{shown}");
    assert!(said.contains("No changes made"), "{said}");
    // The same child in a second open case.
    let again = demo.exported(OPEN[0]).to_string().replace("OSD-2026-0007", "OSD-2025-0007");
    let again = demo.file("again.jsonl", format!("{again}\n"));
    assert!(offsite(&demo.store, &["import", "cases", &again]).status.success());
    let file = demo.file("name.csv", format!("UPN,Preferred name\n{upn},Zed\n"));
    let (shown, _) = demo.done(&file, &["--yes", "--replace"]);
    assert!(shown.contains("in several open cases: OSD-2025-0007, OSD-2026-0007."), "{shown}");
    demo.done(&file, &["--yes", "--replace", "--case", OPEN[0]]);
    assert_eq!(demo.answer(OPEN[0], "child.known_as")["Text"], "Zed");
    assert_ne!(demo.answer("OSD-2025-0007", "child.known_as")["Text"], "Zed");
}

#[test]
fn parents_of_a_workbook_are_added_once_and_known_again_under_another_title() {
    let demo = Records::new();
    let (id, upn) = (OPEN[0], demo.upn(OPEN[0]));
    let before = demo.rows(id, "contacts");
    let known = before[0]["contacts.name"]["Text"].as_str().expect("a name").to_owned();
    let mut words: Vec<&str> = known.split_whitespace().collect();
    if ["Mr", "Mrs", "Ms", "Miss", "Dr"].contains(&words[0]) {
        words.remove(0);
    }
    let known_as = format!(
        "{}, {}",
        words[words.len() - 1].to_uppercase(),
        words[..words.len() - 1].join(" ")
    );
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headings = [
        "UPN",
        "Pupil name",
        "Title",
        "Forename",
        "Surname",
        "Contact name",
        "Relationship to pupil",
        "Mobile",
        "Home telephone",
        "Email",
        "Parental responsibility",
        "Street",
        "Postcode",
    ];
    let lines = [
        headings.to_vec(),
        vec![&upn, "Māia Field", "", "", "", &known_as, "", "", "", "new@example.org", "", "", ""],
        vec![
            &upn,
            "Māia Field",
            "Dr",
            "Zoë",
            "Quill",
            "",
            "Aunt",
            "07700 900123",
            "01905 000 001",
            "=cmd()",
            "No",
            "12 High Street",
            "WR1 2AB",
        ],
        vec![&upn, "Māia Field", "", "", "", "", "Neighbour", "07700 900124", "", "", "", "", ""],
    ];
    for (y, line) in (0..).zip(&lines) {
        for (x, cell) in (0..).zip(line) {
            sheet.write_string(y, x, *cell).expect("written");
        }
    }
    let file = demo.file("contacts.xlsx", book.save_to_buffer().expect("a workbook"));
    let (shown, _) = demo.done(&file, &["--rows", "contacts", "--yes"]);
    assert!(shown.contains("The file says no. Ask first"), "{shown}");
    assert!(
        shown.contains("It has no \"Name\", without which no parent or carer is kept."),
        "{shown}"
    );
    assert!(shown.contains("Column B: Pupil name: is left out: it is of the pupil."), "{shown}");
    let after = demo.rows(id, "contacts");
    assert_eq!(after.len(), before.len() + 1, "{after:?}");
    let new =
        after.iter().find(|row| row["contacts.name"]["Text"] == "Dr Zoë Quill").expect("added");
    assert_eq!(new["contacts.phone"]["Text"], "07700 900123, 01905 000 001");
    assert_eq!(new["contacts.email"]["Text"], "=cmd()", "typed text stays text");
    assert_eq!(new["contacts.address"]["Text"], "12 High Street, WR1 2AB");
    assert!(new["contacts.pr"].is_null(), "a no is asked about first");
    let (_, said) = demo.done(&file, &["--rows", "contacts", "--yes"]);
    assert!(said.contains("nothing new"), "{said}");
    // Without a column that names the pupil nobody knows whose surname it is.
    let file = demo
        .file("bare.csv", format!("UPN,Surname,Forename,Mobile\n{upn},Quill,Ann,07700 900125\n"));
    let (shown, said) = demo.done(&file, &["--rows", "contacts", "--yes"]);
    assert!(shown.contains("it may name the pupil or the adult"), "{shown}");
    assert!(said.contains("No changes made"), "{said}");
}

#[test]
fn suspensions_are_rows_by_their_first_day_and_permanent_exclusions_are_exclusions() {
    let demo = Records::new();
    let id = OPEN[0];
    let own = demo.without(id, &["none.suspensions", "none.exclusions"]);
    let (upn, before) = (own.upn(id), own.rows(id, "suspensions").len());
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let headings = ["UPN", "Type", "Start date", "Sessions", "Reason"];
    for (x, heading) in (0..).zip(headings) {
        sheet.write_string(0, x, heading).expect("written");
    }
    let rows =
        [("SUSP", 3, 5.0, "Verbal abuse"), ("PERM", 9, 0.0, "Violence"), ("DET", 10, 1.0, "Late")];
    for (y, (sort, on, sessions, reason)) in (1..).zip(rows) {
        sheet.write_string(y, 0, &upn).expect("written");
        sheet.write_string(y, 1, sort).expect("written");
        let on = ExcelDateTime::from_ymd(2026, 2, on).expect("a day");
        sheet.write_datetime_with_format(y, 2, &on, &day).expect("written");
        sheet.write_number(y, 3, sessions).expect("written");
        sheet.write_string(y, 4, reason).expect("written");
    }
    let file = own.file("suspensions.xlsx", book.save_to_buffer().expect("a workbook"));
    let (shown, _) = own.done(&file, &["--rows", "suspensions", "--yes"]);
    assert!(shown.contains("This is neither a suspension nor an exclusion."), "{shown}");
    let after = own.rows(id, "suspensions");
    let new =
        after.iter().find(|row| row["suspensions.start"]["Date"] == "2026-02-03").expect("added");
    assert_eq!(
        (&new["suspensions.days"]["Number"], &new["suspensions.half"]["YesNo"]),
        (&2.into(), &true.into())
    );
    assert_eq!(after.len(), before + 1, "what is no suspension is not kept as one: {after:?}");
    let excluded = own.rows(id, "exclusions");
    assert!(
        excluded.iter().any(|row| row["exclusions.date"]["Date"] == "2026-02-09"),
        "{excluded:?}"
    );
    let wrong = own.file(
        "wrong.csv",
        format!("UPN,Start,Days\n{upn},31/02/2026,1\n{upn},04/03/2099,1\n{upn},04/03/2026,x\n"),
    );
    let (shown, _) = own.done(&wrong, &["--rows", "suspensions", "--dry-run"]);
    for place in ["Line 2, column 2", "Line 3, column 2", "Line 4, column 3"] {
        assert!(shown.contains(&format!("? doubtful  {place}")), "{place}:\n{shown}");
    }
}

#[test]
fn attendance_before_is_a_row_a_term_and_one_undo_takes_all_of_a_file_back() {
    let demo = Records::new();
    let upns = OPEN.map(|id| demo.upn(id));
    let rows = upns.each_ref().map(|upn| format!("{upn},100,80,15,5\n")).concat();
    let file = demo.file(
        "attendance.csv",
        format!("UPN,Possible marks,Present,Authorised,Unauthorised\n{rows}"),
    );
    let (shown, said) = demo.done(&file, &["--rows", "attendance", "--yes"]);
    assert!(shown.contains("It has no \"Term\", without which no term is kept."), "{shown}");
    assert!(said.contains("No changes made"), "{said}");
    let counts = OPEN.map(|id| demo.rows(id, "past_terms").len());
    let (_, said) = demo.done(&file, &["--rows", "attendance", "--term", "Spring 2024", "--yes"]);
    assert!(said.contains("in 2 cases"), "{said}");
    for (id, count) in OPEN.iter().zip(counts) {
        let rows = demo.rows(id, "past_terms");
        assert_eq!(rows.len(), count + 1);
        let new =
            rows.iter().find(|row| row["past_terms.name"]["Text"] == "Spring 2024").expect("added");
        assert_eq!(new["past_terms.attended"]["Number"], 80);
    }
    let undone = crate::offsite_told(&demo.store, &["--linear"], "undo\nyes\nquit\n");
    assert!(undone.status.success(), "{}", text(&undone));
    assert_eq!(OPEN.map(|id| demo.rows(id, "past_terms").len()), counts, "{}", text(&undone));
}

#[test]
fn file_without_upns_is_refused_and_the_account_is_json_for_a_program() {
    let demo = Records::new();
    let file = demo.file("names.csv", "Surname,Forename,DOB\nField,Māia,15/03/2013\n");
    let ran = demo.import(&file, &["--yes"]);
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(!ran.status.success() && said.contains("never matched by name alone"), "{said}");
    let upn = demo.upn(OPEN[0]);
    let file = demo.file("one.csv", format!("UPN,Preferred name\n{upn},Zed\n"));
    let (shown, _) = demo.done(&file, &["--dry-run", "--json", "--replace"]);
    let account: Value = serde_json::from_str(&shown).expect("JSON");
    let taken = account["taken"].to_string();
    assert!(taken.contains("Known as: Zed."), "{taken}");
}

#[test]
fn the_screen_shows_what_a_file_fills_in_saves_what_was_shown_and_undoes_it_as_one() {
    let mut flow = Flow::demo();
    let id = OPEN[0].parse().expect("a reference");
    let known_as = |flow: &mut Flow| {
        let case = flow.service().case(id).expect("the case").case;
        case.answer("child.known_as").as_text().to_owned()
    };
    let (case, before) = (flow.service().case(id).expect("the case").case, known_as(&mut flow));
    assert_eq!(before, "", "the demonstration does not answer it");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rows.csv");
    let upn = case.answer("child.upn").as_text();
    fs::write(&file, format!("UPN,Known as,House\n{upn},Zed,Red\nA999900009999,Ann,Blue\n"))
        .expect("written");
    let typed = format!("{}<Enter>", file.display());
    flow.keys("Ibromcom<Enter>").keys(&typed);
    crate::sheets::read(&mut flow);
    flow.says("1 case would be filled in. Nothing is saved yet.")
        .says("Known as: Zed. New.")
        .says("no case has this UPN");
    flow.keys("q").says("No changes made.");
    assert_eq!(known_as(&mut flow), "");
    flow.keys("Ibromcom<Enter>").keys(&typed);
    crate::sheets::read(&mut flow);
    flow.keys("<Enter>").says("Imported: 1 answer or row in 1 case.");
    assert_eq!(known_as(&mut flow), "Zed");
    flow.keys("uy");
    assert_eq!(known_as(&mut flow), "", "one undo takes it back");
    // What was shown is what is saved: a colleague was quicker.
    flow.keys("Ibromcom<Enter>").keys(&typed);
    crate::sheets::read(&mut flow);
    let path = offsite::domain::case::FieldPath::case("child.known_as");
    let edits = vec![offsite::domain::case::edit::Edit::Set {
        path,
        old: offsite::domain::value::Value::Empty,
        new: offsite::domain::value::Value::Text("May".into()),
    }];
    let change = offsite::domain::case::edit::CaseChange { case: id, edits };
    flow.service().change(change, None).expect("saved");
    flow.keys("<Enter>").says("The records have changed since you saw");
    assert_eq!(known_as(&mut flow), "May");
}
