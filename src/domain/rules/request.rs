//! A requested review: it may be declined only if one was held shortly before.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{RequestAnswer, Requester};
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::held_reviews;
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText};

const ASKED: &str = "Hold a review requested in writing as soon as reasonably practicable, unless one was held shortly before.";

pub(super) static RULES: &[Rule] = &[
    Rule::statute(
        RuleText { id: "review-request", cites: "P-LE5; SI 2010/1156 reg 4A", asks: ASKED },
        "SI 2012/2532 reg 5, which adds regulation 4A",
        request,
    )
    .from(2013, 1, 1)
    .binds(AppliesTo::Bound),
    Rule::protocol(RuleText { id: "review-request-letter", cites: "P-LE5", asks: ASKED }, request)
        .until(2026, 7, 25)
        .binds(AppliesTo::Unbound),
];

/// The period of regulation 4A(4): ten weeks.
const TEN_WEEKS: u64 = 70;

fn request(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    look.case
        .rows(table::EVENT_REVIEW_REQUEST)
        .filter_map(|(id, cells)| one(rule, look, id, cells))
        .collect()
}

fn one(rule: &'static Rule, look: &CaseContext, id: RowId, cells: &RowValues) -> Option<Finding> {
    let on = cells.date(field::REVIEW_REQUEST_ON)?;
    match cells.choice(field::REVIEW_REQUEST_ANSWER) {
        Some(RequestAnswer::Refused) => return None,
        Some(RequestAnswer::Granted) => return Some(booked_for(rule, look, on)?.about(id)),
        None => {}
    }
    let next = look.context.home.add_school_days(on, 1);
    let line = "As soon as reasonably practicable: due by the next school day.".to_owned();
    let may = declinable(look, on);
    let says =
        match (&may, look.yes(field::SEND_EHCP), cells.choice(field::REVIEW_REQUEST_REQUESTER)) {
            (_, false, Some(Requester::La)) => {
                Phrase::of_day("Answer the LA's review request[ made]", on).note("no EHCP")
            }
            (Some(_), _, _) => {
                Phrase::of_day("Answer the review request[ made]", on).note("you may decline")
            }
            (None, _, _) => Phrase::of_day("Grant the review request[ made]", on),
        };
    let mut found = look
        .ask_counted(rule, says, look.counted(look.context.home, on, next, line).since(on))
        .step(NextStep::Row(table::EVENT_REVIEW_REQUEST, id));
    found.why.extend(may.into_iter().chain(windows(look, on)));
    if cells.is_no(field::REVIEW_REQUEST_WRITTEN) {
        found.why.push("It was not made in writing. The law is about written requests.".into());
    }
    Some(found)
}

/// Returns the last review held before a day; one of the day itself does not precede it.
fn last_before(look: &CaseContext, on: NaiveDate) -> Option<NaiveDate> {
    held_reviews(look).map(|(_, _, held)| held).filter(|held| *held < on).max()
}

/// Returns the arithmetic by which a request of this day may be declined by the profile; none where
/// it is granted.
fn declinable(look: &CaseContext, on: NaiveDate) -> Option<String> {
    let last = last_before(look, on)?;
    let gone = on.signed_duration_since(last).num_days();
    let within = look.context.profile.decline_within_days;
    u64::try_from(gone).is_ok_and(|gone| gone < within).then(|| {
        format!(
            "A review was held on {}, {} before: fewer than {within}.",
            show_long(last),
            pluralize(gone, "day")
        )
    })
}

/// Returns both periods in words: the letter's and the law's.
fn windows(look: &CaseContext, on: NaiveDate) -> Vec<String> {
    let Some(last) = last_before(look, on) else {
        return vec!["No review was held before it.".into()];
    };
    let within = look.context.profile.decline_within_days;
    vec![
        format!(
            "Under the letter (P-LE5, {}), grant a request from {}.",
            pluralize(within, "day"),
            show_long(days_after(last, within))
        ),
        format!(
            "Under regulation 4A(4) (ten weeks, {TEN_WEEKS} days) the board may decline until {}. Declining after the letter's period breaks the letter's promise, not the law.",
            show_long(days_after(last, TEN_WEEKS))
        ),
    ]
}

/// Raises a review that was granted and is not booked.
fn booked_for(rule: &'static Rule, look: &CaseContext, on: NaiveDate) -> Option<Finding> {
    let after = |(_, r): (RowId, &RowValues)| r.date(field::REVIEW_ON).is_some_and(|day| day >= on);
    if look.case.rows(table::EVENT_REVIEW).any(after) {
        return None;
    }
    let next = look.context.home.add_school_days(on, 1);
    let line = "It was granted. As soon as reasonably practicable: book it by the next school day."
        .to_owned();
    let found = look.ask_counted(
        rule,
        Phrase::of_day("Book the review requested", on),
        look.counted(look.context.home, on, next, line).since(on),
    );
    Some(found.step(NextStep::Record(table::EVENT_REVIEW)))
}
