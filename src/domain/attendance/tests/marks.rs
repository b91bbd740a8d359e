//! Marks that are taken, refused and corrected, and where a pupil is expected.

use super::*;

#[test]
fn the_timetable_then_in_force_says_where_and_each_closure_is_the_schools_own() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(11, 20));
    timetable(&mut case, 3, day(11, 9), &["mon_am"]);
    timetable(&mut case, 9, day(11, 9), &["mon_am", "fri_pm"]);
    let r = Registers::new(&case, BothSchools { home: &home, host: &host });
    for (on, place) in [
        ((day(11, 1), Half::Am), ExpectedAt::Outside),
        ((day(11, 2), Half::Am), ExpectedAt::Host),
        ((day(11, 6), Half::Am), ExpectedAt::Closed),
        ((day(11, 9), Half::Am), ExpectedAt::Home),
        ((day(11, 9), Half::Pm), ExpectedAt::Host),
        ((day(11, 13), Half::Pm), ExpectedAt::Home),
        ((day(11, 14), Half::Am), ExpectedAt::Closed),
        ((day(11, 21), Half::Am), ExpectedAt::Outside),
    ] {
        assert_eq!(r.place(on), place, "{on:?}");
    }
    assert_eq!(r.missing(day(11, 2), day(11, 5)).len(), 6);
    assert_eq!(r.missing(day(11, 2), day(11, 20)).len(), 8);
    assert_eq!(r.sessions(day(11, 8)).count(), 8);
}

#[test]
fn marks_are_refused_with_the_reason() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(12, 11));
    let today = day(11, 23);
    let read = |case: &Case, on: NaiveDate, side, code| {
        Registers::new(case, BothSchools { home: &home, host: &host }).check(
            (on, Half::Pm),
            side,
            code,
            today,
        )
    };
    for (on, side, code, words) in [
        (day(10, 30), Side::Host, "/", "before the first day, Mon 2 Nov"),
        (day(12, 14), Side::Host, "/", "after the last day, Fri 11 Dec"),
        (day(11, 21), Side::Home, "D", "weekend"),
        (day(11, 6), Side::Host, "#", "No school on Fri 6 Nov 2026 at the host school: INSET."),
        (day(11, 24), Side::Host, "L", "has not come yet"),
        (day(11, 3), Side::Home, "Z", "cannot stand in the home register"),
        (day(11, 3), Side::Host, "H", "withdrawn"),
    ] {
        let refused = read(&case, on, side, code).expect_err(code).to_string();
        assert!(refused.contains(words) && refused.ends_with('.'), "{refused}");
    }
    assert_eq!(read(&case, day(11, 3), Side::Host, "/").map(|c| c.code), Ok("\\"));
    assert_eq!(read(&case, day(11, 6), Side::Home, "D").map(|c| c.code), Ok("D"));
    assert_eq!(read(&case, day(12, 4), Side::Host, "c").map(|c| c.code), Ok("C"));
    assert!(read(&case, day(11, 3), Side::Host, "Z").is_ok());
    case.answers.insert("school.host_kind".into(), Value::Choice("ap_other".into()));
    assert!(
        read(&case, day(11, 3), Side::Home, "D")
            .is_err_and(|e| e.to_string().contains("Type B, or K"))
    );
    let none = Case::new(case.id);
    assert!(
        read(&none, day(11, 3), Side::Home, "D")
            .is_err_and(|e| e.to_string().contains("no first day yet"))
    );
}

#[test]
fn a_recorded_suspension_is_no_fault_and_a_main_host_is_one() {
    let (home, host) = schools();
    let mut case = directed(day(11, 2), day(12, 11));
    for on in [day(11, 5), day(11, 9), day(11, 10)] {
        case.marks.insert((on, Half::Am), Marks { home: Some("D".into()), host: Some("E".into()) });
    }
    let cells = RowValues::from([
        ("host_suspension.on".to_owned(), Value::Date(day(11, 5))),
        ("host_suspension.days".to_owned(), Value::Number(2)),
    ]);
    case.rows.entry("event.host_suspension".into()).or_default().insert(1, cells);
    case.answers.insert("school.home_roll".into(), Value::Choice("main".into()));
    case.answers.insert("school.host_roll".into(), Value::Choice("single".into()));
    let r = Registers::new(&case, BothSchools { home: &home, host: &host });
    // Two school days from Thursday the 5th: the INSET Friday is not counted, so the second is
    // Monday the 9th.
    let found: Vec<NaiveDate> = r
        .all_faults(day(11, 5))
        .into_iter()
        .filter(|(_, f)| *f == AttendanceFault::SuspendedAtHost)
        .map(|(s, _)| s.0)
        .collect();
    assert_eq!(found, [day(11, 10)]);
    assert_eq!(host_suspensions(&case).count(), 3);
    assert_eq!(r.case_fault(), Some(AttendanceFault::BothMain));
    assert_eq!(r.n_until(day(11, 2), Side::Host), day(11, 10));
}

#[test]
fn a_correction_keeps_both_marks_and_asks_who_and_why() {
    let mut case = directed(day(11, 2), day(12, 11));
    let on = (day(11, 3), Half::Am);
    case.marks.insert(on, Marks { home: None, host: Some("N".into()) });
    let edits: Vec<Edit> = [
        correct::mark(&case, on, Side::Host, Some("I")),
        correct::mark(&case, on, Side::Home, Some("D")),
    ]
    .into_iter()
    .flatten()
    .collect();
    assert_eq!((edits.len(), correct::corrections(&edits)), (2, 1));
    assert_eq!(correct::mark(&case, on, Side::Host, Some("N")), None);
    let mut reason = CorrectionReason {
        words: "Parent rang".into(),
        officer: "A. Shah".into(),
        position: String::new(),
        date: day(11, 4),
    };
    assert!(
        correct::with_reason(edits.clone(), 1, &reason)
            .is_err_and(|e| e.to_string().contains("position"))
    );
    reason.position = "Inclusion officer".into();
    let edits = correct::with_reason(edits, case.next_row(), &reason).expect("a reason");
    let change = CaseChange { case: case.id, edits };
    apply_all(&mut case, &change).expect("applied");
    let row = case.rows("event.correction").next().expect("a correction").1.clone();
    for f in crate::domain::forms::table("event.correction").expect("the table").fields {
        assert!(row.contains_key(f.id), "{} is empty", f.id);
    }
    assert_eq!((row["correction.old"].as_text(), row["correction.new"].as_text()), ("N", "I"));
}
