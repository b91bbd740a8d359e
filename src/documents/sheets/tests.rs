use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::*;
use crate::documents::schools::built_in;
use crate::documents::table::tests::bomb;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, stage};
use crate::domain::case::{Case, CaseRef};
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::{field, table};
use crate::domain::school::SchoolList;
use crate::domain::sheet::SheetMapping;

const COUNTY: &str = "Off-site directions 2026-27,,,,,,,,,,\n\
Pupil,UPN,D.O.B.,Yr Group,Home School,Receiving school,Start date,End date,Outcome,RAG,Comments\n\
\"Ashworth, Bailey\",F999999926002,12/03/2013,Year 9,Hagley,The Chase,12/10/2026,11/12/2026,,Green,Settling well\n\
Daniel Okafor,,1/9/2012,10,The Chase,Pershore High School,07/09/2026,20/11/2026,Returned,Red,\n\
AUTUMN TERM,,,,,,,,,,\n\
Maisie Price,,TBC,8,The Chase,A farm school,04/01/2027,12/02/2027,,,Visit first\n\
Total,3,,,,,,,,,\n";

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 27).expect("a day")
}

fn planned(bytes: &[u8], answers: &str) -> Result<SheetPlan, SheetFaults> {
    let mapping = SheetMapping::parse(answers).expect("answers");
    let schools = SchoolList::new(built_in());
    plan(
        bytes,
        SheetContext {
            name: "county.csv",
            mapping: &mapping,
            schools: &schools,
            known: &|_, _| KnownChild::None,
            first: CaseRef { year: 2026, number: 1 },
            today: today(),
        },
    )
}

/// Answers every question with its first answer that is not one of these, and returns the cases
/// with what was asked.
fn answered(bytes: &[u8], more: &str) -> (SheetPlan, Vec<String>) {
    let (mut answers, mut asked) = (more.to_owned(), Vec::new());
    loop {
        let found = planned(bytes, &answers).expect("reads");
        let Some(question) = found.questions.first() else { return (found, asked) };
        assert!(asked.len() < 100, "{asked:?}");
        answers.push_str(&format!("\n{} = {:?}", question.about, question.options[0].0));
        asked.push(question.question.clone());
    }
}

#[test]
fn a_countys_sheet_makes_a_case_of_each_row_and_keeps_what_has_no_field() {
    let (made, asked) = answered(COUNTY.as_bytes(), "columns.\"RAG\" = \"leave out\"");
    let said = asked.join("\n");
    for about in [
        "the column \"Comments\", as in \"Settling well\"",
        "Which school is \"Hagley\"",
        "Which school is \"A farm school\"",
        "1 cell under \"D.O.B.\" cannot be used, such as \"TBC\"",
        "What are they?",
        "2 rows have a first day that has come",
        "1 row has an outcome and no day on which it ended",
    ] {
        assert!(said.contains(about), "{about}: {said}");
    }
    assert_eq!(made.cases.len(), 3);
    let [bailey, daniel, maisie] = made.cases.as_slice() else { panic!("three") };
    assert_eq!(bailey.text(field::CHILD_FULL_NAME), "Ashworth, Bailey");
    assert_eq!(bailey.date(field::CHILD_DOB), NaiveDate::from_ymd_opt(2013, 3, 12));
    assert_eq!(bailey.answer(field::CHILD_YEAR_GROUP).as_number(), Some(9));
    assert_eq!(stage(bailey), Stage::Running);
    assert_eq!(stage(daniel), Stage::Ended(EndHow::Returned));
    assert_eq!(stage(maisie), Stage::Considering);
    assert!(maisie.answer(field::CHILD_DOB).is_empty());
    let note = |case: &Case| {
        let (_, row) = case.rows(table::EVENT_NOTE).next().expect("a note");
        row.text(field::NOTE_TEXT).to_owned()
    };
    assert_eq!(note(bailey), "county.csv, line 3\nComments: Settling well");
    assert_eq!(note(maisie), "county.csv, line 6\nD.O.B.: TBC\nComments: Visit first");
    let said = made.reading.lines(99).join("\n");
    for part in [
        "Line 1: Off-site directions 2026-27: is above the headings.",
        "Line 5: AUTUMN TERM: has one cell alone",
        "Line 7: Total: is no row of a pupil.",
        "Column 10: RAG: is left out, as was answered. It has 2 filled cells.",
        "Line 3: OSD-2026-0001: Ashworth, Bailey, born 12/03/2013",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
}

/// Each part of the file is accounted for, once: a column or row that nobody reads is named.
#[test]
fn every_column_and_row_is_named_whatever_is_added() {
    for (from, to) in [
        ("Comments\n", "Comments,Bus pass\n"),
        ("AUTUMN TERM,", "WINTER,"),
        ("D.O.B.", "Religion"),
        ("Total,3", "Ellie Frost,"),
    ] {
        let text = COUNTY.replacen(from, to, 1);
        let (made, _) = answered(text.as_bytes(), "");
        let rows = text.lines().count();
        let columns = text.lines().nth(1).map_or(0, |line| line.split(',').count());
        // A column without a filled cell is named too.
        assert_eq!(made.reading.len(), rows + columns, "{:?}", made.reading.lines(99));
        assert!(made.reading.doubtful.is_empty(), "{:?}", made.reading.doubtful);
    }
}

#[test]
fn nothing_is_made_while_a_question_is_open() {
    let found = planned(COUNTY.as_bytes(), "").expect("reads");
    assert!(!found.questions.is_empty() && found.cases.is_empty());
    // A wrong answer is not an answer either.
    let wrong = "columns.\"RAG\" = \"note\"\ncolumns.\"Comments\" = \"note\"\nschools.\"Hagley\" = \"1\"\nschools.\"A farm school\" = \"\"\nunread.\"D.O.B.\" = \"note\"";
    let found = planned(COUNTY.as_bytes(), wrong).expect("reads");
    assert!(found.cases.is_empty());
    assert!(
        found.questions[0].question.contains("\"Home School\""),
        "{}",
        found.questions[0].question
    );
}

#[test]
fn a_cell_that_is_no_answer_stops_the_import_where_that_was_said() {
    let (text, answers) = (COUNTY, "unread.\"D.O.B.\" = \"refuse\"");
    let more = "columns.\"RAG\" = \"note\"\ncolumns.\"Comments\" = \"note\"";
    let found = planned(text.as_bytes(), &format!("{answers}\n{more}"));
    let faults = found.map(|_| ()).expect_err("refused").to_lines();
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].starts_with("Line 6, column 3: \"TBC\" under \"D.O.B.\" cannot be used"),
        "{faults:?}"
    );
}

#[test]
fn days_are_read_as_numbers_or_texts_from_1900_and_1904_and_never_by_a_guessed_century() {
    let day = NaiveDate::from_ymd_opt(2026, 10, 12);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (x, heading) in ["Pupil", "UPN", "Start date", "End date"].iter().enumerate() {
        sheet.write_string(0, x as u16, *heading).expect("written");
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let on = ExcelDateTime::from_ymd(2026, 10, 12).expect("a day");
    sheet.write_string(1, 0, "Zoë Kahu").expect("written");
    sheet.write_with_format(1, 2, &on, &date).expect("written");
    sheet.write_number(1, 3, 46_307.0).expect("written");
    let bytes = book.save_to_buffer().expect("a file");
    let (made, _) = answered(&bytes, "");
    assert_eq!(made.cases[0].date(field::DIRECTION_START), day);
    assert_eq!(made.cases[0].date(field::DIRECTION_END), day);
    // The same workbook, said to count from 1904: each day is 1,462 days later.
    let bytes = with_1904(&bytes);
    let (made, _) = answered(&bytes, "unread.\"Start date\" = \"note\"");
    let later = day.and_then(|d| d.checked_add_days(chrono::Days::new(1_462)));
    assert_eq!(made.cases[0].date(field::DIRECTION_START), later);
    assert_eq!(made.cases[0].date(field::DIRECTION_END), later);
    let text = "Pupil,Start date\nZoë Kahu,12/10/26\n";
    let found = planned(text.as_bytes(), "").expect("reads");
    assert!(
        found.questions[0].question.contains("years have two figures"),
        "{}",
        found.questions[0].question
    );
    let (made, _) = answered(text.as_bytes(), "settings.years = \"20\"");
    assert_eq!(made.cases[0].date(field::DIRECTION_START), day);
    // The British order alone: a month 13 is no day, and none is guessed.
    let text = "Pupil,Start date\nZoë Kahu,10/13/2026\n";
    let found = planned(text.as_bytes(), "").expect("reads");
    assert!(
        found.questions[0].question.contains("no month \"13\""),
        "{}",
        found.questions[0].question
    );
}

/// Returns a workbook with its count of days from 1904.
fn with_1904(bytes: &[u8]) -> Vec<u8> {
    use std::io::{Read, Write};
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    let mut to = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut part = from.by_index(i).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = Vec::new();
        part.read_to_end(&mut text).expect("read");
        if name == "xl/workbook.xml" {
            let words = String::from_utf8(text).expect("text");
            assert!(words.contains("<workbookPr "), "{words}");
            text = words.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1).into_bytes();
        }
        to.start_file(&name, zip::write::SimpleFileOptions::default()).expect("begun");
        to.write_all(&text).expect("written");
    }
    to.finish().expect("a file").into_inner()
}

#[test]
fn rows_of_one_child_are_one_case_only_where_that_is_said() {
    let text = "Pupil,UPN,D.O.B.,Receiving school,Start date,Review date\n\
        Ellie Dyer,F999999926002,12/03/2013,The Chase,05/01/2027,12/01/2027\n\
        Ellie Dyer,F999999926002,12/03/2013,Pershore High School,05/01/2027,02/02/2027\n\
        Ellie Dyer,F999999926002,12/03/2013,The Chase,07/06/2027,\n";
    let found = planned(text.as_bytes(), "settings.route = \"direction\"").expect("reads");
    let question = &found.questions[0].question;
    assert!(question.contains("1 pupil stands in several rows"), "{question}");
    assert!(question.contains("Ellie Dyer (line 2, line 3)"), "{question}");
    let (one, _) = answered(text.as_bytes(), "settings.one_case = \"one\"");
    assert_eq!(one.cases.len(), 2, "another first day is another direction");
    assert_eq!(one.cases[0].rows(table::EVENT_REVIEW).count(), 2);
    let (_, note) = one.cases[0].rows(table::EVENT_NOTE).next().expect("what differs");
    assert!(note.text(field::NOTE_TEXT).contains("Host school (Line 3)"), "{note:?}");
    let (each, _) = answered(text.as_bytes(), "settings.one_case = \"each\"");
    assert_eq!(each.cases.len(), 3);
}

#[test]
fn half_of_an_event_says_nothing_of_how_far_a_case_has_come() {
    // An ending without its outcome, a start that has not come: neither is taken as it is.
    let text =
        "Pupil,UPN,Date ended,Actual start\nEllie Dyer,,20/11/2026,\nJack Cole,,,27/11/2026\n";
    let (made, _) = answered(text.as_bytes(), "");
    assert_eq!(stage(&made.cases[0]), Stage::Considering);
    let (_, note) = made.cases[0].rows(table::EVENT_NOTE).next().expect("a note");
    assert!(note.text(field::NOTE_TEXT).contains("ending: Last day: 20/11/2026"), "{note:?}");
    assert_eq!(stage(&made.cases[1]), Stage::Running);
}

#[test]
fn several_sheets_are_asked_about_and_the_others_are_named() {
    let mut book = Workbook::new();
    for (name, pupil) in [("2025-26", "Ellie Dyer"), ("2026-27", "Jack Cole")] {
        let sheet = book.add_worksheet().set_name(name).expect("named");
        for (x, (heading, cell)) in [("Pupil", pupil), ("Yr", "9")].iter().enumerate() {
            sheet.write_string(0, x as u16, *heading).expect("written");
            sheet.write_string(1, x as u16, *cell).expect("written");
        }
    }
    book.add_worksheet().set_name("Lists").expect("named").write_string(0, 0, "Red").expect("ok");
    let bytes = book.save_to_buffer().expect("a file");
    let found = planned(&bytes, "").expect("reads");
    assert_eq!(found.questions.len(), 2, "{}", found.questions[0].question);
    assert_eq!(found.questions[0].question, "Read the sheet \"2025-26\", 1 row?");
    let (made, _) = answered(&bytes, "sheets.\"2025-26\" = \"leave out\"");
    assert_eq!(made.cases.len(), 1);
    let said = made.reading.lines(99).join("\n");
    assert!(said.contains("Sheet \"2025-26\": is left out, as was answered."), "{said}");
    assert!(said.contains("Sheet \"Lists\": has no headings that are known"), "{said}");
}

#[test]
fn nonsense_and_bombs_are_one_sentence() {
    for bytes in [
        &b""[..],
        b"\0\x01\x02",
        b"PK\x03\x04rubbish",
        b"one,two\n1,2\n",
        b"Pupil,UPN\n",
        b"Pupil,UPN\n,,\n",
        &bomb(3_000_000),
    ] {
        let faults = planned(bytes, "").map(|_| ()).expect_err("refused").to_lines();
        assert!(faults.len() == 1 && faults[0].ends_with('.'), "{faults:?}");
    }
}

#[test]
fn letters_that_nobody_sees_and_formulas_come_in_as_text() {
    let text = "Pupil,UPN,Notes\n\"=HYPERLINK(1)\u{202e}\",,\"a\tb\u{7}\"\n";
    let (made, _) = answered(text.as_bytes(), "");
    assert_eq!(made.cases[0].text(field::CHILD_FULL_NAME), "=HYPERLINK(1)");
}
