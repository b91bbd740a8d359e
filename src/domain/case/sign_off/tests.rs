use chrono::NaiveDate;

use super::*;
use crate::domain::case::CaseRef;

fn day(d: u32) -> Value {
    Value::Date(NaiveDate::from_ymd_opt(2026, 11, d).expect("a day"))
}

fn set(at: FieldPath) -> Edit {
    Edit::Set { path: at, old: Value::Empty, new: Value::YesNo(true) }
}

#[test]
fn a_signed_off_meeting_takes_corrections_only() {
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    let row = |case: &mut Case, table: &str, id, cells: &[(&str, Value)]| {
        let cells = cells.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
        case.rows.entry(table.to_owned()).or_default().insert(id, cells);
    };
    row(
        &mut case,
        "event.review",
        1,
        &[("review.on", day(20)), ("review.progress", Value::Text("Well.".into()))],
    );
    row(&mut case, "event.review", 2, &[("review.on", day(27))]);
    row(&mut case, "attendees", 3, &[("attendees.review", Value::Number(1))]);
    row(&mut case, "attendees", 4, &[]);
    row(&mut case, "event.decision", 5, &[("decision.review", Value::Number(1))]);
    let places = [
        FieldPath::row("event.review", 1, "review.progress"),
        FieldPath::row("event.review", 1, "review.signed_off"),
        FieldPath::row("attendees", 3, "attendees.came"),
        FieldPath::row("event.decision", 5, "decision.outcome"),
    ];
    for at in &places {
        assert_eq!(refusal(&case, &set(at.clone())), None, "{at:?}");
    }
    row(
        &mut case,
        "event.review",
        1,
        &[
            ("review.on", day(20)),
            ("review.signed_off", day(21)),
            ("review.progress", Value::Text("Well.".into())),
        ],
    );
    for at in &places {
        let says = refusal(&case, &set(at.clone())).expect("refused");
        assert!(
            says.contains("The review of Fri 20 Nov 2026 was signed off on 21/11/2026"),
            "{says}"
        );
    }
    assert!(
        refusal(
            &case,
            &Edit::RemoveRow { table: "event.review".into(), row: 1, cells: RowValues::new() }
        )
        .is_some()
    );
    let late = |table: &str, link: &str| Edit::AddRow {
        table: table.into(),
        row: 9,
        cells: RowValues::from([(link.to_owned(), Value::Number(1))]),
    };
    assert!(refusal(&case, &late("attendees", "attendees.review")).is_some());
    assert_eq!(refusal(&case, &late("event.appendix", "appendix.review")), None);
    assert_eq!(refusal(&case, &late("event.parent_views", "parent_views.review")), None);
    // The other review, the people at the initial meeting and the child's own facts are
    // untouched.
    for at in [
        FieldPath::row("event.review", 2, "review.on"),
        FieldPath::row("attendees", 4, "attendees.came"),
        FieldPath::case("child.address"),
    ] {
        assert_eq!(refusal(&case, &set(at)), None);
    }
    case.answers.insert("initial.signed_off".into(), day(2));
    assert!(refusal(&case, &set(FieldPath::case("initial.success"))).is_some());
    assert!(refusal(&case, &set(FieldPath::row("attendees", 4, "attendees.came"))).is_some());
    let first = correction(&case, &places[0]).expect("a correction");
    assert_eq!(first["appendix.old"], Value::Text("Well.".into()));
    assert_eq!(first["appendix.review"], Value::Number(1));
    assert!(
        takes_row(&case, "attendees", Some(1)).is_some()
            && takes_row(&case, "attendees", Some(2)).is_none()
    );
}
