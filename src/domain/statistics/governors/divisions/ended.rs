//! Directions ended by how, after how long, and what followed.

use chrono::{Days, NaiveDate};

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, stage};
use crate::domain::forms::choice::{DeletedFrom, EndHow};
use crate::domain::forms::{field, table};
use crate::domain::statistics::governors::counted::Counted::Ended;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::division::Division;
use crate::domain::statistics::governors::divisions::attendance::{BANDS, HOW, band};

/// Twelve weeks in days.
const TWELVE_WEEKS: u64 = 84;

/// A year in days.
const YEAR: u64 = 365;

pub(super) const DIVISIONS: &[Division] = &[
    Division::fixed(
        Ended,
        "Outcome",
        "As the recorded end says. A managed move here is a direction that became permanent.",
        &["Returned", "Managed move", "Ended by the host", "Post-16", "Not known"],
        |c, _| match stage(c.case) {
            Stage::Ended(EndHow::Returned) => 0,
            Stage::Ended(EndHow::ManagedMove) => 1,
            Stage::Ended(EndHow::HostEnded) => 2,
            Stage::Ended(EndHow::Post16) => 3,
            _ => 4,
        },
    )
    .with_chart(),
    Division::fixed(
        Ended,
        "Length in school weeks",
        "Weeks with at least one school day at the home school, from the first day to the last.",
        &["Up to 6", "7 to 12", "13 to 24", "More than 24", "Not known"],
        |c, _| match school_weeks(c) {
            Some(..=6) => 0,
            Some(7..=12) => 1,
            Some(13..=24) => 2,
            Some(25..) => 3,
            None => 4,
        },
    )
    .with_chart(),
    Division::fixed(
        Ended,
        "Proposed end",
        "The last day against the end first proposed on the form.",
        &["Ended after it", "Ended by it", "None recorded"],
        |c, _| match (c.case.date(field::DIRECTION_END), c.ended()) {
            (Some(proposed), Some(ended)) => usize::from(ended <= proposed),
            _ => 2,
        },
    ),
    Division::fixed(
        Ended,
        "Permanent exclusion within 12 weeks of the end",
        "An exclusion is recorded in the same case, up to 84 days after the last day. Later ones may still come.",
        &["Recorded", "Not recorded"],
        |c, _| usize::from(!is_excluded(c)),
    ),
    Division::fixed(
        Ended,
        "Off the home school's roll within a year of the first day",
        "A deletion from the home school's register is recorded in the same case. Later ones may still come.",
        &["Recorded, with a managed move", "Recorded, otherwise", "Not recorded"],
        |c, _| match (is_off_roll(c), stage(c.case)) {
            (true, Stage::Ended(EndHow::ManagedMove)) => 0,
            (true, _) => 1,
            (false, _) => 2,
        },
    ),
    Division::fixed(Ended, "Attendance in the whole direction", HOW, BANDS, band),
];

/// Returns how long an ended direction was.
pub(in crate::domain::statistics::governors) fn school_weeks(of: &CountedCase) -> Option<u32> {
    let (first, last) = (of.begun()?, of.ended()?);
    (first <= last).then(|| of.context.home.count_school_weeks(first, last))
}

fn is_excluded(of: &CountedCase) -> bool {
    let Some(ended) = of.ended() else { return false };
    let is_near = |day: NaiveDate| in_days(ended, TWELVE_WEEKS, day);
    of.case
        .rows(table::EXCLUSIONS)
        .any(|(_, r)| r.date(field::EXCLUSIONS_DATE).is_some_and(is_near))
}

fn is_off_roll(of: &CountedCase) -> bool {
    let Some(begun) = of.begun() else { return false };
    of.case.rows(table::EVENT_DELETION).any(|(_, r)| {
        let within = r.date(field::DELETION_ON).is_some_and(|day| in_days(begun, YEAR, day));
        within && r.is(field::DELETION_SCHOOL, DeletedFrom::Home)
    })
}

/// Returns whether a day lies on another or at most so many days after it.
fn in_days(from: NaiveDate, days: u64, day: NaiveDate) -> bool {
    from <= day && from.checked_add_days(Days::new(days)).is_none_or(|last| day <= last)
}
