//! Invented term dates for the demo, shaped like a school year around any given day.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar::{ClosedSpan, Terms};

/// Every so many schools, one is left without term dates, so that assumed school days are seen.
const WITHOUT: usize = 4;

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
        terms.extend(spans.into_iter().filter_map(|(first, last)| Some((day(first)?, day(last)?))));
        for half in [(year, 10, 28), (year + 1, 2, 17), (year + 1, 5, 27)] {
            closed.extend(week(half).map(|day| ClosedSpan { day, reason: "half-term".into() }));
        }
        closed.extend(day((year, 9, 1)).map(|day| ClosedSpan { day, reason: "TED day".into() }));
    }
    let with = schools.iter().enumerate().filter(|(i, _)| i % WITHOUT != WITHOUT - 1);
    with.map(|(i, school)| {
        let mut closed = closed.clone();
        // Schools close on days of their own: some direction then has only one of its two open.
        let own = (year - 1..=year + 1).filter(|_| i % 5 == 2).filter_map(|y| day((y, 12, 4)));
        closed.extend(own.map(|day| ClosedSpan { day, reason: "TED day".into() }));
        Terms { school: school.clone(), terms: terms.clone(), closed }
    })
    .collect()
}

fn day((year, month, day): (i32, u32, u32)) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Returns Monday to Friday of the week around a day.
fn week(around: (i32, u32, u32)) -> impl Iterator<Item = NaiveDate> {
    let monday = day(around).map(|d| d.week(Weekday::Mon).first_day());
    monday.into_iter().flat_map(|monday| monday.iter_days().take(5))
}
