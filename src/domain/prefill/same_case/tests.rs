use super::*;
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::prefill::{Standing, compare};

#[test]
fn the_next_form_is_offered_what_the_last_one_says() {
    for (form, field, from) in FROM {
        assert!(forms::form(form).is_some() && forms::any_field(field).is_some(), "{field}");
        assert!(from.iter().all(|f| forms::any_field(f).is_some()), "{field}");
    }
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    for (field, value) in [
        ("passport.completed_by", Value::Text("Ms Lund".into())),
        ("passport.position", Value::Text("SENCO".into())),
        ("initial.review_time", Value::Time(600)),
    ] {
        case.answers.insert(field.into(), value);
    }
    for (row, name) in [(1, "Ann"), (2, "Bob")] {
        let cells = RowValues::from([("contacts.name".to_owned(), Value::Text(name.into()))]);
        case.rows.entry("contacts".into()).or_default().insert(row, cells);
    }
    case.rows.entry("event.review".into()).or_default().insert(9, RowValues::new());
    let lines =
        |form: &str, row| compare(&case, &offers(&case, form, row).offers, &|id| id.to_owned());
    let said: Vec<(String, Standing)> =
        lines("initial", None).into_iter().map(|l| (l.offers, l.state)).collect();
    assert_eq!(
        said,
        [("Ms Lund, SENCO".to_owned(), Standing::Check), ("Ann, Bob".to_owned(), Standing::Check)]
    );
    let said: Vec<String> = lines("review", Some(9)).into_iter().map(|l| l.offers).collect();
    assert_eq!(said, ["10:00"]);
    assert!(lines("review", None).is_empty());
}
