//! The parts of a day as they were written, and the day that they name.

use chrono::{Datelike, Month, NaiveDate, Weekday};

use crate::domain::calendar::dates::fault::{DateFault, YEARS};

/// A year as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    Whole(i32),
    /// The last two figures.
    Short(i32),
}

/// The parts of a day as they were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WrittenDate {
    day: u32,
    month: Month,
    pub(super) year: Option<Year>,
    weekday: Option<Weekday>,
}

impl WrittenDate {
    /// Takes a text in small letters apart; nothing is yet said of whether there is such a day.
    pub(super) fn parse(text: &str) -> Result<WrittenDate, DateFault> {
        let text = without_midnight(text);
        let mut parts: Vec<&str> =
            text.split(['/', '.', '-', ' ', ',']).filter(|p| !p.is_empty()).collect();
        let named = text.chars().any(char::is_alphabetic);
        if !named && text.split(['/', '.', '-', ' ', ',']).any(str::is_empty) {
            return Err(DateFault::Unknown);
        }
        let mut weekday = None;
        if let Some(found) = parts.first().and_then(|p| weekday_name(p)) {
            weekday = Some(found);
            parts.remove(0);
        }
        if named {
            parts.retain(|p| !matches!(*p, "the" | "of"));
        }
        let split;
        if let [one] = parts.as_slice()
            && let Some(three) = run_of_figures(one)
        {
            split = three;
            parts = split.to_vec();
        }
        let (day, month, year) = match parts.as_slice() {
            [year, month, day] if is_number(year, 4..=4) => (*day, *month, Some(*year)),
            // `September 1 2026`: the month can be told only where it is a word.
            [month, day, year] if month_name(month).is_some() => (*day, *month, Some(*year)),
            [day, month, year] => (*day, *month, Some(*year)),
            [month, day] if month_name(month).is_some() => (*day, *month, None),
            [day, month] => (*day, *month, None),
            _ => return Err(DateFault::Unknown),
        };
        let year = match year {
            None => None,
            Some(y) if is_number(y, 4..=4) => Some(Year::Whole(figure(y)?)),
            Some(y) if is_number(y, 2..=2) => Some(Year::Short(figure(y)?)),
            Some(_) => return Err(DateFault::Unknown),
        };
        let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end));
        let day = ordinal.unwrap_or(day);
        if !is_number(day, 1..=2) {
            return Err(DateFault::Unknown);
        }
        let month = match month_name(month) {
            Some(month) => month,
            None if is_number(month, 1..=2) => Month::try_from(figure::<u8>(month)?)
                .map_err(|_| DateFault::Month(month.to_owned()))?,
            None if is_number(month, 3..=99) => return Err(DateFault::Unknown),
            None => return Err(DateFault::Month(month.chars().take(12).collect())),
        };
        Ok(WrittenDate { day: figure(day)?, month, year, weekday })
    }

    pub(super) fn in_year(&self, year: i32) -> Result<NaiveDate, DateFault> {
        let day = NaiveDate::from_ymd_opt(year, self.month.number_from_month(), self.day)
            .ok_or(DateFault::Day { day: self.day, month: self.month, year })?;
        match self.weekday {
            Some(said) if said != day.weekday() => {
                Err(DateFault::Weekday { said, is: day.weekday() })
            }
            _ => Ok(day),
        }
    }

    /// Returns the day; without a year the nearest one to today, and with half a year the one that
    /// lies at most ten years ahead.
    pub(super) fn near(&self, today: NaiveDate) -> Result<NaiveDate, DateFault> {
        match self.year {
            Some(Year::Whole(year)) => self.in_year(year),
            Some(Year::Short(year)) => {
                let this = today.year() / 100 * 100 + year;
                self.in_year(if this > today.year() + 10 { this - 100 } else { this })
            }
            None => (-1..=1)
                .filter_map(|by| self.in_year(today.year() + by).ok())
                .min_by_key(|d| (*d - today).num_days().abs())
                .map_or_else(|| self.in_year(today.year()), Ok),
        }
    }

    pub(super) fn of_this_century(&self) -> Result<NaiveDate, DateFault> {
        let year = match self.year {
            Some(Year::Whole(year)) => year,
            Some(Year::Short(year)) => 2000 + year,
            None => return Err(DateFault::NoYear),
        };
        if YEARS.contains(&year) { self.in_year(year) } else { Err(DateFault::Year(year)) }
    }
}

/// Returns the text without a time of day at midnight behind it, which is how programs write a day
/// that they keep as a moment. Any other time says that the cell is not a day.
fn without_midnight(text: &str) -> &str {
    let Some((day, time)) = text.split_once(['t', ' ']).filter(|(d, _)| d.len() >= 8) else {
        return text.trim();
    };
    let time = time.trim().trim_end_matches('z');
    let time = time.split_once(['+', '.']).map_or(time, |(t, rest)| {
        if rest.bytes().all(|b| matches!(b, b'0' | b':')) { t } else { time }
    });
    if matches!(time, "00:00" | "00:00:00" | "0:00" | "0:00:00" | "12:00:00 am") {
        day
    } else {
        text.trim()
    }
}

/// Splits `010926`, `01092026` and `20260901`. A run of eight figures never reads both ways, for no
/// month is 19, 20 or 21.
fn run_of_figures(text: &str) -> Option<[&str; 3]> {
    match text.len() {
        6 if is_number(text, 6..=6) => Some([&text[..2], &text[2..4], &text[4..]]),
        8 if is_number(text, 8..=8) => {
            let year_first = text[..4].parse().is_ok_and(|y: i32| YEARS.contains(&y))
                && text[4..6].parse().is_ok_and(|m: u8| (1..=12).contains(&m));
            Some(if year_first {
                [&text[..4], &text[4..6], &text[6..]]
            } else {
                [&text[..2], &text[2..4], &text[4..]]
            })
        }
        _ => None,
    }
}

fn is_number(text: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn figure<T: std::str::FromStr>(text: &str) -> Result<T, DateFault> {
    text.parse().map_err(|_| DateFault::Unknown)
}

fn month_name(word: &str) -> Option<Month> {
    match word {
        "sept" => Some(Month::September),
        _ => (word.len() >= 3).then(|| word.parse().ok()).flatten(),
    }
}

pub(super) fn weekday_name(word: &str) -> Option<Weekday> {
    match word {
        "tues" => Some(Weekday::Tue),
        "thur" | "thurs" => Some(Weekday::Thu),
        _ => (word.len() >= 3 && word.chars().all(|c| c.is_ascii_alphabetic()))
            .then(|| word.parse().ok())
            .flatten(),
    }
}
