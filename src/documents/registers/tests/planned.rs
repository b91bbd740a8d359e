//! What an import would change, and to whose direction a mark goes.

use super::*;

fn case(number: u32, name: &str, upn: &str) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number });
    for (field, value) in [
        ("child.full_name", Value::Text(name.into())),
        ("child.upn", Value::Text(upn.into())),
        ("child.dob", Value::Date(day(3, 12).with_year_2013())),
        ("direction.start", Value::Date(day(11, 16))),
        ("direction.end", Value::Date(day(12, 18))),
    ] {
        case.answers.insert(field.into(), value);
    }
    case
}

fn known(cases: &[Case]) -> PupilIndex<CaseRef> {
    PupilIndex::new(cases.iter().map(|c| (c.id, Pupil::from_case(c))))
}

fn plan(
    text: &str,
    cases: &[Case],
    side: Side,
    by_name: bool,
) -> Result<ImportPlan, RegisterFaults> {
    let sheet = parse(text.as_bytes(), &ReadOptions::default())?;
    let calendar = Calendar::default();
    let schools = BothSchools { home: &calendar, host: &calendar };
    let named = |_, is_near: bool| by_name && !is_near;
    let mut planning = Planning::new(&sheet, PupilTake { side, today: TODAY, named: &named });
    for (i, found) in matches(&sheet, &known(cases)).iter().enumerate() {
        let ids: &[CaseRef] = match found {
            PupilMatch::Sure(ids) | PupilMatch::Name(ids) | PupilMatch::Near(ids) => ids,
            PupilMatch::Nobody => &[],
        };
        let all: Vec<Registers> = cases
            .iter()
            .filter(|c| ids.contains(&c.id))
            .map(|c| Registers::new(c, schools))
            .collect();
        planning.pupil(i, found, &all);
    }
    planning.done()
}

#[test]
fn an_import_shows_what_would_change_and_the_same_file_twice_changes_nothing() {
    let mut cases = vec![case(1, "Zoë Ashworth", UPN), case(2, "Tom Evans", "R99999992500A")];
    let text = format!(
        "UPN,Name,DOB,Date,AM,PM\n{UPN},,,20/11/2026,/,\\\nR99999992500A,,,20/11/2026,E,E\n{UPN},,,21/11/2026,#,#\nA999999925099,Someone Else,,20/11/2026,/,/\n"
    );
    let first = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!(
        (
            first.counts(),
            first.unchanged,
            first.passed,
            first.strangers.len(),
            first.suspended.len()
        ),
        ((4, 0), 0, 2, 1, 2)
    );
    assert_eq!(
        first.summary(),
        "4 new marks in 2 cases, 2 outside the direction or on closed days left out, 1 pupil of the file without a case here left out."
    );
    for change in &first.changes {
        let case = cases.iter_mut().find(|c| c.id == change.case).expect("the case");
        apply_all(case, change).expect("applied");
    }
    let again = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!((again.changes.len(), again.unchanged), (0, 4));
    assert!(again.summary().starts_with("Nothing would change, 4 stand already"));
    let corrected =
        plan(&text.replace("2026,/,\\", "2026,L,\\"), &cases, Side::Host, false).expect("a plan");
    assert_eq!(corrected.counts(), (0, 1));
    assert!(
        corrected.summary().starts_with("0 new marks and 1 corrected in 1 case"),
        "{}",
        corrected.summary()
    );
}

#[test]
fn pupils_are_matched_by_number_then_by_name_and_day_of_birth_with_a_question() {
    let cases = [case(1, "Zoë Ashworth", UPN), case(2, "Zoë Ashworth", UPN)];
    let text = "Name,DOB,Date,AM,PM\n\"ASHWORTH, Zoë\",12/03/2013,20/11/2026,/,\\\n";
    let sheet = parse(text.as_bytes(), &ReadOptions::default()).expect("read");
    assert_eq!(matches(&sheet, &known(&cases[..1])), [PupilMatch::Name(vec![cases[0].id])]);
    assert_eq!(describe(&sheet.pupils[0]), "ASHWORTH, Zoë, born 12/03/2013 (line 2)");
    assert!(
        plan(text, &cases[..1], Side::Host, false)
            .is_err_and(|f| f.to_lines()[0].contains("No pupil of the file has a case here"))
    );
    assert_eq!(plan(text, &cases[..1], Side::Host, true).expect("a plan").counts(), (2, 0));
    for other in [text.replace("2013", "2012"), text.replace("12/03/2013", "")] {
        assert!(plan(&other, &cases, Side::Host, true).is_err());
    }
}

#[test]
fn a_mark_goes_to_the_direction_that_holds_its_day() {
    let mut early = case(1, "Zoë Ashworth", UPN);
    early.answers.insert("direction.start".into(), Value::Date(day(9, 7)));
    early.answers.insert("direction.end".into(), Value::Date(day(10, 9)));
    let cases = [early, case(2, "Zoë Ashworth", UPN)];
    let text = format!("UPN,Date,AM,PM\n{UPN},09/10/2026,/,\\\n{UPN},20/11/2026,/,\n");
    let plan = plan(&text, &cases, Side::Host, false).expect("a plan");
    assert_eq!(
        plan.changes.iter().map(|c| (c.case.number, c.edits.len())).collect::<Vec<_>>(),
        [(1, 2), (2, 1)]
    );
}

#[test]
fn marks_that_cannot_stand_are_all_named_and_nothing_is_planned() {
    let mut cases = vec![case(1, "Zoë Ashworth", UPN)];
    let text = format!(
        "UPN,Date,AM,PM\n{UPN},13/11/2026,/,#\n{UPN},21/11/2026,/,\n{UPN},01/12/2026,L,C\n{UPN},20/11/2026,/,\n{UPN},20/11/2026,I,\n"
    );
    let faults = plan(&text, &cases, Side::Host, false).expect_err("faults").to_lines();
    let places = [
        "Line 2, column 3: Fri 13 Nov 2026 is before",
        "Line 3, column 3: No school on Sat",
        "Line 4, column 3: Tue 1 Dec am has not come",
        "Line 6, column 3: Fri 20 Nov am is in the file twice, as / and as I.",
    ];
    assert_eq!(faults.len(), places.len(), "{faults:?}");
    for (fault, place) in faults.iter().zip(places) {
        assert!(fault.starts_with(place), "{fault}");
    }
    // The home register of a whole term says nothing of the days before the direction.
    let home = format!("UPN,Date,AM,PM\n{UPN},13/11/2026,/,\\\n{UPN},16/11/2026,D,D\n");
    let planned = plan(&home, &cases, Side::Home, false).expect("a plan");
    assert_eq!((planned.counts(), planned.passed), ((2, 0), 2));
    cases[0].answers.remove("direction.start");
    assert!(
        plan(&home, &cases, Side::Home, false).is_err_and(
            |f| f.len() == 1 && f.to_lines()[0].contains("no first day at the host yet")
        )
    );
}

#[test]
fn the_merged_register_is_written_with_formulas_as_text() {
    let mut case = case(1, "Zoë Ashworth", UPN);
    let on = (day(11, 16), Half::Am);
    case.marks
        .insert(on, crate::domain::case::Marks { home: Some("D".into()), host: Some("N".into()) });
    let calendar = Calendar::default();
    let registers = Registers::new(&case, BothSchools { home: &calendar, host: &calendar });
    let table = rows(&registers, day(11, 17));
    assert_eq!(
        table[1],
        [
            "16/11/2026",
            "am",
            "host",
            "D",
            "N",
            "N",
            "unauthorised absence: reason not known yet",
            "N at the host: reason not known"
        ]
    );
    assert_eq!(table[2][6..], ["not marked", "host mark missing"]);
    assert!(table.contains(&vec!["Attendance".to_owned(), "0.0%".to_owned()]));
}

#[test]
fn pupil_without_the_accent_is_asked_about_and_not_dropped() {
    let sheet =
        parse(&field("register_name_without_accent.csv"), &ReadOptions::default()).expect("read");
    let mut ryan = case(3, "Ryan Brontë-Hill", UPN);
    let born = NaiveDate::from_ymd_opt(2014, 4, 22).expect("a day");
    ryan.answers.insert("child.dob".into(), Value::Date(born));
    assert_eq!(matches(&sheet, &known(&[ryan.clone()])), [PupilMatch::Name(vec![ryan.id])]);
    ryan.answers.insert("child.full_name".into(), Value::Text("Ryan James Brontë-Hill".into()));
    assert_eq!(matches(&sheet, &known(&[ryan.clone()])), [PupilMatch::Near(vec![ryan.id])]);
    let text = String::from_utf8(field("register_name_without_accent.csv")).expect("text");
    let says =
        plan(&text, &[ryan], Side::Host, true).expect_err("near is never taken unasked").to_lines();
    assert!(says[0].contains("perhaps of OSD-2026-0003"), "{says:?}");
}
