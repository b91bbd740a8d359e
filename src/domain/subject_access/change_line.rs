//! A change of a case with the whole of what was answered, not its beginning alone.

use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::case::{FieldPath, Half};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::subject_access::item::{Item, PastChange};
use crate::domain::value::{RowValues, Value};

/// The heading under which changes are given.
const SECTION: &str = "Changes to the record";

/// Returns the key of an answer, and of a row.
pub(super) fn answer_key(field: &str) -> String {
    format!("answer:{field}")
}

pub(super) fn row_key(table: &str, row: u32) -> String {
    format!("row:{table}:{row}")
}

/// Returns the key of the marks of the week of a day.
pub(super) fn week_key(day: chrono::NaiveDate) -> String {
    format!("marks:{}", dates::week_end(day))
}

/// Returns the question of a field, or its id where this version does not know it.
pub(super) fn label(field: &str) -> &str {
    forms::any_field(field).map_or(field, |(_, field)| field.label)
}

/// Returns an answer in words.
pub(super) fn words(field: &str, value: &Value, school: &dyn Fn(&str) -> String) -> String {
    let kind = forms::any_field(field).map_or(FieldKind::Long, |(_, field)| field.kind);
    match value {
        Value::School(id) => school(id),
        _ => parse::format(&kind, value),
    }
}

/// Returns a line for each cell of a row: its question and its answer. The cells are in the order of
/// the table, those that this version does not know last.
pub(super) fn row_lines(
    table: &str,
    cells: &RowValues,
    school: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let order = |id: &str| {
        let fields = forms::table(table).map_or(&[][..], |table| table.fields);
        fields.iter().position(|field| field.id == id).unwrap_or(usize::MAX)
    };
    let mut known: Vec<(&String, &Value)> = cells.iter().filter(|(_, v)| !v.is_empty()).collect();
    known.sort_by_key(|(id, _)| order(id));
    known.into_iter().map(|(id, v)| format!("{}: {}", label(id), words(id, v, school))).collect()
}

/// Adds the texts of answers that people have typed.
pub(super) fn add_typed<'a>(typed: &mut Vec<String>, values: impl Iterator<Item = &'a Value>) {
    typed.extend(values.filter_map(|value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }));
}

fn row_label(table: &str) -> &str {
    forms::table(table).map_or("row", |table| table.row_label)
}

/// Returns a change as an item.
pub(super) fn item(change: &PastChange, school: &dyn Fn(&str) -> String) -> Item {
    let mut lines = vec![format!("{}, by {}", change.at.format("%d/%m/%Y %H:%M"), change.by)];
    let (mut typed, mut repeats) = (Vec::new(), Vec::new());
    if let Some(why) = &change.why {
        lines.push(format!("Reason: {why}"));
        typed.push(why.clone());
    }
    for edit in &change.edits {
        match edit {
            Edit::Open => lines.push("Case opened".to_owned()),
            Edit::Drop => lines.push("Case removed".to_owned()),
            Edit::Set { path: FieldPath { row, field }, old, new } => {
                repeats.push(match row {
                    Some((table, row)) => row_key(table, *row),
                    None => answer_key(field),
                });
                add_typed(&mut typed, [old, new].into_iter());
                let said = |value: &Value| match words(field, value, school) {
                    empty if empty.is_empty() => "no answer".to_owned(),
                    words => words,
                };
                let (label, old, new) = (label(field), said(old), said(new));
                lines.push(format!("{label}: {new} (before: {old})"));
            }
            Edit::AddRow { table, row, cells } | Edit::RemoveRow { table, row, cells } => {
                repeats.push(row_key(table, *row));
                add_typed(&mut typed, cells.values());
                let is_new = matches!(edit, Edit::AddRow { .. });
                let done = if is_new { "added" } else { "removed" };
                lines.push(format!("{} {done}", row_label(table)));
                lines.extend(row_lines(table, cells, school));
            }
            Edit::Mark { session: (day, half), side, old, new } => {
                repeats.push(week_key(*day));
                let half = if *half == Half::Am { "am" } else { "pm" };
                let said = |mark: &Option<String>| mark.clone().unwrap_or_else(|| "none".into());
                lines.push(format!(
                    "Mark of {} {half}, {}: {} (before: {})",
                    dates::format(*day),
                    side.word(),
                    said(new),
                    said(old)
                ));
            }
        }
    }
    Item {
        key: format!("change:{}", change.seq),
        section: SECTION.to_owned(),
        title: "Change".to_owned(),
        text: lines.join("\n"),
        typed,
        repeats,
    }
}
