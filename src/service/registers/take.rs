//! Stores the marks of a register.

use crate::documents::registers::ImportPlan;
use crate::domain::attendance::correct::{CorrectionReason, with_reason};
use crate::domain::case::CaseRef;
use crate::domain::case::edit::CaseChange;
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};
use crate::store::{Change, ChangeKind, Subject};

impl ViewerService<'_> {
    /// Stores a plan: every case of it in one change, so that one undo takes it back whole.
    ///
    /// # Errors
    /// A sentence where a correction lacks its reason, or the marks cannot be stored; nothing is
    /// then changed.
    pub fn take_register(
        &mut self,
        plan: ImportPlan,
        reason: Option<&CorrectionReason>,
    ) -> Result<String> {
        let (new, corrected) = plan.counts();
        if new + corrected == 0 {
            return Ok("No changes made: every mark is already there.".into());
        }
        let mut edits = Vec::with_capacity(plan.changes.len());
        for change in plan.changes {
            edits.push(Subject::Case(self.reasoned(change, reason)?));
        }
        let cases: Vec<CaseRef> = edits
            .iter()
            .filter_map(|e| if let Subject::Case(c) = e { Some(c.case) } else { None })
            .collect();
        let change = Change {
            officer: self.viewer.officer.clone(),
            saved_ms: (self.clock)(),
            why: Some("register imported".into()),
            act: ChangeKind::Do,
            edits,
        };
        self.store_change(change)?;
        let also = if corrected > 0 { format!(", {corrected} corrected") } else { String::new() };
        Ok(format!(
            "Saved: {}{also}, in {}.",
            pluralize(new, "new mark"),
            pluralize(cases.len(), "case")
        ))
    }
}

impl Service {
    /// Returns a change with the reason of its corrections.
    fn reasoned(
        &self,
        change: CaseChange,
        reason: Option<&CorrectionReason>,
    ) -> Result<CaseChange> {
        if crate::domain::attendance::correct::corrections(&change.edits) == 0 {
            return Ok(change);
        }
        let Some(reason) = reason else {
            return Err(Error::input("This would correct existing marks.")
                .with_hint("Give your reason and your job title."));
        };
        let first = self.load(change.case)?.next_row();
        Ok(CaseChange { case: change.case, edits: with_reason(change.edits, first, reason)? })
    }
}
