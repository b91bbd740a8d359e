//! The invitation to a review (P-RV2).

use chrono::Days;

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan, to_each};
use crate::documents::papers::paper::{Block, Paper};
use crate::documents::papers::people;
use crate::documents::papers::span::{Filled, Span, missing, plain};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::AttendeeRole;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::error::Result;

pub(in crate::documents::papers) const INVITATION: PaperKind = PaperKind {
    id: "invitation",
    label: "Invitation to a review",
    purpose: "to each parent, and to everyone else who has to be asked",
    template: include_str!("../../templates/invitation.txt"),
    form: None,
    settles: SentRecord::Invitation,
    announces: Announcement::Nothing,
    is_of_a_direction: true,
    make: invitation,
};

/// Returns the review that an invitation is for: the one named, else the next that has not been
/// held.
///
/// # Errors
/// A sentence where there is none.
pub(in crate::documents::papers) fn to_invite<'a>(
    facts: &'a PaperFacts,
) -> Result<(RowId, &'a RowValues)> {
    facts.review(
        |r| !r.is_yes(field::REVIEW_HELD),
        false,
        "No review is booked. Record one first, then make its invitation.",
    )
}

fn invitation(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let (row, review) = to_invite(facts)?;
    let plan = LetterPlan {
        must: vec![
            field::REVIEW_ON.id,
            field::REVIEW_TIME.id,
            field::REVIEW_PLACE.id,
            field::REQUEST_TO.id,
        ],
        ..LetterPlan::new(facts, &INVITATION)
    };
    let mut papers = to_each(facts, people::copies(facts, false), |person, _, _| {
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
        draft.finish(std::slice::from_ref(person), &[])
    })?;
    papers[0].notes.extend(invitation_notes(facts, row, review));
    Ok(papers)
}

fn invitation_notes(facts: &PaperFacts, row: RowId, review: &RowValues) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(on) = review.date(field::REVIEW_ON) {
        let days = facts.context.profile.invitation_days;
        let latest = on - Days::new(days);
        let late = if facts.order.date > latest {
            " That day has passed: move the review, or ask the parents whether they will come all the same."
        } else {
            ""
        };
        notes.push(format!(
            "Send it by {} at the latest: {} before {} (P-RV2).{late}",
            dates::show_long(latest),
            pluralize(days, "day"),
            dates::show_long(on)
        ));
    }
    let nominee = facts.case.rows(table::ATTENDEES).any(|(_, r)| {
        r.is(field::ATTENDEES_ROLE, AttendeeRole::Nominee)
            && r.row_id(field::ATTENDEES_REVIEW) == Some(row)
    });
    if !nominee {
        notes.push("Nobody is named as the board's nominee. Someone the board names, not the head teacher, should be there (2026 guidance, read second-hand).".into());
    }
    notes
}

/// Returns who is asked to a meeting by the rows of its people, else by the line of the review.
pub(super) fn invited(
    facts: &PaperFacts,
    review: crate::domain::case::RowId,
    of: &RowValues,
) -> Vec<String> {
    let roles = crate::domain::forms::attendees::ROLES;
    let row = |r: &RowValues| {
        let name = plain(r.text(field::ATTENDEES_NAME));
        let chosen = cell(r, field::ATTENDEES_ROLE).as_text();
        let role = roles.iter().find(|(id, _)| *id == chosen).map_or("", |(_, w)| w);
        if role.is_empty() { name } else { format!("{name} ({})", role.to_lowercase()) }
    };
    let here = |r: &&RowValues| {
        r.row_id(field::ATTENDEES_REVIEW) == Some(review) && r.has(field::ATTENDEES_NAME)
    };
    let mut all: Vec<String> =
        facts.case.rows(table::ATTENDEES).map(|(_, r)| r).filter(here).map(row).collect();
    let line = plain(of.text(field::REVIEW_WHO));
    if all.is_empty() && !line.trim().is_empty() {
        all.push(line);
    }
    all
}
