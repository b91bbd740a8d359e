//! The only way in which a case changes. Every [`Edit`] has an inverse, so undo, audit, drafts and
//! import are one mechanism.

mod apply;
mod numbers;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use crate::domain::case::edit::apply::{Clash, EditError, apply, apply_all};
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues, Session, Side};
use crate::domain::stored_day;
use crate::domain::value::Value;

/// One step of a change to a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Edit {
    /// The case begins. It must not exist.
    Open,
    /// The case is taken away again: the inverse of `Open`. It must hold nothing.
    Drop,
    /// An answer changes from `old` to `new`.
    Set {
        /// Where it stands.
        path: FieldPath,
        /// What must stand there.
        old: Value,
        /// What stands there then.
        new: Value,
    },
    /// A row is added with these cells.
    AddRow {
        /// The table's id.
        table: String,
        /// Its number, new to the case.
        row: RowId,
        /// Its answers.
        cells: RowValues,
    },
    /// A row is taken out; `cells` is what it held.
    RemoveRow {
        /// The table's id.
        table: String,
        /// Its number.
        row: RowId,
        /// What it must hold.
        cells: RowValues,
    },
    /// A mark changes in one register.
    Mark {
        /// The session.
        #[serde(with = "stored_day::pair")]
        session: Session,
        /// Whose register.
        side: Side,
        /// The code that must stand there.
        old: Option<String>,
        /// The code that stands there then; none clears it.
        new: Option<String>,
    },
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
            Edit::Set { path: at, old, new } => Edit::Set { path: at, old: new, new: old },
            Edit::AddRow { table, row, cells } => Edit::RemoveRow { table, row, cells },
            Edit::RemoveRow { table, row, cells } => Edit::AddRow { table, row, cells },
            Edit::Mark { session: on, side, old, new } => {
                Edit::Mark { session: on, side, old: new, new: old }
            }
        }
    }
}

impl Edit {
    /// Returns whether this edit changes what another one does: the same answer, mark or row, or an
    /// answer of it.
    pub fn is_at_place_of(&self, other: &Edit) -> bool {
        fn row(edit: &Edit) -> Option<(&str, RowId)> {
            match edit {
                Edit::AddRow { table, row, .. } | Edit::RemoveRow { table, row, .. } => {
                    Some((table, *row))
                }
                Edit::Set { path, .. } => path.row.as_ref().map(|(table, row)| (&**table, *row)),
                Edit::Open | Edit::Drop | Edit::Mark { .. } => None,
            }
        }
        match (self, other) {
            (Edit::Set { path, .. }, Edit::Set { path: theirs, .. }) => path == theirs,
            (Edit::Mark { session, side, .. }, Edit::Mark { session: on, side: theirs, .. }) => {
                (session, side) == (on, theirs)
            }
            _ => row(self).is_some() && row(self) == row(other),
        }
    }
}

/// A set of edits to one case that is stored whole or not at all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseChange {
    /// Whose edits they are.
    pub case: CaseRef,
    /// In the order in which they are applied.
    pub edits: Vec<Edit>,
}

impl CaseChange {
    /// Returns whether it is of a case that is there before it and after it.
    pub fn is_of_open_case(&self) -> bool {
        self.edits.first() != Some(&Edit::Open) && self.edits.last() != Some(&Edit::Drop)
    }

    /// Returns the change that opens a case as it stands.
    pub fn opening(case: &Case) -> CaseChange {
        let mut edits = vec![Edit::Open];
        for (field, new) in &case.answers {
            edits.push(Edit::Set {
                path: FieldPath::case(field),
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
                    edits.push(Edit::Mark { session: *on, side, old: None, new: mark.clone() });
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
