//! The rows of a table as a form shows them: which belong there, their columns, and a row in a few
//! words.

use crate::domain::calendar::dates;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::domain::value::Value;

/// Returns the rows of a table that a form shows: those of its own review, or of none in a form
/// that writes up no row.
pub fn rows_in<'a>(
    case: &'a Case,
    table: &'static Table,
    of: Option<RowId>,
) -> impl Iterator<Item = (RowId, &'a RowValues)> {
    let link = table.review_link();
    let of = of.map(i64::from);
    case.rows(table.id).filter(move |(_, cells)| {
        link.is_none_or(|l| cells.get(l.id).and_then(Value::as_number) == of)
    })
}

/// Returns the first cells of a row that a form adds: the review that the form writes up, where
/// rows say to which they belong.
pub fn first_cells(table: &'static Table, of: Option<RowId>) -> RowValues {
    table
        .review_link()
        .zip(of)
        .map(|(link, row)| (link.id.to_owned(), Value::Number(i64::from(row))))
        .into_iter()
        .collect()
}

/// Returns the fields of a table that are shown in its rows: within a form the review is plain from
/// where the row stands, and what the program writes itself is shown elsewhere.
pub fn columns(table: &'static Table, in_form: bool) -> impl Iterator<Item = &'static Field> {
    table
        .fields
        .iter()
        .filter(move |f| !in_form || !matches!(f.kind, FieldKind::Review | FieldKind::ReadOnly))
}

/// Returns a row in a few words: its title, then whatever else is short and answered.
pub fn row_words(table: &Table, cells: &RowValues) -> String {
    let mut words = Vec::new();
    for field in table.fields {
        let Some(value) = cells.get(field.id) else { continue };
        if matches!(value, Value::School(_))
            || matches!(field.kind, FieldKind::Review | FieldKind::ReadOnly)
        {
            continue;
        }
        let shown = match value.as_date() {
            Some(day) => dates::show_short(day),
            None => parse::format(&field.kind, value),
        };
        let shown = shown.lines().next().unwrap_or_default().to_owned();
        if value.is_yes() || value.is_no() || value.as_number().is_some() {
            words.push(format!("{}: {shown}", field.label.trim_end_matches('?')));
        } else if !shown.is_empty() {
            words.push(shown);
        }
    }
    if words.is_empty() { table.row_label.to_owned() } else { words.join(" · ") }
}
