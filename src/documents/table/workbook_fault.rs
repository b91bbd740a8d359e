//! Why a workbook is refused.

use std::error::Error as StdError;
use std::fmt;

/// One reason to refuse a workbook.
#[derive(Debug)]
pub enum WorkbookFault {
    /// The workbook does not read.
    Unreadable(Option<Box<dyn StdError + Send + Sync>>),
    /// The workbook unpacks to more than so many megabytes.
    Unpacks(u64),
    /// The workbook has no sheet.
    NoSheet,
    /// The rows of a sheet are out of order.
    OutOfOrder,
    /// A sheet reaches further than any that is read.
    TooFar,
}

impl WorkbookFault {
    /// Returns the fault of a workbook that a library could not read.
    pub(in crate::documents::table) fn unreadable(
        cause: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> WorkbookFault {
        WorkbookFault::Unreadable(Some(cause.into()))
    }
}

impl fmt::Display for WorkbookFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WorkbookFault::NoSheet => f.write_str("The spreadsheet has no sheet. Export it again."),
            WorkbookFault::OutOfOrder => f.write_str(
                "The rows of the sheet are out of order. Save it again as XLSX, or as CSV.",
            ),
            WorkbookFault::TooFar => f.write_str(
                "the sheet reaches further than can be read. Save only the table that is wanted.",
            ),
            WorkbookFault::Unreadable(_) => f.write_str(
                "The file does not read as a spreadsheet. Save it as XLSX or CSV and try again.",
            ),
            WorkbookFault::Unpacks(most) => write!(
                f,
                "The spreadsheet unpacks to more than {most} MB. Save only the table that is wanted, as CSV."
            ),
        }
    }
}
