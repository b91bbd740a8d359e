//! Why an XML file is refused.

use std::error::Error as StdError;
use std::fmt;

use crate::documents::fault::FaultKind;

/// One reason to refuse an XML file.
#[derive(Debug)]
pub enum XmlFault {
    /// The file ends inside a mark.
    CutMark {
        /// The line on which the mark begins.
        line: u64,
        /// The column in which it begins.
        column: usize,
    },
    /// The file ends inside an element.
    CutElement {
        /// Its name.
        name: String,
        /// The line on which it begins.
        line: usize,
    },
    /// The file is not well-formed.
    Malformed(quick_xml::Error),
    /// The file brings its own document type, which could make it grow without end.
    DocumentType,
    /// Something stands after the file's one element.
    SecondRoot,
    /// Elements stand too deep in one another, or there are too many.
    TooDeep,
    /// There are too many elements.
    TooMany,
    /// A name between `&` and `;` that XML itself does not have.
    UnknownEntity(String),
    /// The file holds no element.
    NoElement,
}

/// What is said of a file that ends too early.
const CUT: &str = "It is cut short; ask for it again.";

impl FaultKind for XmlFault {
    fn cause(&self) -> Option<&(dyn StdError + 'static)> {
        if let XmlFault::Malformed(cause) = self { Some(cause) } else { None }
    }
}

impl fmt::Display for XmlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            XmlFault::CutMark { line, column } => write!(
                f,
                "the file ends inside a mark begun at line {line}, column {column}. {CUT}"
            ),
            XmlFault::CutElement { name, line } => {
                write!(f, "the file ends inside <{name}>, begun on line {line}. {CUT}")
            }
            XmlFault::Malformed(cause) => {
                write!(f, "this is not well-formed XML ({cause}). Ask for the file again.")
            }
            XmlFault::DocumentType => f.write_str(
                "the file brings its own document type (DTD). A transfer file has none; ask for it to be exported again.",
            ),
            XmlFault::SecondRoot => {
                f.write_str("there is something after the end of the file's one element.")
            }
            XmlFault::TooDeep => {
                f.write_str("the file is nested too deep, or has too many elements.")
            }
            XmlFault::TooMany => f.write_str("the file has too many elements."),
            XmlFault::UnknownEntity(name) => {
                write!(f, "the file uses \"&{name};\", which it does not explain.")
            }
            XmlFault::NoElement => write!(f, "the file has no XML element. {CUT}"),
        }
    }
}
