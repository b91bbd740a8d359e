//! A host that is alternative provision: what the statutory guidance asks besides. Schools must have
//! regard to it, so it is neither law nor the protocol.

#[cfg(test)]
pub(super) mod tests;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{AuthorityStepKind, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::reviews::{booked, held_reviews};
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

const ARRANGING: &str = "Bradford's checklist for alternative provision, which quotes Arranging Alternative Provision of February 2025";
const KCSIE: &str = "guides to Keeping children safe in education for schools that commission a place; the edition in force was not checked";

pub(super) static RULES: &[Rule] = &[
    Rule::guidance(
        RuleText {
            id: "alternative-la-told",
            cites: "Arranging Alternative Provision",
            asks: "The LA is always told when a school commissions a place at alternative provision.",
        },
        ARRANGING,
        la_told,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-review",
            cites: "Arranging Alternative Provision",
            asks: "A place at alternative provision is reviewed at least every half-term.",
        },
        ARRANGING,
        half_termly,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-checks",
            cites: "KCSIE",
            asks: "Alternative provision confirms its checks of staff in writing; the day and the name are kept.",
        },
        KCSIE,
        checks,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-sites",
            cites: "KCSIE",
            asks: "The school knows the address of every site that alternative provision uses, those of subcontractors too.",
        },
        KCSIE,
        sites,
    )
    .second_hand(),
];

/// A half-term, in school weeks: our reading, since the guidance names no number.
const HALF_TERM_WEEKS: u32 = 6;

/// Returns whether the host is alternative provision and the place is arranged or taken up. A host
/// of unknown kind is asked for elsewhere.
fn is_at_stake(look: &CaseContext) -> bool {
    let kind = look.case.choice(field::SCHOOL_HOST_KIND);
    look.is_direction()
        && (look.is_preparing() || look.is_running())
        && matches!(kind, Some(HostKind::Pru | HostKind::ApSchool | HostKind::ApOther))
}

fn la_told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let told = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Alternative));
    if !is_at_stake(look) || told {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "tell the LA of the place at alternative provision");
    vec![
        found
            .why("Recorded as a step at the LA about alternative provision.")
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

fn half_termly(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(first) = look.first().filter(|_| is_at_stake(look) && look.is_running()) else {
        return Vec::new();
    };
    let from = held_reviews(look).map(|(_, _, on)| on).max().unwrap_or(first);
    let home = look.context.home;
    let due = home.school_weeks_after(from, HALF_TERM_WEEKS);
    if booked(look).any(|(_, _, on)| on <= due) || look.last().is_some_and(|last| last < due) {
        return Vec::new();
    }
    let line = format!(
        "From {} half a term, taken as {HALF_TERM_WEEKS} school weeks, is {}.",
        show_long(from),
        show_long(due)
    );
    let counted = look.counted(home, from, due, line).since(from);
    let found = look.ask_counted(rule, "hold the half-termly review of the provision", counted);
    vec![found.step(NextStep::Record(table::EVENT_REVIEW))]
}

fn checks(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let open = [field::HOST_CHECKS_ON.id, field::HOST_CHECKS_BY.id]
        .into_iter()
        .find(|id| look.case.value(id).is_empty());
    let Some(field) = open.filter(|_| is_at_stake(look)) else { return Vec::new() };
    let says = "get the provision's checks confirmed in writing, and note when and by whom";
    let found = look.ask_before_start(rule, says).step(NextStep::Answer(field));
    vec![found.why("Keep the confirmation with the evidence.")]
}

fn sites(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !is_at_stake(look) || look.case.has(field::HOST_SITES) {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "note the address of every site of the provision");
    vec![found.step(NextStep::Answer(field::HOST_SITES.id))]
}
