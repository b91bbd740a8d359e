//! The reply that declines a requested review (P-LE5; SI 2010/1156 reg 4A(4)).

use chrono::{Days, NaiveDate};

use crate::documents::papers::facts::PaperFacts;
use crate::documents::papers::kind::{Announcement, PaperKind, SentRecord};
use crate::documents::papers::letter::{LetterDraft, LetterPlan};
use crate::documents::papers::paper::Paper;
use crate::documents::papers::people;
use crate::documents::papers::people::Person;
use crate::documents::papers::span::{Filled, missing, plain};
use crate::domain::calendar::dates;
use crate::domain::case::RowValues;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::forms::choice::Requester;
use crate::domain::forms::{field, table};
use crate::error::{Error, Result};

/// The days after a review in which the law asks for no further one: ten weeks (SI 2010/1156 reg
/// 4A(4)). The direction letter promises one earlier, after the days of the profile: six weeks in
/// Worcestershire (P-LE5).
const BY_LAW: u64 = 70;

pub(super) const DECLINE: PaperKind = PaperKind {
    id: "decline",
    label: "Reply: review request declined",
    purpose: "to the person who asked for a review too soon after the last one",
    template: include_str!("../templates/decline.txt"),
    form: None,
    settles: SentRecord::Decline,
    announces: Announcement::Nothing,
    is_of_a_direction: true,
    make: decline,
};

/// Returns the request that waits for an answer, or was refused: the latest.
///
/// # Errors
/// A sentence where there is none.
pub(super) fn request<'a>(
    facts: &'a PaperFacts,
) -> Result<(crate::domain::case::RowId, &'a RowValues)> {
    let mut all: Vec<_> = facts.case.rows(table::EVENT_REVIEW_REQUEST).collect();
    all.sort_by_key(|(id, r)| (cell(r, field::REVIEW_REQUEST_ON.id).as_date(), *id));
    let Some((id, last)) = all.pop() else {
        return Err(Error::rule(
            "No request for a review is recorded. Record it first, then answer it.",
        ));
    };
    if cell(last, field::REVIEW_REQUEST_ANSWER.id).as_text() == "granted" {
        return Err(Error::rule(
            "The last request was granted, so there is nothing to decline. Book the review.",
        ));
    }
    Ok((id, last))
}

/// Returns the last review held before a day: one on the very day of a request does not precede it.
fn last_held(facts: &PaperFacts, before: Option<NaiveDate>) -> Option<NaiveDate> {
    let held = |r: &RowValues| r.date(field::REVIEW_ON).filter(|_| r.is_yes(field::REVIEW_HELD));
    facts
        .case
        .rows(table::EVENT_REVIEW)
        .filter_map(|(_, r)| held(r))
        .filter(|d| before.is_none_or(|b| *d < b))
        .max()
}

/// Returns the day of the review by which the request may be declined.
///
/// # Errors
/// Where no review was held before the request, or more than ten weeks before it.
fn ground(facts: &PaperFacts, asked: Option<NaiveDate>) -> Result<NaiveDate> {
    let held = last_held(facts, asked).ok_or_else(|| {
        Error::rule(
            "No review was held before the request, so it cannot be declined (SI 2010/1156 reg 4A). Book the review.",
        )
    })?;
    if asked.is_some_and(|d| d > held + Days::new(BY_LAW)) {
        return Err(Error::rule(format!(
            "The last review was on {}, more than ten weeks before the request: the law gives no ground to decline it (SI 2010/1156 reg 4A(4)). Book the review.",
            dates::format(held)
        )));
    }
    Ok(held)
}

fn decline(facts: &PaperFacts) -> Result<Vec<Paper>> {
    let (_, request) = request(facts)?;
    let asked = request.date(field::REVIEW_REQUEST_ON);
    let held = ground(facts, asked)?;
    let (letter, law) =
        (held + Days::new(facts.context.profile.decline_within_days), held + Days::new(BY_LAW));
    let plan = LetterPlan {
        must: vec![field::REVIEW_REQUEST_ON.id, "last_review", "again.by_letter", "again.by_law"],
        ..LetterPlan::new(facts, &DECLINE)
    };
    let person = asker(facts, request);
    let family = if person.is_family() { vec![person.clone()] } else { Vec::new() };
    let mut draft = LetterDraft::new(facts, &plan, &person, &family);
    draft.words.row(facts, plan.audience, table::EVENT_REVIEW_REQUEST, Some(request));
    draft.words.put_day(
        "last_review",
        Some(held),
        "date of the last review",
        &[field::REVIEW_ON.id],
    );
    draft.words.put_day("again.by_letter", Some(letter), "", &[]);
    draft.words.put_day("again.by_law", Some(law), "", &[]);
    let next = facts
        .reviews()
        .into_iter()
        .filter_map(|(_, r)| r.date(field::REVIEW_ON))
        .find(|d| *d > facts.order.date);
    draft.words.put_day("next_review", next, "date of the next review", &[field::REVIEW_ON.id]);
    if asked.is_some_and(|d| d > letter) {
        draft.note(format!(
            "The request came on {}, after {}: the direction letter promises a review from then on. To decline it is lawful until {}, but breaks that promise.",
            asked.map(dates::format).unwrap_or_default(),
            dates::format(letter),
            dates::format(law)
        ));
    }
    if request.is_no(field::REVIEW_REQUEST_WRITTEN) {
        draft.note("The request was not made in writing; the law speaks of written requests.");
    }
    draft.close();
    let to = [person.clone()];
    Ok(vec![draft.finish(&to, &[])?])
}

/// Returns who asked: the LA, the pupil, or the parent of that name.
fn asker(facts: &PaperFacts, request: &RowValues) -> Person {
    if request.is(field::REVIEW_REQUEST_REQUESTER, Requester::La) {
        return people::authority(facts);
    }
    let (family, _) = people::family(facts);
    let name = plain(request.text(field::REVIEW_REQUEST_WHO));
    let named = |p: &&Person| matches!(&p.name, Filled::Known(n) if n.trim().eq_ignore_ascii_case(name.trim()));
    if let Some(found) = family.iter().find(named) {
        return found.clone();
    }
    match family.as_slice() {
        [only] if name.trim().is_empty() => only.clone(),
        _ => Person {
            role: people::RecipientRole::Parent,
            slug: "parent".into(),
            contact: None,
            name: Filled::or_missing(
                &name,
                "the name of the parent who asked",
                &[field::REVIEW_REQUEST_WHO.id],
            ),
            address: vec![Filled::Missing(missing(
                "the address of the person who asked",
                &[field::CONTACTS_NAME.id, field::CONTACTS_ADDRESS.id],
            ))],
            greeting: Filled::or_missing(
                &people::greeting(&name),
                "the name of the parent who asked",
                &[field::REVIEW_REQUEST_WHO.id],
            ),
            lives_with: false,
            by_law: false,
        },
    }
}
