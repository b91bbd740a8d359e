use super::*;
use crate::domain::case::CaseRef;
use crate::domain::{forms, rules};

const TODAY: &str = "2026-11-23";

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn finding(rule: &str, due: &str, table: &'static str) -> Finding {
    let rule = rules::find(rule).expect("a rule");
    Finding {
        rule,
        about: crate::domain::rules::About::Case,
        phrase: String::new().into(),
        due: Some(date(due)),
        task: Some(date(due)),
        why: Vec::new(),
        step: NextStep::Record(table),
        trigger: rules::Trigger::Planned,
    }
}

fn begun(case: &Case, table: &str, asked: &[Finding]) -> RowValues {
    default_cells(case, forms::table(table).expect("a table"), asked, None, date(TODAY))
}

fn review_row(case: &mut Case, row: RowId, on: &str, held: bool) {
    let mut cells = RowValues::from([("review.on".to_owned(), Value::Date(date(on)))]);
    if held {
        cells.insert("review.held".into(), Value::YesNo(true));
    }
    case.rows.entry("event.review".into()).or_default().insert(row, cells);
}

#[test]
fn an_event_begins_on_the_day_that_is_meant() {
    let case = Case::new(CaseRef { year: 2026, number: 1 });
    for (table, field, rule, due, wanted) in [
        ("event.review", "review.on", "first-review", "2026-12-04", "2026-12-04"),
        ("event.review", "review.on", "next-review", "2026-11-02", TODAY),
        ("event.review", "review.on", "emergency-review", "2026-11-30", TODAY),
        (
            "event.host_suspension",
            "host_suspension.on",
            "suspension-recorded",
            "2026-11-17",
            "2026-11-17",
        ),
        ("event.start", "start.on", "first-day", "2026-11-20", "2026-11-20"),
        ("event.start", "start.on", "first-day", "2026-11-30", TODAY),
        ("event.end", "end.on", "end-decision", "2026-11-27", "2026-11-27"),
        ("event.contact", "contact.on", "next-review", "2026-11-20", TODAY),
    ] {
        let cells = begun(&case, table, &[finding(rule, due, table)]);
        assert_eq!(cell(&cells, field).as_date(), Some(date(wanted)), "{table} {rule} {due}");
    }
    assert_eq!(cell(&begun(&case, "event.end", &[]), "end.on").as_date(), Some(date(TODAY)));
}

#[test]
fn a_review_is_booked_for_the_day_that_the_last_one_named_and_by_its_kind() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    review_row(&mut case, 1, "2026-11-02", true);
    case.rows
        .get_mut("event.review")
        .and_then(|r| r.get_mut(&1))
        .expect("the review")
        .insert("review.next_on".into(), Value::Date(date("2026-12-07")));
    let asked = [
        finding("next-review", "2026-11-02", "event.review"),
        finding("review-interval", "2026-12-11", "event.review"),
    ];
    assert_eq!(
        cell(&begun(&case, "event.review", &asked), "review.on").as_date(),
        Some(date("2026-12-07"))
    );
    review_row(&mut case, 2, "2026-12-07", false);
    assert_eq!(
        cell(&begun(&case, "event.review", &asked), "review.on").as_date(),
        Some(date("2026-12-11"))
    );
    let emergency = [asked[0].clone(), finding("emergency-review", "2026-11-23", "event.review")];
    assert_eq!(
        cell(&begun(&case, "event.review", &emergency), "review.kind").as_text(),
        "emergency"
    );
    assert_eq!(cell(&begun(&case, "event.review", &asked), "review.kind").as_text(), "ordinary");
}

#[test]
fn an_invitation_is_for_the_next_review_and_a_decision_after_the_last_one_held() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let at =
        |case: &Case, table: &str, field: &str| cell(&begun(case, table, &[]), field).as_number();
    assert_eq!(at(&case, "event.decision", "decision.review"), None);
    review_row(&mut case, 3, "2026-11-02", true);
    review_row(&mut case, 1, "2026-10-12", true);
    review_row(&mut case, 5, "2027-01-18", false);
    review_row(&mut case, 4, "2026-12-07", false);
    assert_eq!(at(&case, "event.invitation", "invitation.review"), Some(4));
    assert_eq!(at(&case, "event.decision", "decision.review"), Some(3));
    let of = |field: &str, row| RowValues::from([(field.to_owned(), Value::Number(row))]);
    case.rows.entry("event.invitation".into()).or_default().insert(6, of("invitation.review", 4));
    case.rows.entry("event.decision".into()).or_default().insert(7, of("decision.review", 3));
    assert_eq!(at(&case, "event.invitation", "invitation.review"), Some(5));
    assert_eq!(at(&case, "event.decision", "decision.review"), Some(1));
}
