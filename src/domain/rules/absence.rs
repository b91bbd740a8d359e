//! Persistent absence: discussed at the next review.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::figures::Band;
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::marks::registers;
use crate::domain::rules::reviews::booked;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText, Trigger};

const SOURCE: &str = "the DfE's absence statistics, read through others: absence is counted in sessions, without rounding";

pub(super) static RULES: &[Rule] = &[
    Rule::practice(
        RuleText {
            id: "absence-persistent",
            cites: "P-AT3; DfE absence statistics",
            asks: "Absence of 10% or more of the possible sessions is persistent, and is talked about.",
        },
        SOURCE,
        |rule, look| absence(rule, look, Band::Persistent, "talk about the attendance: 10% or more missed"),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "absence-severe",
            cites: "P-AT3; DfE absence statistics",
            asks: "Absence of 50% or more of the possible sessions is severe, and is acted on.",
        },
        SOURCE,
        |rule, look| absence(rule, look, Band::Severe, "act on the attendance: 50% or more missed"),
    )
    .second_hand(),
];

/// Below this many possible sessions, a week of school, a percentage says nothing yet.
const LEAST_SESSIONS: usize = 10;

fn absence(rule: &'static Rule, look: &CaseContext, band: Band, says: &str) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let figures = registers(look)
        .figures(look.case.marks.keys().next_back().map_or(NaiveDate::MIN, |(day, _)| *day));
    if figures.band() != Some(band) || figures.possible() < LEAST_SESSIONS {
        return Vec::new();
    }
    let line = format!(
        "{} of {} possible sessions missed, {} attended.",
        figures.absent(),
        figures.possible(),
        figures.percent()
    );
    let next = booked(look).map(|(_, _, on)| on).min();
    let found = match next {
        // The share is passed by sessions of many days: none of them asks by itself.
        Some(next) => look
            .finding_by(rule, says, next, Trigger::Unrecorded)
            .why(line)
            .why("By the next review that is booked."),
        None => look.finding(rule, says).why(line).why("It gets its date with the next review."),
    };
    vec![found.step(NextStep::Record(table::EVENT_CONTACT))]
}
