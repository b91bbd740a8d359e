//! Review documents: the invitation (P-RV2) and the letter with the outcome (P-RV3).

use chrono::Days;

use crate::documents::papers::facts::{PaperFacts, day};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, invited};
use crate::documents::papers::paper::{Block, Filled, Paper, Span, missing};
use crate::documents::papers::people::Person;
use crate::documents::papers::{Announcement, PaperKind, SentRecord, forms, people};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::document::{Audience, ReviewOption};
use crate::domain::forms::choice::AttendeeRole;
use crate::domain::forms::choice::ReviewOutcome;
use crate::domain::forms::field;
use crate::domain::forms::table;
use crate::error::Result;

pub(super) const INVITATION: PaperKind = PaperKind {
    id: "invitation",
    label: "Invitation to a review",
    says: "to each parent, and to everyone else who has to be asked",
    template: include_str!("../templates/invitation.txt"),
    form: None,
    settles: SentRecord::Invitation,
    announces: Announcement::Nothing,
    make: invitation,
};

pub(super) const OUTCOME: PaperKind = PaperKind {
    id: "outcome",
    label: "Outcome of a review",
    says: "the decision after a review, to each parent, and its copies",
    template: include_str!("../templates/outcome.txt"),
    form: None,
    settles: SentRecord::Outcome,
    announces: Announcement::Nothing,
    make: outcome,
};

/// Returns the review that an invitation is for: the one named, else the next that has not been
/// held.
///
/// # Errors
/// A sentence where there is none.
pub(super) fn to_invite<'a>(facts: &'a PaperFacts) -> Result<(RowId, &'a RowValues)> {
    facts.review(
        |r| !r.is_yes(field::REVIEW_HELD),
        false,
        "No review is booked. Record one first, then make its invitation.",
    )
}

/// Returns the reviews that a paper may be about, that which it is about where none is named first,
/// the others by date.
pub(super) fn about(facts: &PaperFacts, kind: &PaperKind) -> Vec<ReviewOption> {
    let held = |r: &RowValues| r.is_yes(field::REVIEW_HELD);
    let (likely, fits): (_, fn(bool) -> bool) = if kind.settles == SentRecord::Invitation {
        (to_invite(facts).map(|(row, _)| row), |held| !held)
    } else if kind.settles == SentRecord::Outcome {
        (to_tell(facts).map(|(row, _)| row), |held| held)
    } else if kind.form == Some("review") {
        (forms::to_write_up(facts), |_| true)
    } else {
        return Vec::new();
    };
    let Ok(likely) = likely else { return Vec::new() };
    let all = facts.reviews();
    let fitting = all.iter().enumerate().filter(|(_, (_, r))| fits(held(r)));
    let mut out: Vec<(bool, ReviewOption)> = fitting
        .map(|(i, (row, r))| {
            (
                *row != likely,
                ReviewOption { number: i + 1, on: r.date(field::REVIEW_ON), held: held(r) },
            )
        })
        .collect();
    out.sort_by_key(|(other, _)| *other);
    out.into_iter().map(|(_, about)| about).collect()
}

fn invitation(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let (row, review) = to_invite(facts)?;
    let plan = LetterPlan {
        name: INVITATION.id,
        built_in: INVITATION.template,
        title: INVITATION.label,
        from: field::SCHOOL_HOME.id,
        audience: Audience::Parent,
        date: Filled::Known(day(facts.order.on)),
        must: vec![
            field::REVIEW_ON.id,
            field::REVIEW_TIME.id,
            field::REVIEW_PLACE.id,
            field::REQUEST_TO.id,
        ],
        lawful_copy: false,
    };
    let (family, unclear) = people::family(facts);
    let list = people::copies(facts, false);
    let mut papers = Vec::new();
    for person in family.iter().chain(&list.people) {
        let mut draft = LetterDraft::new(facts, &plan, person, std::slice::from_ref(person));
        draft.words.row(facts, plan.audience, table::EVENT_REVIEW, Some(review));
        let asked = invited(facts, row, review);
        if asked.is_empty() {
            draft.words.lacks(&Filled::Missing(missing(
                "who is invited to the review",
                &[field::ATTENDEES_NAME.id, field::REVIEW_WHO.id],
            )));
        }
        let points = asked.iter().map(|name| Block::Item(vec![Span::Text(name.clone())]));
        let lost = Block::Para(vec![Span::Missing("who is invited to the review".into())]);
        draft.part("invited", if asked.is_empty() { vec![lost] } else { points.collect() });
        draft.close();
        // Each of them is asked in a letter of their own, so there is no copy list.
        papers.push(draft.finish(std::slice::from_ref(person), &[])?);
    }
    papers[0].missing.extend(unclear.into_iter().chain(list.missing));
    papers[0].notes.extend(invitation_notes(facts, row, review));
    Ok(papers)
}

fn invitation_notes(facts: &PaperFacts, row: RowId, review: &RowValues) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(on) = review.date(field::REVIEW_ON) {
        let days = facts.context.profile.invitation_days;
        let latest = on - Days::new(days);
        let late = if facts.order.on > latest {
            " That day has passed: move the review, or ask the parents whether they will come all the same."
        } else {
            ""
        };
        notes.push(format!(
            "Send it by {} at the latest: {days} days before {} (P-RV2).{late}",
            dates::show_long(latest),
            dates::show_long(on)
        ));
    }
    let nominee = facts.case.rows(table::ATTENDEES).any(|(_, r)| {
        r.is(field::ATTENDEES_ROLE, AttendeeRole::Nominee)
            && r.row_id(field::ATTENDEES_REVIEW) == Some(row)
    });
    if !nominee {
        notes.push("Nobody is down as the board's nominee. Someone the board names, not the head teacher, should be there (2026 guidance, known at second hand).".into());
    }
    notes
}

/// Returns the review whose outcome is told: the one named, else the last that was held.
///
/// # Errors
/// A sentence where there is none.
pub(super) fn to_tell<'a>(facts: &'a PaperFacts) -> Result<(RowId, &'a RowValues)> {
    let held = |r: &RowValues| cell(r, field::REVIEW_HELD.id).is_yes();
    facts.review(held, true, "No review has been held. Record that it was, then write its outcome.")
}

fn outcome(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let (row, review) = to_tell(facts)?;
    let mine = |r: &&RowValues| r.row_id(field::DECISION_REVIEW) == Some(row);
    let decision = facts.case.rows(table::EVENT_DECISION).map(|(_, r)| r).rfind(mine);
    let plan = LetterPlan {
        name: OUTCOME.id,
        built_in: OUTCOME.template,
        title: OUTCOME.label,
        from: field::SCHOOL_HOME.id,
        audience: Audience::Parent,
        date: Filled::Known(day(facts.order.on)),
        must: vec![field::REVIEW_ON.id, field::DECISION_ON.id],
        lawful_copy: false,
    };
    let outcome = decision.and_then(|d| d.choice(field::DECISION_OUTCOME));
    let (family, unclear) = people::family(facts);
    let list = people::copies(
        facts,
        matches!(outcome, Some(ReviewOutcome::Return | ReviewOutcome::ManagedMove)),
    );
    let mut papers = Vec::new();
    for person in family.iter().chain(&list.people) {
        papers.push(outcome_to(facts, &plan, person, &family, (review, decision), &list.people)?);
    }
    papers[0].missing.extend(unclear.into_iter().chain(list.missing));
    if decision.is_none() {
        papers[0].notes.push(
            "No decision is recorded after this review: record it before the letter goes (P-RV3)."
                .into(),
        );
    }
    if let Some(on) = review.date(field::REVIEW_ON) {
        let days = facts.context.profile.outcome_days;
        papers[0].notes.push(format!(
            "Send it by {}: {days} days after the review. The regulation has not been read first-hand, so have the six days confirmed.",
            dates::show_long(on + Days::new(days))
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
