//! A restricted case that an officer opens without being named: why, for how long, and who has still
//! to be told of it.

#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::zone;
use crate::domain::case::CaseRef;
use crate::domain::system_user::SystemUser;

/// How long such a case stays open, in milliseconds.
pub const OPEN_MS: i64 = 3 * 60 * 60 * 1000;
/// The fewest characters of a reason.
pub const LEAST_REASON: usize = 10;

/// One opening.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GlassOpening {
    /// The case.
    pub case: CaseRef,
    /// Who opened it.
    pub by: SystemUser,
    /// The officer's name as stated.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Why, as the officer typed it.
    pub why: String,
    /// Those who are to be told and have not been.
    pub untold: Vec<SystemUser>,
}

impl GlassOpening {
    /// Returns under which id it is stored.
    pub fn id(&self) -> String {
        format!("{} {} {}", self.case, self.at_ms, self.by.uid)
    }

    /// Returns whether the case is open to whoever opened it at a moment. A clock that was put back
    /// opens nothing.
    pub fn is_open(&self, now_ms: i64) -> bool {
        (0..OPEN_MS).contains(&(now_ms - self.at_ms))
    }

    /// Returns the local day and time at which it was opened.
    pub fn opened(&self) -> NaiveDateTime {
        local(self.at_ms)
    }

    /// Returns the local day and time at which it closes.
    pub fn closes(&self) -> NaiveDateTime {
        local(self.at_ms + OPEN_MS)
    }

    /// Returns what those are told who are named, and the lead.
    pub fn notice(&self) -> String {
        format!(
            "{} opened the restricted record {} on {} at {}, until {}. Reason: {}",
            self.officer,
            self.case,
            self.opened().format("%a %-d %b"),
            self.opened().format("%H:%M"),
            self.closes().format("%H:%M"),
            self.why
        )
    }
}

fn local(at_ms: i64) -> NaiveDateTime {
    zone::london(&DateTime::from_timestamp_millis(at_ms).unwrap_or_default()).naive_local()
}
