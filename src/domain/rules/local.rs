//! What some authorities require in addition: recorded agreement, or a step of their own. None of
//! it holds a direction back (P-CX3).

#[cfg(test)]
pub(super) mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::choice::AuthorityAnswer;
use crate::domain::forms::{field, table};
use crate::domain::profile::AuthorityStep;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::refusal::Refusal;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

const PROFILE: &str = "the profile of the authority";

pub(super) static RULES: &[Rule] = &[
    Rule::practice(
        RuleText {
            id: "parent-agreement",
            cites: "practice",
            asks: "Some authorities want the parents' agreement recorded. The law does not require consent.",
        },
        PROFILE,
        parent,
    ),
    Rule::practice(
        RuleText {
            id: "pupil-agreement",
            cites: "practice",
            asks: "Some authorities want the pupil's agreement recorded.",
        },
        PROFILE,
        pupil,
    ),
    Rule::practice(
        RuleText {
            id: "authority-step",
            cites: "practice",
            asks: "Some authorities must be told about a direction, or approve it, before the first day.",
        },
        PROFILE,
        authority,
    ),
    Rule::practice(
        RuleText {
            id: "outcome-offered",
            cites: "practice; DfE guidance 2026",
            asks: "A decision has one of the outcomes the authority allows.",
        },
        PROFILE,
        outcome,
    )
    .second_hand()
    .unless(offered),
    Rule::practice(
        RuleText {
            id: "term-dates",
            cites: "practice",
            asks: "Both schools' term dates are entered, so that no school days are assumed.",
        },
        "each school's own term dates; they differ",
        terms,
    ),
];

/// Returns whether a direction is being prepared or runs: what was wanted before the start is
/// wanted after it too.
fn is_at_stake(look: &CaseContext) -> bool {
    look.is_direction() && (look.is_preparing() || look.is_running())
}

fn parent(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let agreed = look.yes(field::NOTIFICATION_SIGNED) || look.yes(field::INITIAL_SIGNED_PARENT);
    if !look.context.profile.parent_agreement || !is_at_stake(look) || agreed {
        return Vec::new();
    }
    let found =
        look.ask_before_start(rule, "Record the parents' agreement[, or that you asked for it]");
    vec![
        found
            .why(format!(
                "Asked for by {}. It does not block anything.",
                look.context.profile.citation()
            ))
            .step(NextStep::Answer(field::NOTIFICATION_SIGNED.id)),
    ]
}

fn pupil(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.context.profile.pupil_agreement
        || !is_at_stake(look)
        || look.yes(field::INITIAL_SIGNED_CHILD)
    {
        return Vec::new();
    }
    let found = look.ask_before_start(rule, "Record whether {child} agrees");
    vec![
        found
            .why(format!("Asked for by {}.", look.context.profile.citation()))
            .step(NextStep::Answer(field::INITIAL_SIGNED_CHILD.id)),
    ]
}

fn authority(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let has = |wanted: &[AuthorityAnswer]| {
        look.case
            .rows(table::EVENT_AUTHORITY_STEP)
            .filter_map(|(_, r)| r.choice(field::AUTHORITY_STEP_ANSWER))
            .any(|answer| wanted.contains(&answer))
    };
    let (says, done) = match look.context.profile.authority {
        AuthorityStep::None => return Vec::new(),
        AuthorityStep::Notify => (
            "Tell the LA about the direction",
            has(&[AuthorityAnswer::Notified, AuthorityAnswer::Approved]),
        ),
        AuthorityStep::Approve => ("Get the LA's approval", has(&[AuthorityAnswer::Approved])),
    };
    if !is_at_stake(look) || done {
        return Vec::new();
    }
    let refused = look
        .case
        .rows(table::EVENT_AUTHORITY_STEP)
        .rfind(|(_, r)| r.has(field::AUTHORITY_STEP_ANSWER) && r.lacks(field::AUTHORITY_STEP_KIND))
        .filter(|(_, r)| r.is(field::AUTHORITY_STEP_ANSWER, AuthorityAnswer::Declined));
    let found = match refused {
        None => look.ask_before_start(rule, says),
        Some((_, r)) => {
            let no = Refusal {
                party: "the LA",
                on: r.date(field::AUTHORITY_STEP_ON),
                who: r.text(field::AUTHORITY_STEP_WHO),
            };
            let says = no.says("change the plan and ask again, or end the case");
            no.heard(look.ask_before_start(rule, says))
        }
    };
    vec![
        found
            .why(format!("Asked for by {}.", look.context.profile.citation()))
            .step(NextStep::Record(table::EVENT_AUTHORITY_STEP)),
    ]
}

fn is_strange(look: &CaseContext, outcome: &str) -> bool {
    !outcome.is_empty() && !look.context.profile.outcomes.iter().any(|o| o == outcome)
}

fn outcome(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some((row, last)) = look.case.rows(table::EVENT_DECISION).next_back() else {
        return Vec::new();
    };
    if !look.is_running() || !is_strange(look, cell(last, field::DECISION_OUTCOME).as_text()) {
        return Vec::new();
    }
    let found = look.finding_on(
        rule,
        "Choose another outcome: this one is not allowed",
        last.date(field::DECISION_ON),
    );
    vec![
        found
            .why(format!("Outcomes allowed by {}.", look.context.profile.citation()))
            .step(NextStep::Row(table::EVENT_DECISION, row)),
    ]
}

fn offered(look: &CaseContext, entry: &NewRow) -> Option<String> {
    if entry.table != table::EVENT_DECISION {
        return None;
    }
    let outcome = cell(entry.cells, field::DECISION_OUTCOME).as_text();
    let profile = look.context.profile;
    if outcome.is_empty() {
        return Some("Choose the outcome of the decision first.".into());
    }
    is_strange(look, outcome).then(|| {
        format!("{} {} does not allow this outcome. Choose another.", profile.name, profile.version)
    })
}

fn terms(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || look.case.lacks(field::SCHOOL_HOST) {
        return Vec::new();
    }
    let schools = [
        (field::SCHOOL_HOME.id, look.context.home, "{home}"),
        (field::SCHOOL_HOST.id, look.context.host, "{host}"),
    ];
    let unknown: Vec<&str> = schools
        .iter()
        .filter(|(field, calendar, _)| {
            !look.case.answer(field).is_empty() && !calendar.knows_terms()
        })
        .map(|(_, _, words)| *words)
        .collect();
    let says = match unknown.as_slice() {
        [] => return Vec::new(),
        [one] => format!("Enter the term dates of {one}"),
        _ => "Enter the term dates of both schools".into(),
    };
    vec![
        look.finding(rule, says)
            .why("Until then, school days are counted Monday to Friday without bank holidays.")
            .step(NextStep::Terms),
    ]
}
