//! Children besides events: of how many children what is counted is, each child once however many
//! directions, reviews or suspensions it had.

use chrono::NaiveDate;

use crate::domain::forms::table;
use crate::domain::statistics::governors::counted::{Counted, CountedCase, Item};
use crate::domain::statistics::governors::divisions::{
    NOMINEE, REVIEWS_DUE, VIEWS, has_nominee, has_views, is_in_time,
};

/// Days from the first to the last, both included, on which a case counts.
pub(super) type Span = (NaiveDate, NaiveDate);

/// A figure that counts children.
pub(super) struct ChildFigure {
    /// Its words.
    pub label: &'static str,
    /// How it is counted, in a sentence or two.
    pub how: &'static str,
    /// On which days a case counts its child; `to` is the last day of the reported time.
    pub counts: fn(&CountedCase, to: NaiveDate) -> Vec<Span>,
    /// On which days it counts the child among those of whom the number is; none where the number
    /// is of nobody.
    pub of: Option<fn(&CountedCase, to: NaiveDate) -> Vec<Span>>,
    /// Figures that a reader could compare with this one: a whole, or a division of it by its label.
    /// The public is told this one only where nothing of them is withheld.
    pub beside: &'static [(Counted, Option<&'static str>)],
}

/// Every figure that counts children, in the order of the report.
pub(super) const CHILD_FIGURES: &[ChildFigure] = &[
    ChildFigure {
        label: "Children with a direction begun",
        how: "Children of whom a direction began in the time, each once.",
        counts: begun,
        of: None,
        beside: &[(Counted::Begun, Some("Directed before"))],
    },
    ChildFigure {
        label: "Children suspended before the direction",
        how: "Children with a suspension listed in the passport, of those with a direction begun in the time.",
        counts: |of, to| {
            let is_listed = of.case.rows(table::SUSPENSIONS).next().is_some();
            begun(of, to).into_iter().filter(|_| is_listed).collect()
        },
        of: Some(begun),
        beside: &[(Counted::Begun, Some("Directed before"))],
    },
    ChildFigure {
        label: "Children with a late review",
        how: "Children of whom a review due in the time was held late or not held, of those with a review due in the time.",
        counts: |of, to| items(Counted::ReviewsDue, of, to, |item| !is_in_time(item)),
        of: Some(|of, to| items(Counted::ReviewsDue, of, to, |_| true)),
        beside: &[(Counted::ReviewsDue, Some(REVIEWS_DUE))],
    },
    ChildFigure {
        label: "Children with a review without a nominee",
        how: "Children of whom a review was held without the board's nominee, of those with a review held in the time. The head is no such nominee.",
        counts: |of, to| items(Counted::ReviewsHeld, of, to, |item| !has_nominee(of, item.row)),
        of: Some(held),
        beside: &[(Counted::ReviewsHeld, Some(NOMINEE))],
    },
    ChildFigure {
        label: "Children with a review without the parents' views",
        how: "Children of whom a review was held for which the parents' views are not recorded, of those with a review held in the time.",
        counts: |of, to| items(Counted::ReviewsHeld, of, to, |item| !has_views(of, item.row)),
        of: Some(held),
        beside: &[(Counted::ReviewsHeld, Some(VIEWS))],
    },
    ChildFigure {
        label: "Children suspended during a direction",
        how: "Children whom a host suspended in the time, of those whose direction ran on any day of it.",
        counts: |of, to| items(Counted::HostSuspensions, of, to, |_| true),
        of: Some(|of, _| of.ran().into_iter().collect()),
        beside: &[
            (Counted::HostSuspensions, None),
            (Counted::Begun, None),
            (Counted::Ended, None),
            (Counted::Running, None),
        ],
    },
    ChildFigure {
        label: "Children with a step taken although a rule was not met",
        how: "Children in whose case an officer went on and gave a reason, by its day.",
        counts: |of, to| items(Counted::Overrides, of, to, |_| true),
        of: None,
        beside: &[(Counted::Overrides, None)],
    },
    ChildFigure {
        label: "Children with a correction after sign-off",
        how: "Children in whose case a signed meeting or review was corrected, by its day.",
        counts: |of, to| items(Counted::Corrections, of, to, |_| true),
        of: None,
        beside: &[(Counted::Corrections, None)],
    },
];

fn begun(of: &CountedCase, to: NaiveDate) -> Vec<Span> {
    items(Counted::Begun, of, to, |_| true)
}

fn held(of: &CountedCase, to: NaiveDate) -> Vec<Span> {
    items(Counted::ReviewsHeld, of, to, |_| true)
}

/// Returns the days of those items of a kind that count.
fn items(
    what: Counted,
    of: &CountedCase,
    to: NaiveDate,
    does_count: impl Fn(Item) -> bool,
) -> Vec<Span> {
    let items = what.items(of, to).into_iter().filter(|item| does_count(*item));
    items.map(|item| (item.on, item.on)).collect()
}
