//! What is wrong with a day that was typed.

use chrono::{Month, NaiveDate, Weekday};

/// The years in which a day of this work can lie.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What is wrong with a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DateFault {
    Unknown,
    NoYear,
    Month(String),
    Year(i32),
    /// A day of the month that its month does not have.
    Day {
        day: u32,
        month: Month,
        year: i32,
    },
    Weekday {
        said: Weekday,
        is: Weekday,
    },
}

impl DateFault {
    pub(super) fn says(&self, raw: &str) -> String {
        let short: String = crate::domain::text::clean(raw).trim().chars().take(30).collect();
        let short = short.replace('\n', " ");
        let why = match self {
            DateFault::Unknown => {
                return format!(
                    "\"{short}\" is not a day. Type a date like 12/3/2013, or today, mon, +6d."
                );
            }
            DateFault::NoYear => "its year is missing".to_owned(),
            DateFault::Month(word) => format!("there is no month \"{word}\""),
            DateFault::Year(year) => {
                format!("the year {year} is not from {} to {}", YEARS.start(), YEARS.end())
            }
            DateFault::Day { day, month, year } => {
                let days = days_in(*month, *year);
                format!("{} {year} has {days} days, not {day}", month.name())
            }
            DateFault::Weekday { said, is } => format!("that day is a {is}, not a {said}"),
        };
        format!("\"{short}\" is not a day: {why}.")
    }
}

fn days_in(month: Month, year: i32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month.number_from_month(), *day).is_some())
        .unwrap_or(28)
}
