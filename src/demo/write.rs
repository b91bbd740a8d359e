//! How the demo writes answers and rows into a case.

use chrono::NaiveDate;

use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::value::Value;

pub(super) const YES: Value = Value::YesNo(true);
pub(super) const NO: Value = Value::YesNo(false);

/// Adds a row; fields are named without the table's stem.
pub(super) fn add(case: &mut Case, table: &str, cells: &[(&str, Value)]) -> RowId {
    let row = case.next_row();
    let stem = table.trim_start_matches("event.");
    let cells: RowValues = cells.iter().map(|(k, v)| (format!("{stem}.{k}"), v.clone())).collect();
    case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    row
}

/// Changes a cell in every row of a table.
pub(super) fn set_in(case: &mut Case, table: &str, cell: &str, value: &Value) {
    for cells in case.rows.entry(table.to_owned()).or_default().values_mut() {
        cells.insert(cell.to_owned(), value.clone());
    }
}

pub(super) fn set(case: &mut Case, field: &str, value: Value) {
    case.answers.insert(field.to_owned(), value);
}

pub(super) fn on(day: NaiveDate) -> Value {
    Value::Date(day)
}

pub(super) fn choice(id: &str) -> Value {
    Value::Choice(id.to_owned())
}

pub(super) fn words(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(super) fn row_of(row: RowId) -> Value {
    Value::Number(i64::from(row))
}

/// Reads an answer as an officer would type it; days are counted from `first`.
pub(super) fn typed(kind: &FieldKind, text: &str, first: NaiveDate) -> Value {
    parse::parse(kind, text, first).map(|t| t.value).unwrap_or_default()
}

/// Answers questions as an officer would type the answers.
pub(super) fn answer(case: &mut Case, answers: &[(&str, &str)], first: NaiveDate) {
    for (id, text) in answers {
        if let Some(field) = forms::field(id) {
            set(case, field.id, typed(&field.kind, text, first));
        }
    }
}

/// Adds a row as an officer would type it.
pub(super) fn row(case: &mut Case, table: &str, cells: &[(&str, &str)], first: NaiveDate) -> RowId {
    let stem = table.trim_start_matches("event.");
    let read = |(name, text): &(&str, &str)| {
        let (_, field) = forms::any_field(format!("{stem}.{name}"))?;
        Some((field.id.to_owned(), typed(&field.kind, text, first)))
    };
    let cells: RowValues = cells.iter().filter_map(read).collect();
    let row = case.next_row();
    case.rows.entry(table.to_owned()).or_default().insert(row, cells);
    row
}

/// Answers every question of yes or no that stands open with no, or with yes where it is listed.
pub(super) fn answer_yes_or_no(case: &mut Case, yes: &[&str]) {
    for field in forms::fields().filter(|f| matches!(f.kind, FieldKind::YesNo)) {
        if case.answer(field.id).is_empty() {
            set(case, field.id, Value::YesNo(yes.contains(&field.id)));
        }
    }
}
