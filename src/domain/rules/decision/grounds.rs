//! Why a direction is made: purpose, earlier support, criterion and host.

use chrono::NaiveDate;

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
        ("Record the purpose[ of the direction]", field::DIRECTION_PURPOSE.id)
    } else {
        ("Confirm the direction is not a punishment", field::DIRECTION_NOT_SANCTION.id)
    };
    vec![look.ask_before_notice(rule, says).step(NextStep::Answer(field))]
}

pub(super) fn interventions(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let tried =
        look.case.rows(table::INTERVENTIONS).any(|(_, r)| r.has(field::INTERVENTIONS_START));
    if !look.is_open() || tried || look.case.has(field::INTERVENTIONS_INAPPROPRIATE) {
        return Vec::new();
    }
    let says = "Record what was tried before[, or why nothing was suitable]";
    vec![
        look.ask_before_start(rule, says)
            .why("Record one intervention with its start date, or a reason.")
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
        let found =
            look.ask_before_start(rule, "Correct the home education answers: they disagree");
        return vec![
            found
                .why("The criterion says yes; the school history says no.")
                .step(NextStep::Answer(field::HISTORY_EHE.id)),
        ];
    }
    if let Some((says, field)) = unfinished_return(look) {
        let found = look.ask_before_start(rule, says).step(NextStep::Answer(field));
        return vec![found.why(
            "A child returns from home education through a Fair Access Panel, to the previous school's roll.",
        )];
    }
    if met {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "Record which criterion applies")
            .step(NextStep::Answer(field::CRITERION_DISRUPTION.id)),
    ]
}

/// Returns what a return from home education still lacks: the panel's day before the first, its
/// decision, and the day back on the former roll (P-CR5).
fn unfinished_return(look: &CaseContext) -> Option<(&'static str, &'static str)> {
    if !look.yes(field::CRITERION_EHE) {
        return None;
    }
    let (panel, back) = (look.case.date(field::FAP_ON), look.case.date(field::FAP_ROLL_ON));
    let late =
        |day: Option<NaiveDate>| day.zip(look.first()).is_some_and(|(day, first)| day > first);
    let open = [
        (panel.is_none(), "Record the date of the Fair Access Panel", field::FAP_ON.id),
        (late(panel), "Correct the panel's date: it is after the first day", field::FAP_ON.id),
        (
            look.case.lacks(field::FAP_DECISION),
            "Record what the Fair Access Panel decided",
            field::FAP_DECISION.id,
        ),
        (
            back.is_none(),
            "Record when {child} was back on the previous roll",
            field::FAP_ROLL_ON.id,
        ),
        (
            late(back),
            "Correct the date back on roll: it is after the first day",
            field::FAP_ROLL_ON.id,
        ),
    ];
    open.into_iter().find(|(is_open, ..)| *is_open).map(|(_, says, field)| (says, field))
}

pub(super) fn different(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open()
        || look.stage() == Stage::Considering
        || look.case.has(field::DIRECTION_DIFFERENT)
    {
        return Vec::new();
    }
    vec![
        look.ask_before_start(rule, "Record what {host} will do differently")
            .step(NextStep::Answer(field::DIRECTION_DIFFERENT.id)),
    ]
}
