//! Applies edits to a case, or says what stands otherwise than they found it.

use std::fmt;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef, FieldPath, Session, Side};
use crate::domain::value::Value;
use crate::error::Error;

/// A conflict: the value is no longer the one the edit was made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// A case that is to be dropped holds something.
    NotEmpty,
    /// An answer is another one.
    Answer,
    /// The row of an answer is gone.
    RowGone,
    /// A row of the new one's number is there.
    RowAdded,
    /// A row that is to be removed holds something else.
    Row,
    /// A mark is another one.
    Mark,
}

/// An edit that does not fit its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EditError {
    /// The case that it was meant for.
    pub case: CaseRef,
    /// What stands otherwise.
    pub clash: Clash,
}

impl fmt::Display for EditError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.clash {
            Clash::NotEmpty => "it is no longer empty",
            Clash::Answer => "an answer is not what it was",
            Clash::RowGone => "a row was removed",
            Clash::RowAdded => "a row of that number was added",
            Clash::Row => "a row is not what it was",
            Clash::Mark => "a mark is not what it was",
        };
        write!(
            f,
            "{} was changed meanwhile: {what}. Look at it again, then repeat your change.",
            self.case
        )
    }
}

impl std::error::Error for EditError {}

impl From<EditError> for Error {
    fn from(error: EditError) -> Error {
        Error::conflict(error.to_string()).with_source(error)
    }
}

/// Applies one edit to a case. `Open` and `Drop` are the store's business and only check the case
/// here.
///
/// # Errors
/// [`EditError`] where what stands is not what the edit found; the case is then untouched.
pub fn apply(case: &mut Case, edit: &Edit) -> Result<(), EditError> {
    let id = case.id;
    apply_or_clash(case, edit).map_err(|clash| EditError { case: id, clash })
}

fn apply_or_clash(case: &mut Case, edit: &Edit) -> Result<(), Clash> {
    match edit {
        Edit::Open => {}
        Edit::Drop => {
            if !(case.answers.is_empty() && case.rows.is_empty() && case.marks.is_empty()) {
                return Err(Clash::NotEmpty);
            }
        }
        Edit::Set { path: at, old, new } => set(case, at, old, new)?,
        Edit::AddRow { table, row, cells } => {
            if case.row(table, *row).is_some() {
                return Err(Clash::RowAdded);
            }
            case.rows.entry(table.clone()).or_default().insert(*row, cells.clone());
        }
        Edit::RemoveRow { table, row, cells } => {
            if case.row(table, *row) != Some(cells) {
                return Err(Clash::Row);
            }
            if let Some(rows) = case.rows.get_mut(table) {
                rows.remove(row);
                if rows.is_empty() {
                    case.rows.remove(table);
                }
            }
        }
        Edit::Mark { session: on, side, old, new } => {
            mark(case, *on, *side, old.as_deref(), new.as_deref())?;
        }
    }
    Ok(())
}

fn set(case: &mut Case, at: &FieldPath, old: &Value, new: &Value) -> Result<(), Clash> {
    if case.at(at) != old {
        return Err(Clash::Answer);
    }
    let cells = match &at.row {
        None => &mut case.answers,
        Some((table, row)) => {
            case.rows.get_mut(table).and_then(|t| t.get_mut(row)).ok_or(Clash::RowGone)?
        }
    };
    if new.is_empty() {
        cells.remove(&at.field);
    } else {
        cells.insert(at.field.clone(), new.clone());
    }
    Ok(())
}

pub(super) fn mark(
    case: &mut Case,
    on: Session,
    side: Side,
    old: Option<&str>,
    new: Option<&str>,
) -> Result<(), Clash> {
    if case.marks.get(&on).and_then(|m| m.side(side)) != old {
        return Err(Clash::Mark);
    }
    let marks = case.marks.entry(on).or_default();
    match side {
        Side::Home => marks.home = new.map(str::to_owned),
        Side::Host => marks.host = new.map(str::to_owned),
    }
    if marks.home.is_none() && marks.host.is_none() {
        case.marks.remove(&on);
    }
    Ok(())
}

/// Applies a whole change: all of it, or on the first refusal none of it.
///
/// # Errors
/// The [`EditError`] of the edit that was refused.
pub fn apply_all(case: &mut Case, change: &CaseChange) -> Result<(), EditError> {
    let mut next = case.clone();
    for edit in &change.edits {
        apply(&mut next, edit)?;
    }
    *case = next;
    Ok(())
}
