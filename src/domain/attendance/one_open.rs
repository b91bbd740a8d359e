//! The days of a direction on which only one of its two schools is open: an INSET day, a half-term
//! that differs. Said before the start, so that it is agreed where the pupil is then.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::attendance::registers::Registers;
use crate::domain::case::{Half, Side};

/// The days on which the school that expects the pupil is closed and the other one is open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OneOpenDays {
    /// The home school is open; the host, which expects the pupil, is closed.
    pub home_only: Vec<NaiveDate>,
    /// The host is open; the home school, which expects the pupil, is closed.
    pub host_only: Vec<NaiveDate>,
}

impl OneOpenDays {
    /// Returns how many days they are together.
    pub fn count(&self) -> usize {
        self.home_only.len() + self.host_only.len()
    }

    /// Returns the first of them.
    pub fn first(&self) -> Option<NaiveDate> {
        self.home_only.iter().chain(&self.host_only).min().copied()
    }
}

impl Registers<'_> {
    /// Returns the days between the first and last day on which only one school is open and the
    /// pupil is expected at the other; none while either day, or either school's term dates, is
    /// not known.
    pub fn one_open(&self) -> OneOpenDays {
        let mut out = OneOpenDays::default();
        let (Some(first), Some(last)) = (self.first, self.last) else { return out };
        let knows =
            [Side::Home, Side::Host].iter().all(|s| self.schools.calendar(*s).knows_terms());
        if !knows || last < first {
            return out;
        }
        for day in first.iter_days().take_while(|day| *day <= last) {
            let open = |side| self.schools.calendar(side).is_school_day(day);
            let week = self.week_on(day);
            let expects =
                |side| [Half::Am, Half::Pm].iter().any(|h| week.at((day, *h)) == Some(side));
            if open(Side::Home) && !open(Side::Host) && expects(Side::Host) {
                out.home_only.push(day);
            } else if open(Side::Host) && !open(Side::Home) && expects(Side::Home) {
                out.host_only.push(day);
            }
        }
        out
    }
}
