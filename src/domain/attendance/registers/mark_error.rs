//! Why a mark cannot stand in a register.

use std::fmt;

use chrono::NaiveDate;

use crate::domain::attendance::codes::{AttendanceCode, CodeError};
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::{Session, Side};
use crate::error::Error;

/// Why a mark cannot stand in a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MarkError {
    /// The code itself cannot be used.
    Code(CodeError),
    /// The direction has no first day yet.
    NoFirstDay,
    /// A day before the first.
    BeforeFirst {
        /// The day of the mark.
        day: NaiveDate,
        /// The first day at the host.
        first: NaiveDate,
    },
    /// A day after the last.
    AfterLast {
        /// The day of the mark.
        day: NaiveDate,
        /// The last day of the direction.
        last: NaiveDate,
    },
    /// The school has no sessions on the day.
    Closed {
        /// The day of the mark.
        day: NaiveDate,
        /// Whose register it is.
        side: Side,
        /// Why there is no school.
        why: String,
    },
    /// A session to come has nobody present.
    NotYet(Session),
    /// D at a host that keeps no register.
    HostIsNoSchool,
    /// The code can stand only in the host's register.
    OnlyAtHost(&'static AttendanceCode),
}

impl fmt::Display for MarkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MarkError::Code(error) => error.fmt(f),
            MarkError::NoFirstDay => f.write_str(
                "The direction has no first day yet. Record the first day at the host, or answer Start in the passport.",
            ),
            MarkError::BeforeFirst { day, first } => write!(
                f,
                "{} is before the first day, {}. Move to a day within the direction.",
                dates::show_long(*day),
                dates::show_short(*first)
            ),
            MarkError::AfterLast { day, last } => write!(
                f,
                "{} is after the last day, {}. Record the continuation first.",
                dates::show_long(*day),
                dates::show_short(*last)
            ),
            MarkError::Closed { day, side, why } => {
                let school = if *side == Side::Home { "home" } else { "host" };
                write!(f, "No school on {} at the {school} school: {why}.", dates::show_long(*day))
            }
            MarkError::NotYet((day, half)) => write!(
                f,
                "{} {} has not come yet, so a pupil cannot be marked present.",
                dates::show_short(*day),
                half_words(*half)
            ),
            MarkError::HostIsNoSchool => f.write_str(
                "D is only for a pupil registered at the other place, and this host is not a school. \
                 Type B, or K if the council arranged the place.",
            ),
            MarkError::OnlyAtHost(code) => write!(
                f,
                "Code {} ({}) cannot stand in the home register of a pupil on its roll.",
                code.code, code.meaning
            ),
        }
    }
}

impl std::error::Error for MarkError {}

impl From<MarkError> for Error {
    fn from(error: MarkError) -> Error {
        Error::input(error.to_string()).with_source(error)
    }
}

impl From<CodeError> for MarkError {
    fn from(error: CodeError) -> MarkError {
        MarkError::Code(error)
    }
}
