//! The letter with the outcome of a review (P-RV3).

use chrono::Days;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, to_each};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people;
use crate::documents::papers::people::Person;
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::ReviewOutcome;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::error::Result;

pub(in crate::documents::papers) const OUTCOME: PaperKind = PaperKind {
    id: "outcome",
    label: "Outcome of a review",
    purpose: "the decision after a review, to each parent, and its copies",
    template: include_str!("../../templates/outcome.txt"),
    form: None,
    settles: SentRecord::Outcome,
    // A managed move that is decided is not announced: the letter says that all must agree to it.
    announces: Announcement::Nothing,
    is_of_a_direction: true,
    make: outcome,
};

/// Returns the review whose outcome is told: the one named, else the last that was held.
///
/// # Errors
/// A sentence where there is none.
pub(in crate::documents::papers) fn to_tell<'a>(
    facts: &'a PaperFacts,
) -> Result<(RowId, &'a RowValues)> {
    let held = |r: &RowValues| cell(r, field::REVIEW_HELD.id).is_yes();
    facts.review(held, true, "No review has been held. Record that it was, then write its outcome.")
}

fn outcome(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let (row, review) = to_tell(facts)?;
    let mine = |r: &&RowValues| r.row_id(field::DECISION_REVIEW) == Some(row);
    let decision = facts.case.rows(table::EVENT_DECISION).map(|(_, r)| r).rfind(mine);
    let plan = LetterPlan {
        must: vec![field::REVIEW_ON.id, field::DECISION_ON.id],
        ..LetterPlan::new(facts, &OUTCOME)
    };
    let outcome = decision.and_then(|d| d.choice(field::DECISION_OUTCOME));
    let list = people::copies(
        facts,
        matches!(outcome, Some(ReviewOutcome::Return | ReviewOutcome::ManagedMove)),
    );
    let mut papers = to_each(facts, list, |person, family, copied| {
        outcome_to(facts, &plan, person, family, (review, decision), copied)
    })?;
    if decision.is_none() {
        papers[0].notes.push(
            "No decision is recorded after this review: record it before the letter goes (P-RV3)."
                .into(),
        );
    }
    if let Some(on) = review.date(field::REVIEW_ON) {
        let days = facts.context.profile.outcome_days;
        papers[0].notes.push(format!(
            "Send it by {}: {} after the review. The regulation has not been read first-hand, so have the six days confirmed.",
            dates::show_long(on + Days::new(days)),
            pluralize(days, "day")
        ));
    }
    Ok(papers)
}

fn outcome_to<'a>(
    facts: &'a PaperFacts<'a>,
    plan: &'a LetterPlan<'a>,
    person: &'a Person,
    family: &[Person],
    (review, decision): (&RowValues, Option<&RowValues>),
    copies: &[Person],
) -> Result<Paper> {
    let mut draft = LetterDraft::new(facts, plan, person, family);
    draft.words.row(facts, plan.audience, table::EVENT_REVIEW, Some(review));
    draft.words.row(facts, plan.audience, table::EVENT_DECISION, decision);
    // The protocol says after each review for how long the direction goes on, so "continue" without
    // a day is a gap.
    // Nor is the proposed last day the one that was decided: it is asked for.
    // Only Year 11 ends by itself.
    let decided = decision.and_then(|d| match cell(d, field::DECISION_OUTCOME.id).as_text() {
        "post16" => crate::domain::case::stage::last_day(facts.case),
        _ => cell(d, field::DECISION_LAST_DAY.id).as_date(),
    });
    draft.words.put_day(
        "last_day",
        facts.ended_on().or(decided),
        "last day at the host",
        &[field::DECISION_LAST_DAY.id, field::END_ON.id],
    );
    draft.close();
    draft.finish(family, copies)
}
