//! What every change must be before it is stored, whichever door it comes by: of questions, tables
//! and codes that this version knows, each answer of its question's kind, and no character that
//! nobody sees.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::domain::attendance::codes;
use crate::domain::calendar::dates;
use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::forms;
use crate::domain::forms::days::{self, DayCheck};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind, Table};
use crate::domain::text::has_hostile;
use crate::domain::value::Value;
use crate::error::Error;

/// How many years a mark may lie from the year of its case.
const YEARS: i32 = 5;

/// Why an answer, a row or a mark is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AdmitFault {
    /// A table that this version does not know.
    UnknownTable(String),
    /// A question that this version does not know, or that does not stand there.
    UnknownField(String),
    /// An answer of another kind than its question, named by its label.
    WrongKind(&'static str),
    /// An answer on more lines than the one that is asked for, named by its label.
    ManyLines(&'static str),
    /// An answer with characters that nobody sees, named by its label.
    Hostile(&'static str),
    /// An answer without a letter, which would count as given, named by its label.
    Blank(&'static str),
    /// A mark that is no attendance code, and its day.
    UnknownCode(String, NaiveDate),
    /// A mark of a day that cannot be of its case.
    FarDay(NaiveDate),
    /// A day that its question does not take, named by its label, and why not.
    WrongDay(&'static str, String),
}

impl fmt::Display for AdmitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AdmitFault::UnknownTable(id) => write!(
                f,
                "there is no table \"{id}\". Remove it, or use the version that wrote it."
            ),
            AdmitFault::UnknownField(id) => write!(
                f,
                "there is no question \"{id}\". Remove it, or use the version that wrote it."
            ),
            AdmitFault::WrongKind(label) => {
                write!(f, "the answer to \"{label}\" is of another kind.")
            }
            AdmitFault::ManyLines(label) => write!(
                f,
                "the answer to \"{label}\" has a line break; it takes one line. Write it on one."
            ),
            AdmitFault::Hostile(label) => write!(
                f,
                "the answer to \"{label}\" has characters that cannot be seen. Type it again."
            ),
            AdmitFault::Blank(label) => {
                write!(f, "the answer to \"{label}\" is blank. Type it, or clear the answer.")
            }
            AdmitFault::UnknownCode(code, day) => {
                write!(f, "\"{code}\" on {} is no attendance code.", dates::format(*day))
            }
            AdmitFault::WrongDay(label, why) => write!(f, "{label}: {why}"),
            AdmitFault::FarDay(day) => {
                write!(f, "a mark of {} cannot belong to it. Check the year.", dates::format(*day))
            }
        }
    }
}

impl std::error::Error for AdmitFault {}

/// Refuses a change that this version could not have made on this day.
///
/// # Errors
/// A sentence that names the case and the question.
pub fn check(change: &CaseChange, today: NaiveDate) -> Result<(), Error> {
    let refused = |fault: AdmitFault| {
        Error::input(format!("{}: {fault} Nothing was saved.", change.case)).with_source(fault)
    };
    change.edits.iter().try_for_each(|edit| one(change.case, edit, today)).map_err(refused)
}

fn one(case: CaseRef, edit: &Edit, today: NaiveDate) -> Result<(), AdmitFault> {
    match edit {
        Edit::Open | Edit::Drop | Edit::RemoveRow { .. } => Ok(()),
        Edit::Set { path, new, .. } => {
            let table = path.row.as_ref().map(|(id, _)| table(id)).transpose()?;
            answer_on(of(table, &path.field), &path.field, new, today)
        }
        Edit::AddRow { table: id, cells, .. } => {
            let table = table(id)?;
            cells
                .iter()
                .try_for_each(|(id, value)| answer_on(of(Some(table), id), id, value, today))
        }
        Edit::Mark { session: (day, _), new, .. } => {
            if (day.year() - i32::from(case.year)).abs() > YEARS {
                return Err(AdmitFault::FarDay(*day));
            }
            new.as_deref().map_or(Ok(()), |new| code(new, *day))
        }
    }
}

/// Returns a table by its id.
///
/// # Errors
/// There is none.
pub fn table(id: &str) -> Result<&'static Table, AdmitFault> {
    forms::table(id).ok_or_else(|| AdmitFault::UnknownTable(short(id)))
}

/// Returns the field of an id where it stands in the table, or in the case itself.
fn of(table: Option<&Table>, id: &str) -> Option<&'static Field> {
    let (stands, field) = forms::any_field(id)?;
    (stands.map(|s| s.id) == table.map(|t| t.id)).then_some(field)
}

/// Refuses an answer that its question does not take, or not on this day.
fn answer_on(
    field: Option<&Field>,
    id: &str,
    value: &Value,
    today: NaiveDate,
) -> Result<(), AdmitFault> {
    answer(field, id, value)?;
    let (Some(field), Some(day)) = (field, value.as_date()) else { return Ok(()) };
    match days::check(field.days, day, today) {
        DayCheck::Fine | DayCheck::Ask(_) => Ok(()),
        DayCheck::Refused(why) => Err(AdmitFault::WrongDay(field.label, why)),
    }
}

/// Refuses an answer that its question does not take; none is the question that nobody knows.
///
/// # Errors
/// Why not.
pub fn answer(field: Option<&Field>, id: &str, value: &Value) -> Result<(), AdmitFault> {
    let Some(field) = field else { return Err(AdmitFault::UnknownField(short(id))) };
    if !parse::is_of(&field.kind, value) {
        return Err(AdmitFault::WrongKind(field.label));
    }
    let text = value.as_text();
    if matches!(value, Value::Text(_) | Value::School(_)) && text.trim().is_empty() {
        return Err(AdmitFault::Blank(field.label));
    }
    if !matches!(field.kind, FieldKind::Long) && text.contains('\n') {
        return Err(AdmitFault::ManyLines(field.label));
    }
    if has_hostile(text) { Err(AdmitFault::Hostile(field.label)) } else { Ok(()) }
}

/// Refuses a mark that is no attendance code.
///
/// # Errors
/// It is none.
pub fn code(code: &str, day: NaiveDate) -> Result<(), AdmitFault> {
    match codes::find(code) {
        Some(_) => Ok(()),
        None => Err(AdmitFault::UnknownCode(short(code), day)),
    }
}

fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::{FieldPath, Half, RowValues, Side};
    use crate::domain::forms::table;

    const ID: CaseRef = CaseRef { year: 2026, number: 1 };

    fn set(path: FieldPath, new: Value) -> Edit {
        Edit::Set { path, old: Value::Empty, new }
    }

    fn words(text: &str) -> Value {
        Value::Text(text.into())
    }

    fn mark(day: &str, code: &str) -> Edit {
        let session = (day.parse().expect("a day"), Half::Am);
        Edit::Mark { session, side: Side::Host, old: None, new: Some(code.into()) }
    }

    #[test]
    fn nothing_that_a_pane_could_not_have_made_is_admitted() {
        let row = |table: &str, id: &str, value: Value| Edit::AddRow {
            table: table.into(),
            row: 1,
            cells: RowValues::from([(id.to_owned(), value)]),
        };
        let today: NaiveDate = "2026-11-26".parse().expect("a day");
        let tomorrow = Value::Date(today.succ_opt().expect("a day"));
        let refused = [
            (row("no.such.table", "x", words(&"x".repeat(100_000))), "no table"),
            (set(FieldPath::case("child.dob"), words("\u{1b}[2Jnot a date")), "another kind"),
            (set(FieldPath::case("child.full_name"), words("\u{1b}[2J")), "cannot be seen"),
            (set(FieldPath::case("child.full_name"), words("Amy\u{200b}")), "cannot be seen"),
            (set(FieldPath::case("child.full_name"), words("Amy\nAda")), "takes one line"),
            (set(FieldPath::case("child.full_name"), words(" ")), "is blank"),
            (set(FieldPath::case("school.host"), Value::School(String::new())), "is blank"),
            (row("event.note", "note.text", words("")), "is blank"),
            (set(FieldPath::case("no.such"), words("x")), "no question \"no.such\""),
            (set(FieldPath::case("review.on"), words("x")), "no question"),
            (set(FieldPath::row(table::EVENT_NOTE, 1, "child.dob"), Value::Empty), "no question"),
            (set(FieldPath::case("child.gender"), Value::Choice("none of them".into())), "kind"),
            (row(table::EVENT_NOTE, "child.full_name", words("Amy")), "no question"),
            (mark("2026-11-10", "NOT A CODE"), "no attendance code"),
            (mark("2126-11-10", "/"), "Check the year"),
            (set(FieldPath::case("child.dob"), tomorrow.clone()), "has not come yet"),
            (row("event.contact", "contact.on", tomorrow), "has not come yet"),
        ];
        for (edit, why) in refused {
            let change = CaseChange { case: ID, edits: vec![edit] };
            let said = check(&change, today).expect_err(why).to_string();
            assert!(said.starts_with("OSD-2026-0001: ") && said.contains(why), "{why}: {said}");
            assert!(!said.chars().any(char::is_control), "{said:?}");
        }
        let taken = [
            set(FieldPath::case("child.full_name"), words("Zoë 👨\u{200d}👩\u{200d}👧")),
            set(FieldPath::case("child.dob"), Value::Empty),
            set(FieldPath::case("direction.start"), Value::Date(today + chrono::Days::new(40))),
            mark("2026-11-10", "N"),
            Edit::RemoveRow { table: "of.an.earlier.version".into(), row: 1, cells: [].into() },
        ];
        let change = CaseChange { case: ID, edits: taken.to_vec() };
        assert!(check(&change, today).is_ok());
    }
}
