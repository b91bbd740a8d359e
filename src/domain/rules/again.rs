//! The findings of a case that was judged before: only the rules are asked again that have read what
//! has changed since.

use crate::domain::case::Case;
use crate::domain::case::reads::{Reads, reads_of};
use crate::domain::forms::field;
use crate::domain::rules::case_context::{CaseContext, RuleContext};
use crate::domain::rules::rule::Finding;
use crate::domain::rules::{found_by, in_order, rules};

/// The answers by which the calendars are chosen that rules are given: where one changes, every
/// rule is asked again.
const CHOOSE_CALENDARS: [&str; 2] = [field::SCHOOL_HOME.id, field::SCHOOL_HOST.id];

/// A case as it was judged, with what each rule found and read. It holds for one profile, register
/// and set of terms.
pub struct JudgedCase {
    case: Case,
    each: Vec<(Vec<Finding>, Reads)>,
}

impl JudgedCase {
    /// Judges a case for the first time.
    pub fn new(case: &Case, context: &RuleContext) -> JudgedCase {
        let look = CaseContext { case, context };
        let each = rules().map(|rule| reads_of(|| found_by(rule, &look))).collect();
        JudgedCase { case: case.clone(), each }
    }

    /// Returns the case that was judged.
    pub fn case(&self) -> &Case {
        &self.case
    }

    /// Judges the case as it stands now, with the same profile, register and terms.
    pub fn judge(&mut self, case: &Case, context: &RuleContext) {
        let look = CaseContext { case, context };
        let changed = if CHOOSE_CALENDARS.iter().any(|id| self.case.answer(id) != case.answer(id)) {
            Reads::ALL
        } else {
            Reads::between(&self.case, case)
        };
        for (rule, found) in rules().zip(&mut self.each) {
            if found.1.meets(&changed) {
                *found = reads_of(|| found_by(rule, &look));
            }
        }
        self.case.clone_from(case);
    }

    /// Returns everything that the case lacks, in the order of [`findings`](super::findings).
    pub fn findings(&self) -> Vec<Finding> {
        in_order(self.each.iter().flat_map(|(found, _)| found).cloned().collect())
    }
}
