//! Which sessions are at which school, from a day on (P-LE4). Earlier timetables stay: a session is
//! read by the one then in force.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::case::stage::cell;
use crate::domain::case::value::Value;
use crate::domain::case::{Case, Half, RowId, RowValues, Session, Side};

/// The weekdays of a register, as the dictionary names them.
pub const DAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// Where a pupil is expected in each session of a week; none is a session that is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekPlan(pub [[Option<Side>; 2]; 5]);

impl WeekPlan {
    /// Every session at the host: a direction without a timetable is full time.
    pub const FULL: WeekPlan = WeekPlan([[Some(Side::Host); 2]; 5]);

    /// Returns the week of a stored row; a session that is not answered is at the host.
    pub fn from_row(cells: &RowValues) -> WeekPlan {
        let mut week = WeekPlan::FULL;
        for (day, halves) in DAYS.iter().zip(&mut week.0) {
            for (half, place) in ["am", "pm"].into_iter().zip(halves) {
                *place = match cell(cells, &field(day, half)).as_text() {
                    "home" => Some(Side::Home),
                    "none" => None,
                    _ => Some(Side::Host),
                };
            }
        }
        week
    }

    /// Returns the cells of a row that holds this week from a day on.
    pub fn cells(&self, from: NaiveDate) -> RowValues {
        let mut cells = RowValues::from([("timetable.from".to_owned(), Value::Date(from))]);
        for (day, halves) in DAYS.iter().zip(&self.0) {
            for (half, place) in ["am", "pm"].into_iter().zip(halves) {
                let id = match place {
                    Some(Side::Home) => "home",
                    Some(Side::Host) => "host",
                    None => "none",
                };
                cells.insert(field(day, half), Value::Choice(id.to_owned()));
            }
        }
        cells
    }

    /// Returns where the pupil is expected; none at weekends too.
    pub fn at(&self, (day, half): Session) -> Option<Side> {
        let weekday = weekday(day)?;
        self.0[weekday][half as usize]
    }

    /// Returns how many sessions a week are at a school.
    pub fn count(&self, side: Side) -> usize {
        self.0.iter().flatten().filter(|p| **p == Some(side)).count()
    }
}

fn field(day: &str, half: &str) -> String {
    format!("timetable.{day}_{half}")
}

/// Returns 0 to 4 for Monday to Friday, none at weekends.
pub fn weekday(day: NaiveDate) -> Option<usize> {
    (!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .then(|| day.weekday().num_days_from_monday() as usize)
}

/// Returns every timetable with the day from which it holds, the oldest first; one without a day
/// holds from the beginning.
pub fn all(case: &Case) -> Vec<(NaiveDate, RowId, WeekPlan)> {
    let from =
        |cells: &RowValues| cell(cells, "timetable.from").as_date().unwrap_or(NaiveDate::MIN);
    let mut all: Vec<_> = case
        .rows("timetable")
        .map(|(row, cells)| (from(cells), row, WeekPlan::from_row(cells)))
        .collect();
    all.sort_by_key(|(from, row, _)| (*from, *row));
    all
}

/// Returns the half's words: "am", "pm".
pub fn half_words(half: Half) -> &'static str {
    match half {
        Half::Am => "am",
        Half::Pm => "pm",
    }
}
