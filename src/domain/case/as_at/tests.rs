use super::*;
use crate::domain::case::{CaseRef, Half, Marks};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn cells<const N: usize>(cells: [(&str, Value); N]) -> RowValues {
    cells.map(|(id, value)| (id.to_owned(), value)).into()
}

fn date(text: &str) -> Value {
    Value::Date(day(text))
}

#[test]
fn what_happened_after_the_day_is_gone_and_what_has_no_day_stays() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    case.answers = cells([
        ("child.full_name", Value::Text("Amy Other".into())),
        ("direction.end", date("2027-02-01")),
        ("host.checks_on", date("2026-11-21")),
    ]);
    let notes = [("2026-11-20", 1), ("2026-11-21", 2)];
    let notes = notes.map(|(on, row)| (row, cells([("note.on", date(on))])));
    case.rows.insert("event.note".into(), notes.into());
    let paper = |dated: &str| cells([("evidence.dated", date(dated))]);
    let scanned = cells([("evidence.added_on", date("2026-11-21"))]);
    let papers = [(3, paper("2026-11-19")), (4, paper("2026-11-22")), (5, scanned)];
    case.rows.insert("evidence".into(), papers.into());
    let told = [("host_suspension.on", "2026-11-18"), ("host_suspension.told_on", "2026-11-23")];
    let told = cells(told.map(|(id, on)| (id, date(on))));
    case.rows.insert("event.host_suspension".into(), [(6, told)].into());
    case.marks.insert((day("2026-11-20"), Half::Pm), Marks::default());
    case.marks.insert((day("2026-11-21"), Half::Am), Marks::default());

    let then = as_at(&case, day("2026-11-20"));
    assert!(then.answers.contains_key("child.full_name"));
    assert!(then.answers.contains_key("direction.end"), "a plan may lie ahead");
    assert!(!then.answers.contains_key("host.checks_on"));
    let rows = |table: &str| then.rows(table).map(|(row, _)| row).collect::<Vec<_>>();
    assert_eq!(rows("event.note"), [1]);
    assert_eq!(rows("evidence"), [3]);
    let suspension = then.row("event.host_suspension", 6).expect("it was before the day");
    assert_eq!(suspension.len(), 1, "told later: {suspension:?}");
    assert_eq!(then.marks.len(), 1);
    assert_eq!(as_at(&case, day("2026-12-31")), case);
}

#[test]
fn review_that_lies_ahead_is_a_booking_and_says_nothing_of_how_it_went() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let review = cells([
        ("review.on", date("2026-12-01")),
        ("review.place", Value::Text("Room 4".into())),
        ("review.held", Value::YesNo(true)),
        ("review.progress", Value::Text("Settled.".into())),
    ]);
    case.rows.insert("event.review".into(), [(1, review)].into());
    let then = as_at(&case, day("2026-11-20"));
    let left = then.row("event.review", 1).expect("booked");
    assert_eq!(left.keys().collect::<Vec<_>>(), ["review.on", "review.place"]);
    assert_eq!(as_at(&case, day("2026-12-01")), case);
}
