//! Why a direction is made: purpose, earlier support, criterion and host.

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn lacks_purpose(look: &CaseContext) -> bool {
    look.case.lacks(field::DIRECTION_PURPOSE) || !look.yes(field::DIRECTION_NOT_SANCTION)
}

pub(super) fn purpose(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || !look.is_direction()
        || !lacks_purpose(look)
        || look.stage() == Stage::Considering
    {
        return Vec::new();
    }
    let (says, field) = if look.case.lacks(field::DIRECTION_PURPOSE) {
        ("state the purpose of the direction", field::DIRECTION_PURPOSE.id)
    } else {
        ("confirm that the direction is not a sanction", field::DIRECTION_NOT_SANCTION.id)
    };
    vec![look.ask_before_notice(rule, says).step(NextStep::Answer(field))]
}

pub(super) fn interventions(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let tried =
        look.case.rows(table::INTERVENTIONS).any(|(_, r)| r.has(field::INTERVENTIONS_START));
    if !look.is_open() || tried || look.case.has(field::INTERVENTIONS_INAPPROPRIATE) {
        return Vec::new();
    }
    let says = "record what was tried before, or why nothing was suitable";
    vec![
        look.ask_before_start(rule, says)
            .why("One intervention with its start settles it; so does a reason.")
            .step(NextStep::Rows(table::INTERVENTIONS)),
    ]
}

pub(super) fn criterion(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let criteria = [
        field::CRITERION_DISRUPTION,
        field::CRITERION_SUSPENSIONS,
        field::CRITERION_EXHAUSTED,
        field::CRITERION_DIFFERENT,
        field::CRITERION_EHE,
    ];
    let met = criteria.into_iter().any(|c| look.yes(c));
    if !look.is_open() {
        return Vec::new();
    }
    if look.yes(field::CRITERION_EHE) && look.case.is_no(field::HISTORY_EHE) {
        let found = look
            .ask_before_start(rule, "correct one answer: back from home education, or never there");
        return vec![
            found
                .why("The criterion says yes, the school history says no.")
                .step(NextStep::Answer(field::HISTORY_EHE.id)),
        ];
    }
    if met {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "say which criterion is met")
            .step(NextStep::Answer(field::CRITERION_DISRUPTION.id)),
    ]
}

pub(super) fn different(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || look.stage() == Stage::Considering
        || look.case.has(field::DIRECTION_DIFFERENT)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "write down what the host does differently")
            .step(NextStep::Answer(field::DIRECTION_DIFFERENT.id)),
    ]
}
