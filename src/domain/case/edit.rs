//! The only way in which a case changes. Every [`Edit`] has an inverse, so undo, audit, drafts and
//! import are one mechanism.

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues, Session, Side};
use crate::domain::value::Value;

/// One step of a change to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// The case begins. It must not exist.
    Open,
    /// The case is taken away again: the inverse of `Open`. It must hold nothing.
    Drop,
    /// An answer changes from `old` to `new`.
    Set { at: FieldPath, old: Value, new: Value },
    /// A row is added with these cells.
    AddRow { table: String, row: RowId, cells: RowValues },
    /// A row is taken out; `cells` is what it held.
    RemoveRow { table: String, row: RowId, cells: RowValues },
    /// A mark changes in one register.
    Mark { on: Session, side: Side, old: Option<String>, new: Option<String> },
}

impl Edit {
    /// Returns the edit that takes this one back.
    ///
    /// ```
    /// use offsite::domain::case::edit::Edit;
    ///
    /// assert_eq!(Edit::Open.inverse(), Edit::Drop);
    /// assert_eq!(Edit::Open.inverse().inverse(), Edit::Open);
    /// ```
    pub fn inverse(&self) -> Edit {
        match self.clone() {
            Edit::Open => Edit::Drop,
            Edit::Drop => Edit::Open,
            Edit::Set { at, old, new } => Edit::Set { at, old: new, new: old },
            Edit::AddRow { table, row, cells } => Edit::RemoveRow { table, row, cells },
            Edit::RemoveRow { table, row, cells } => Edit::AddRow { table, row, cells },
            Edit::Mark { on, side, old, new } => Edit::Mark { on, side, old: new, new: old },
        }
    }
}

/// A set of edits to one case that is stored whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChange {
    pub case: CaseRef,
    pub edits: Vec<Edit>,
}

impl CaseChange {
    /// Returns the change that opens a case as it stands.
    pub fn opening(case: &Case) -> CaseChange {
        let mut edits = vec![Edit::Open];
        for (field, new) in &case.answers {
            edits.push(Edit::Set {
                at: FieldPath::case(field),
                old: Value::Empty,
                new: new.clone(),
            });
        }
        for (table, rows) in &case.rows {
            edits.extend(rows.iter().map(|(row, cells)| Edit::AddRow {
                table: table.clone(),
                row: *row,
                cells: cells.clone(),
            }));
        }
        for (on, marks) in &case.marks {
            for (side, mark) in [(Side::Home, &marks.home), (Side::Host, &marks.host)] {
                if mark.is_some() {
                    edits.push(Edit::Mark { on: *on, side, old: None, new: mark.clone() });
                }
            }
        }
        CaseChange { case: case.id, edits }
    }

    /// Returns the change that takes this one back: the inverses in reverse order.
    pub fn inverse(&self) -> CaseChange {
        CaseChange { case: self.case, edits: self.edits.iter().rev().map(Edit::inverse).collect() }
    }
}

/// Applies one edit to a case. `Open` and `Drop` are the store's business and only check the case
/// here.
///
/// # Errors
/// Says that somebody changed the same thing meanwhile, when what stands is not what the edit
/// found; the case is then untouched.
pub fn apply(case: &mut Case, edit: &Edit) -> Result<(), String> {
    let clash = |what: &str| {
        Err(format!(
            "{} was changed meanwhile: {what}. Look at it again, then repeat your change.",
            case.id
        ))
    };
    match edit {
        Edit::Open => {}
        Edit::Drop => {
            if !(case.answers.is_empty() && case.rows.is_empty() && case.marks.is_empty()) {
                return clash("it is no longer empty");
            }
        }
        Edit::Set { at, old, new } => {
            if case.at(at) != old {
                return clash("an answer is not what it was");
            }
            let cells = match &at.row {
                None => &mut case.answers,
                Some((table, row)) => match case.rows.get_mut(table).and_then(|t| t.get_mut(row)) {
                    Some(cells) => cells,
                    None => return clash("a row was removed"),
                },
            };
            if new.is_empty() {
                cells.remove(&at.field);
            } else {
                cells.insert(at.field.clone(), new.clone());
            }
        }
        Edit::AddRow { table, row, cells } => {
            if case.row(table, *row).is_some() {
                return clash("a row of that number was added");
            }
            case.rows.entry(table.clone()).or_default().insert(*row, cells.clone());
        }
        Edit::RemoveRow { table, row, cells } => {
            if case.row(table, *row) != Some(cells) {
                return clash("a row is not what it was");
            }
            if let Some(rows) = case.rows.get_mut(table) {
                rows.remove(row);
                if rows.is_empty() {
                    case.rows.remove(table);
                }
            }
        }
        Edit::Mark { on, side, old, new } => {
            if case.marks.get(on).and_then(|m| m.side(*side)) != old.as_deref() {
                return clash("a mark is not what it was");
            }
            let marks = case.marks.entry(*on).or_default();
            match side {
                Side::Home => marks.home.clone_from(new),
                Side::Host => marks.host.clone_from(new),
            }
            if marks.home.is_none() && marks.host.is_none() {
                case.marks.remove(on);
            }
        }
    }
    Ok(())
}

/// Applies a whole change: all of it, or on the first refusal none of it.
///
/// # Errors
/// The sentence of the edit that was refused.
pub fn apply_all(case: &mut Case, change: &CaseChange) -> Result<(), String> {
    let mut next = case.clone();
    for edit in &change.edits {
        apply(&mut next, edit)?;
    }
    *case = next;
    Ok(())
}
