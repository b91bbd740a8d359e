//! What only some authorities want: notifications of their own, a panel, checklist rows, a cap on
//! sessions, reviews face to face, copies by name. Every value comes from the profile.

mod checklist;
mod panel;
mod sessions;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::AuthorityStepKind;
use crate::domain::forms::{self, field, table};
use crate::domain::plural::pluralize;
use crate::domain::profile::OwnNotification;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::own::checklist::{checklist, checklist_guard};
use crate::domain::rules::own::panel::panel;
use crate::domain::rules::own::sessions::{face_to_face, session_cap};
use crate::domain::rules::parties::list;
use crate::domain::rules::phrase::plain;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

const PROFILE: &str = "the profile of the authority";

/// Returns a rule that only a profile brings to life.
const fn own(
    id: &'static str,
    asks: &'static str,
    judge: fn(&'static Rule, &CaseContext) -> Vec<Finding>,
) -> Rule {
    Rule::practice(RuleText { id, cites: "practice", asks }, PROFILE, judge)
}

pub(super) static RULES: &[Rule] = &[
    own(
        "authority-start",
        "Some authorities must be notified of each start, on their own form and within a set time.",
        start,
    ),
    own(
        "authority-outcome",
        "Some authorities must be notified of each outcome, on their own form and within a set time.",
        outcome,
    ),
    own(
        "authority-first",
        "Some authorities must be told before you talk to the parents.",
        before_parents,
    ),
    own("panel", "Some authorities take each case to a panel before the start.", panel),
    own(
        "own-checklist",
        "Some authorities have their own checklist. An item on it may block the next step.",
        checklist,
    )
    .unless(checklist_guard),
    own(
        "session-cap",
        "Some authorities limit the sessions a week at some kinds of host.",
        session_cap,
    ),
    own(
        "face-to-face",
        "Some authorities want a number of reviews held face to face.",
        face_to_face,
    ),
    own("own-copies", "Some authorities want the letter copied to other named people.", copies),
];

/// Returns whether a step at the LA of this kind is recorded.
fn has_step(look: &CaseContext, kind: AuthorityStepKind) -> bool {
    look.case.rows(table::EVENT_AUTHORITY_STEP).any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, kind))
}

/// Asks for a notification within its period after a day, with the fields that it wants.
fn notification(
    rule: &'static Rule,
    look: &CaseContext,
    wanted: &OwnNotification,
    (says, from): (&str, NaiveDate),
) -> Vec<Finding> {
    let Some(days) = wanted.school_days else { return Vec::new() };
    let home = look.context.home;
    let due = home.add_school_days(from, days);
    let line = format!(
        "{} after {} is {} ({}).",
        pluralize(days, "school day"),
        show_long(from),
        show_long(due),
        look.context.profile.citation()
    );
    let counted = look.counted(home, from, due, line).since(from);
    // A form of its own has a sheet, which is recorded as the step once it was sent.
    let step = if wanted.fields.is_empty() {
        NextStep::Record(table::EVENT_AUTHORITY_STEP)
    } else {
        NextStep::Paper("authority")
    };
    let mut found = look.ask_counted(rule, says, counted).step(step);
    let labels: Vec<String> = wanted
        .fields
        .iter()
        .filter_map(|id| forms::any_field(id).map(|(_, f)| f.label.to_lowercase()))
        .collect();
    if !labels.is_empty() {
        found = found.why(format!("It asks for {}.", labels.join(", ")));
    }
    vec![found]
}

fn start(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let started = look.has(table::EVENT_START);
    let Some(first) = look.first().filter(|_| started) else { return Vec::new() };
    if has_step(look, AuthorityStepKind::Start) {
        return Vec::new();
    }
    let wanted = &look.context.profile.start_notification;
    notification(rule, look, wanted, ("Notify the authority of the start", first))
}

fn outcome(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let decided = look.latest(table::EVENT_DECISION, field::DECISION_ON);
    let ended = look.latest(table::EVENT_END, field::END_ON);
    let Some(from) = decided.max(ended) else { return Vec::new() };
    let told = look.case.rows(table::EVENT_AUTHORITY_STEP).any(|(_, r)| {
        r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Outcome)
            && r.date(field::AUTHORITY_STEP_ON).is_some_and(|on| on >= from)
    });
    if told {
        return Vec::new();
    }
    let wanted = &look.context.profile.outcome_notification;
    notification(rule, look, wanted, ("Notify the authority of the outcome", from))
}

fn before_parents(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.context.profile.told_before_parents || !look.is_open() {
        return Vec::new();
    }
    let spoken = look
        .case
        .rows(table::EVENT_PARENT_DISCUSSION)
        .filter_map(|(_, r)| r.date(field::PARENT_DISCUSSION_ON))
        .min();
    let told = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .filter_map(|(_, r)| r.date(field::AUTHORITY_STEP_ON))
        .min();
    let in_order = told.is_some_and(|told| spoken.is_none_or(|spoken| told <= spoken));
    if in_order {
        return Vec::new();
    }
    let found = match spoken {
        Some(day) => look
            .finding_due(rule, "Tell the authority (you talked to the parents first)", day)
            .why(format!("You talked to the parents on {}.", show_short(day))),
        None => look
            .finding(rule, "Tell the authority before you talk to the parents")
            .why("No date: it comes before talking to the parents."),
    };
    let words = look.context.profile.citation();
    vec![
        found
            .why(format!("Asked for by {words}."))
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

fn copies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.has(table::EVENT_NOTICE) {
        return Vec::new();
    }
    let sent = |name: &str| {
        look.case
            .rows(table::EVENT_OWN_CHECK)
            .any(|(_, r)| r.text(field::OWN_CHECK_ITEM).eq_ignore_ascii_case(name))
    };
    let open: Vec<&str> =
        look.context.profile.own_copies(look.case).filter(|name| !sent(name)).collect();
    let Some(first) = open.first() else { return Vec::new() };
    let says = format!("Send copies of the letter to {}", plain(&list(&open)));
    let found = look.ask_before_start(rule, says).step(NextStep::Record(table::EVENT_OWN_CHECK));
    vec![found.why(format!("Record each as a check under exactly this name: {first}."))]
}
