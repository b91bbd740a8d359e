//! On whose roll the pupil is, and that home and host are two schools: without both there is no dual
//! registration.

#[cfg(test)]
pub(super) mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::rule::{Finding, NewRow, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "home-roll",
            cites: "P-AT1",
            asks: "The pupil stays on the home school's roll. A pupil not on roll there cannot be directed.",
        },
        on_roll,
    )
    .unless(roll_guard),
    Rule::protocol(
        RuleText {
            id: "two-schools",
            cites: "P-AT1; P-AT2",
            asks: "The home school and the host are different schools.",
        },
        two_schools,
    )
    .always(schools_guard),
];

fn on_roll(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || look.is_considering() || look.yes(field::ROLL_STILL) {
        return Vec::new();
    }
    let (says, why) = if look.case.is_no(field::ROLL_STILL) {
        (
            "Put {child} back on your roll, or end the case",
            "The record says the pupil is not on the home school's roll.",
        )
    } else {
        (
            "Record whether {child} is on your roll",
            "Not answered is not yes. Without the home roll there is no dual registration.",
        )
    };
    vec![look.ask_before_notice(rule, says).why(why).step(NextStep::Answer(field::ROLL_STILL.id))]
}

fn roll_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    (entry.goes_ahead() && !look.yes(field::ROLL_STILL)).then(|| {
        if look.case.is_no(field::ROLL_STILL) {
            "The pupil is not on the home school's roll, so cannot be directed from there.".into()
        } else {
            "First record whether the pupil is still on the home school's roll.".into()
        }
    })
}

/// Returns whether home and host are named as the same school.
fn is_same(look: &CaseContext) -> bool {
    let home = look.case.school(field::SCHOOL_HOME);
    !home.is_empty() && home == look.case.school(field::SCHOOL_HOST)
}

fn two_schools(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !is_same(look) {
        return Vec::new();
    }
    let found = look.ask_before_notice(rule, "Correct the host: it is also the home school");
    vec![
        found
            .why("The home school and the host are the same.")
            .step(NextStep::Answer(field::SCHOOL_HOST.id)),
    ]
}

fn schools_guard(look: &CaseContext, entry: &NewRow) -> Option<String> {
    let unnamed = [field::SCHOOL_HOME, field::SCHOOL_HOST].iter().any(|f| look.case.lacks(*f));
    let at_stake = matches!(entry.table, table::EVENT_NOTICE | table::EVENT_START);
    if !at_stake {
        return None;
    }
    if unnamed {
        return Some("Choose the home school and the host first.".into());
    }
    is_same(look)
        .then(|| "The home school and the host are the same. Correct the host first.".into())
}
