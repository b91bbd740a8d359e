//! Reviews: the first in time, the next always booked and not too late, each one held and decided
//! on.

mod due;
mod record;
#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_short;
use crate::domain::case::answers::Answers;
use crate::domain::case::attendees::proposed;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{AttendeeRole, ReviewOutcome};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::due::{first_review, interval, next_review};
use crate::domain::rules::reviews::record::{decided, held, monitoring};
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText, Trigger};

/// What asks for anything about a review that is booked: nobody records on which day it was booked.
pub(super) const BOOKED: Trigger = Trigger::Unrecorded;

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "next-review",
            cites: "P-RV1",
            asks: "While a direction is running, a next review is always booked.",
        },
        next_review,
    ),
    Rule::protocol(
        RuleText {
            id: "first-review",
            cites: "P-LE3",
            asks: "Hold the first review no more than six school weeks after the start (suggested).",
        },
        first_review,
    ),
    Rule::protocol(
        RuleText {
            id: "review-interval",
            cites: "P-ME1; P-RV4",
            asks: "Hold reviews as often as the initial meeting agreed.",
        },
        interval,
    ),
    Rule::protocol(
        RuleText {
            id: "review-held",
            cites: "P-RV1",
            asks: "Hold each review on the day it is booked for.",
        },
        held,
    ),
    Rule::statute(
        RuleText {
            id: "review-decision",
            cites: "P-RV3; SI 2010/1156 reg 4",
            asks: "After each review, decide whether the direction continues and for how long.",
        },
        "the explanatory note to SI 2010/1156: the body must decide whether it continues, and for how long",
        decided,
    )
    .from(2010, 9, 1)
    .binds(AppliesTo::Bound),
    Rule::protocol(
        RuleText {
            id: "review-decision-protocol",
            cites: "P-RV3",
            asks: "After each review, decide whether the direction continues and for how long.",
        },
        decided,
    )
    .until(2026, 7, 25)
    .binds(AppliesTo::Unbound),
    Rule::protocol(
        RuleText {
            id: "monitoring-points",
            cites: "P-RV5",
            asks: "Each review agrees monitoring points for behaviour until the next one.",
        },
        monitoring,
    ),
    Rule::protocol(
        RuleText {
            id: "review-agencies",
            cites: "P-RV5",
            asks: "Invite the agencies that work with the child to each review.",
        },
        agencies,
    ),
    Rule::protocol(
        RuleText {
            id: "end-decision",
            cites: "P-BG4",
            asks: "A direction is temporary but does not end automatically. Decide before its last day.",
        },
        end_decision,
    )
    .unless(|_, entry| {
        let is_end = entry.table == table::EVENT_END;
        if is_end && entry.cells.lacks(field::END_HOW) {
            return Some("First record how the direction ended. The next tasks depend on it.".into());
        }
        (is_end && entry.day().is_none()).then(|| "Enter the last day.".into())
    }),
];

/// Returns the reviews that are booked and not held, with their days.
pub(super) fn booked<'a>(
    look: &'a CaseContext,
) -> impl Iterator<Item = (RowId, &'a RowValues, NaiveDate)> {
    let open = look.case.rows(table::EVENT_REVIEW).filter(|(_, r)| !r.is_yes(field::REVIEW_HELD));
    open.filter_map(|(id, r)| r.date(field::REVIEW_ON).map(|on| (id, r, on)))
}

/// Returns the reviews that were held, with their days.
pub(super) fn held_reviews<'a>(
    look: &'a CaseContext,
) -> impl DoubleEndedIterator<Item = (RowId, &'a RowValues, NaiveDate)> {
    let held = look.case.rows(table::EVENT_REVIEW).filter(|(_, r)| r.is_yes(field::REVIEW_HELD));
    held.filter_map(|(id, r)| r.date(field::REVIEW_ON).map(|on| (id, r, on)))
}

/// Returns the latest decision after a review: its row and its outcome, "" where none is chosen.
pub(super) fn latest_decision<'a>(
    look: &'a CaseContext,
) -> Option<(RowId, &'a RowValues, Option<ReviewOutcome>)> {
    let (row, cells) = look.case.rows(table::EVENT_DECISION).next_back()?;
    Some((row, cells, cells.choice(field::DECISION_OUTCOME)))
}

/// Returns whether it was decided that the direction ends.
fn is_to_end(look: &CaseContext) -> bool {
    latest_decision(look).is_some_and(|(.., outcome)| {
        matches!(
            outcome,
            Some(ReviewOutcome::Return | ReviewOutcome::ManagedMove | ReviewOutcome::Post16)
        )
    })
}

fn agencies(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_open() || !look.is_direction() {
        return Vec::new();
    }
    let outside = [
        AttendeeRole::SocialWorker,
        AttendeeRole::VirtualSchool,
        AttendeeRole::Agency,
        AttendeeRole::La,
    ];
    let mut out = Vec::new();
    for (id, _, on) in booked(look) {
        let names: Vec<String> = proposed(look.case, Some(id))
            .into_iter()
            .filter(|r| r.choice(field::ATTENDEES_ROLE).is_some_and(|role| outside.contains(&role)))
            .map(|r| r.text(field::ATTENDEES_NAME).to_owned())
            .collect();
        if names.is_empty() {
            continue;
        }
        let says = Phrase::of_day("Invite the agencies[ to the review]", on);
        let found = look
            .finding_by(rule, says, on, BOOKED)
            .why(format!("Not invited yet: {}.", names.join("; ")));
        out.push(found.about(id).step(NextStep::Rows(table::ATTENDEES)));
    }
    out
}

fn end_decision(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(last) = look.last().filter(|_| look.is_running() && look.is_direction()) else {
        return Vec::new();
    };
    if is_to_end(look) {
        let decided = look.latest(table::EVENT_DECISION, field::DECISION_ON);
        let found = look.finding_by(rule, "Record how the direction ended", last, decided);
        return vec![
            found
                .why("The decision was to end it. Record the ending on its last day.")
                .step(NextStep::Record(table::EVENT_END)),
        ];
    }
    let found = look.finding_by(
        rule,
        format!("Decide what happens after {} (last day)", show_short(last)),
        last,
        look.first(),
    );
    vec![
        found
            .why("A decision to continue moves the last day. Nothing ends automatically.")
            .step(NextStep::Record(table::EVENT_DECISION)),
    ]
}
