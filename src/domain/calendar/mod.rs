//! School days and school weeks at one school.
//!
//! Statute counts in days, school days and school weeks; [`Calendar`] does the last two. Terms are
//! each school's own. Outside the terms it knows, it assumes Monday to Friday less bank holidays:
//! counted forwards this gives a date that is too early, never too late. [`Calendar::covers`] says
//! when to tell the officer so.
//!
//! - [`closures`]: Parses typed terms and closures: one day or a range, and for a closure its
//!   reason.
//! - [`dates`]: Dates as officers type and read them.
//! - [`terms_line`]: One line of a school's terms: in words, corrected and removed.

mod bank_holidays;
pub mod closures;
pub mod dates;
mod terms;
mod terms_change;
pub mod terms_line;
#[cfg(test)]
mod tests;
pub mod zone;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use crate::domain::calendar::bank_holidays::{bank_holiday, bank_holidays_known_to, day_of};
pub use crate::domain::calendar::terms::{ClosedSpan, Terms};
pub use crate::domain::calendar::terms_change::{TermsChange, TermsClash};

/// The most steps that any count walks: about thirty years of days. It ends a walk through a
/// calendar that is closed throughout.
const FAR: u32 = 11_000;

/// Which days are school days at one school.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calendar {
    terms: Terms,
}

impl Calendar {
    /// Returns the calendar of a school with these terms; `Calendar::default()` is that of a school
    /// whose terms nobody has loaded.
    pub fn new(terms: Terms) -> Calendar {
        Calendar { terms }
    }

    /// Returns whether term dates are loaded.
    pub fn knows_terms(&self) -> bool {
        !self.terms.terms.is_empty()
    }

    /// Returns whether the day lies between the first day of the first term known and the last of
    /// the last; elsewhere days are assumed.
    pub fn covers(&self, day: NaiveDate) -> bool {
        let first = self.terms.terms.iter().map(|t| t.0).min();
        let last = self.terms.terms.iter().map(|t| t.1).max();
        first.is_some_and(|first| first <= day) && last.is_some_and(|last| day <= last)
    }

    /// Returns the days that are closed within its terms, in order.
    pub fn closed_days(&self) -> impl Iterator<Item = NaiveDate> {
        self.terms.closed.iter().map(|c| c.day)
    }

    /// Returns whether the school has sessions on this day.
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        self.why_closed(day).is_none()
    }

    /// Returns why there is no school on this day, or none on a school day.
    pub fn why_closed(&self, day: NaiveDate) -> Option<&str> {
        if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return Some("weekend");
        }
        if let Some(name) = bank_holiday(day) {
            return Some(name);
        }
        if let Some(closed) = self.terms.closed.iter().find(|c| c.day == day) {
            return Some(if closed.reason.is_empty() { "closed" } else { &closed.reason });
        }
        let in_term = self.terms.terms.iter().any(|(first, last)| (*first..=*last).contains(&day));
        if in_term || !self.covers(day) { None } else { Some("between terms") }
    }

    /// Returns the day itself where it is a school day, else the last one before it: a latest date
    /// is never rolled forward.
    pub fn previous_school_day(&self, day: NaiveDate) -> NaiveDate {
        if self.is_school_day(day) { day } else { self.school_days_before(day, 0) }
    }

    /// Returns the latest day for a notice that must leave `clear` whole school days between itself
    /// and `day`.
    pub fn school_days_before(&self, day: NaiveDate, clear: u32) -> NaiveDate {
        self.walk(day, clear.saturating_add(1), NaiveDate::pred_opt)
    }

    /// Returns the `count`-th school day after `day`, which itself is not counted; `day` where
    /// `count` is nought.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use offsite::domain::calendar::Calendar;
    ///
    /// let friday = NaiveDate::from_ymd_opt(2026, 11, 27).expect("a date");
    /// let monday = Calendar::default().add_school_days(friday, 1);
    /// assert_eq!(Some(monday), NaiveDate::from_ymd_opt(2026, 11, 30));
    /// ```
    pub fn add_school_days(&self, day: NaiveDate, count: u32) -> NaiveDate {
        self.walk(day, count, NaiveDate::succ_opt)
    }

    /// Returns the same weekday in the `count`-th school week after that of `day`. A week without
    /// any school day is not counted.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use offsite::domain::calendar::Calendar;
    ///
    /// let first_day = NaiveDate::from_ymd_opt(2026, 11, 2).expect("a date");
    /// let review = Calendar::default().school_weeks_after(first_day, 6);
    /// assert_eq!(Some(review), NaiveDate::from_ymd_opt(2026, 12, 14));
    /// ```
    pub fn school_weeks_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let (mut at, mut left) = (day, count);
        for _ in 0..FAR / 7 {
            if left == 0 {
                break;
            }
            let Some(next) = at.checked_add_days(Days::new(7)) else { break };
            at = next;
            if self.has_school(at) {
                left -= 1;
            }
        }
        at
    }

    /// Returns how many weeks from Monday to Sunday two days span, both included, without those that
    /// have no school day.
    pub fn count_school_weeks(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        let monday = first
            .checked_sub_days(Days::new(u64::from(first.weekday().num_days_from_monday())))
            .unwrap_or(first);
        let weeks = monday.iter_days().step_by(7).take_while(|day| *day <= last);
        let weeks = weeks.take(FAR as usize / 7).filter(|day| self.has_school(*day));
        u32::try_from(weeks.count()).unwrap_or(u32::MAX)
    }

    /// Returns whether any day of the Monday week around this day is a school day.
    fn has_school(&self, day: NaiveDate) -> bool {
        let monday = day
            .checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))
            .unwrap_or(day);
        monday.iter_days().take(5).any(|d| self.is_school_day(d))
    }

    fn walk(
        &self,
        day: NaiveDate,
        count: u32,
        step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> NaiveDate {
        let (mut at, mut left) = (day, count);
        for _ in 0..FAR {
            if left == 0 {
                break;
            }
            let Some(next) = step(&at) else { break };
            at = next;
            if self.is_school_day(at) {
                left -= 1;
            }
        }
        at
    }
}
