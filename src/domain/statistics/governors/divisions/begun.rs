//! Directions begun by how they were prepared and where the child went.

use crate::domain::case::answers::Answers;
use crate::domain::forms::choice::{DaySplit, HostKind};
use crate::domain::forms::{field, table};
use crate::domain::statistics::governors::counted::Counted::Begun;
use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::division::Division;
use crate::domain::statistics::governors::divisions::NOT_ANSWERED;

/// The kinds of host, in the order of their options.
pub(super) const HOSTS: &[&str] = &[
    "Mainstream or special school",
    "Pupil referral unit",
    "Alternative provision that is a school",
    "Other alternative provision",
    NOT_ANSWERED,
];

/// Returns the place of the kind of host.
pub(super) fn host(of: &CountedCase) -> usize {
    match of.case.choice(field::SCHOOL_HOST_KIND) {
        Some(HostKind::School) => 0,
        Some(HostKind::Pru) => 1,
        Some(HostKind::ApSchool) => 2,
        Some(HostKind::ApOther) => 3,
        None => 4,
    }
}

pub(super) const DIVISIONS: &[Division] = &[
    Division::fixed(
        Begun,
        "Directed before",
        "The record has an earlier direction of the child, or the passport says there was one.",
        &["Directed before", "First direction"],
        |c, _| usize::from(!(c.has_earlier || c.case.is_yes(field::HISTORY_OSD))),
    ),
    Division::fixed(Begun, "Kind of host", "As the case says now.", HOSTS, |c, _| host(c)),
    Division::fixed(
        Begun,
        "Days at the host",
        "As the case says now.",
        &["Split between the schools", "Full-time at the host", NOT_ANSWERED],
        |c, _| match c.case.choice(field::SESSION_SPLIT) {
            Some(DaySplit::Split) => 0,
            Some(DaySplit::Full) => 1,
            None => 2,
        },
    ),
    Division::fixed(
        Begun,
        "Notice of the direction",
        "The first notice recorded, against the school days the profile asks for before the first day.",
        &["In time", "Late", "None recorded"],
        |c, _| notice(c),
    ),
    Division::fixed(
        Begun,
        "Parents' views before the first day",
        "The record of a discussion with the parents by the first day has their views.",
        &["Recorded", "Not recorded"],
        |c, _| usize::from(!has_views(c)),
    ),
    Division::fixed(
        Begun,
        "Funding",
        "An amount agreed is recorded.",
        &["Recorded", "Not recorded"],
        |c, _| usize::from(c.case.lacks(field::FUNDING_AMOUNT)),
    ),
];

fn notice(of: &CountedCase) -> usize {
    let given =
        of.case.rows(table::EVENT_NOTICE).filter_map(|(_, r)| r.date(field::NOTICE_ON)).min();
    let (Some(given), Some(first)) = (given, of.begun()) else { return 2 };
    let profile = of.context.profile;
    let clear = profile.notice_school_days.saturating_sub(u32::from(profile.notice_lenient));
    usize::from(given > of.context.home.school_days_before(first, clear))
}

fn has_views(of: &CountedCase) -> bool {
    let first = of.begun();
    of.case.rows(table::EVENT_PARENT_DISCUSSION).any(|(_, row)| {
        let in_time = row
            .date(field::PARENT_DISCUSSION_ON)
            .is_some_and(|on| first.is_some_and(|first| on <= first));
        in_time && row.has(field::PARENT_DISCUSSION_VIEWS)
    })
}
