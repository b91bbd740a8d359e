//! What is wrong with a day that was typed.

use std::fmt;

use chrono::{Month, NaiveDate, Weekday};

use crate::domain::plural::pluralize;
use crate::domain::text;
use crate::error::Error;

/// The years in which a day of this work can lie.
pub(super) const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// The most characters of what was typed that its error repeats.
const MAX_REPEATED: usize = 30;

/// Which part of a day is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateFault {
    /// It does not look like a day at all.
    Unknown,
    /// It says no year, and more than one is possible.
    NoYear,
    /// There is no month of this name or number.
    Month(String),
    /// The year lies outside those in which this work can fall.
    Year(i32),
    /// The month does not have this day.
    Day {
        /// As it was typed.
        day: u32,
        /// The month beside it.
        month: Month,
        /// The year beside it, or the one that was meant.
        year: i32,
    },
    /// The weekday beside the day is another one.
    Weekday {
        /// As it was typed.
        said: Weekday,
        /// On which the day falls.
        is: Weekday,
    },
}

/// A text that is not a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateError {
    /// What was typed, its beginning on one line.
    pub typed: String,
    /// Which part of it is wrong.
    pub fault: DateFault,
}

impl DateError {
    pub(super) fn new(raw: &str, fault: DateFault) -> DateError {
        let typed: String = text::clean(raw).trim().chars().take(MAX_REPEATED).collect();
        DateError { typed: typed.replace('\n', " "), fault }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a day", self.typed)?;
        match &self.fault {
            DateFault::Unknown => f.write_str(". Type a date like 12/3/2013, or today, mon, +6d."),
            DateFault::NoYear => f.write_str(": its year is missing."),
            DateFault::Month(word) => write!(f, ": there is no month \"{word}\"."),
            DateFault::Year(year) => {
                write!(f, ": the year {year} is not from {} to {}.", YEARS.start(), YEARS.end())
            }
            DateFault::Day { day, month, year } => {
                let days = days_in(*month, *year);
                write!(f, ": {} {year} has {}, not {day}.", month.name(), pluralize(days, "day"))
            }
            DateFault::Weekday { said, is } => write!(f, ": that day is a {is}, not a {said}."),
        }
    }
}

impl std::error::Error for DateError {}

impl From<DateError> for Error {
    fn from(error: DateError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

fn days_in(month: Month, year: i32) -> u32 {
    (28..=31)
        .rev()
        .find(|day| NaiveDate::from_ymd_opt(year, month.number_from_month(), *day).is_some())
        .unwrap_or(28)
}
