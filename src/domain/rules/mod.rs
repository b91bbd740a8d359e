//! What the protocol and the law ask of a case. A rule is dated data with one function, and nothing
//! here depends on today.
//!
//! There is one file for each subject. Findings carry due dates that follow from the record, so the
//! store can index them and midnight invalidates none; only [`Finding::urgency`] takes the day on
//! which somebody looks.

mod absence;
mod absence_return;
mod absence_told;
mod again;
mod agreement;
mod alternative;
mod asking;
mod case_context;
mod census;
mod contact;
mod counting;
mod decision;
mod direct;
mod invitation;
mod local;
mod marks;
mod needs;
mod not_in_school;
mod notice;
mod outcome;
pub mod override_rule;
mod own;
mod parties;
mod phrase;
mod preparation;
#[cfg(test)]
mod properties;
mod refusal;
mod register;
mod registration;
mod request;
mod returns;
mod reviews;
mod roll;
mod rule;
mod school_days;
mod second_register;
mod start;
mod suspension;
#[cfg(test)]
pub(in crate::domain) mod testing;
#[cfg(test)]
mod tests;
mod transfer;

pub use again::JudgedCase;
pub use agreement::parties_of_a_move;
use chrono::NaiveDate;
pub use phrase::{Assumed, Phrase};
pub use rule::{
    About, AppliesTo, Authority, Consequence, EditionDate, Enforcement, Finding, FindingKey, Guard,
    NewRow, NextStep, Rule, Trigger, Urgency, urgency,
};

use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, RowValues};
use crate::domain::forms::{field, table};
pub use crate::domain::rules::case_context::{BOUND_FROM, CaseContext, RuleContext};

macro_rules! subjects {
    ($($subject:ident),* $(,)?) => {
        /// Every rule, a list a subject, in the order of the protocol.
        pub static RULES: &[&[Rule]] = &[$($subject::RULES),*];
        /// The tests' table of every rule.
        #[cfg(test)]
        const TABLES: &[&[crate::domain::rules::testing::RuleTable]] = &[$($subject::tests::TABLES),*];
    };
}
subjects! {
    parties, decision, preparation, notice, local, start, reviews, invitation, outcome, request, suspension, marks, absence, contact, agreement,
    returns, roll, transfer, registration, register, needs, direct, school_days, alternative, absence_return,
    second_register, not_in_school, absence_told, census, own,
}

/// Returns every rule, superseded editions among them.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().flat_map(|subject| subject.iter())
}

/// Returns the rule with this id.
pub fn find(id: &str) -> Option<&'static Rule> {
    rules().find(|r| r.id == id)
}

/// Returns the rule with this id, or all that cite this requirement.
pub fn named(words: &str) -> Vec<&'static Rule> {
    let words = words.trim();
    let cites = |r: &Rule| r.cites.split(';').any(|c| c.trim().eq_ignore_ascii_case(words));
    let one = rules().find(|r| r.id.eq_ignore_ascii_case(words));
    one.map_or_else(|| rules().filter(|r| cites(r)).collect(), |r| vec![r])
}

/// Returns everything that a case lacks, soonest first; what has no date comes last.
pub fn findings(case: &Case, context: &RuleContext) -> Vec<Finding> {
    let look = CaseContext { case, context };
    in_order(rules().flat_map(|rule| found_by(rule, &look)).collect())
}

/// Returns what one rule finds.
fn found_by(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if rule.is_in_force(look) && !is_overridden(look.case, rule) {
        (rule.judge)(rule, look)
    } else {
        Vec::new()
    }
}

/// Returns findings with the soonest first; what has no date comes last.
fn in_order(mut all: Vec<Finding>) -> Vec<Finding> {
    all.sort_by_key(|f| f.due.unwrap_or(NaiveDate::MAX));
    all
}

/// Puts findings in the order of the list on a day: what is overdue by what is at stake, then by
/// its day, then what comes next.
pub fn most_urgent_first(findings: &mut [Finding], today: NaiveDate) {
    findings.sort_by_key(|f| {
        let due = f.due.unwrap_or(NaiveDate::MAX);
        if due < today {
            (f.rule.consequence.index(), due, NaiveDate::MIN)
        } else {
            (Consequence::COUNT, f.task.unwrap_or(due), due)
        }
    });
}

/// Why an event may not be stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleRefusal {
    /// The rule that holds it back.
    pub rule: &'static Rule,
    /// What is missing and what to record, as a sentence.
    pub message: String,
}

impl RuleRefusal {
    /// Returns whether an officer may go on with a reason.
    pub fn may_override(&self) -> bool {
        self.rule.may_override()
    }
}

/// Returns every reason why an event with these cells may not be added to the case; those that
/// nobody may override come first.
pub fn refusals(
    case: &Case,
    context: &RuleContext,
    table: &str,
    cells: &RowValues,
) -> Vec<RuleRefusal> {
    let look = CaseContext { case, context };
    let entry = NewRow { table, cells };
    let mut all: Vec<RuleRefusal> = rules()
        .filter(|r| r.is_in_force(&look))
        .filter_map(|rule| {
            let guard = match rule.blocks {
                Enforcement::No => return None,
                Enforcement::Unless(_) if is_overridden(case, rule) => return None,
                Enforcement::Unless(guard) | Enforcement::Always(guard) => guard,
            };
            guard(&look, &entry).map(|says| RuleRefusal { rule, message: says })
        })
        .collect();
    all.sort_by_key(RuleRefusal::may_override);
    all
}

/// Returns whether an officer went on against this rule and said why.
fn is_overridden(case: &Case, rule: &Rule) -> bool {
    rule.may_override()
        && case.rows(table::EVENT_OVERRIDE).any(|(_, r)| r.text(field::OVERRIDE_RULE) == rule.id)
}
