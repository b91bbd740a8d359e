//! Reads the code of one session as it is typed.

use std::fmt;

use crate::domain::attendance::codes::table::TABLE_FROM;
use crate::domain::attendance::codes::{AttendanceCode, find, present};
use crate::domain::calendar::dates;
use crate::domain::case::Session;
use crate::error::Error;

/// Why a typed code cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CodeError {
    /// It is none of the table; its beginning.
    Unknown(String),
    /// The session is older than the table.
    TooOld,
    /// It was withdrawn.
    Withdrawn {
        /// As it was typed, in capitals.
        code: String,
        /// Code and use of what replaced it.
        replaced_by: &'static str,
    },
}

impl fmt::Display for CodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            CodeError::Unknown(typed) => write!(
                f,
                "\"{typed}\" is no attendance code. Codes are / \\ L D E I N O and the others of the national table."
            ),
            CodeError::TooOld => write!(
                f,
                "The national codes hold from {}; this session is older.",
                dates::format(TABLE_FROM)
            ),
            CodeError::Withdrawn { code, replaced_by } => {
                write!(f, "Code {code} was withdrawn in August 2024. Use {replaced_by}.")
            }
        }
    }
}

impl std::error::Error for CodeError {}

impl From<CodeError> for Error {
    fn from(error: CodeError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

/// Reads a typed code for one session; `/` and `\\` stand for present in either half.
///
/// # Errors
/// [`CodeError`], which says what to type instead.
pub fn parse(raw: &str, (day, half): Session) -> Result<&'static AttendanceCode, CodeError> {
    let typed = match raw.trim() {
        "/" | "\\" => present(half),
        typed => typed,
    };
    let Some(found) = find(typed).or_else(|| find(&typed.to_uppercase())) else {
        return Err(CodeError::Unknown(typed.chars().take(8).collect()));
    };
    if day < TABLE_FROM {
        return Err(CodeError::TooOld);
    }
    if !found.in_force(day) {
        let replaced_by = found.replaced_by;
        return Err(CodeError::Withdrawn { code: found.code.to_owned(), replaced_by });
    }
    Ok(found)
}
