//! What is out of the ordinary in some cases, so that every rule is raised by at least one of them.

mod before;
mod ended;
mod running;

use crate::demo::around::SchoolDays;
use crate::domain::case::Case;

/// Adds to the `n`-th case what it is to show.
pub(super) fn show(case: &mut Case, n: usize, days: &SchoolDays) {
    match n {
        4 => before::badly_planned(case, days),
        5 => running::host_is_provision(case),
        6 => running::suspended_today(case, days),
        7 => running::away_now_and_then(case),
        12 => before::ready_to_start(case, days),
        14 => running::mostly_absent(case),
        15 => ended::moved_on_after_year_eleven(case, days),
        20 => before::same_school_twice(case),
        21 => running::to_be_moved(case, days),
        22 => running::reviewed_today(case, days),
        23 => ended::by_the_host(case, days),
        24 => before::thought_of_as_a_move(case),
        28 => before::moves_directly(case, days),
        29 => running::registers_at_odds(case),
        30 => ended::moved_today(case, days),
        31 => ended::moves_next_week(case, days),
        38 => ended::before_the_law(case, days),
        39 => ended::returned_today(case, days),
        _ => {}
    }
}
