//! The alternative provision that a school arranged, as the school census asks for it: one row for
//! each placement of a pupil in a time (census guide for placements that schools arrange, sections
//! 5.1 to 5.9).
//!
//! The UKPRN and the codes of the census for settings and reasons are as the case has them. Where they
//! are not answered their cells stay empty, and the export says so: nothing is guessed.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::at_host;
use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{first_day, last_day, stage};
use crate::domain::forms::field;

/// The sessions of a whole week.
const WHOLE_WEEK: usize = 10;

/// The headings of the columns.
pub const HEADINGS: [&str; 16] = [
    "UPN",
    "Pupil",
    "Date of birth",
    "Home school URN",
    "Home school",
    "Setting URN",
    "Setting UKPRN",
    "Setting",
    "Kind of school in the register",
    "Type of setting",
    "Main reason",
    "Entry date",
    "Leaving date",
    "Association",
    "Attendance pattern",
    "Sessions a week",
];

/// What the record does not hold, and how the rest is read, a sentence each.
pub const HOW_READ: [&str; 4] = [
    "UKPRN, type of setting and main reason: as the case has them, blank where it does not. The codes are not checked against the census guide of the year.",
    "Entry date: the recorded first day at the host. Leaving date: the recorded last day; blank where the placement goes on.",
    "Association: the pupil stays on the roll of the home school, so every placement is elsewhere.",
    "Attendance pattern: F for a whole week of ten sessions at the host, P for fewer, by the latest timetable.",
];

/// A placement of one pupil.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CensusRow {
    /// "" where it is not known.
    pub upn: String,
    /// The child's name.
    pub pupil: String,
    /// The date of birth.
    pub born: Option<NaiveDate>,
    /// The id of the home school.
    pub home: String,
    /// The id of the host.
    pub host: String,
    /// The first day at the host.
    pub entered: NaiveDate,
    /// The last day there; none where the placement goes on.
    pub left: Option<NaiveDate>,
    /// The sessions a week at the host.
    pub sessions: usize,
    /// The UKPRN of the host; none where it is not answered.
    pub ukprn: Option<i64>,
    /// The census codes for the type of setting and the main reason; "" where not answered.
    pub codes: [String; 2],
}

impl CensusRow {
    /// Returns the placement of a case that has begun and has a day in a time with both its days.
    pub fn of(case: &Case, from: NaiveDate, to: NaiveDate) -> Option<CensusRow> {
        let stage = stage(case);
        if !stage.has_begun() {
            return None;
        }
        let entered = first_day(case)?;
        // Where it runs, a last day is only planned.
        let left = last_day(case).filter(|_| stage.is_ended());
        if entered > to || left.is_some_and(|left| left < from || left < entered) {
            return None;
        }
        let text = |field: &str| case.answer(field).as_text().to_owned();
        Some(CensusRow {
            upn: text(field::CHILD_UPN.id),
            pupil: text(field::CHILD_FULL_NAME.id),
            born: case.date(field::CHILD_DOB),
            home: text(field::SCHOOL_HOME.id),
            host: text(field::SCHOOL_HOST.id),
            entered,
            left,
            sessions: at_host::sessions(case),
            ukprn: case.number(field::HOST_UKPRN),
            codes: [text(field::HOST_SETTING_CODE.id), text(field::HOST_CENSUS_REASON.id)],
        })
    }

    /// Returns `F` for a whole week at the host, else `P`.
    pub fn pattern(&self) -> &'static str {
        if self.sessions >= WHOLE_WEEK { "F" } else { "P" }
    }
}
