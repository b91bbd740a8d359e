//! Invented term dates for the demo, shaped like a school year around any given day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::demo::around::SchoolDays;
use crate::domain::calendar::{ClosedSpan, Terms};

/// Schools without term dates, so that assumed school days are seen.
const WITHOUT: [usize; 2] = [3, 18];

/// The school that closes on a day of its own while a direction to it is planned.
const CLOSES_ALONE: usize = 12;

/// Returns the terms of most of these schools for the years around a day.
pub(super) fn terms(schools: &[String], today: NaiveDate) -> Vec<Terms> {
    let year = if today.month() >= 8 { today.year() } else { today.year() - 1 };
    let mut terms = Vec::new();
    let mut closed = Vec::new();
    for year in year - 1..=year + 1 {
        let spans = [
            ((year, 9, 1), (year, 12, 18)),
            ((year + 1, 1, 5), (year + 1, 3, 27)),
            ((year + 1, 4, 13), (year + 1, 7, 20)),
        ];
        terms.extend(
            spans.into_iter().filter_map(|(first, last)| Some((day(first)?, friday(day(last)?)))),
        );
        for half in [(year, 10, 28), (year + 1, 2, 17), (year + 1, 5, 27)] {
            closed.extend(week(half).map(|day| ClosedSpan { day, reason: "half-term".into() }));
        }
        closed.extend(day((year, 9, 1)).map(|day| ClosedSpan { day, reason: "TED day".into() }));
    }
    let known = schools.iter().enumerate().filter(|(i, _)| !WITHOUT.contains(i));
    known
        .map(|(i, school)| {
            let (terms, mut closed) = (terms.clone(), closed.clone());
            if i == CLOSES_ALONE {
                let plain =
                    Terms { school: String::new(), terms: terms.clone(), closed: Vec::new() };
                let own = SchoolDays::new(today, &plain, &plain).ahead(25);
                closed.push(ClosedSpan { day: own, reason: "TED day".into() });
            }
            Terms { school: school.clone(), terms, closed }
        })
        .collect()
}

fn day((year, month, day): (i32, u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Returns the day, or the Friday before it where it falls on a weekend.
fn friday(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat | Weekday::Sun => day.week(Weekday::Mon).first_day() + Days::new(4),
        _ => day,
    }
}

/// Returns Monday to Friday of the week around a day.
fn week(around: (i32, u32, u32)) -> impl Iterator<Item = NaiveDate> {
    let monday = day(around).map(|d| d.week(Weekday::Mon).first_day());
    monday.into_iter().flat_map(|monday| monday.iter_days().take(5))
}
