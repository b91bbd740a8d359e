//! Stores the reason for an override with the event it allows, in the officer's own name.

use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::forms::{field, table};
use crate::domain::{forms, rules};
use crate::error::{Error, Result};

/// The table of the reasons.
const TABLE: &str = table::EVENT_OVERRIDE;

/// Refuses a change of what the program wrote, and a reason that is none.
///
/// # Errors
/// A sentence that says why.
pub(super) fn check(change: &CaseChange, officer: &str) -> Result<()> {
    for edit in &change.edits {
        let table = match edit {
            Edit::AddRow { table, cells, .. } if table == TABLE => {
                reason(cells, officer)?;
                continue;
            }
            Edit::AddRow { table, cells, .. } if !forms::names_its_file(table, cells) => {
                return Err(Error::rule("Evidence needs a file.")
                    .with_hint("Add the file: its row is filled in with it."));
            }
            Edit::RemoveRow { table, .. } => Some(table),
            Edit::Set { path: at, .. } => at.row.as_ref().map(|(table, _)| table),
            Edit::Open | Edit::Drop | Edit::AddRow { .. } | Edit::Mark { .. } => None,
        };
        if table.and_then(|t| forms::table(t)).is_some_and(|t| t.by_program) {
            return Err(Error::rule("The reason for an override cannot be changed.")
                .with_hint("Undo reverses the whole change."));
        }
    }
    let reasons = change
        .edits
        .iter()
        .filter(|e| matches!(e, Edit::AddRow { table, .. } if table == TABLE))
        .count();
    if reasons > 0 && reasons == change.edits.len() {
        return Err(Error::rule("An override reason is recorded together with its event."));
    }
    Ok(())
}

fn reason(cells: &RowValues, officer: &str) -> Result<()> {
    let rule = rules::find(cells.text(field::OVERRIDE_RULE));
    if !rule.is_some_and(rules::Rule::may_override) {
        return Err(Error::rule("This rule cannot be overridden.")
            .with_hint("Record what it asks for first."));
    }
    if cells.text(field::OVERRIDE_WHO) != officer {
        return Err(Error::rule(
            "An override reason is recorded in the name of the officer who gives it.",
        ));
    }
    if cells.text(field::OVERRIDE_REASON).trim().is_empty() {
        return Err(Error::rule(
            "Type why the override is right. The timeline always shows the reason.",
        ));
    }
    Ok(())
}
