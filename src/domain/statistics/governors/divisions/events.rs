//! Reviews, and steps taken although a rule was not met.

use crate::domain::case::RowId;
use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::AttendeeRole;
use crate::domain::forms::{field, table};
use crate::domain::rules;
use crate::domain::statistics::governors::counted::Counted::{Overrides, ReviewsDue, ReviewsHeld};
use crate::domain::statistics::governors::counted::{CountedCase, Item};
use crate::domain::statistics::governors::division::{Division, Parts};

/// The label of the division by when a review was held.
pub(in crate::domain::statistics::governors) const REVIEWS_DUE: &str = "Reviews due";
/// The label of the division by the board's nominee.
pub(in crate::domain::statistics::governors) const NOMINEE: &str = "Board's nominee at the review";
/// The label of the division by the parents' views.
pub(in crate::domain::statistics::governors) const VIEWS: &str = "Parents' views at the review";

pub(super) const DIVISIONS: &[Division] = &[
    Division::fixed(
        ReviewsDue,
        REVIEWS_DUE,
        "In time: held on the day it was due or before. Not held: no review is recorded after the one before it.",
        &["Held in time", "Held late", "Not held"],
        |_, item| match item.held {
            Some(_) => usize::from(!is_in_time(item)),
            None => 2,
        },
    )
    .with_chart(),
    Division::fixed(
        ReviewsHeld,
        NOMINEE,
        "Someone other than the head is recorded as the board's nominee for that review.",
        &["A nominee other than the head", "None recorded"],
        |c, item| usize::from(!has_nominee(c, item.row)),
    ),
    Division::fixed(
        ReviewsHeld,
        VIEWS,
        "The parents' views are recorded for that review.",
        &["Recorded", "Not recorded"],
        |c, item| usize::from(!has_views(c, item.row)),
    ),
    Division::fixed(
        Overrides,
        "Reason",
        "Whether a reason was written.",
        &["With a reason", "Without a reason"],
        |c, item| {
            let row = c.case.row(table::EVENT_OVERRIDE, item.row);
            usize::from(row.is_none_or(|row| row.lacks(field::OVERRIDE_REASON)))
        },
    ),
    Division {
        of: Overrides,
        label: "Rule",
        how: "The rule that was not met, with what it rests on.",
        parts: Parts::Named(rule),
        has_chart: false,
    },
];

/// Returns whether a review that was due was held by its day.
pub(in crate::domain::statistics::governors) fn is_in_time(due: Item) -> bool {
    due.held.is_some_and(|held| held <= due.on)
}

/// Returns whether a review has a nominee of the board other than the head who is not recorded as
/// absent.
pub(in crate::domain::statistics::governors) fn has_nominee(
    of: &CountedCase,
    review: RowId,
) -> bool {
    of.case.rows(table::ATTENDEES).any(|(_, row)| {
        row.row_id(field::ATTENDEES_REVIEW) == Some(review)
            && row.is(field::ATTENDEES_ROLE, AttendeeRole::Nominee)
            && !row.is_yes(field::ATTENDEES_IS_HEAD)
            && !row.is_no(field::ATTENDEES_CAME)
    })
}

/// Returns whether a review has the parents' views.
pub(in crate::domain::statistics::governors) fn has_views(of: &CountedCase, review: RowId) -> bool {
    of.case.rows(table::EVENT_PARENT_VIEWS).any(|(_, row)| {
        row.row_id(field::PARENT_VIEWS_REVIEW) == Some(review) && row.has(field::PARENT_VIEWS_TEXT)
    })
}

fn rule(of: &CountedCase, item: Item) -> (u16, String) {
    let row = of.case.row(table::EVENT_OVERRIDE, item.row);
    let id = row.map_or("", |row| row.text(field::OVERRIDE_RULE));
    let place = rules::rules().position(|rule| rule.id == id).and_then(|at| u16::try_from(at).ok());
    match (rules::find(id), place) {
        (Some(rule), Some(place)) => (place, format!("{} ({})", rule.id, rule.cites)),
        _ => (u16::MAX, "A rule that is no longer known".to_owned()),
    }
}
