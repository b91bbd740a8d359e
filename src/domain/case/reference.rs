//! A case's reference number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::error::Error;

/// A case's reference number, shown as `OSD-2026-0001`. It sorts by year, then number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct CaseRef {
    /// The year in which the case was opened.
    pub year: u16,
    /// Its number within the year, from 1.
    pub number: u32,
}

impl fmt::Display for CaseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OSD-{:04}-{:04}", self.year, self.number)
    }
}

/// A text that is not a case reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRefError {
    /// Its beginning.
    pub typed: String,
}

impl fmt::Display for CaseRefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\" is not a case reference. Write it like OSD-2026-0001.", self.typed)
    }
}

impl std::error::Error for CaseRefError {}

impl From<CaseRefError> for Error {
    fn from(error: CaseRefError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

impl FromStr for CaseRef {
    type Err = CaseRefError;

    fn from_str(s: &str) -> Result<Self, CaseRefError> {
        let wrong = || CaseRefError { typed: s.chars().take(40).collect() };
        let mut parts = s.trim().split('-');
        let (Some(head), Some(year), Some(number), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(wrong());
        };
        if !head.eq_ignore_ascii_case("OSD") || year.len() != 4 {
            return Err(wrong());
        }
        Ok(CaseRef {
            year: year.parse().map_err(|_| wrong())?,
            number: number.parse().map_err(|_| wrong())?,
        })
    }
}

impl From<CaseRef> for String {
    fn from(r: CaseRef) -> String {
        r.to_string()
    }
}

impl TryFrom<String> for CaseRef {
    type Error = CaseRefError;

    fn try_from(s: String) -> Result<Self, CaseRefError> {
        s.parse()
    }
}
