//! Telling the parents the outcome of a review.

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::{RowId, RowValues, Side};
use crate::domain::forms::choice::LetterKind;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::counting::days_after;
use crate::domain::rules::notice::is_adult;
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::reviews::held_reviews;
use crate::domain::rules::rule::{AppliesTo, Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[Rule::statute(
    RuleText {
        id: "outcome-letter",
        cites: "SI 2010/1156 reg 6",
        asks: "Give the decision after a review in writing. We believe the limit is six days.",
    },
    "SI 2012/2532 reg 6 names the regulation; its period and whom it goes to were not seen (confirm)",
    letter,
)
.second_hand()
.from(2010, 9, 1)
.binds(AppliesTo::Bound)];

fn letter(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let started = look.is_running() || !look.is_open();
    if !started || !look.is_direction() {
        return Vec::new();
    }
    let days = look.context.profile.outcome_days;
    // A letter that names no review is that of the latest one held on or before its day.
    let held: Vec<(RowId, NaiveDate)> = held_reviews(look).map(|(id, _, on)| (id, on)).collect();
    let latest = |sent: NaiveDate| {
        held.iter()
            .filter(|(_, on)| *on <= sent)
            .max_by_key(|(id, on)| (*on, *id))
            .map(|(id, _)| *id)
    };
    let of = |r: &RowValues| match r.row_id(field::LETTER_SENT_REVIEW) {
        Some(row) => Some(row),
        None => r.date(field::LETTER_SENT_ON).and_then(latest),
    };
    let letters = look
        .case
        .rows(table::EVENT_LETTER_SENT)
        .filter(|(_, r)| r.is(field::LETTER_SENT_KIND, LetterKind::Outcome));
    let told: Vec<RowId> = letters.filter_map(|(_, r)| of(r)).collect();
    let open = held_reviews(look).filter(|(id, ..)| !told.contains(id));
    let ask = |(id, _, on)| {
        let due = days_after(on, days);
        let whom = if is_adult(look) { "{child}" } else { "the parents" };
        let says = Phrase::of_day(format!("Write to {whom} about the outcome[ of the review]"), on);
        let mut found = look.due_since(rule, says, on, due, Side::Home);
        found.why.insert(
            0,
            format!(
                "Review held on {}. {} later is {}.",
                show_long(on),
                pluralize(days, "day"),
                show_long(due)
            ),
        );
        found.about(id).step(NextStep::Paper("outcome"))
    };
    open.map(ask).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::testing::*;

    pub(crate) const TABLES: &[RuleTable] = &[RuleTable {
        rule: "outcome-letter",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        },
        due: "2026-11-24",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.row("event.letter_sent", &[("kind", is("outcome")), ("review", at(review))]);
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-18"))]);
        },
    }];

    #[test]
    fn the_outcome_is_written_to_the_pupil_of_eighteen() {
        let asked = |born: &str| {
            let mut t = TestCase::new();
            (TABLES[0].raised)(&mut t);
            t.set("child.dob", on(born));
            t.one("outcome-letter").phrase.to_string()
        };
        assert!(asked("2008-10-07").starts_with("Write to the pupil"));
        assert!(asked("2008-12-03").starts_with("Write to the parents"));
    }

    #[test]
    fn a_letter_without_a_review_answers_the_latest_one() {
        let mut t = TestCase::new();
        t.running();
        t.row("event.review", &[("on", on("2026-10-21")), ("held", yes())]);
        t.row("event.review", &[("on", on("2026-11-18")), ("held", yes())]);
        t.row("event.letter_sent", &[("kind", is("outcome")), ("on", on("2026-11-20"))]);
        assert_eq!(t.one("outcome-letter").due, Some(day("2026-10-27")));
    }
}
