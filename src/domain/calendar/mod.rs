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

pub mod closures;
pub mod dates;
pub mod zone;

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// The most steps that any count walks: about thirty years of days. It ends a walk through a
/// calendar that is closed throughout.
const FAR: u32 = 11_000;

/// The terms of one school.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The id of the school.
    pub school: String,
    /// First and last day of each term, both included.
    pub terms: Vec<(NaiveDate, NaiveDate)>,
    /// Days within them without school: half-term, INSET, unexpected closures.
    pub closed: Vec<ClosedSpan>,
}

/// A day on which a school does not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedSpan {
    pub day: NaiveDate,
    /// Why, in the school's words: "INSET", "boiler".
    pub reason: String,
}

impl Terms {
    /// Returns what is wrong with the terms, as a sentence: an end before its start, terms that
    /// overlap, too long a term.
    pub fn fault(&self) -> Option<String> {
        let mut terms = self.terms.clone();
        terms.sort();
        for (first, last) in &terms {
            let shown = |day: &NaiveDate| crate::domain::calendar::dates::format(*day);
            if last < first {
                return Some(format!(
                    "A term from {} to {} ends before it starts. Correct one of the days.",
                    shown(first),
                    shown(last)
                ));
            }
            if last.signed_duration_since(*first).num_days() > 200 {
                return Some(format!(
                    "A term from {} to {} is longer than 200 days. Correct one of the days.",
                    shown(first),
                    shown(last)
                ));
            }
        }
        let overlap =
            terms.windows(2).find(|pair| matches!(pair, [(_, last), (next, _)] if next <= last));
        overlap.map(|_| "Two terms overlap. Correct one of them.".to_owned())
    }
}

/// Which days are school days at one school.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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

#[derive(Deserialize)]
struct Holidays {
    holiday: Vec<Holiday>,
}

#[derive(Deserialize)]
struct Holiday {
    date: toml::value::Datetime,
    name: String,
}

/// The bank holidays of England that are built in, by day. A test holds that the file reads.
static BANK_HOLIDAYS: LazyLock<Vec<(NaiveDate, String)>> = LazyLock::new(|| {
    let read = toml::from_str::<Holidays>(include_str!("../data/england_bank_holidays.toml"));
    let mut days: Vec<(NaiveDate, String)> = read
        .map(|h| h.holiday.into_iter().filter_map(|h| Some((day_of(&h.date)?, h.name))).collect())
        .unwrap_or_default();
    days.sort();
    days
});

/// Returns the day of a TOML date.
pub fn day_of(date: &toml::value::Datetime) -> Option<NaiveDate> {
    let date = date.date?;
    NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
}

/// Returns the name of the bank holiday in England on this day.
pub fn bank_holiday(day: NaiveDate) -> Option<&'static str> {
    let found = BANK_HOLIDAYS.binary_search_by_key(&day, |(d, _)| *d).ok()?;
    BANK_HOLIDAYS.get(found).map(|(_, name)| name.as_str())
}

/// Returns the last day whose bank holidays are known: the end of the last year in the file.
pub fn bank_holidays_known_to() -> Option<NaiveDate> {
    BANK_HOLIDAYS.last().and_then(|(day, _)| NaiveDate::from_ymd_opt(day.year(), 12, 31))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Autumn 2026 with its half-term closed day by day.
    fn autumn() -> Calendar {
        let closed = day("2026-10-26")
            .iter_days()
            .take(5)
            .map(|day| ClosedSpan { day, reason: "half-term".into() })
            .collect();
        Calendar::new(Terms {
            school: "L-home".into(),
            terms: vec![(day("2026-09-01"), day("2026-12-18"))],
            closed,
        })
    }

    #[test]
    fn worked_dates() {
        let two = Terms {
            terms: vec![
                (day("2026-09-01"), day("2026-10-23")),
                (day("2026-11-02"), day("2026-12-18")),
            ],
            ..Terms::default()
        };
        for c in [autumn(), Calendar::new(two)] {
            let invitation = day("2026-11-27") - Days::new(6);
            assert_eq!(invitation, day("2026-11-21"));
            assert_eq!(c.previous_school_day(invitation), day("2026-11-20"));
            assert_eq!(c.previous_school_day(day("2026-11-20")), day("2026-11-20"));
            assert_eq!(c.school_days_before(day("2026-12-02"), 2), day("2026-11-27"));
            assert_eq!(c.school_days_before(day("2026-11-03"), 2), day("2026-10-22"));
            assert_eq!(c.school_weeks_after(day("2026-10-07"), 6), day("2026-11-25"));
            assert_eq!(c.add_school_days(day("2026-11-09"), 5), day("2026-11-16"));
            assert_eq!(c.add_school_days(day("2026-10-23"), 1), day("2026-11-02"));
            assert!(c.knows_terms() && c.covers(day("2026-10-28")) && !c.covers(day("2027-01-04")));
            assert!(!c.is_school_day(day("2026-10-28")) && c.is_school_day(day("2026-12-18")));
        }
        assert_eq!(autumn().why_closed(day("2026-10-28")), Some("half-term"));
    }

    #[test]
    fn without_terms_weekdays_less_bank_holidays() {
        let c = Calendar::default();
        assert!(!c.knows_terms() && c.is_school_day(day("2026-10-28")));
        assert_eq!(c.why_closed(day("2026-12-25")), Some("Christmas Day"));
        assert_eq!(c.add_school_days(day("2026-12-24"), 1), day("2026-12-29")); // Mon 28 Dec stands in for Boxing Day
        assert_eq!(bank_holidays_known_to(), Some(day("2028-12-31")));
        assert_eq!(c.add_school_days(NaiveDate::MAX, 9), NaiveDate::MAX);
        assert_eq!(c.school_weeks_after(NaiveDate::MAX, 9), NaiveDate::MAX);
    }
}
