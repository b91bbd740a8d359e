//! What may be wrong with a register file, or with what it would change.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::{FaultKind, FileFaults};
use crate::documents::table::TableFault;
use crate::domain::case::CaseRef;
use crate::domain::plural::pluralize;

/// Every fault of a register file.
pub type RegisterFaults = FileFaults<RegisterFault>;

/// One thing that is wrong in a register file, or with what it would change.
#[derive(Debug)]
pub enum RegisterFault {
    /// The file does not read as rows of cells.
    Table(TableFault),
    /// Every sheet is hidden.
    AllHidden,
    /// A table is no register.
    NoRegister(LackingPart),
    /// The file holds no mark.
    NoMark,
    /// A mark is no code, or none for that session; the sentence of the codes.
    Mark(String),
    /// A cell is no date of birth.
    NotBorn(String),
    /// A cell is no day with its year.
    NotDay(String),
    /// A cell is neither AM nor PM.
    NotHalf(String),
    /// The first day of a string of marks is missing.
    NoStart,
    /// Nothing says where one mark of a string ends.
    Ambiguous,
    /// A string has more marks than ten school years.
    TooManyMarks {
        /// How many it has.
        count: usize,
        /// How many ten school years have.
        most: usize,
    },
    /// The case of a pupil has no first day at the host.
    NoFirstDay(Option<CaseRef>),
    /// A session stands in the file twice, with different marks.
    Twice {
        /// The session in words.
        session: String,
        /// The code that stands first.
        before: &'static str,
        /// The code that stands later.
        after: &'static str,
    },
    /// The register of the case does not take the mark; the sentence says why.
    Refused(String),
    /// No pupil of the file has a case; the first of them.
    NoCase(String),
}

/// What a table lacks to be a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LackingPart {
    /// Any cell.
    Cells,
    /// The column that says AM or PM, beside a date and a mark.
    Session,
    /// The column of the other half of the day.
    Half(&'static str),
    /// AM or PM beside each day.
    HalfOfDays,
    /// Whose marks they are.
    Pupil,
    /// The year of each day.
    Year,
    /// Headings of a register.
    Headings,
}

impl fmt::Display for LackingPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LackingPart::Cells => f.write_str("It is empty."),
            LackingPart::Session => f.write_str(
                "It looks like a row for each session, with Date and Mark, but no column says AM or PM. Give it a column Session.",
            ),
            LackingPart::Half(other) => {
                write!(f, "It looks like a row for each day, but has no column {other}.")
            }
            LackingPart::HalfOfDays => f.write_str(
                "It looks like a row for each pupil with a column for each day, but nothing says AM or PM. Write it beside each day, or in the row below.",
            ),
            LackingPart::Pupil => f.write_str(
                "It looks like a row for each pupil with a column for each day, but no column says whose marks they are. Give it a column UPN.",
            ),
            LackingPart::Year => f.write_str(
                "Its headings are days without a year, which cannot be told here. Write them like 23/11/2026.",
            ),
            LackingPart::Headings => f.write_str(
                "No headings of a register were found. It needs columns Date, AM and PM, or Date, Session and Mark. Or UPN (or Name and Date of birth) with columns like \"2026-11-23 AM\", or UPN with Start and Marks.",
            ),
        }
    }
}

impl FaultKind for RegisterFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            RegisterFault::Table(fault) => fault.cause(),
            _ => None,
        }
    }
}

impl fmt::Display for RegisterFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RegisterFault::Table(fault) => fault.fmt(f),
            RegisterFault::AllHidden => f.write_str("Every sheet is hidden. Show the one that is the register."),
            RegisterFault::NoMark => f.write_str("The file has no marks. Choose a register with marks in it."),
            RegisterFault::NoStart => f.write_str("The first day of these marks is missing. Give a column Start, like 23/11/2026."),
            RegisterFault::Ambiguous => f.write_str("A string of marks is ambiguous, since codes have one or two characters. Give what separates them \
                 (\"split by ;\" after the file's name, or --separator). Or give the width of each (\"2 a mark\", or --width)."),
            RegisterFault::NoRegister(lacking) => lacking.fmt(f),
            RegisterFault::Mark(sentence) | RegisterFault::Refused(sentence) => {
                f.write_str(sentence)
            }
            RegisterFault::NotBorn(cell) => {
                write!(f, "\"{cell}\" is not a date of birth. Write it like 12/03/2013.")
            }
            RegisterFault::NotDay(cell) => {
                write!(f, "\"{cell}\" is not a day with its year. Write it like 23/11/2026.")
            }
            RegisterFault::NotHalf(cell) => write!(f, "\"{cell}\" is neither AM nor PM."),
            RegisterFault::TooManyMarks { count, most } => {
                write!(
                    f,
                    "The string has {}; ten school years have {most}.",
                    pluralize(*count, "mark")
                )
            }
            RegisterFault::NoFirstDay(case) => {
                let case = case.map_or_else(String::new, |id| id.to_string());
                write!(f, "{case} has no first day at the host yet. Record it, then import again.")
            }
            RegisterFault::Twice { session, before, after } => {
                write!(f, "{session} is in the file twice, as {before} and as {after}.")
            }
            RegisterFault::NoCase(first) => write!(
                f,
                "No pupil of the file has a case here ({first}). Check the UPNs, or choose another file."
            ),
        }
    }
}
