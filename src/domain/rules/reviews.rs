//! Reviews: the first in time, the next always booked, each one held and decided on.

use crate::domain::case::{Cells, RowId};
use crate::domain::dates::{show_long, show_short};
use crate::domain::rules::finding::{Finding, Step};
use crate::domain::rules::look::{Look, days_before};
use crate::domain::rules::rule::{Binds, Rule, Words};
use crate::domain::stage::cell;
use chrono::NaiveDate;

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        Words { id: "next-review", cites: "P-RV1", asks: "While a direction runs, its next review is always booked." },
        next_review,
    ),
    Rule::protocol(Words { id: "review-held", cites: "P-RV1", asks: "A review is held on the day for which it is booked." }, held),
    Rule::statute(
        Words {
            id: "invitation",
            cites: "P-RV2; SI 2010/1156 reg 5",
            asks: "Parents are invited in writing not later than six days before the review, or may send their views.",
        },
        "the protocol and the practice of other authorities; the text of regulation 5 was not seen",
        invitation,
    )
    .second_hand()
    .from(2010, 9, 1)
    .binds(Binds::Bound),
    Rule::protocol(
        Words {
            id: "invitation-protocol",
            cites: "P-RV2",
            asks: "Parents are invited in writing not later than six days before the review, or may send their views.",
        },
        invitation,
    )
    .until(2026, 7, 25)
    .binds(Binds::Unbound),
    Rule::protocol(
        Words {
            id: "review-decision",
            cites: "P-RV3; SI 2010/1156 reg 4",
            asks: "After each review it is decided whether the direction goes on, and for how long.",
        },
        decided,
    ),
];

/// Returns the reviews that are booked and not held, with their days.
pub(super) fn booked<'a>(look: &'a Look) -> impl Iterator<Item = (RowId, &'a Cells, NaiveDate)> {
    let open = look.case.rows("event.review").filter(|(_, r)| !cell(r, "review.held").is_yes());
    open.filter_map(|(id, r)| cell(r, "review.on").as_date().map(|on| (id, r, on)))
}

/// Returns the reviews that were held, with their days.
pub(super) fn held_reviews<'a>(look: &'a Look) -> impl DoubleEndedIterator<Item = (RowId, &'a Cells, NaiveDate)> {
    let held = look.case.rows("event.review").filter(|(_, r)| cell(r, "review.held").is_yes());
    held.filter_map(|(id, r)| cell(r, "review.on").as_date().map(|on| (id, r, on)))
}

fn next_review(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_running() || !look.is_direction() || booked(look).next().is_some() {
        return Vec::new();
    }
    let last = held_reviews(look).map(|(_, _, on)| on).max();
    let found = match last {
        Some(on) => look
            .ask_by(rule, "book the next review", on)
            .why(format!("The last review was held on {}; none is booked after it.", show_long(on))),
        None => look.ask_when(rule, "book the first review", look.first()).why("None has been held or booked."),
    };
    vec![found.step(Step::Record("event.review"))]
}

fn held(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let ask = |(id, _, on): (RowId, &Cells, NaiveDate)| {
        look.ask_by(rule, format!("hold the review of {}", show_short(on)), on)
            .why("It is booked for this day.")
            .step(Step::Row("event.review", id))
    };
    booked(look).map(ask).collect()
}

fn invitation(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_open() {
        return Vec::new();
    }
    let days = look.context.profile.invitation_days;
    let lacking = booked(look).filter(|(id, _, _)| look.about("event.invitation", "invitation.review", *id).next().is_none());
    let ask = |(_, _, on): (RowId, &Cells, NaiveDate)| {
        let latest = days_before(on, days);
        let line = format!("Review on {}; {days} days before it is {}.", show_long(on), show_long(latest));
        let mut found = look
            .ask_by(rule, format!("invite the parents to the review of {}", show_short(on)), latest)
            .step(Step::Record("event.invitation"));
        found.why.insert(0, line);
        found
    };
    lacking.map(ask).collect()
}

fn decided(rule: &'static Rule, look: &Look) -> Vec<Finding> {
    if !look.is_running() {
        return Vec::new();
    }
    let lacking = held_reviews(look).filter(|(id, _, _)| look.about("event.decision", "decision.review", *id).next().is_none());
    let ask = |(_, _, on): (RowId, &Cells, NaiveDate)| {
        look.ask_by(rule, format!("record the decision after the review of {}", show_short(on)), on)
            .why("On the day of the review; no period is set.")
            .step(Step::Record("event.decision"))
    };
    lacking.map(ask).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use crate::domain::rules::kit::*;

    pub const TABLES: &[Table] = &[Table {
        rule: "invitation",
        raised: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-27"))]);
        },
        due: "2026-11-21",
        settled: |t| {
            let (review, _) = t.case.rows("event.review").next().expect("a review");
            t.row("event.invitation", &[("on", on("2026-11-20")), ("review", at(review))]);
        },
        not: |t| {
            t.running();
            t.row("event.review", &[("on", on("2026-11-27")), ("held", yes())]);
        },
    }];

    #[test]
    fn the_invitation_names_the_latest_day_and_the_school_day_before_it() {
        let mut t = Try::new();
        (TABLES[0].raised)(&mut t);
        let found = t.one("invitation");
        assert_eq!((found.due, found.task), (Some(day("2026-11-21")), Some(day("2026-11-20"))));
        assert!(found.says.contains("latest Sat 21 Nov 2026") && found.why.iter().any(|w| w.contains("Fri 20 Nov 2026")), "{found:?}");
        let mut t = Try::new();
        t.set("school.home_kind", is("academy"));
        t.set("direction.end", on("2026-07-25"));
        t.row("event.start", &[("on", on("2026-05-04"))]);
        t.row("event.review", &[("on", on("2026-06-12"))]);
        assert_eq!((t.found("invitation").len(), t.one("invitation-protocol").due), (0, Some(day("2026-06-06"))));
        t.set("direction.end", on("2026-07-26"));
        assert_eq!((t.found("invitation-protocol").len(), t.one("invitation").due), (0, Some(day("2026-06-06"))));
    }
}
