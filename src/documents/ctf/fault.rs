//! Why a transfer file is refused.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::{FaultKind, FileFault, FileFaults};
use crate::documents::xml::XmlFault;

/// Every fault of a transfer file.
pub type TransferFaults = FileFaults<TransferFault>;

/// One reason to refuse a transfer file.
#[derive(Debug)]
pub enum TransferFault {
    /// The file goes on past so many megabytes.
    TooLarge(usize),
    /// The file is no XML that is read.
    Xml(XmlFault),
    /// The file begins with another element than `CTfile`.
    NotTransfer(String),
    /// The file holds no pupil.
    NoPupil,
}

impl From<FileFault<XmlFault>> for TransferFaults {
    fn from(fault: FileFault<XmlFault>) -> TransferFaults {
        TransferFaults::one(fault.place, TransferFault::Xml(fault.kind))
    }
}

impl FaultKind for TransferFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        if let TransferFault::Xml(fault) = self { fault.cause() } else { None }
    }
}

impl fmt::Display for TransferFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TransferFault::TooLarge(most) => {
                write!(f, "the file goes on past {most} MB. Export fewer pupils at a time.")
            }
            TransferFault::Xml(fault) => fault.fmt(f),
            TransferFault::NotTransfer(name) => {
                write!(f, "this is no transfer file: it begins with <{name}>, not <CTfile>.")
            }
            TransferFault::NoPupil => {
                f.write_str("the file has no pupil. Export it again for this child.")
            }
        }
    }
}
