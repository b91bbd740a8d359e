//! Converts typed text to a value and back, by the kind of field.

#[cfg(test)]
mod tests;

use std::fmt;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::forms::days;
use crate::domain::forms::days::DayCheck;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::value::Value;
use crate::domain::{upn, value};

/// The most characters of a one-line answer.
pub const LINE: usize = 300;
/// The most characters of a long answer; its stored value stays within what the store keeps well.
pub const LONG: usize = 60_000;

/// An answer that was read, with a warning where it may be kept but looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedValue {
    pub value: Value,
    pub warning: Option<ParseWarning>,
}

/// What is kept as it was typed although it looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseWarning {
    /// The day lies outside what its field usually holds; the sentence says how.
    Day(String),
    /// The UPN's first letter does not fit its digits; a reason is wanted.
    UpnCheckLetter {
        /// The letter that fits.
        expected: char,
    },
}

impl fmt::Display for ParseWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseWarning::Day(words) => write!(f, "Kept. {words}"),
            ParseWarning::UpnCheckLetter { expected } => write!(
                f,
                "Kept, but by its digits this UPN begins with {expected}. Check it, or give the reason."
            ),
        }
    }
}

/// Reads what was typed for a field, and holds a day against the bounds of that field (see
/// [`days::check`]).
///
/// # Errors
/// One sentence that says what is wrong and how to type it.
pub fn parse_field(field: &Field, raw: &str, today: NaiveDate) -> Result<ParsedValue, String> {
    let mut read = parse(&field.kind, raw, today)?;
    if field.kind == FieldKind::Date && !read.value.is_empty() {
        let day = days::parse(field.days, raw, today)?;
        read.value = Value::Date(day);
        match days::check(field.days, day, today) {
            DayCheck::Fine => {}
            DayCheck::Ask(words) => read.warning = Some(ParseWarning::Day(words)),
            DayCheck::Refused(words) => return Err(words),
        }
    }
    Ok(read)
}

/// Reads what was typed for a field of this kind; nothing typed is `Empty`.
///
/// # Errors
/// One sentence that says what is wrong and how to type it.
pub fn parse(kind: &FieldKind, raw: &str, today: NaiveDate) -> Result<ParsedValue, String> {
    let clean = value::text(raw);
    let text = clean.as_text().trim();
    let plain = |value| Ok(ParsedValue { value, warning: None });
    if text.is_empty() {
        return plain(Value::Empty);
    }
    let length = text.chars().count();
    match kind {
        FieldKind::Line if length > LINE => {
            Err(format!("This is {length} characters long; one line holds {LINE}. Shorten it."))
        }
        FieldKind::Line => {
            plain(Value::Text(text.split_whitespace().collect::<Vec<_>>().join(" ")))
        }
        FieldKind::Long if length > LONG => Err(format!(
            "This is {length} characters long; an answer holds {LONG}. Keep the rest as a file."
        )),
        FieldKind::Long => plain(clean),
        FieldKind::YesNo => match text.to_lowercase().as_str() {
            "y" | "yes" => plain(Value::YesNo(true)),
            "n" | "no" => plain(Value::YesNo(false)),
            _ => Err("Answer yes or no.".into()),
        },
        FieldKind::Choice(options) => {
            let found =
                options.iter().find(|(id, words)| *id == text || words.eq_ignore_ascii_case(text));
            match found {
                Some((id, _)) => plain(Value::Choice((*id).to_owned())),
                None => Err(format!(
                    "Choose one of: {}.",
                    options.iter().map(|(_, w)| *w).collect::<Vec<_>>().join(", ")
                )),
            }
        }
        FieldKind::Date => plain(Value::Date(dates::parse(text, today)?)),
        FieldKind::Time => plain(Value::Time(time(text).ok_or("Type a time like 8:45.")?)),
        FieldKind::Number { least, most, unit } => match text.parse::<i64>() {
            Ok(n) if (*least..=*most).contains(&n) => plain(Value::Number(n)),
            _ => Err(format!("Type a whole number of {unit} from {least} to {most}.")),
        },
        FieldKind::Money => {
            plain(Value::Number(pence(text).ok_or("Type an amount like 1250 or 1250.50.")?))
        }
        FieldKind::ReadOnly => Err("The program writes this itself; it is not typed.".into()),
        FieldKind::School => plain(Value::School(text.to_owned())),
        FieldKind::Review => text
            .parse()
            .map(|n| ParsedValue { value: Value::Number(n), warning: None })
            .map_err(|_| "Choose a review of this case.".into()),
        FieldKind::Upn => match upn::parse(text) {
            (upn, None) => plain(Value::Text(upn)),
            (_, Some(upn::UpnFault::Format(fault))) => Err(fault.to_string()),
            (upn, Some(upn::UpnFault::CheckLetter { expected })) => {
                let warning = Some(ParseWarning::UpnCheckLetter { expected });
                Ok(ParsedValue { value: Value::Text(upn), warning })
            }
        },
    }
}

/// Returns whether an answer is of the kind that a field takes; a choice must be one of its
/// options.
pub fn is_of(kind: &FieldKind, value: &Value) -> bool {
    match (kind, value) {
        (_, Value::Empty)
        | (FieldKind::Line | FieldKind::Long | FieldKind::Upn, Value::Text(_))
        | (FieldKind::YesNo, Value::YesNo(_))
        | (FieldKind::Date, Value::Date(_))
        | (FieldKind::Time, Value::Time(_))
        | (FieldKind::Number { .. } | FieldKind::Money | FieldKind::Review, Value::Number(_))
        | (FieldKind::School, Value::School(_))
        | (FieldKind::ReadOnly, Value::Text(_) | Value::Number(_) | Value::Date(_)) => true,
        (FieldKind::Choice(options), Value::Choice(id)) => {
            options.iter().any(|(known, _)| known == id)
        }
        (
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Upn
            | FieldKind::YesNo
            | FieldKind::Date
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Review
            | FieldKind::School
            | FieldKind::ReadOnly
            | FieldKind::Choice(_),
            _,
        ) => false,
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

/// Returns an answer as it is shown and typed again; a school by its id.
pub fn format(kind: &FieldKind, value: &Value) -> String {
    match (kind, value) {
        (_, Value::Empty) => String::new(),
        (FieldKind::Choice(options), Value::Choice(id)) => options
            .iter()
            .find(|(known, _)| known == id)
            .map_or_else(|| id.clone(), |(_, words)| (*words).to_owned()),
        (_, Value::Text(t) | Value::Choice(t) | Value::School(t)) => t.clone(),
        (_, Value::Date(d)) => dates::format(*d),
        (_, Value::YesNo(yes)) => if *yes { "Yes" } else { "No" }.to_owned(),
        (FieldKind::Money, Value::Number(p)) => format!("£{}.{:02}", p / 100, p % 100),
        (_, Value::Number(n)) => n.to_string(),
        (_, Value::Time(m)) => format!("{:02}:{:02}", m / 60, m % 60),
    }
}
