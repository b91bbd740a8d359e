//! Converts typed text to a value and back, by the kind of field.

mod error;
mod show;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::forms::days;
use crate::domain::forms::days::DayCheck;
pub use crate::domain::forms::parse::error::{ParseError, ParseWarning};
pub use crate::domain::forms::parse::show::{format, is_of};
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::value::Value;
use crate::domain::{upn, value};

/// The most characters of a one-line answer.
pub const MAX_LINE: usize = 300;
/// The most characters of a long answer; its stored value stays within what the store keeps well.
pub const MAX_LONG: usize = 60_000;

/// An answer that was read, with a warning where it may be kept but looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedValue {
    /// What is stored; `Empty` where nothing was typed.
    pub value: Value,
    /// Why it should be looked at again.
    pub warning: Option<ParseWarning>,
}

/// Reads what was typed for a field, and holds a day against the bounds of that field (see
/// [`days::check`]).
///
/// # Errors
/// [`ParseError`], which says what is wrong and how to type it.
pub fn parse_field(field: &Field, raw: &str, today: NaiveDate) -> Result<ParsedValue, ParseError> {
    let mut read = parse(&field.kind, raw, today)?;
    if field.kind == FieldKind::Date && !read.value.is_empty() {
        let day = days::parse(field.days, raw, today)?;
        read.value = Value::Date(day);
        match days::check(field.days, day, today) {
            DayCheck::Fine => {}
            DayCheck::Ask(words) => read.warning = Some(ParseWarning::Day(words)),
            DayCheck::Refused(words) => return Err(ParseError::DayRefused(words)),
        }
    }
    Ok(read)
}

/// Reads what was typed for a field of this kind; nothing typed is `Empty`.
///
/// # Errors
/// [`ParseError`], which says what is wrong and how to type it.
pub fn parse(kind: &FieldKind, raw: &str, today: NaiveDate) -> Result<ParsedValue, ParseError> {
    let clean = value::text(raw);
    let text = clean.as_text().trim();
    let plain = |value| Ok(ParsedValue { value, warning: None });
    if text.is_empty() {
        return plain(Value::Empty);
    }
    match kind {
        FieldKind::Line => plain(Value::Text(line(text)?)),
        FieldKind::Long => match text.chars().count() {
            has if has > MAX_LONG => Err(ParseError::TooLong(has)),
            _ => plain(clean),
        },
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "y" | "yes" => plain(Value::YesNo(true)),
            "n" | "no" => plain(Value::YesNo(false)),
            _ => Err(ParseError::YesNo),
        },
        FieldKind::Choice(options) => {
            let found =
                options.iter().find(|(id, words)| *id == text || words.eq_ignore_ascii_case(text));
            match found {
                Some((id, _)) => plain(Value::Choice((*id).to_owned())),
                None => Err(ParseError::Choice(options.iter().map(|(_, words)| *words).collect())),
            }
        }
        FieldKind::Date => plain(Value::Date(dates::parse(text, today)?)),
        FieldKind::Time => plain(Value::Time(time(text).ok_or(ParseError::Time)?)),
        FieldKind::Number { min: least, max: most, unit } => match text.parse::<i64>() {
            Ok(n) if (*least..=*most).contains(&n) => plain(Value::Number(n)),
            _ => Err(ParseError::Number { min: *least, max: *most, unit }),
        },
        FieldKind::Money => plain(Value::Number(pence(text).ok_or(ParseError::Money)?)),
        FieldKind::ReadOnly => Err(ParseError::ReadOnly),
        FieldKind::School => plain(Value::School(text.to_owned())),
        FieldKind::Review => {
            text.parse().map_or(Err(ParseError::Review), |row| plain(Value::Number(row)))
        }
        FieldKind::Upn => match upn::parse(text) {
            (upn, None) if upn::is_temporary(&upn) => {
                let warning = Some(ParseWarning::TemporaryUpn);
                Ok(ParsedValue { value: Value::Text(upn), warning })
            }
            (upn, None) => plain(Value::Text(upn)),
            (_, Some(upn::UpnFault::Format(fault))) => Err(ParseError::Upn(fault)),
            (upn, Some(upn::UpnFault::CheckLetter { expected })) => {
                let warning = Some(ParseWarning::UpnCheckLetter { expected });
                Ok(ParsedValue { value: Value::Text(upn), warning })
            }
        },
    }
}

fn line(text: &str) -> Result<String, ParseError> {
    match text.chars().count() {
        has if has > MAX_LINE => Err(ParseError::LineTooLong(has)),
        _ => Ok(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

fn time(text: &str) -> Option<u16> {
    let digits: String = text.chars().filter(|c| !matches!(c, ':' | '.' | ' ')).collect();
    if digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let n: u16 = digits.parse().ok()?;
    let (hour, minute) = if digits.len() <= 2 { (n, 0) } else { (n / 100, n % 100) };
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

fn pence(text: &str) -> Option<i64> {
    let text = text.replace([',', '£', ' '], "");
    let (pounds, rest) = text.split_once('.').unwrap_or((&text, "00"));
    let all_digits = pounds.bytes().chain(rest.bytes()).all(|b| b.is_ascii_digit());
    if rest.len() != 2 || !all_digits || pounds.is_empty() || pounds.len() > 9 {
        return None;
    }
    Some(pounds.parse::<i64>().ok()? * 100 + rest.parse::<i64>().ok()?)
}
