use chrono::NaiveDate;

use super::*;
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::forms::table;
use crate::domain::value::Value;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// A placement from 7 September 2026, ended on a day or running.
fn case(ended: Option<&str>) -> Case {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers.insert(field::CHILD_UPN.id.into(), Value::Text("A999000000001".into()));
    case.answers.insert(field::SCHOOL_HOST.id.into(), Value::School("137132".into()));
    case.answers.insert(field::DIRECTION_END.id.into(), Value::Date(day("2026-12-18")));
    let start = RowValues::from([(field::START_ON.id.to_owned(), Value::Date(day("2026-09-07")))]);
    case.rows.entry(table::EVENT_START.into()).or_default().insert(1, start);
    if let Some(ended) = ended {
        let end = RowValues::from([
            (field::END_ON.id.to_owned(), Value::Date(day(ended))),
            (field::END_HOW.id.to_owned(), Value::Choice("returned".into())),
        ]);
        case.rows.entry(table::EVENT_END.into()).or_default().insert(2, end);
    }
    case
}

#[test]
fn placement_is_given_for_every_time_in_which_it_has_a_day_and_for_no_other() {
    let given = |case: &Case, from, to| CensusRow::of(case, day(from), day(to));
    let ended = case(Some("2026-10-16"));
    for (from, to, is) in [
        ("2026-09-07", "2026-09-07", true),
        ("2026-10-16", "2026-12-31", true),
        ("2026-10-17", "2026-12-31", false),
        ("2026-01-01", "2026-09-06", false),
    ] {
        assert_eq!(given(&ended, from, to).is_some(), is, "{from} to {to}");
    }
    let running = given(&case(None), "2027-01-21", "2027-01-21").expect("it goes on");
    assert_eq!(running.left, None, "a last day that is only planned is none");
    let row = given(&ended, "2026-09-07", "2026-10-16").expect("a row");
    assert_eq!((row.left, row.sessions, row.pattern()), (Some(day("2026-10-16")), 10, "F"));
    assert_eq!((row.upn.as_str(), row.host.as_str()), ("A999000000001", "137132"));
    assert_eq!((row.ukprn, row.codes), (None, Default::default()), "nothing is guessed");
    let mut coded = ended;
    for (id, answer) in [
        (field::HOST_UKPRN.id, Value::Number(10_000_001)),
        (field::HOST_SETTING_CODE.id, Value::Text("AP".into())),
        (field::HOST_CENSUS_REASON.id, Value::Text("OFF".into())),
    ] {
        coded.answers.insert(id.into(), answer);
    }
    let row = given(&coded, "2026-09-07", "2026-10-16").expect("a row");
    assert_eq!((row.ukprn, row.codes), (Some(10_000_001), ["AP".to_owned(), "OFF".to_owned()]));
    let planned = Case::new(CaseRef { year: 2026, number: 2 });
    assert_eq!(given(&planned, "2026-09-07", "2026-10-16"), None);
}

#[test]
fn split_week_is_part_time() {
    let mut split = case(None);
    split.answers.insert("session.split".into(), Value::Choice("split".into()));
    let at_home = ["mon_am", "mon_pm", "tue_am", "tue_pm", "wed_am"]
        .map(|session| (format!("timetable.{session}"), Value::Choice("home".into())));
    split.rows.entry("timetable".into()).or_default().insert(3, RowValues::from(at_home));
    let row = CensusRow::of(&split, day("2026-11-26"), day("2026-11-26")).expect("a row");
    assert_eq!((row.sessions, row.pattern()), (5, "P"));
}
