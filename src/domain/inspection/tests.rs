use chrono::NaiveDate;

use super::*;
use crate::domain::attendance::BothSchools;
use crate::domain::calendar::{Calendar, Terms};
use crate::domain::case::{Case, CaseRef, Half, Marks, RowValues};
use crate::domain::value::Value;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn cells<const N: usize>(cells: [(&str, Value); N]) -> RowValues {
    cells.map(|(id, value)| (id.to_owned(), value)).into()
}

fn add(case: &mut Case, table: &str, row: RowValues) {
    let number = case.next_row();
    case.rows.entry(table.to_owned()).or_default().insert(number, row);
}

/// A direction from 2 November to a proposed 18 December.
fn directed(number: u32) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number });
    case.answers = cells([
        ("child.full_name", Value::Text(format!("Child {number}"))),
        ("school.host", Value::School("116992".into())),
        ("direction.end", Value::Date(day(12, 18))),
    ]);
    add(&mut case, "event.start", cells([("start.on", Value::Date(day(11, 2)))]));
    case
}

fn pupil(case: &Case, on: NaiveDate) -> Option<InspectedPupil> {
    let terms = vec![(day(9, 1), day(12, 18))];
    let calendar = Calendar::new(Terms { school: "x".into(), terms, closed: Vec::new() });
    let schools = BothSchools { home: &calendar, host: &calendar };
    InspectedPupil::of(case, schools, on, day(11, 26))
}

#[test]
fn pupil_is_listed_from_the_first_day_to_the_last_and_a_managed_move_is_not() {
    let mut case = directed(1);
    assert!(pupil(&case, day(11, 1)).is_none());
    assert_eq!(pupil(&case, day(11, 2)).expect("the first day").started, day(11, 2));
    add(&mut case, "event.end", cells([("end.on", Value::Date(day(11, 20)))]));
    assert!(pupil(&case, day(11, 20)).is_some(), "the last day");
    assert!(pupil(&case, day(11, 21)).is_none());
    let mut moved = directed(2);
    moved.answers.insert("case.route".into(), Value::Choice("managed_move".into()));
    assert!(pupil(&moved, day(11, 10)).is_none());
    let mut undated = directed(3);
    add(&mut undated, "event.end", RowValues::new());
    assert!(pupil(&undated, day(11, 10)).is_none());
    let mut planned = directed(4);
    planned.rows.remove("event.start");
    planned.answers.insert("direction.start".into(), Value::Date(day(11, 2)));
    assert!(pupil(&planned, day(11, 10)).is_none(), "nobody has recorded the first day");
}

#[test]
fn what_was_said_after_the_day_is_not_in_the_line_of_the_pupil() {
    let mut case = directed(1);
    let review = |on, words: &str| {
        let words = Value::Text(words.into());
        let cells_of = [("review.on", Value::Date(on)), ("review.held", Value::YesNo(true))];
        let mut row = cells(cells_of);
        row.insert("review.progress".into(), words);
        row
    };
    add(&mut case, "event.review", review(day(11, 12), "Settled."));
    add(&mut case, "event.review", review(day(11, 25), "Walked out."));
    case.answers.insert("host.checks_on".into(), Value::Date(day(11, 24)));
    case.answers.insert("host.checks_by".into(), Value::Text("B. Late, head".into()));
    for (on, code) in [(day(11, 9), "/"), (day(11, 10), "O"), (day(11, 24), "/")] {
        let marks = Marks { home: Some("D".into()), host: Some(code.into()) };
        case.marks.insert((on, Half::Am), marks);
    }
    let then = pupil(&case, day(11, 20)).expect("it runs");
    assert_eq!(then.reviews, [day(11, 12)]);
    assert_eq!(then.progress, "Review of 12/11/2026: Settled.");
    assert_eq!(then.next_review, Some(day(11, 25)));
    assert_eq!((then.attendance.attended, then.attendance.unauthorised), (1, 1));
    assert_eq!((then.checks.confirmed_on, then.checks.confirmed_by.as_str()), (None, ""));
    assert_eq!(then.checks.seen, None, "no answer is not a no");
    let later = pupil(&case, day(11, 25)).expect("it runs");
    assert_eq!(later.progress, "Review of 25/11/2026: Walked out.");
    assert_eq!((later.attendance.attended, later.next_review), (2, None));
    assert_eq!(later.checks.confirmed_by, "B. Late, head");
}

#[test]
fn sessions_at_the_home_school_are_not_attendance_at_the_provider() {
    let mut case = directed(1);
    case.answers.insert("session.split".into(), Value::Choice("split".into()));
    let home =
        ["mon_am", "mon_pm"].map(|s| (format!("timetable.{s}"), Value::Choice("home".into())));
    add(&mut case, "timetable", home.into());
    for (on, home) in [(day(11, 9), "/"), (day(11, 10), "D")] {
        let host = (home == "D").then(|| "/".to_owned());
        case.marks.insert((on, Half::Am), Marks { home: Some(home.into()), host });
    }
    let then = pupil(&case, day(11, 10)).expect("it runs");
    assert_eq!((then.sessions, then.attendance.attended), (8, 1));
    // 3 to 6 November and the afternoon of the 10th.
    assert_eq!(then.attendance.unmarked, 9);
}

#[test]
fn answers_of_several_pupils_are_counted_and_a_question_without_one_is_named() {
    let seen = |number, seen: Option<bool>| {
        let mut case = directed(number);
        if let Some(seen) = seen {
            case.answers.insert("host.checks".into(), Value::YesNo(seen));
        }
        pupil(&case, day(11, 10)).expect("it runs")
    };
    let of = |pupils: Vec<InspectedPupil>| {
        let [provider] = InspectedProvider::group(pupils).try_into().expect("one provider");
        assert_eq!(provider.urn(), "116992");
        provider.answers(|one| one.checks.seen)
    };
    assert_eq!(of(vec![seen(1, Some(true)), seen(2, Some(true))]), "Yes");
    assert_eq!(of(vec![seen(1, None)]), NOT_RECORDED);
    assert_eq!(
        of(vec![seen(1, Some(true)), seen(2, None), seen(3, Some(true))]),
        "Yes for 2 pupils, not recorded for 1 pupil"
    );
}

#[test]
fn last_visit_by_the_day_is_given_and_the_last_at_which_a_risk_assessment_was_seen() {
    let mut case = directed(1);
    let none = pupil(&case, day(11, 10)).expect("listed");
    assert_eq!((none.visited, none.risk_seen), (None, None));
    for (on, who, seen) in [
        (day(11, 9), "Ms Hart", true),
        (day(11, 5), "Mr Ives", false),
        (day(11, 16), "Mr Ives", true),
    ] {
        let visit = [
            ("visit.on", Value::Date(on)),
            ("visit.who", Value::Text(who.into())),
            ("visit.risk_seen", Value::YesNo(seen)),
        ];
        add(&mut case, "event.visit", cells(visit));
    }
    let early = pupil(&case, day(11, 6)).expect("listed");
    assert_eq!((early.visited, early.risk_seen), (Some((day(11, 5), "Mr Ives".into())), None));
    let later = pupil(&case, day(11, 10)).expect("listed");
    assert_eq!(later.visited, Some((day(11, 9), "Ms Hart".into())));
    assert_eq!(later.risk_seen, Some(day(11, 9)));
}
