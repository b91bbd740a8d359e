//! What asks for a finding, and since which day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What asks for a finding: no task lies before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trigger {
    /// Something that happened on a day.
    Day(NaiveDate),
    /// A day that is planned, or no day at all: what has to stand before it is done as soon as there
    /// is time.
    Planned,
    /// Something that happened on a day which the record does not hold, such as the booking of a
    /// review.
    Unrecorded,
}

impl Trigger {
    /// Returns the day of what asks for it, where the record holds it.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Trigger::Day(day) => Some(day),
            Trigger::Planned | Trigger::Unrecorded => None,
        }
    }
}

impl From<Option<NaiveDate>> for Trigger {
    fn from(day: Option<NaiveDate>) -> Trigger {
        day.map_or(Trigger::Unrecorded, Trigger::Day)
    }
}
