//! What may be wrong with a file before anybody asks what its rows say.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::{FaultKind, FileFaults};
use crate::documents::table::workbook_fault::WorkbookFault;

/// Every fault of a file of rows.
pub type TableFaults = FileFaults<TableFault>;

/// One thing that is wrong with a file of rows.
#[derive(Debug)]
pub enum TableFault {
    /// The file is larger than so many megabytes.
    TooLarge(usize),
    /// The file is empty.
    Empty,
    /// The file is neither text nor a workbook.
    NotText,
    /// The last line ends inside quotation marks.
    CutShort,
    /// The text does not read as CSV.
    Csv(csv::Error),
    /// The file has more columns or cells than any that is read.
    TooWide,
    /// The workbook is none that is read.
    Workbook(WorkbookFault),
}

impl FaultKind for TableFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            TableFault::Csv(cause) => Some(cause),
            TableFault::Workbook(WorkbookFault::Unreadable(Some(cause))) => Some(cause.as_ref()),
            _ => None,
        }
    }
}

impl fmt::Display for TableFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableFault::TooLarge(most) => {
                write!(f, "The file is larger than {most} MB. Export less at a time.")
            }
            TableFault::Empty => f.write_str("The file is empty. Export it again."),
            TableFault::NotText => f.write_str(
                "The file is no text and no XLSX spreadsheet. Save it as CSV or XLSX.",
            ),
            TableFault::CutShort => f.write_str(
                "The last line ends inside quotation marks: the file is cut short. Export it again.",
            ),
            TableFault::TooWide => f.write_str(
                "the file has more columns or cells than can be read. Export less at a time.",
            ),
            TableFault::Workbook(fault) => fault.fmt(f),
            TableFault::Csv(cause) => write!(f, "The file does not read as CSV: {cause}."),
        }
    }
}
