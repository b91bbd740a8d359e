//! Why a typed answer cannot be taken, and why one that is taken should be looked at.

use std::fmt;

use crate::domain::calendar::dates::DateError;
use crate::domain::forms::parse::{MAX_LINE, MAX_LONG};

use crate::domain::upn::{TEMPORARY, UpnFormatFault};
use crate::error::Error;

/// Why a typed answer cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParseError {
    /// One line has this many characters.
    LineTooLong(usize),
    /// A long answer has this many characters.
    TooLong(usize),
    /// Neither yes nor no.
    YesNo,
    /// None of these options, by their words.
    Choice(Vec<&'static str>),
    /// No day.
    Date(DateError),
    /// A day that cannot be the answer of its field; the sentence says why.
    DayRefused(String),
    /// No time of a day.
    Time,
    /// No whole number within bounds.
    Number {
        /// The least that is taken.
        min: i64,
        /// The most that is taken.
        max: i64,
        /// What is counted.
        unit: &'static str,
    },
    /// No amount of money.
    Money,
    /// The field is written by the program.
    ReadOnly,
    /// No review of the case.
    Review,
    /// No UPN at all.
    Upn(UpnFormatFault),
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::LineTooLong(has) => {
                write!(f, "This is {has} characters long. The limit is {MAX_LINE}. Shorten it.")
            }
            ParseError::TooLong(has) => write!(
                f,
                "This is {has} characters long. The limit is {MAX_LONG}. Add the rest as a file."
            ),
            ParseError::YesNo => f.write_str("Answer yes or no."),
            ParseError::Choice(words) => write!(f, "Choose one of: {}.", words.join(", ")),
            ParseError::Date(error) => error.fmt(f),
            ParseError::DayRefused(words) => f.write_str(words),
            ParseError::Time => f.write_str("Type a time like 8:45."),
            ParseError::Number { min, max, unit: "" } => {
                write!(f, "Type a whole number from {min} to {max}.")
            }
            ParseError::Number { min, max, unit } => {
                write!(f, "Type a whole number of {unit} from {min} to {max}.")
            }
            ParseError::Money => f.write_str("Type an amount like 1250 or 1250.50."),
            ParseError::ReadOnly => f.write_str("The program writes this itself; it is not typed."),
            ParseError::Review => f.write_str("Choose a review of this case."),
            ParseError::Upn(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for ParseError {}

impl From<ParseError> for Error {
    fn from(error: ParseError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

impl From<DateError> for ParseError {
    fn from(error: DateError) -> ParseError {
        ParseError::Date(error)
    }
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
    /// The UPN is a temporary one.
    TemporaryUpn,
}

impl fmt::Display for ParseWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseWarning::Day(words) => write!(f, "Kept. {words}"),
            ParseWarning::TemporaryUpn => write!(f, "Kept. {TEMPORARY}"),
            ParseWarning::UpnCheckLetter { expected } => write!(
                f,
                "Kept, but by its digits this UPN begins with {expected}. Check it, or give the reason."
            ),
        }
    }
}
