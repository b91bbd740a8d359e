//! What may be wrong with a file of term dates.

use std::error::Error as StdError;
use std::fmt;

use chrono::NaiveDate;

use crate::documents::clean;
use crate::documents::fault::{FaultKind, FileFaults};
use crate::domain::plural::pluralize;

/// Every fault of a file of term dates.
pub type TermFaults = FileFaults<TermFault>;

/// One thing that is wrong in a file of term dates.
#[derive(Debug)]
pub enum TermFault {
    /// The file is larger than so many megabytes.
    TooLarge(usize),
    /// The file is empty.
    Empty,
    /// The file does not read as TOML.
    Toml(toml::de::Error),
    /// Nobody has said whose calendar it is.
    NoOwner,
    /// The file does not read as a calendar.
    NotCalendar,
    /// The parts of a calendar lie too deep in each other.
    TooDeep,
    /// A calendar has no end.
    NoEnd,
    /// No event of a calendar is a term or a closure.
    NoTermDates,
    /// A day is missing or is none.
    NoDay {
        /// A day as the file writes it.
        like: &'static str,
    },
    /// The last day is before the first.
    Backwards(NaiveDate, NaiveDate),
    /// From the first day to the last are more days than in any term.
    TooLong {
        /// The first day.
        first: NaiveDate,
        /// The last day.
        last: NaiveDate,
        /// How many days a term has at most.
        most: i64,
    },
    /// A term runs into another, from its first day to its last.
    Overlap(NaiveDate, NaiveDate),
    /// A school has neither an id nor a name.
    NoName,
    /// A school has no term.
    NoTerm(String),
    /// A school stands in the file twice.
    Twice(String),
    /// The file names no school.
    NoSchool,
}

impl FaultKind for TermFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        if let TermFault::Toml(cause) = self { Some(cause) } else { None }
    }
}

impl fmt::Display for TermFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TermFault::TooLarge(most) => write!(
                f,
                "The file is larger than {most} MB. Term dates take a few lines; choose another file."
            ),
            TermFault::Empty => f.write_str("The file is empty. Choose a file with term dates."),
            TermFault::Toml(cause) => {
                let said = clean(cause.message());
                let said = said.trim_end_matches('.');
                write!(f, "{said}. The file of term dates does not read as TOML.")
            }
            TermFault::NoOwner => f.write_str(
                "A calendar file does not say whose it is. Name the school that it belongs to.",
            ),
            TermFault::NotCalendar => {
                f.write_str("The file does not read as a calendar. Export it again.")
            }
            TermFault::TooDeep => f.write_str(
                "the parts of this calendar lie too deep in each other. Export it again.",
            ),
            TermFault::NoEnd => {
                f.write_str("The calendar has no end: the file is cut short. Export it again.")
            }
            TermFault::NoTermDates => f.write_str(
                "No event of the calendar is a term or a closure: none has the word \"term\", \"holiday\" or \"INSET\" as its title. Choose the calendar of term dates.",
            ),
            TermFault::NoDay { like } => {
                write!(f, "a day is missing or is none. Write days like {like}.")
            }
            TermFault::Backwards(first, last) => {
                write!(f, "the last day, {last}, is before the first, {first}.")
            }
            TermFault::TooLong { first, last, most } => {
                write!(
                    f,
                    "{first} to {last} is longer than {}. Check the years.",
                    pluralize(*most, "day")
                )
            }
            TermFault::Overlap(first, last) => {
                write!(f, "this term runs into the one from {first} to {last}.")
            }
            TermFault::NoName => f.write_str("a school needs an id (its URN) or a name."),
            TermFault::NoTerm(school) => write!(
                f,
                "the school {school} has no term. Give each term its first and last day."
            ),
            TermFault::Twice(school) => {
                write!(f, "the school {school} is in the file twice.")
            }
            TermFault::NoSchool => {
                f.write_str("The file names no school. Begin each school with [[school]].")
            }
        }
    }
}
