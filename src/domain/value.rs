//! The value of an answer: what it may be, how it is typed and how it is shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::stored_day;
use crate::domain::text;

/// An answer to one field. `Empty` is "not answered", which is never the same as `YesNo(false)`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Value {
    /// Not asked yet.
    #[default]
    Empty,
    /// One line or many.
    Text(String),
    /// A calendar day.
    Date(#[serde(with = "stored_day")] NaiveDate),
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

/// The answers of one row, by field id. Ids that this build does not know are kept as they are.
pub type RowValues = BTreeMap<String, Value>;

/// The answer of a field that nobody has answered.
pub static EMPTY: Value = Value::Empty;

/// Returns `Text`, or `Empty` where nothing but white space is left of it (see [`text::clean`]).
pub fn text(raw: &str) -> Value {
    let clean = text::clean(raw);
    if clean.is_empty() { Value::Empty } else { Value::Text(clean) }
}
