//! The three terms of a school year by the calendar, where no days are named.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::dates::year_start;

/// A term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermName {
    /// 1 September to 31 December.
    Autumn,
    /// 1 January to Easter Sunday.
    Spring,
    /// The day after Easter Sunday to 31 August.
    Summer,
}

impl TermName {
    /// Every term, in their order.
    pub const ALL: [TermName; 3] = [TermName::Autumn, TermName::Spring, TermName::Summer];

    /// Returns the word.
    pub fn label(self) -> &'static str {
        match self {
            TermName::Autumn => "autumn",
            TermName::Spring => "spring",
            TermName::Summer => "summer",
        }
    }

    /// Returns the term in which a day lies.
    pub fn of(day: NaiveDate) -> TermName {
        if day.month() >= 9 {
            TermName::Autumn
        } else if easter(day.year()).is_some_and(|easter| day <= easter) {
            TermName::Spring
        } else {
            TermName::Summer
        }
    }

    /// Returns both days of the term of the school year that began in a year: 2026 for 2026/27. None
    /// where the calendar does not reach so far.
    pub fn days(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let next = year.checked_add(1)?;
        let day = NaiveDate::from_ymd_opt;
        Some(match self {
            TermName::Autumn => (day(year, 9, 1)?, day(year, 12, 31)?),
            TermName::Spring => (day(next, 1, 1)?, easter(next)?),
            TermName::Summer => (easter(next)?.succ_opt()?, day(next, 8, 31)?),
        })
    }
}

/// Returns the year in which the school year of a day began.
pub fn school_year(day: NaiveDate) -> i32 {
    year_start(day).year()
}

/// Returns Easter Sunday of a year, by the Gregorian reckoning (Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (golden, century, rest) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8) / 25 + 1) / 3;
    // Days from 21 March to the full moon, then from there to the day before Sunday.
    let moon = (19 * golden + century - century / 4 - correction + 15).rem_euclid(30);
    let sunday = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let week_back = (golden + 11 * moon + 22 * sunday) / 451;
    let day = moon + sunday - 7 * week_back + 114;
    let (month, day) = (u32::try_from(day / 31).ok()?, u32::try_from(day % 31 + 1).ok()?);
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::calendar::bank_holiday;

    #[test]
    fn easter_is_the_day_before_the_bank_holiday_of_easter_monday() {
        let mut known = 0;
        for year in 2000..2100 {
            let monday = easter(year).and_then(|day| day.succ_opt()).expect("a day");
            known += usize::from(bank_holiday(monday).is_some());
            assert_eq!(monday.weekday(), chrono::Weekday::Mon);
        }
        assert!(known >= 3, "{known}");
    }

    #[test]
    fn terms_follow_each_other_through_the_year_without_a_gap() {
        let days = TermName::ALL.map(|term| term.days(2026).expect("days"));
        assert_eq!(days[0].0.to_string(), "2026-09-01");
        assert_eq!(days[2].1.to_string(), "2027-08-31");
        for pair in days.windows(2) {
            assert_eq!(pair[0].1.succ_opt(), Some(pair[1].0));
        }
        for (term, (from, to)) in TermName::ALL.into_iter().zip(days) {
            assert_eq!((TermName::of(from), TermName::of(to)), (term, term));
            assert_eq!((school_year(from), school_year(to)), (2026, 2026));
        }
    }
}
