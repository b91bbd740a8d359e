//! What may be wrong with a sheet of directions.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::{FaultKind, FileFaults};
use crate::documents::table::TableFault;

/// Every fault of a sheet.
pub type SheetFaults = FileFaults<SheetFault>;

/// One thing that is wrong in a sheet.
#[derive(Debug)]
pub enum SheetFault {
    /// The file does not read as rows of cells.
    Table(TableFault),
    /// No sheet of it has headings that are known.
    NoHeadings,
    /// No sheet of it has a column of UPNs.
    NoUpns,
    /// Every sheet with headings is hidden, or was left out.
    NoSheet,
    /// A row with cells that names no pupil.
    NoPupil,
    /// A cell that is no answer to its field; the heading, the cell and why.
    NoAnswer {
        /// The heading of its column.
        heading: String,
        /// The cell as it stands.
        cell: String,
        /// Why it is none.
        why: String,
    },
    /// No row is left to be taken in.
    NoRow,
}

impl FaultKind for SheetFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            SheetFault::Table(fault) => fault.cause(),
            _ => None,
        }
    }
}

impl fmt::Display for SheetFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SheetFault::Table(fault) => fault.fmt(f),
            SheetFault::NoHeadings => f.write_str(
                "No row of headings was found. It needs a column for the pupil, such as \"Pupil\" or \"UPN\", and one more, such as \"Date of birth\" or \"Home school\".",
            ),
            SheetFault::NoUpns => f.write_str(
                "No row of headings with a column \"UPN\" was found. Export the file again with UPNs: pupils are never matched by name alone.",
            ),
            SheetFault::NoSheet => {
                f.write_str("No sheet is left to be read. Show the sheet of directions.")
            }
            SheetFault::NoPupil => f.write_str(
                "The row names no pupil. Give it a name or a UPN, or remove the row.",
            ),
            SheetFault::NoAnswer { heading, cell, why } => {
                write!(f, "\"{cell}\" under \"{heading}\" cannot be used: {why}")
            }
            SheetFault::NoRow => f.write_str("The file has no rows below its headings."),
        }
    }
}
