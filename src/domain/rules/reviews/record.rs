//! What is recorded of a review: that it was held, what was decided, its monitoring points.

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::ReviewOutcome;
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::{BOOKED, booked, held_reviews, is_to_end, latest_decision};
use crate::domain::rules::rule::{Finding, NextStep, Rule};

pub(super) fn held(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let ask = |(id, _, on): (RowId, &RowValues, NaiveDate)| {
        let found = look.finding_by(rule, Phrase::of_day("Hold the review", on), on, BOOKED);
        found
            .why("Booked for this day. Record that it was held, or book another day.")
            .step(NextStep::Cell(table::EVENT_REVIEW, id, field::REVIEW_HELD.id))
    };
    booked(look).map(ask).collect()
}

pub(super) fn decided(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (id, _, on) in held_reviews(look) {
        if look.about(table::EVENT_DECISION, field::DECISION_REVIEW, id).next().is_none() {
            let found = look.finding_due(
                rule,
                Phrase::of_day("Record the decision[ from the review]", on),
                on,
            );
            out.push(
                found
                    .why("The law sets no deadline: it is due on the day of the review.")
                    .about(id)
                    .step(NextStep::Record(table::EVENT_DECISION)),
            );
        }
    }
    if let Some((row, cells, Some(ReviewOutcome::Continue))) = latest_decision(look)
        && cells.date(field::DECISION_UNTIL).is_none()
    {
        let found = look.finding_on(
            rule,
            "Record how long the direction continues",
            cells.date(field::DECISION_ON),
        );
        out.push(
            found
                .why("The decision was to continue. It must say for how long.")
                .step(NextStep::Cell(table::EVENT_DECISION, row, field::DECISION_UNTIL.id)),
        );
    }
    out
}

pub(super) fn monitoring(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() || !look.is_direction() || is_to_end(look) {
        return Vec::new();
    }
    let open = held_reviews(look)
        .filter(|(_, r, _)| r.lacks(field::REVIEW_MONITORING) && r.lacks(field::REVIEW_SIGNED_OFF));
    let ask = |(id, _, on): (RowId, &RowValues, NaiveDate)| {
        let says = Phrase::of_day("Record the monitoring points from the review", on);
        look.finding_due(rule, says, on)
            .why("What is monitored, when and by whom.")
            .step(NextStep::Cell(table::EVENT_REVIEW, id, field::REVIEW_MONITORING.id))
    };
    open.map(ask).collect()
}
