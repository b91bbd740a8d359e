//! Parses typed terms and closures: one day or a range, and for a closure its reason.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::calendar::dates::DateError;
use crate::domain::calendar::{ClosedSpan, dates};
use crate::domain::text;
use crate::error::Error;

/// The most days that one closure takes at a time.
const MAX_CLOSED_DAYS: usize = 60;

/// Why a typed term or closure cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosureError {
    /// One of its days is no day.
    Date(DateError),
    /// The last day lies before the first.
    Order,
    /// A term is not typed as first and last day.
    Term,
    /// The days are a weekend.
    Weekend,
    /// It closes more days than one closure takes.
    TooLong,
}

impl fmt::Display for ClosureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ClosureError::Date(error) => error.fmt(f),
            ClosureError::Order => {
                f.write_str("The last day is before the first. Type the earlier one first.")
            }
            ClosureError::Term => {
                f.write_str("Type first and last day of the term like 1/9/2026 to 18/12/2026.")
            }
            ClosureError::Weekend => {
                f.write_str("These days are a weekend, on which there is no school anyway.")
            }
            ClosureError::TooLong => write!(
                f,
                "This closes more than {MAX_CLOSED_DAYS} days. For holidays, end the term instead."
            ),
        }
    }
}

impl std::error::Error for ClosureError {}

impl From<ClosureError> for Error {
    fn from(error: ClosureError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

impl From<DateError> for ClosureError {
    fn from(error: DateError) -> ClosureError {
        ClosureError::Date(error)
    }
}

/// Reads a term: `1/9/2026 to 18/12/2026`.
///
/// # Errors
/// [`ClosureError`], which says how to type it.
pub fn term(text: &str, today: NaiveDate) -> Result<(NaiveDate, NaiveDate), ClosureError> {
    let (first, last, rest) = span(text, today)?;
    match last {
        Some(last) if rest.is_empty() && first <= last => Ok((first, last)),
        Some(last) if last < first => Err(ClosureError::Order),
        _ => Err(ClosureError::Term),
    }
}

/// Reads closed days, Monday to Friday: `26/10/2026 to 30/10/2026 half-term`, or `7/12/2026
/// boiler`.
///
/// # Errors
/// [`ClosureError`], which says how to type them.
pub fn closed(text: &str, today: NaiveDate) -> Result<Vec<ClosedSpan>, ClosureError> {
    let (first, last, reason) = span(text, today)?;
    let last = last.unwrap_or(first);
    if last < first {
        return Err(ClosureError::Order);
    }
    let reason = text::clean(&reason);
    let days = first
        .iter_days()
        .take_while(|d| *d <= last)
        .filter(|d| !matches!(d.weekday(), Weekday::Sat | Weekday::Sun));
    let days: Vec<ClosedSpan> = days
        .take(MAX_CLOSED_DAYS + 1)
        .map(|day| ClosedSpan { day, reason: reason.clone() })
        .collect();
    match days.len() {
        0 => Err(ClosureError::Weekend),
        n if n > MAX_CLOSED_DAYS => Err(ClosureError::TooLong),
        _ => Ok(days),
    }
}

/// Returns the first day, the last where there is one, and the words after them.
fn span(
    text: &str,
    today: NaiveDate,
) -> Result<(NaiveDate, Option<NaiveDate>, String), ClosureError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, taken) = dates::parse_leading(&words, today)?;
    match words.get(taken..).unwrap_or_default() {
        ["to", rest @ ..] => {
            let (last, taken) = dates::parse_leading(rest, today)?;
            let reason = rest.get(taken..).unwrap_or_default().join(" ");
            Ok((first, Some(last), reason))
        }
        rest => Ok((first, None, rest.join(" "))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn terms_and_closures_are_read_as_officers_type_them() {
        let today = day("2026-11-23");
        assert_eq!(
            term("1/9/2026 to 18/12/2026", today),
            Ok((day("2026-09-01"), day("2026-12-18")))
        );
        assert_eq!(term("1/9/26 to 18/12", today), Ok((day("2026-09-01"), day("2026-12-18"))));
        for (wrong, says) in [
            ("", "not a day"),
            ("1/9/2026", "like 1/9/2026 to"),
            ("2/9/2026 to 1/9/2026", "before the first"),
            ("1/9 to 2/9 x", "like"),
        ] {
            assert!(term(wrong, today).is_err_and(|e| e.to_string().contains(says)), "{wrong}");
        }
        let half = closed("23/10/2026 to 27/10/2026 half-term", today).expect("Closed days");
        let days: Vec<String> = half.iter().map(|c| format!("{} {}", c.day, c.reason)).collect();
        assert_eq!(days, ["2026-10-23 half-term", "2026-10-26 half-term", "2026-10-27 half-term"]);
        assert_eq!(
            closed("7/12", today),
            Ok(vec![ClosedSpan { day: day("2026-12-07"), reason: String::new() }])
        );
        for (wrong, says) in [
            ("28/11/2026", "weekend"),
            ("1/1/2026 to 1/6/2026", "60 days"),
            ("8/12 to 7/12", "before the first"),
        ] {
            assert!(closed(wrong, today).is_err_and(|e| e.to_string().contains(says)), "{wrong}");
        }
    }
}
