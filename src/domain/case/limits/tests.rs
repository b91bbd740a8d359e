use super::*;
use crate::domain::case::RowValues;

#[test]
fn each_limit_is_a_sentence_that_names_the_field_and_what_it_holds() {
    let date = |y| NaiveDate::from_ymd_opt(y, 1, 1).map_or(Value::Empty, Value::Date);
    for (field, value, words) in [
        (
            "child.full_name",
            Value::Text("N".repeat(8_000)),
            "8000 characters long. The limit is 300",
        ),
        ("child.upn", Value::Text("9".repeat(40_000)), "The limit is 300"),
        ("child.known_as", Value::Text("👨‍👩‍👧‍👦".repeat(2_000)), "The limit is 300"),
        ("formulation.text", Value::Text("x".repeat(MAX_LONG + 1)), "The limit is 60000"),
        ("school.home", Value::School("x".repeat(301)), "The limit is 300"),
        ("child.dob", date(0), "year 0. Use a year from 1900 to 2200"),
        ("child.dob", date(9_999), "Use a year from 1900 to 2200"),
        ("child.year_group", Value::Number(i64::MAX), "it goes from"),
        ("child.year_group", Value::Number(-5), "it goes from"),
        ("later.question", Value::Text("x".repeat(MAX_LONG + 1)), "The limit is 60000"),
    ] {
        let said = answer(field, &value);
        assert!(
            said.as_ref().is_err_and(|said| said.to_string().contains(words)),
            "{field}: {said:?}"
        );
    }
    for (field, value) in [
        ("child.full_name", Value::Text("é".repeat(300))),
        ("formulation.text", Value::Text("王".repeat(MAX_LONG))),
        ("child.dob", date(2013)),
    ] {
        assert_eq!(answer(field, &value), Ok(()), "{field}");
    }
}

#[test]
fn a_reference_after_which_no_number_could_be_given_is_refused() {
    let open =
        |year, number| CaseChange { case: CaseRef { year, number }, edits: vec![Edit::Open] };
    assert!(
        check(&open(2025, u32::MAX)).is_err_and(|e| e.to_string().contains("OSD-2025-4294967295"))
    );
    assert!(check(&open(2025, 0)).is_err());
    assert_eq!(check(&open(2025, 1)), Ok(()));
}

#[test]
fn a_change_with_fifty_thousand_rows_is_refused() {
    let row = |row| Edit::AddRow { table: "contacts".into(), row, cells: RowValues::new() };
    let change = CaseChange {
        case: CaseRef { year: 2026, number: 1 },
        edits: (1..=50_000).map(row).collect(),
    };
    assert!(check(&change).is_err_and(|e| e.to_string().contains("more than 2000 rows")));
}
