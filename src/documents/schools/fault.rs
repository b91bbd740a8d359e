//! What may be wrong with a file of schools.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::{FaultKind, FileFaults};

/// Every fault of a file of schools.
pub type SchoolFaults = FileFaults<SchoolFault>;

/// One thing that is wrong in a file of schools.
#[derive(Debug)]
pub enum SchoolFault {
    /// The file is larger than so many megabytes.
    TooLarge(usize),
    /// The file is empty.
    Empty,
    /// The first line does not read as headings.
    Headings(csv::Error),
    /// The headings are neither those of GIAS nor those of a local list.
    NoColumns,
    /// A heading that is read stands twice, and nothing says which column holds.
    TwoColumns(String),
    /// The file does not read as CSV.
    Csv(csv::Error),
    /// A line has another number of columns than the headings.
    Columns {
        /// How many it has.
        count: usize,
        /// How many the headings have.
        headings: usize,
    },
    /// A school has no name.
    NoName,
    /// A cell is no URN.
    NotUrn(String),
    /// A school of GIAS has no URN.
    NoUrn,
    /// A cell is no grid reference in metres.
    NotMetres(String),
    /// A school stands in the file twice.
    Twice(String),
    /// The last line ends inside quotation marks.
    CutShort,
    /// The file has headings and nothing below them.
    NoSchool,
    /// No school in the file is open.
    NoneOpen,
}

impl FaultKind for SchoolFault {
    fn joint(&self) -> &'static str {
        if matches!(self, SchoolFault::Columns { .. }) { " " } else { ": " }
    }

    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            SchoolFault::Headings(cause) | SchoolFault::Csv(cause) => Some(cause),
            _ => None,
        }
    }
}

impl fmt::Display for SchoolFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SchoolFault::TooLarge(most) => write!(
                f,
                "The file is larger than {most} MB. Filter it to your area in GIAS and try again."
            ),
            SchoolFault::Empty => f.write_str("The file is empty. Download it again."),
            SchoolFault::Headings(cause) => {
                write!(f, "The first line does not read as column headings ({cause}).")
            }
            SchoolFault::NoColumns => f.write_str(
                "no column \"EstablishmentName\" with \"URN\" (GIAS) and no column \"name\" (local list). Keep the line of headings.",
            ),
            SchoolFault::TwoColumns(heading) => write!(
                f,
                "two columns are headed \"{heading}\". Take one of them out."
            ),
            SchoolFault::Csv(cause) => write!(f, "The file does not read as CSV: {cause}."),
            SchoolFault::Columns { count, headings } => {
                let cut = if count < headings { " The file may be cut short." } else { "" };
                write!(f, "has {count} columns where the headings have {headings}.{cut}")
            }
            SchoolFault::NoName => f.write_str("a school needs a name."),
            SchoolFault::NotUrn(cell) => {
                write!(f, "{cell} is not a URN, which has six figures.")
            }
            SchoolFault::NoUrn => {
                f.write_str("a school in GIAS has a URN; this cell is empty.")
            }
            SchoolFault::NotMetres(cell) => {
                write!(f, "{cell} is not a grid reference in metres.")
            }
            SchoolFault::Twice(id) => write!(f, "the school {id} is in the file twice."),
            SchoolFault::CutShort => f.write_str(
                "The last line ends inside quotation marks: the file is cut short. Download it again.",
            ),
            SchoolFault::NoSchool => {
                f.write_str("The file has headings but no schools. It may be cut short.")
            }
            SchoolFault::NoneOpen => {
                f.write_str("No school in the file is open. Choose a file with open schools.")
            }
        }
    }
}
