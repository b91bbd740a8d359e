//! Days on the command line.

use chrono::NaiveDate;

use crate::domain::calendar::dates::DateError;
use crate::domain::calendar::{dates, zone};

/// Reads a day as a field of the screen does.
pub(super) fn parse_day(raw: &str) -> Result<NaiveDate, DateError> {
    dates::parse(raw, zone::day(chrono::Utc::now()))
}
