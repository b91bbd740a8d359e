//! A change of a case with the whole of what was answered, not its beginning alone.

use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::case::{FieldPath, Half};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::FieldKind;
use crate::domain::subject_access::item::{Item, PastChange};
use crate::domain::subject_access::lines::Lines;
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

/// Returns the question and the answer of each cell of a row. The cells are in the order of the table,
/// those that this version does not know last.
pub(super) fn row_cells<'a>(
    table: &str,
    cells: &'a RowValues,
    school: &dyn Fn(&str) -> String,
) -> Vec<(&'a str, String)> {
    let order = |id: &str| {
        let fields = forms::table(table).map_or(&[][..], |table| table.fields);
        fields.iter().position(|field| field.id == id).unwrap_or(usize::MAX)
    };
    let mut known: Vec<(&String, &Value)> = cells.iter().filter(|(_, v)| !v.is_empty()).collect();
    known.sort_by_key(|(id, _)| order(id));
    known.into_iter().map(|(id, v)| (label(id), words(id, v, school))).collect()
}

/// Returns what a row of a table is called.
pub(super) fn row_label(table: &str) -> &str {
    forms::table(table).map_or("row", |table| table.row_label)
}

/// Returns a change as an item.
pub(super) fn item(change: &PastChange, school: &dyn Fn(&str) -> String) -> Item {
    let mut lines = Lines::default();
    lines.say(&format!("{}, by {}", change.at.format("%d/%m/%Y %H:%M"), change.by));
    if let Some(why) = &change.why {
        lines.say(&format!("Reason: {why}"));
        lines.is_typed(why);
    }
    for edit in &change.edits {
        add(&mut lines, edit, school);
    }
    lines.into_item(format!("change:{}", change.seq), SECTION, "Change")
}

/// Adds what an edit did.
fn add(lines: &mut Lines, edit: &Edit, school: &dyn Fn(&str) -> String) {
    match edit {
        Edit::Open => lines.say("Case opened"),
        Edit::Drop => lines.say("Case removed"),
        Edit::Set { path: FieldPath { row, field }, old, new } => {
            let key = match row {
                Some((table, row)) => row_key(table, *row),
                None => answer_key(field),
            };
            let said = |value: &Value| match words(field, value, school) {
                empty if empty.is_empty() => "no answer".to_owned(),
                words => words,
            };
            let changed = format!("{} (before: {})", said(new), said(old));
            lines.repeat([key].iter(), &format!("{}: ", label(field)), &changed);
            lines.are_typed([old, new].into_iter(), school);
        }
        Edit::AddRow { table, row, cells } | Edit::RemoveRow { table, row, cells } => {
            let is_new = matches!(edit, Edit::AddRow { .. });
            let done = if is_new { "added" } else { "removed" };
            lines.say(&format!("{} {done}", row_label(table)));
            let key = [row_key(table, *row)];
            for (label, words) in row_cells(table, cells, school) {
                lines.repeat(key.iter(), &format!("{label}: "), &words);
            }
            lines.are_typed(cells.values(), school);
        }
        Edit::Mark { session: (day, half), side, old, new } => {
            let half = if *half == Half::Am { "am" } else { "pm" };
            let said = |mark: &Option<String>| mark.clone().unwrap_or_else(|| "none".into());
            let before = format!("Mark of {} {half}, {}: ", dates::format(*day), side.word());
            let changed = format!("{} (before: {})", said(new), said(old));
            lines.repeat([week_key(*day)].iter(), &before, &changed);
        }
    }
}
