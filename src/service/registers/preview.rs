//! What an officer looks at before the marks of a register are stored.

use crate::documents::registers::ImportPlan;
use crate::domain::attendance::intake::IntakePreview;
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::Side;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::service::Service;
use crate::service::registers::PlannedImport;

/// The most lines of a preview; a longer one is counted by case.
const MAX_LINES: usize = 500;

/// The most pupils without a case that a preview names; a whole school's register has hundreds.
const MAX_STRANGERS: usize = 20;

impl Service {
    /// Returns what the officer looks at before anything is stored.
    pub fn preview_register(&self, planned: &PlannedImport, side: Side, sum: u32) -> IntakePreview {
        let (new, corrected) = planned.plan.counts();
        let lines = if new + corrected > MAX_LINES {
            self.by_case(&planned.plan)
        } else {
            self.by_mark(&planned.plan, side)
        };
        let mut says = planned.plan.summary();
        let mut lines = lines;
        lines.extend(
            planned
                .plan
                .strangers
                .iter()
                .take(MAX_STRANGERS)
                .map(|pupil| format!(". no case here: {pupil}")),
        );
        lines.extend(
            planned
                .plan
                .temporary
                .iter()
                .map(|pupil| format!(". temporary UPN, ask for the permanent one: {pupil}")),
        );
        if !planned.plan.suspended.is_empty() {
            says += " The host suspended a pupil: record each suspension and call an emergency review (P-RV9).";
        }
        IntakePreview {
            message: says,
            lines,
            questions: planned.questions.clone(),
            new,
            corrected,
            sum,
        }
    }

    /// Returns a line for each mark.
    fn by_mark(&self, plan: &ImportPlan, side: Side) -> Vec<String> {
        let side = if side == Side::Home { "home" } else { "host" };
        let mut lines = Vec::new();
        for change in &plan.changes {
            let name = self.line(change.case).map(|l| l.name).unwrap_or_default();
            for edit in &change.edits {
                if let Edit::Mark { session: (day, half), old, new, .. } = edit {
                    let (old, new) = (old.as_deref().unwrap_or("·"), new.as_deref().unwrap_or("·"));
                    let when = format!("{} {}", dates::show_long(*day), half_words(*half));
                    lines.push(format!(
                        "{}  {name:<24}  {when:<19}  {side}  {old:>2} → {new}",
                        change.case
                    ));
                }
            }
        }
        lines
    }

    /// Returns a line for each case.
    fn by_case(&self, plan: &ImportPlan) -> Vec<String> {
        let line = |change: &CaseChange| {
            let name = self.line(change.case).map(|l| l.name).unwrap_or_default();
            let corrected = crate::domain::attendance::correct::corrections(&change.edits);
            format!(
                "{}  {name:<24}  {} new, {corrected} corrected",
                change.case,
                change.edits.len() - corrected
            )
        };
        plan.changes.iter().map(line).collect()
    }
}
