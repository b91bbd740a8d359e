//! Persistent absence: discussed at the next review.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::figures::Band;
use crate::domain::forms::table;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::marks::registers;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::booked;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText, Trigger};

const SOURCE: &str = "the DfE's absence statistics, read second-hand: absence is counted in sessions, without rounding";

pub(super) static RULES: &[Rule] = &[
    Rule::practice(
        RuleText {
            id: "absence-persistent",
            cites: "P-AT3; DfE absence statistics",
            asks: "Missing 10% or more of possible sessions is persistent absence. Discuss it at the review.",
        },
        SOURCE,
        |rule, look| absence(rule, look, Band::Persistent, ("Discuss attendance[ at the review]", "persistent absence")),
    )
    .second_hand(),
    Rule::practice(
        RuleText {
            id: "absence-severe",
            cites: "P-AT3; DfE absence statistics",
            asks: "Missing 50% or more of possible sessions is severe absence. Act on it.",
        },
        SOURCE,
        |rule, look| absence(rule, look, Band::Severe, ("Act on attendance", "severe absence")),
    )
    .second_hand(),
];

/// Below this many possible sessions, a week of school, a percentage says nothing yet.
const LEAST_SESSIONS: usize = 10;

fn absence(
    rule: &'static Rule,
    look: &CaseContext,
    band: Band,
    (says, band_words): (&str, &str),
) -> Vec<Finding> {
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
    let says = Phrase::from(says).note(format!("{}: {band_words}", figures.percent()));
    let next = booked(look).map(|(_, _, on)| on).min();
    let found = match next {
        // The share is passed by sessions of many days: none of them asks by itself.
        Some(next) => look
            .finding_by(rule, says, next, Trigger::Unrecorded)
            .why(line)
            .why("Due by the next booked review."),
        None => look.finding(rule, says).why(line).why("No date until the next review is booked."),
    };
    vec![found.step(NextStep::Record(table::EVENT_CONTACT))]
}
