//! A row of a sheet as a case, and in words.

use chrono::NaiveDate;

use crate::documents::sheets::row::SheetRow;
use crate::domain::calendar::dates;
use crate::domain::case::{Case, CaseRef, RowId, RowValues, stage};
use crate::domain::forms;
use crate::domain::forms::parse::MAX_LONG;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::school::SchoolList;
use crate::domain::value::Value;

/// Returns the case that a row makes; what has no field of its own is one note of today.
pub(super) fn case(row: &SheetRow, id: CaseRef, from: &str, today: NaiveDate) -> Case {
    let mut case = Case::new(id);
    let mut next: RowId = 1;
    let mut add = |case: &mut Case, table: &str, cells: RowValues| {
        case.rows.entry(table.to_owned()).or_default().insert(next, cells);
        next += 1;
    };
    for (table, cells) in forms::preset_rows() {
        add(&mut case, table.id, cells);
    }
    case.answers = row.answers.iter().map(|(id, v)| ((*id).to_owned(), v.clone())).collect();
    for ((table, _), cells) in &row.rows {
        add(&mut case, table, cells.clone());
    }
    if !row.notes.is_empty() {
        add(&mut case, table::EVENT_NOTE, note(row, from, today));
    }
    case
}

/// Returns the note that has what no field has.
pub(super) fn note(row: &SheetRow, from: &str, today: NaiveDate) -> RowValues {
    let text = format!("{from}, {}\n{}", row.place.to_lowercase(), row.notes.join("\n"));
    let text: String = text.chars().take(MAX_LONG).collect();
    RowValues::from([
        (field::NOTE_ON.into(), Value::Date(today)),
        (field::NOTE_TEXT.into(), Value::Text(text)),
    ])
}

/// Returns what a case is, on one line.
pub(super) fn words(row: &SheetRow, case: &Case, schools: &SchoolList) -> String {
    let school = |id: &str| schools.name_of(row.answer(id).as_text());
    let (home, host) = (school(field::SCHOOL_HOME.id), school(field::SCHOOL_HOST.id));
    let mut parts = vec![row.pupil.to_string()];
    if !home.is_empty() || !host.is_empty() {
        let or = |name: String| if name.is_empty() { "not said".to_owned() } else { name };
        parts.push(format!("{} → {}", or(home), or(host)));
    }
    if let Some(day) = stage::first_day(case) {
        parts.push(format!("from {}", dates::format(day)));
    }
    parts.push(stage::stage(case).label().to_owned());
    let cells: usize = row.rows.values().map(RowValues::len).sum();
    parts.push(pluralize(row.answers.len() + cells, "answer"));
    if !row.notes.is_empty() {
        parts.push("a note".to_owned());
    }
    parts.join("; ")
}
