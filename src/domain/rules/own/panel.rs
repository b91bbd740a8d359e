//! The authority's panel.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::AuthorityStepKind;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn panel(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let panel = &look.context.profile.panel;
    if panel.name.is_empty() {
        return Vec::new();
    }
    let decided = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .filter(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Panel))
        .filter_map(|(_, r)| r.date(field::AUTHORITY_STEP_ON))
        .max();
    let Some(decided) = decided else {
        if !look.is_preparing() {
            return Vec::new();
        }
        let by = look.notice_by().map(|counted| counted.day);
        let sits = by.and_then(|by| panel.dates.iter().rfind(|day| **day <= by)).copied();
        let says = format!("take the case to the {}", panel.name);
        let found = match sits {
            Some(day) => look
                .finding_due(rule, says, day)
                .why(format!("It sits last before the notice on {}.", show_long(day))),
            None => look
                .ask_before_notice(rule, says)
                .why("No day of the panel before the notice is in the profile."),
        };
        return vec![found.step(NextStep::Record(table::EVENT_AUTHORITY_STEP))];
    };
    let Some(days) = panel.on_roll_days.filter(|_| look.is_preparing()) else { return Vec::new() };
    let due = days_after(decided, u64::from(days));
    let line = format!("{days} days after the decision of {}.", show_long(decided));
    let found = look.due_since(rule, "have the pupil on roll", decided, due, Side::Home);
    vec![found.why(line).step(NextStep::Record(table::EVENT_START))]
}
