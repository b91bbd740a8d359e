//! The value of an answer: what it may be, how it is typed and how it is shown.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// An answer to one field. `Empty` is "not asked yet", which is never the same as `YesNo(false)`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Value {
    /// Not asked yet.
    #[default]
    Empty,
    /// One line or many.
    Text(String),
    /// A calendar day.
    Date(NaiveDate),
    /// Yes or no, answered.
    YesNo(bool),
    /// The id of one of the field's options.
    Choice(String),
    /// A whole number: days, a year group, pence, a row that another row refers to.
    Number(i64),
    /// Minutes after midnight.
    Time(u16),
    /// The id of a school in the register of schools.
    School(String),
}

impl Value {
    /// Returns whether nothing has been answered.
    pub fn is_empty(&self) -> bool {
        matches!(self, Value::Empty)
    }

    /// Returns the text, or "" where there is none.
    pub fn as_text(&self) -> &str {
        match self {
            Value::Text(t) | Value::Choice(t) | Value::School(t) => t,
            Value::Empty | Value::Date(_) | Value::YesNo(_) | Value::Number(_) | Value::Time(_) => {
                ""
            }
        }
    }

    /// Returns the day, where the answer is one.
    pub fn as_date(&self) -> Option<NaiveDate> {
        if let Value::Date(d) = self { Some(*d) } else { None }
    }

    /// Returns the number, where the answer is one.
    pub fn as_number(&self) -> Option<i64> {
        if let Value::Number(n) = self { Some(*n) } else { None }
    }

    /// Returns whether the answer is "yes".
    pub fn is_yes(&self) -> bool {
        *self == Value::YesNo(true)
    }

    /// Returns whether the answer is "no".
    pub fn is_no(&self) -> bool {
        *self == Value::YesNo(false)
    }
}

/// Returns `Text`, or `Empty` where nothing but white space is left once control characters are
/// stripped. Names and notes from outside are hostile text; line breaks and tabs stay.
pub fn text(raw: &str) -> Value {
    let clean: String =
        raw.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_hostile(*c)).collect();
    let clean = clean.trim_end();
    if clean.trim().is_empty() { Value::Empty } else { Value::Text(clean.to_owned()) }
}

/// Returns whether a character may not be stored: controls but line break and tab, the marks that
/// turn the direction of a line, and those that nobody sees, with which two names look alike and
/// are found apart. The joiners stay: emoji and some scripts need them.
fn is_hostile(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(
            c,
            '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}' | '\u{feff}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}
