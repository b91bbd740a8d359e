//! Suggestions from a file or an earlier case, field by field against what is recorded.
//!
//! Nothing is stored until an officer accepts it; what is accepted is one change, so one undo takes
//! it back.
//!
//! - [`defaults`]: Default answers for an event about to be recorded: its most likely day, its
//!   review, and what the record already says.
//! - [`earlier_case`]: Suggestions from an earlier case of the same child: who the child is and the
//!   passport's answers, never the direction itself.
//! - [`last_used`]: Answers that belong to a school, offered where the same school is concerned.
//! - [`likely`]: The answer that a question most likely gets, offered where it is opened.
//! - [`same_case`]: Suggestions from other forms of the same case.
//! - [`same_contact`]: A parent or carer of a file under the name that the case has for them.

mod comparison;
pub mod defaults;
pub mod earlier_case;
pub mod last_used;
pub mod likely;
pub mod same_case;
pub mod same_contact;
mod suggestion;
#[cfg(test)]
mod tests;

use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, RowId};
use crate::domain::prefill::comparison::TakeStep;
pub use crate::domain::prefill::comparison::{Compared, Standing, compare};
pub use crate::domain::prefill::suggestion::{AskedCell, Source, Suggestion, Target};

/// Returns the change that takes these lines of a comparison; none where there is nothing to take.
pub fn change(case: &Case, taken: &[&Compared]) -> Option<CaseChange> {
    let edits = edits(case, taken, case.next_row());
    (!edits.is_empty()).then_some(CaseChange { case: case.id, edits })
}

/// Returns the edits that take these lines, with new rows numbered from `next`.
pub fn edits(case: &Case, taken: &[&Compared], mut next: RowId) -> Vec<Edit> {
    let mut out = Vec::new();
    for line in taken.iter().filter(|l| l.state.can_be_taken()) {
        match &line.step {
            TakeStep::Set { at, new } => {
                out.push(Edit::Set {
                    path: at.clone(),
                    old: case.at(at).clone(),
                    new: new.clone(),
                });
            }
            TakeStep::Add { table, cells } => {
                out.push(Edit::AddRow { table: table.clone(), row: next, cells: cells.clone() });
                next += 1;
            }
            TakeStep::Join { table, title, field, new } => {
                let added = out.iter_mut().find_map(|edit| match edit {
                    Edit::AddRow { table: other, cells, .. }
                        if other == table && cells.values().any(|cell| cell == title) =>
                    {
                        Some(cells)
                    }
                    _ => None,
                });
                // Without its row the answer is nobody's.
                if let Some(cells) = added {
                    cells.insert(field.clone(), new.clone());
                }
            }
        }
    }
    out
}
