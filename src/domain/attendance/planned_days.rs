//! How many days a direction is planned for: what its notice says (SI 2010/1156 reg 3(4)).

use chrono::NaiveDate;

use crate::domain::attendance::registers::Registers;
use crate::domain::case::answers::Answers;
use crate::domain::case::{Half, Side};
use crate::domain::forms::field;

/// The most days that are counted: no direction is longer than a few years.
const MAX_DAYS: usize = 3660;

impl Registers<'_> {
    /// Returns on how many days, from the first to the proposed last, the child goes to the host:
    /// the host's school days with a session there by the timetable. None where there is no such
    /// day, or one of the two days is not answered.
    pub fn days_at_host(&self) -> Option<i64> {
        let first = self.case.date(field::DIRECTION_START)?;
        let last = self.case.date(field::DIRECTION_END)?;
        let there = |day: &NaiveDate| {
            let week = self.week_on(*day);
            self.schools.host.is_school_day(*day)
                && [Half::Am, Half::Pm].iter().any(|h| week.at((*day, *h)) == Some(Side::Host))
        };
        let days = first.iter_days().take_while(|d| *d <= last).take(MAX_DAYS).filter(there);
        i64::try_from(days.count()).ok().filter(|n| *n > 0)
    }
}
