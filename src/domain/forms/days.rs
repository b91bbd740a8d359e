//! Within which days an answer makes sense: a slip of a year in the day on which something happened
//! silences a duty for that year. One check for typing, for linear mode and for files.

#[cfg(test)]
mod tests;

use chrono::{Datelike, Months, NaiveDate};

use crate::domain::calendar::dates;
use crate::domain::calendar::dates::DateError;
use crate::domain::forms::schema::DayBounds;

/// How old a pupil is at the least and at the most, in years; another age is asked about.
const AGES: std::ops::RangeInclusive<u32> = 3..=20;
/// How far ahead something is planned without being asked about, in months.
const MAX_MONTHS_AHEAD: u32 = 24;
/// How far back, or ahead, any other day lies without being asked about, in months.
const FAR: u32 = 240;

/// What is said of a day that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayCheck {
    /// Nothing speaks against it.
    Fine,
    /// It may be kept, but is to be looked at.
    Ask(String),
    /// It cannot be.
    Refused(String),
}

/// Reads a day as its field means it: `fri` is the last Friday where something has happened, and
/// the next one elsewhere.
///
/// # Errors
/// As [`dates::parse`].
pub fn parse(bounds: DayBounds, raw: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    match bounds {
        DayBounds::Happened | DayBounds::Birth => dates::parse_past(raw, today),
        DayBounds::Planned | DayBounds::Any => dates::parse(raw, today),
    }
}

/// Holds a day against the bounds of its field.
pub fn check(bounds: DayBounds, day: NaiveDate, today: NaiveDate) -> DayCheck {
    let ahead = |months| today.checked_add_months(Months::new(months)).is_none_or(|d| day > d);
    let back = |months| today.checked_sub_months(Months::new(months)).is_none_or(|d| day < d);
    let shown = dates::show_long(day);
    match bounds {
        DayBounds::Happened | DayBounds::Birth if day > today => DayCheck::Refused(format!(
            "{shown} has not come yet. Give the day on which it happened; check the year."
        )),
        DayBounds::Birth if !AGES.contains(&age(day, today)) => DayCheck::Ask(format!(
            "Born on {shown}, the child is {}. Check the year.",
            match age(day, today) {
                1 => "1 year old".to_owned(),
                n => format!("{n} years old"),
            }
        )),
        DayBounds::Planned if ahead(MAX_MONTHS_AHEAD) => {
            DayCheck::Ask(format!("{shown} is more than two years ahead. Check the year."))
        }
        DayBounds::Birth => DayCheck::Fine,
        DayBounds::Happened | DayBounds::Planned | DayBounds::Any if back(FAR) || ahead(FAR) => {
            DayCheck::Ask(format!("{shown} is more than twenty years away. Check the year."))
        }
        DayBounds::Happened | DayBounds::Planned | DayBounds::Any => DayCheck::Fine,
    }
}

/// Returns the age in whole years; nought before the birth.
pub fn age(born: NaiveDate, today: NaiveDate) -> u32 {
    today.years_since(born).unwrap_or(0)
}

/// Returns the year group of a child of this birthday who is taught in their own year: year 1
/// begins in the September after the fifth birthday, and a birth of 1 September is a year later than
/// one of 31 August.
pub fn year_group(born: NaiveDate, today: NaiveDate) -> i32 {
    let school_year = |day: NaiveDate| day.year() - i32::from(day.month() < 9);
    school_year(today) - school_year(born) - 5
}
