//! What may be wrong with a file of cases.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use serde_json::error::Category;

use crate::documents::clean;
use crate::documents::fault::{FaultKind, FileFaults};
use crate::domain::admit::AdmitFault;
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
    /// A table, an answer or a mark that no change may have.
    Unfit(AdmitFault),
    /// A session whose marks stand twice.
    Twice(Session),
    /// An answer outside the limits of its question; the sentence of the limits.
    Limit(String),
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
            CaseFault::Unfit(fault) => fault.fmt(f),
            CaseFault::Twice((day, half)) => write!(
                f,
                "the marks of {} {} stand twice. Take one of them out.",
                dates::format(*day),
                half_words(*half)
            ),
            CaseFault::Limit(sentence) => f.write_str(sentence),
            CaseFault::Refused(error) => error.fmt(f),
            CaseFault::NoCase => {
                f.write_str("The file has no cases. Choose a file made by offsite export cases.")
            }
        }
    }
}
