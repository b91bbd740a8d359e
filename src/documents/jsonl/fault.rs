//! What may be wrong with a file of cases.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use chrono::NaiveDate;
use serde_json::error::Category;

use crate::documents::clean;
use crate::documents::fault::{FaultKind, FileFaults};
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::Session;
use crate::error::Error;

/// Every fault of a file of cases.
pub type CaseFaults = FileFaults<CaseFault>;

/// One thing that is wrong in a file of cases.
#[derive(Debug)]
pub enum CaseFault {
    /// The file cannot be read on.
    Io(io::Error),
    /// A line is not a whole case.
    NotCase(serde_json::Error),
    /// A table that this version does not know.
    UnknownTable(String),
    /// A question that this version does not know.
    UnknownField(String),
    /// An answer of another kind than its question, named by its label.
    WrongKind(&'static str),
    /// An answer on more lines than the one that is asked for, named by its label.
    ManyLines(&'static str),
    /// A session whose marks stand twice.
    Twice(Session),
    /// An answer outside the limits of its question; the sentence of the limits.
    Limit(String),
    /// A mark that is no attendance code, and its day.
    UnknownCode(String, NaiveDate),
    /// The case is not taken in.
    Refused(Error),
    /// The file holds no case.
    NoCase,
}

impl FaultKind for CaseFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            CaseFault::Io(cause) => Some(cause),
            CaseFault::NotCase(cause) => Some(cause),
            CaseFault::Refused(cause) => cause.source(),
            _ => None,
        }
    }
}

impl fmt::Display for CaseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CaseFault::Io(cause) => write!(f, "the file cannot be read on ({cause})."),
            CaseFault::NotCase(cause) if cause.classify() == Category::Data => {
                let said = cause.to_string();
                let said = said.split_once(" at line ").map_or(said.as_str(), |(said, _)| said);
                write!(
                    f,
                    "this is no case as this version writes it: {}. Take it out, or use the version that wrote it.",
                    clean(&said.chars().take(200).collect::<String>())
                )
            }
            CaseFault::NotCase(_) => {
                f.write_str("this is not a whole case. Export the file again.")
            }
            CaseFault::UnknownTable(id) => write!(
                f,
                "there is no table \"{id}\". Take it out, or use the version that wrote it."
            ),
            CaseFault::UnknownField(id) => write!(
                f,
                "there is no question \"{id}\". Take it out, or use the version that wrote it."
            ),
            CaseFault::WrongKind(label) => {
                write!(f, "the answer to \"{label}\" is of another kind.")
            }
            CaseFault::ManyLines(label) => write!(
                f,
                "the answer to \"{label}\" has a line break; it takes one line. Write it on one."
            ),
            CaseFault::Twice((day, half)) => write!(
                f,
                "the marks of {} {} stand twice. Take one of them out.",
                dates::format(*day),
                half_words(*half)
            ),
            CaseFault::Limit(sentence) => f.write_str(sentence),
            CaseFault::UnknownCode(code, day) => {
                write!(f, "\"{code}\" on {} is no attendance code.", dates::format(*day))
            }
            CaseFault::Refused(error) => error.fmt(f),
            CaseFault::NoCase => f.write_str(
                "The file holds no case. Choose a file that offsite export cases has written.",
            ),
        }
    }
}
