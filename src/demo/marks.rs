//! The demo's registers: D at the school where the pupil is not, real marks at the other.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::demo::around::SchoolDays;
use crate::domain::case::{Case, Half, Marks};

/// Every so many sessions one is not a plain presence.
const TURN: usize = 23;

/// How many of the last school days may still have an N, or no mark: the reason is asked for within
/// five.
const YOUNG: u32 = 3;

/// Returns the weekday on which the case's pupil is at the home school, where the week is split.
pub(super) fn day_at_home(n: usize) -> Option<Weekday> {
    match n {
        super::THROUGH => Some(Weekday::Wed),
        n if n % 5 == 1 => Some(Weekday::Fri),
        _ => None,
    }
}

/// How many school days of marks the host has yet to send in the case that nobody looks after: the
/// week that is over, and what there is of this one.
const NOT_SENT: u32 = 6;

/// Enters the marks of every school day from the first up to yesterday; in the case that nobody
/// looks after, old gaps stand and the last days are not there.
pub(super) fn enter(case: &mut Case, n: usize, first: NaiveDate, days: &SchoolDays) {
    let is_neglected = n == super::NEGLECTED;
    let is_sent = |day: NaiveDate| !is_neglected || day < days.ago(NOT_SENT);
    let open = first.iter_days().take_while(|d| *d < days.today).filter(|d| days.is_open(*d));
    for day in open {
        for half in [Half::Am, Half::Pm] {
            if !is_sent(day) {
                continue;
            }
            let late = if half == Half::Pm { 3 } else { 0 };
            let turn = (day.ordinal() as usize + n * 7 + late) % TURN;
            let may_be_open = is_neglected || day >= days.ago(YOUNG);
            let present = if half == Half::Am { "/" } else { "\\" };
            let real = match turn {
                0 if is_neglected => None,
                1 => Some("I"),
                2 if may_be_open => Some("N"),
                3 => Some("L"),
                _ => Some(present),
            };
            let (real, other) = (real.map(str::to_owned), Some("D".to_owned()));
            let at_home = day_at_home(n) == Some(day.weekday());
            let marks = if at_home {
                Marks { home: real, host: other }
            } else {
                Marks { home: other, host: real }
            };
            case.marks.insert((day, half), marks);
        }
    }
}
