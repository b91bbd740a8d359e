//! The findings of a case that was judged before: only the rules are asked again that have read what
//! has changed since.

use crate::domain::case::Case;
use crate::domain::case::reads::Kept;
use crate::domain::forms::field;
use crate::domain::rules::case_context::{CaseContext, RuleContext};
use crate::domain::rules::rule::Finding;
use crate::domain::rules::{found_by, in_order, rules};

/// The answers by which the calendars are chosen that rules are given: where one changes, every
/// rule is asked again.
const CHOOSE_CALENDARS: [&str; 2] = [field::SCHOOL_HOME.id, field::SCHOOL_HOST.id];

/// A case with what each rule found of it, by the rule's place among all. It holds for one profile,
/// register and set of terms.
pub struct JudgedCase(Kept<usize, Vec<Finding>>);

impl JudgedCase {
    /// Begins with a case of which nothing was found yet.
    pub fn new(case: &Case) -> JudgedCase {
        JudgedCase(Kept::new(case))
    }

    /// Returns the case as it was judged last.
    pub fn case(&self) -> &Case {
        self.0.case()
    }

    /// Returns everything that the case lacks as it stands now, in the order of
    /// [`findings`](super::findings), by the same profile, register and terms as before.
    pub fn findings(&mut self, case: &Case, context: &RuleContext) -> Vec<Finding> {
        if CHOOSE_CALENDARS.iter().any(|id| self.case().answer(id) != case.answer(id)) {
            self.0.forget();
        }
        self.0.turn_to(case);
        let look = CaseContext { case, context };
        let found = |(n, rule)| self.0.piece(n, || found_by(rule, &look)).clone();
        in_order(rules().enumerate().flat_map(found).collect())
    }
}
