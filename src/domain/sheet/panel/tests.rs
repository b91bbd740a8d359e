use super::*;
use crate::domain::calendar::dates::year_start;
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::value::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn case(start: &str, end: Option<(&str, &str)>) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert(field::SCHOOL_HOME.into(), Value::School("1".into()));
    case.answers.insert(field::SCHOOL_HOST.into(), Value::School("2".into()));
    case.answers.insert(field::CHILD_YEAR_GROUP.into(), Value::Number(9));
    let cells = RowValues::from([(field::START_ON.into(), Value::Date(day(start)))]);
    case.rows.entry(table::EVENT_START.into()).or_default().insert(1, cells);
    if let Some((on, how)) = end {
        let cells = RowValues::from([
            (field::END_ON.into(), Value::Date(day(on))),
            (field::END_HOW.into(), Value::Choice(how.into())),
        ]);
        case.rows.entry(table::EVENT_END.into()).or_default().insert(2, cells);
    }
    case
}

#[test]
fn each_pupil_is_given_once_taken_once_and_returned_only_after_a_return() {
    let (from, to) = (day("2026-09-01"), day("2026-11-27"));
    let mut figures = PanelFigures::new();
    for case in [
        case("2026-09-07", None),
        case("2026-09-07", Some(("2026-11-20", "managed_move"))),
        case("2026-09-07", Some(("2026-11-20", "returned"))),
        // Begun the year before, and sent back in this one.
        case("2026-06-01", Some(("2026-09-10", "host_ended"))),
        // The end of it has not come.
        case("2026-09-07", Some(("2026-12-11", "returned"))),
        case("2027-01-05", None),
    ] {
        count(&mut figures, &case, from, to);
    }
    let home = figures[&("1".to_owned(), Some(9))];
    let host = figures[&("2".to_owned(), Some(9))];
    assert_eq!((home.given, home.returned_to, home.taken), (4, 2, 0));
    assert_eq!((host.taken, host.returned_by, host.given), (4, 2, 0));
    assert_eq!((home.balance(), host.balance()), (-2, 2));
    assert_eq!(figures.values().map(|counts| counts.balance()).sum::<i64>(), 0);
    assert_eq!(year_start(day("2026-08-31")), day("2025-09-01"));
    assert_eq!(year_start(day("2026-09-01")), day("2026-09-01"));
}
