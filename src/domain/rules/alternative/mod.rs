//! A host that is alternative provision: what the statutory guidance asks besides. Schools must have
//! regard to it, so it is neither law nor the protocol.

mod checks;
#[cfg(test)]
pub(super) mod tests;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{AuthorityStepKind, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::alternative::checks::{changes, checks, sites};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::parties::list;
use crate::domain::rules::reviews::{booked, held_reviews};
use crate::domain::rules::rule::{Consequence, Finding, NextStep, Rule, RuleText};

const ARRANGING: &str = "Bradford's checklist for alternative provision, which quotes Arranging Alternative Provision of February 2025";
const KCSIE: &str = "guides to Keeping children safe in education for schools that commission a place; the version in force was not checked";

pub(super) static RULES: &[Rule] = &[
    Rule::guidance(
        RuleText {
            id: "alternative-la-told",
            cites: "Arranging Alternative Provision",
            asks: "Always tell the LA when you commission a place at alternative provision.",
        },
        ARRANGING,
        la_told,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-review",
            cites: "Arranging Alternative Provision",
            asks: "Review a place at alternative provision at least every half-term.",
        },
        ARRANGING,
        half_termly,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-plan",
            cites: "Arranging Alternative Provision",
            asks: "A child at alternative provision needs a personalised plan and an agreed way for both places to share information.",
        },
        ARRANGING,
        planned,
    )
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-checks",
            cites: "KCSIE",
            asks: "The provision confirms its staff checks in writing. Keep the date, the name and the document.",
        },
        KCSIE,
        checks,
    )
    .at_stake(Consequence::Safeguarding)
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-changes",
            cites: "KCSIE",
            asks: "The provision confirms any changes to its staff checks in writing. Look at them at each half-termly review. End a place that is not safe at once.",
        },
        KCSIE,
        changes,
    )
    .at_stake(Consequence::Safeguarding)
    .second_hand(),
    Rule::guidance(
        RuleText {
            id: "alternative-sites",
            cites: "KCSIE",
            asks: "Know the address of every site the provision uses, including subcontractors' sites.",
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
pub(super) fn is_at_stake(look: &CaseContext) -> bool {
    let kind = look.case.choice(field::SCHOOL_HOST_KIND);
    look.is_direction()
        && (look.is_preparing() || look.is_running())
        && matches!(kind, Some(HostKind::Pru | HostKind::ApSchool | HostKind::ApOther))
}

fn la_told(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let unknown = look.is_direction()
        && (look.is_preparing() || look.is_running())
        && look.case.lacks(field::SCHOOL_HOST_KIND);
    if unknown {
        let found =
            look.ask_before_start(rule, "Record what kind of school or provision {host} is");
        return vec![
            found
                .why("Not answered does not mean a school: alternative provision has extra duties.")
                .step(NextStep::Answer(field::SCHOOL_HOST_KIND.id)),
        ];
    }
    let told = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .any(|(_, r)| r.is(field::AUTHORITY_STEP_KIND, AuthorityStepKind::Alternative));
    if !is_at_stake(look) || told {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "Tell the LA about the place[ at {host}]");
    vec![
        found
            .why("Record it as a step at the LA about alternative provision.")
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
        "Half a term ({HALF_TERM_WEEKS} school weeks) from {} is {}.",
        show_long(from),
        show_long(due)
    );
    let counted = look.counted(home, from, due, line).since(from);
    let found =
        look.ask_counted(rule, "Hold the half-termly review[ of the place at {host}]", counted);
    vec![
        found
            .why("If the place is not safe, end it at once.")
            .step(NextStep::Record(table::EVENT_REVIEW)),
    ]
}

fn planned(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !is_at_stake(look) {
        return Vec::new();
    }
    let wanted = [
        (field::HOST_PLAN, "a personalised plan"),
        (field::HOST_EXCHANGE, "how to share information"),
    ];
    let open: Vec<_> = wanted.into_iter().filter(|(field, _)| !look.yes(*field)).collect();
    let Some((first, _)) = open.first() else { return Vec::new() };
    let words: Vec<&str> = open.iter().map(|(_, words)| *words).collect();
    let says = format!("Agree {} with {{host}}", list(&words));
    let found = look.ask_before_start(rule, says).step(NextStep::Answer(first.id));
    vec![found.why("Answer yes once it is agreed. Not answered counts as not agreed.")]
}
