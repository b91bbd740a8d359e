//! What is beyond a limit, in a sentence.

use std::fmt;

use crate::domain::case::CaseRef;
use crate::domain::case::limits::{MAX_CODE, MAX_ID, MAX_REFERENCE, MAX_ROWS};
use crate::domain::plural::pluralize;
use crate::error::Error;

/// What is beyond a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LimitFault {
    /// A table, by its label, has more rows than one change takes.
    Rows(String),
    /// An attendance code is too long.
    Code,
    /// A reference that no authority reaches.
    Reference(CaseRef),
    /// The id of a field or table has this many bytes.
    Id(usize),
    /// A text is too long, in characters or in bytes.
    Length {
        /// The field's label.
        label: String,
        /// How many characters it has.
        has: usize,
        /// How many its field holds.
        max: usize,
    },
    /// A time after midnight is none of one day; the field's label.
    Time(String),
    /// A number lies outside its bounds.
    Number {
        /// The field's label.
        label: String,
        /// As it was given; money in pence.
        is: i64,
        /// The least that the field holds.
        min: i64,
        /// The most that the field holds.
        max: i64,
    },
    /// A day lies outside the years that are kept.
    Year {
        /// The field's label.
        label: String,
        /// The day's year.
        year: i32,
    },
}

impl fmt::Display for LimitFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LimitFault::Rows(label) => write!(
                f,
                "{label} has more than {MAX_ROWS} rows. Divide them among several changes."
            ),
            LimitFault::Code => {
                write!(f, "An attendance code has more than {MAX_CODE} characters. Correct it.")
            }
            LimitFault::Reference(case) => write!(
                f,
                "{case} is no reference that can be kept: years go from 1900 to 2200, numbers from 1 to {MAX_REFERENCE}."
            ),
            LimitFault::Id(has) => {
                write!(f, "The name of a question has {has} letters, at most {MAX_ID} are kept.")
            }
            LimitFault::Length { label, has, max } => write!(
                f,
                "{label} is {} long. The limit is {max}. Shorten it.",
                pluralize(*has, "character")
            ),
            LimitFault::Time(label) => write!(f, "{label} is no time of a day. Correct it."),
            LimitFault::Number { label, is, min, max } => {
                write!(f, "{label} is {is}; it goes from {min} to {max}. Correct it.")
            }
            LimitFault::Year { label, year } => {
                write!(f, "{label} is in the year {year}. Use a year from 1900 to 2200.")
            }
        }
    }
}

impl std::error::Error for LimitFault {}

/// A change that is beyond a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitError {
    /// The case of the change, where the fault does not name it.
    pub case: Option<CaseRef>,
    /// What is beyond which limit.
    pub fault: LimitFault,
}

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.case {
            Some(case) => write!(f, "{case}: {}", self.fault),
            None => self.fault.fmt(f),
        }
    }
}

impl std::error::Error for LimitError {}

impl From<LimitError> for Error {
    fn from(error: LimitError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}
