//! Maximum lengths, counts and sizes. Every way in enforces them, so that whatever is stored can be
//! read, shown and exported again.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, RowValues};
use crate::domain::forms;
use crate::domain::forms::parse::{LINE, LONG};
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::plural::pluralize;
use crate::domain::value::Value;

/// The most rows of one table in one change.
pub const MAX_ROWS: usize = 2_000;
/// The most bytes of an id of a field or table that this version does not know.
const MAX_ID: usize = 100;
/// The most characters of an attendance code.
const MAX_CODE: usize = 8;
/// The highest reference of a year.
const MAX_REFERENCE: u32 = 999_999;
/// The most pence of an amount: nine digits of pounds.
const MAX_PENCE: i64 = 99_999_999_999;

/// Every field by its id: a large import asks for millions.
static FIELDS: LazyLock<HashMap<&str, &Field>> = LazyLock::new(|| {
    let in_tables = forms::tables().flat_map(|table| table.fields);
    let mut all: HashMap<&str, &Field> = in_tables.map(|field| (field.id, field)).collect();
    all.extend(forms::fields().map(|field| (field.id, field)));
    all
});

/// Refuses a change of a case that is beyond a limit.
///
/// # Errors
/// One sentence that names the case, the field and the limit.
pub fn check(change: &CaseChange) -> Result<(), String> {
    let mut rows = BTreeMap::<&str, usize>::new();
    let named = |words: String| format!("{}: {words}", change.case);
    for edit in &change.edits {
        match edit {
            Edit::Open => reference(change.case)?,
            Edit::Drop | Edit::RemoveRow { .. } => {}
            Edit::Set { at, new, .. } => {
                if let Some((table, _)) = &at.row {
                    id(table).map_err(named)?;
                }
                answer(&at.field, new).map_err(named)?;
            }
            Edit::AddRow { table, cells, .. } => {
                id(table).map_err(named)?;
                all(cells).map_err(named)?;
                let n = rows.entry(table).or_default();
                *n += 1;
                if *n > MAX_ROWS {
                    let label = forms::table(table).map_or(table.as_str(), |t| t.label);
                    return Err(named(format!(
                        "{label} has more than {MAX_ROWS} rows. Divide them among several changes."
                    )));
                }
            }
            Edit::Mark { on: (day, _), new, .. } => {
                date("The day of a mark", *day).map_err(named)?;
                if new.as_ref().is_some_and(|code| code.chars().count() > MAX_CODE) {
                    return Err(named(format!(
                        "An attendance code has more than {MAX_CODE} characters. Correct it."
                    )));
                }
            }
        }
    }
    Ok(())
}

/// Refuses a reference that no authority reaches, after which no number could be given.
fn reference(case: CaseRef) -> Result<(), String> {
    if (1900..=2200).contains(&case.year) && (1..=MAX_REFERENCE).contains(&case.number) {
        return Ok(());
    }
    Err(format!(
        "{case} is no reference that can be kept: years go from 1900 to 2200, numbers from 1 to {MAX_REFERENCE}."
    ))
}

fn all(cells: &RowValues) -> Result<(), String> {
    cells.iter().try_for_each(|(field, value)| answer(field, value))
}

fn id(name: &str) -> Result<(), String> {
    if name.len() <= MAX_ID {
        return Ok(());
    }
    Err(format!("The name of a question has {} letters, at most {MAX_ID} are kept.", name.len()))
}

/// Refuses an answer that is beyond what its field holds.
///
/// # Errors
/// One sentence that names the field and the limit.
pub fn answer(field: &str, value: &Value) -> Result<(), String> {
    id(field)?;
    let known = FIELDS.get(field).copied();
    let label = known.map_or(field, |known| known.label);
    let kind = known.map(|known| &known.kind);
    match value {
        Value::Empty | Value::YesNo(_) => Ok(()),
        Value::Text(text) | Value::Choice(text) | Value::School(text) => {
            // What this version does not know may be a long answer of a later one.
            let is_long = matches!((kind, value), (Some(FieldKind::Long) | None, Value::Text(_)));
            let (most, has) = (if is_long { LONG } else { LINE }, text.chars().count());
            // Bytes too: some signs take many of them, and what is stored counts in bytes.
            if has <= most && text.len() <= most * 4 {
                return Ok(());
            }
            Err(format!(
                "{label} is {} long; it holds {most}. Shorten it.",
                pluralize(has, "character")
            ))
        }
        Value::Date(day) => date(label, *day),
        Value::Time(minutes) if *minutes >= 24 * 60 => {
            Err(format!("{label} is no time of a day. Correct it."))
        }
        Value::Time(_) => Ok(()),
        Value::Number(n) => {
            let (least, most) = match kind {
                Some(FieldKind::Number { least, most, .. }) => (*least, *most),
                Some(FieldKind::Money) => (0, MAX_PENCE),
                Some(FieldKind::Review) => (1, i64::from(u32::MAX)),
                Some(_) | None => (i64::MIN, i64::MAX),
            };
            if (least..=most).contains(n) {
                return Ok(());
            }
            Err(format!("{label} is {n}; it goes from {least} to {most}. Correct it."))
        }
    }
}

fn date(label: &str, day: NaiveDate) -> Result<(), String> {
    if (1900..=2200).contains(&day.year()) {
        return Ok(());
    }
    Err(format!("{label} lies in the year {}; days go from 1900 to 2200. Correct it.", day.year()))
}
