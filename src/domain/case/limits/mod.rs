//! Maximum lengths, counts and sizes. Every way in enforces them, so that whatever is stored can be
//! read, shown and exported again.

mod fault;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
pub use crate::domain::case::limits::fault::{LimitError, LimitFault};
use crate::domain::forms;
use crate::domain::forms::parse::{MAX_LINE, MAX_LONG};
use crate::domain::forms::schema::{Field, FieldKind};
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

/// Refuses a change of a case that is beyond a limit.
///
/// # Errors
/// [`LimitError`], which names the case, the field and the limit.
pub fn check(change: &CaseChange) -> Result<(), LimitError> {
    let mut rows = BTreeMap::<&str, usize>::new();
    change.edits.iter().try_for_each(|edit| one(change.case, edit, &mut rows)).map_err(|fault| {
        // A reference names itself.
        let case = (!matches!(fault, LimitFault::Reference(_))).then_some(change.case);
        LimitError { case, fault }
    })
}

fn one<'a>(
    case: CaseRef,
    edit: &'a Edit,
    rows: &mut BTreeMap<&'a str, usize>,
) -> Result<(), LimitFault> {
    match edit {
        Edit::Open => reference(case),
        Edit::Drop | Edit::RemoveRow { .. } => Ok(()),
        Edit::Set { path: at, new, .. } => {
            if let Some((table, _)) = &at.row {
                id(table)?;
            }
            answer(&at.field, new)
        }
        Edit::AddRow { table, cells, .. } => {
            id(table)?;
            cells.iter().try_for_each(|(field, value)| answer(field, value))?;
            let n = rows.entry(table).or_default();
            *n += 1;
            if *n > MAX_ROWS {
                let label = forms::table(table).map_or(table.as_str(), |t| t.label);
                return Err(LimitFault::Rows(label.to_owned()));
            }
            Ok(())
        }
        Edit::Mark { session: (day, _), new, .. } => {
            date("The day of a mark", *day)?;
            if new.as_ref().is_some_and(|code| code.chars().count() > MAX_CODE) {
                return Err(LimitFault::Code);
            }
            Ok(())
        }
    }
}

/// Refuses a reference that no authority reaches, after which no number could be given.
fn reference(case: CaseRef) -> Result<(), LimitFault> {
    let is_fine = (1900..=2200).contains(&case.year) && (1..=MAX_REFERENCE).contains(&case.number);
    if is_fine { Ok(()) } else { Err(LimitFault::Reference(case)) }
}

fn id(name: &str) -> Result<(), LimitFault> {
    if name.len() <= MAX_ID { Ok(()) } else { Err(LimitFault::Id(name.len())) }
}

/// Refuses an answer that is beyond what its field holds.
///
/// # Errors
/// [`LimitFault`], which names the field and the limit.
pub fn answer(field: &str, value: &Value) -> Result<(), LimitFault> {
    id(field)?;
    answer_to(forms::any_field(field).map(|(_, known)| known), field, value)
}

/// Refuses an answer that is beyond what its field holds, where the field is at hand; none is one
/// that this version does not know.
///
/// # Errors
/// [`LimitFault`], which names the field and the limit.
pub fn answer_to(known: Option<&Field>, field: &str, value: &Value) -> Result<(), LimitFault> {
    let label = known.map_or(field, |known| known.label);
    let kind = known.map(|known| &known.kind);
    match value {
        Value::Empty | Value::YesNo(_) => Ok(()),
        Value::Text(text) | Value::Choice(text) | Value::School(text) => {
            // What this version does not know may be a long answer of a later one.
            let is_long = matches!((kind, value), (Some(FieldKind::Long) | None, Value::Text(_)));
            let (max, has) = (if is_long { MAX_LONG } else { MAX_LINE }, text.chars().count());
            // Bytes too: some signs take many of them, and what is stored counts in bytes.
            if has <= max && text.len() <= max * 4 {
                return Ok(());
            }
            Err(LimitFault::Length { label: label.to_owned(), has, max })
        }
        Value::Date(day) => date(label, *day),
        Value::Time(minutes) if *minutes >= 24 * 60 => Err(LimitFault::Time(label.to_owned())),
        Value::Time(_) => Ok(()),
        Value::Number(n) => {
            let (min, max) = match kind {
                Some(FieldKind::Number { min: least, max: most, .. }) => (*least, *most),
                Some(FieldKind::Money) => (0, MAX_PENCE),
                Some(FieldKind::Review) => (1, i64::from(u32::MAX)),
                Some(_) | None => (i64::MIN, i64::MAX),
            };
            if (min..=max).contains(n) {
                return Ok(());
            }
            Err(LimitFault::Number { label: label.to_owned(), is: *n, min, max })
        }
    }
}

fn date(label: &str, day: NaiveDate) -> Result<(), LimitFault> {
    if (1900..=2200).contains(&day.year()) {
        return Ok(());
    }
    Err(LimitFault::Year { label: label.to_owned(), year: day.year() })
}
