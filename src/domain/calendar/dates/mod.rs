//! Days as people write them: read in one place for typing, forms, files and commands.

mod fault;
mod relative;
#[cfg(test)]
mod tests;
mod written;

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::calendar::dates::fault::YEARS;
pub use crate::domain::calendar::dates::fault::{DateError, DateFault};
use crate::domain::calendar::dates::relative::word;
use crate::domain::calendar::dates::written::{WrittenDate, weekday_name};

/// The most words of one day: `Tuesday 1 September 2026`, with `the` or `of` among them.
const MAX_WORDS: usize = 6;

/// Returns a day as `27/11/2026`.
pub fn format(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// Returns a day as `Fri 27 Nov`.
pub fn show_short(day: NaiveDate) -> String {
    day.format("%a %-d %b").to_string()
}

/// Returns a day as `27 Nov`.
pub fn show_day_month(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// Returns a day as `Fri 27 Nov 2026`.
pub fn show_long(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// Returns the first day of the school year of a day, by the calendar: 1 September.
pub fn year_start(day: NaiveDate) -> NaiveDate {
    let year = day.year() - i32::from(day.month() < 9);
    NaiveDate::from_ymd_opt(year, 9, 1).unwrap_or(day)
}

/// Returns the Sunday of a day's week; the last day of time where there is none.
pub fn week_end(day: NaiveDate) -> NaiveDate {
    let left = 6 - u64::from(day.weekday().num_days_from_monday());
    day.checked_add_days(Days::new(left)).unwrap_or(NaiveDate::MAX)
}

/// Reads a day as an officer types it: `12/3/2013`, `12/3/13`, `120313`, `12 March 2013`,
/// `Tue 12 Mar 13`, `2013-03-12`, `12/3` (the nearest one to today), `today`, `tomorrow`, `mon`,
/// `+6d`, `-2w`.
///
/// ```
/// use chrono::NaiveDate;
/// use offsite::domain::calendar::dates::parse;
///
/// let today = NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date");
/// assert_eq!(parse("12/3/2013", today).ok(), NaiveDate::from_ymd_opt(2013, 3, 12));
/// assert_eq!(parse("+6d", today).ok(), NaiveDate::from_ymd_opt(2026, 12, 2));
/// assert!(parse("31/2/2026", today).is_err());
/// ```
///
/// # Errors
/// [`DateError`], which names the part that is wrong.
pub fn parse(raw: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let text = raw.trim().to_lowercase();
    let day = match word(&text, today) {
        Some(day) => day,
        None => WrittenDate::parse(&text)
            .and_then(|w| w.near(today))
            .map_err(|fault| DateError::new(raw, fault))?,
    };
    if YEARS.contains(&day.year()) {
        Ok(day)
    } else {
        Err(DateError::new(raw, DateFault::Year(day.year())))
    }
}

/// Reads a day that has happened: as [`parse`], but a weekday or a day without its year is the last
/// one up to today.
///
/// # Errors
/// As [`parse`].
pub fn parse_past(raw: &str, today: NaiveDate) -> Result<NaiveDate, DateError> {
    let text = raw.trim().to_lowercase();
    if let Some(day) = weekday_name(&text) {
        let back = (0..7).filter_map(|n| today.checked_sub_days(Days::new(n)));
        return Ok(back.into_iter().find(|d| d.weekday() == day).unwrap_or(today));
    }
    let day = parse(raw, today)?;
    let is_yearless = WrittenDate::parse(&text).is_ok_and(|w| w.year.is_none());
    Ok(if is_yearless && day > today { day.with_year(day.year() - 1).unwrap_or(day) } else { day })
}

/// Reads the day at the beginning of a line, however many words it takes; returns it with how many
/// words it took.
///
/// # Errors
/// As [`parse`] for the first word alone.
pub fn parse_leading(words: &[&str], today: NaiveDate) -> Result<(NaiveDate, usize), DateError> {
    (2..=MAX_WORDS.min(words.len()))
        .rev()
        .find_map(|n| Some((parse(&words[..n].join(" "), today).ok()?, n)))
        .map_or_else(|| Ok((parse(words.first().unwrap_or(&""), today)?, 1)), Ok)
}

/// Reads a day of a file: one that says its year, with its weekday or a time of day beside it or
/// not. A weekday that does not fit is no day, for then the file is about another year.
///
/// # Errors
/// [`DateError`], which names the part that is wrong.
pub fn parse_written(raw: &str) -> Result<NaiveDate, DateError> {
    let text = raw.trim().to_lowercase();
    let written = WrittenDate::parse(&text).map_err(|fault| DateError::new(raw, fault))?;
    written.of_this_century().map_err(|fault| DateError::new(raw, fault))
}

/// Reads a day that may leave its year out, where it can lie on one day only between two days.
///
/// # Errors
/// [`DateError`], also where no day, or more than one, is meant.
pub fn parse_between(raw: &str, first: NaiveDate, last: NaiveDate) -> Result<NaiveDate, DateError> {
    let text = raw.trim().to_lowercase();
    let written = WrittenDate::parse(&text).map_err(|fault| DateError::new(raw, fault))?;
    if written.year.is_some() {
        return written.of_this_century().map_err(|fault| DateError::new(raw, fault));
    }
    let mut fits = (first.year()..=last.year())
        .filter_map(|year| written.in_year(year).ok())
        .filter(|d| (first..=last).contains(d));
    match (fits.next(), fits.next()) {
        (Some(day), None) => Ok(day),
        _ => Err(DateError::new(raw, DateFault::NoYear)),
    }
}
