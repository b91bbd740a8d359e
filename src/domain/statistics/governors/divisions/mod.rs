//! Every division of the report, in its order.

mod attendance;
mod begun;
mod child;
mod ended;
mod events;
mod running;

use crate::domain::statistics::governors::division::Division;
pub(super) use crate::domain::statistics::governors::divisions::ended::school_weeks;
pub(super) use crate::domain::statistics::governors::divisions::events::{
    NOMINEE, REVIEWS_DUE, VIEWS, has_nominee, has_views, is_in_time,
};

/// What a question is counted under that nobody has answered.
const NOT_ANSWERED: &str = "Not answered";

/// The divisions, a list each.
const LISTS: [&[Division]; 5] =
    [child::DIVISIONS, begun::DIVISIONS, ended::DIVISIONS, running::DIVISIONS, events::DIVISIONS];

/// Returns every division.
pub(super) fn all() -> impl Iterator<Item = &'static Division> {
    LISTS.into_iter().flatten()
}

/// Returns the place of yes, no and no answer.
fn yes_no(is_yes: bool, is_no: bool) -> usize {
    match (is_yes, is_no) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}
