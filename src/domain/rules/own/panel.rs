//! The authority's panel.

use crate::domain::calendar::dates::show_long;
use crate::domain::case::Side;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{AuthorityAnswer, AuthorityStepKind};
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::phrase::plain;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn panel(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let panel = &look.context.profile.panel;
    if panel.name.is_empty() {
        return Vec::new();
    }
    let latest = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .filter(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Panel))
        .filter_map(|(row, r)| Some((r.date(field::AUTHORITY_STEP_ON)?, row, r)))
        .max_by_key(|(on, row, _)| (*on, *row));
    let declined = latest
        .filter(|(_, _, r)| r.is(field::AUTHORITY_STEP_ANSWER, AuthorityAnswer::Declined))
        .filter(|_| look.is_preparing() || look.is_running());
    if let Some((on, row, _)) = declined {
        let says =
            format!("Choose another way, or go back to the {}: it declined", plain(&panel.name));
        return vec![
            look.finding_due(rule, says, on)
                .why(format!("Declined on {}. The latest answer counts.", show_long(on)))
                .about(row)
                .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
        ];
    }
    let Some((decided, ..)) = latest else {
        if !look.is_preparing() && !look.is_running() {
            return Vec::new();
        }
        let by = look.notice_by().map(|counted| counted.day);
        let sits = by.and_then(|by| panel.dates.iter().rfind(|day| **day <= by)).copied();
        let says = format!("Take the case to the {}", plain(&panel.name));
        let found = match sits {
            Some(day) => look
                .finding_due(rule, says, day)
                .why(format!("Its last meeting before the notice is on {}.", show_long(day))),
            None => look
                .ask_before_notice(rule, says)
                .why("The profile has no panel date before the notice."),
        };
        return vec![found.step(NextStep::Record(table::EVENT_AUTHORITY_STEP))];
    };
    let Some(days) = panel.on_roll_days.filter(|_| look.is_preparing()) else { return Vec::new() };
    let due = days_after(decided, u64::from(days));
    let line = format!("{} after the decision on {}.", pluralize(days, "day"), show_long(decided));
    let found = look.due_since(rule, "Put {child} on roll", decided, due, Side::Home);
    vec![found.why(line).step(NextStep::Record(table::EVENT_START))]
}
