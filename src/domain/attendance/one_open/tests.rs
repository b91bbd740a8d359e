use crate::domain::attendance::{AttendanceFault, BothSchools, Registers};
use crate::domain::calendar::{Calendar, ClosedSpan, Terms};
use crate::domain::case::{Case, CaseRef, Half, Marks};
use crate::domain::value::Value;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn calendar(closed: &[&str]) -> Calendar {
    let closed = closed.iter().map(|d| ClosedSpan { day: day(d), reason: "INSET".into() });
    Calendar::new(Terms {
        terms: vec![(day("2026-09-01"), day("2026-12-18"))],
        closed: closed.collect(),
        ..Terms::default()
    })
}

fn case() -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert("direction.start".into(), Value::Date(day("2026-11-02")));
    case.answers.insert("direction.end".into(), Value::Date(day("2026-12-11")));
    case
}

#[test]
fn home_d_while_the_host_is_closed_is_no_fault() {
    let mut case = case();
    let (home, host) = (calendar(&["2026-11-30"]), calendar(&["2026-11-27"]));
    let marks = |home: Option<&str>, host: Option<&str>| Marks {
        home: home.map(Into::into),
        host: host.map(Into::into),
    };
    let at = |date: &str| (day(date), Half::Am);
    case.marks.insert(at("2026-11-27"), marks(Some("D"), None));
    let faults = |case: &Case, date: &str| {
        let schools = BothSchools { home: &home, host: &host };
        Registers::new(case, schools).faults(at(date), day("2026-12-18"))
    };
    assert_eq!(faults(&case, "2026-11-27"), []);
    // The closed host cannot have marked anybody.
    case.marks.insert(at("2026-11-27"), marks(Some("D"), Some("/")));
    assert_eq!(faults(&case, "2026-11-27"), [AttendanceFault::NoSchoolDay]);
    // Neither can a closed home school, whether or not the host is open.
    case.marks.insert(at("2026-12-05"), marks(Some("D"), None));
    assert_eq!(faults(&case, "2026-12-05"), [AttendanceFault::NoSchoolDay]);
}

#[test]
fn days_with_one_school_open_are_counted_where_the_pupil_is_expected() {
    let mut case = case();
    let (home, host) =
        (calendar(&["2026-11-30", "2026-12-01"]), calendar(&["2026-11-27", "2026-12-01"]));
    let count = |case: &Case, host: &Calendar| {
        Registers::new(case, BothSchools { home: &home, host }).one_open()
    };
    let full = count(&case, &host);
    assert_eq!((full.home_only.clone(), full.host_only.len()), (vec![day("2026-11-27")], 0));
    assert_eq!((full.count(), full.first()), (1, Some(day("2026-11-27"))));
    // On a Monday at home, the home school's INSET leaves the pupil without a school.
    let cells = [("timetable.from", Value::Date(day("2026-11-02")))]
        .into_iter()
        .chain(["mon_am", "mon_pm"].map(|f| (f, Value::Choice("home".into()))))
        .map(|(f, v)| (if f.contains('.') { f.into() } else { format!("timetable.{f}") }, v));
    case.rows.entry("timetable".into()).or_default().insert(1, cells.collect());
    assert_eq!(count(&case, &host).host_only, [day("2026-11-30")]);
    assert_eq!(count(&case, &Calendar::default()).count(), 0, "nothing is known of the host");
}

#[test]
fn home_d_in_a_half_term_of_the_host_alone_is_no_fault_nor_is_a_planned_closure() {
    let mut case = case();
    case.answers.insert("direction.start".into(), Value::Date(day("2026-10-05")));
    let closed = ["2026-10-19", "2026-10-20", "2026-10-21"];
    let (home, host) = (calendar(&[]), calendar(&closed));
    let schools = BothSchools { home: &home, host: &host };
    let at: Vec<_> = closed.iter().flat_map(|d| [(day(d), Half::Am), (day(d), Half::Pm)]).collect();
    for code in ["D", "#"] {
        for session in &at {
            case.marks.insert(*session, Marks { home: Some(code.into()), host: None });
        }
        let registers = Registers::new(&case, schools);
        let faults: Vec<_> =
            at.iter().flat_map(|s| registers.faults(*s, day("2026-12-18"))).collect();
        assert_eq!(faults, [], "{code}");
        assert_eq!(registers.one_open().count(), 3);
    }
}
