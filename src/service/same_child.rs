//! Open cases of one child. A second case is right after an earlier direction has ended; two that
//! are open at once are hardly ever meant, so each is said when it comes about, and by `doctor`.

use crate::domain::case::Case;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::pupil::{Pupil, SamePupil};
use crate::domain::case::stage::Stage;
use crate::domain::forms::{field, table};
use crate::error::Result;
use crate::service::Service;
use crate::store::Subject;

/// The answers that say who a child is.
const IDENTITY: [&str; 4] = [
    field::CHILD_FULL_NAME.id,
    field::CHILD_DOB.id,
    field::CHILD_UPN.id,
    field::FORMER_UPNS_UPN.id,
];

/// Returns whether a change of a case says anew who its child is.
fn names_the_child(change: &CaseChange) -> bool {
    change.edits.iter().any(|edit| match edit {
        Edit::Set { path: at, .. } => IDENTITY.contains(&at.field.as_str()),
        Edit::AddRow { table: added, .. } => added == table::FORMER_UPNS,
        Edit::Open | Edit::Drop | Edit::RemoveRow { .. } | Edit::Mark { .. } => false,
    })
}

impl Service {
    /// Returns what is to be minded of a change that has just named a child: its other open cases;
    /// none where there is none.
    ///
    /// # Errors
    /// A sentence where the lines cannot be read.
    pub(super) fn other_open_cases(
        &self,
        parts: &[Subject],
        case: &Case,
    ) -> Result<Option<String>> {
        let names = parts.iter().any(|part| match part {
            Subject::Case(change) => change.case == case.id && names_the_child(change),
            _ => false,
        });
        if !names {
            return Ok(None);
        }
        let (child, mut found) = (Pupil::from_case(case), Vec::new());
        self.each_seen_line(|line| {
            if line.id != case.id && !matches!(line.stage, Stage::Ended(_)) {
                let why = child.same_as(&line.pupil());
                found.extend(why.filter(|w| *w != SamePupil::Name).map(|why| (line.id, why)));
            }
        })?;
        let said = found.iter().take(3).map(|(id, why)| {
            format!("{id} is open too, and its child has {}. Check which is right.", why.label())
        });
        let said: Vec<String> = said.collect();
        Ok((!said.is_empty()).then(|| said.join(" ")))
    }
}
