//! A time that is reported, within its school year; and the same time of earlier years.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::dates::year_start;

/// A time, both days included, and the day on which its school year began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day of the time.
    pub from: NaiveDate,
    /// The last day of the time, and of the year to date.
    pub to: NaiveDate,
    /// The first day of the year to date: 1 September.
    pub year_from: NaiveDate,
}

/// In which part of the year to date a day lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfYear {
    /// In the time that is reported.
    Term,
    /// In the school year, before that time.
    Earlier,
}

/// How many earlier years stand beside a time.
const EARLIER_YEARS: i32 = 2;

impl Period {
    /// Returns the time between two days; none where they are the wrong way round, or in two school
    /// years.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Period> {
        let year_from = year_start(from);
        (from <= to && year_start(to) == year_from).then_some(Period { from, to, year_from })
    }

    /// Returns the part of the year to date in which a day lies; none outside.
    pub fn part_of(self, day: NaiveDate) -> Option<PartOfYear> {
        if day < self.year_from || day > self.to {
            None
        } else if day < self.from {
            Some(PartOfYear::Earlier)
        } else {
            Some(PartOfYear::Term)
        }
    }

    /// Returns the time itself, and the same days of the two years before.
    pub fn with_earlier_years(self) -> Vec<Period> {
        (0..=EARLIER_YEARS).map(|years| self.years_before(years)).collect()
    }

    fn years_before(self, years: i32) -> Period {
        // 29 February is 28 February of other years.
        let back = |day: NaiveDate| {
            let same = day.with_year(day.year() - years);
            same.or_else(|| day.pred_opt()?.with_year(day.year() - years)).unwrap_or(day)
        };
        Period { from: back(self.from), to: back(self.to), year_from: back(self.year_from) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn year_to_date_begins_in_september_and_holds_the_time() {
        let spring = Period::new(day("2027-01-04"), day("2027-03-25")).expect("a time");
        assert_eq!(spring.year_from, day("2026-09-01"));
        let of = |text: &str| spring.part_of(day(text));
        assert_eq!((of("2026-08-31"), of("2027-03-26")), (None, None));
        assert_eq!(of("2026-09-01"), Some(PartOfYear::Earlier));
        assert_eq!(of("2027-01-03"), Some(PartOfYear::Earlier));
        assert_eq!(
            (of("2027-01-04"), of("2027-03-25")),
            (Some(PartOfYear::Term), Some(PartOfYear::Term))
        );
        assert_eq!(Period::new(day("2027-03-25"), day("2027-01-04")), None);
        assert_eq!(Period::new(day("2026-08-01"), day("2026-09-01")), None, "two years");
    }

    #[test]
    fn earlier_years_have_the_same_days_even_after_a_leap_day() {
        let all = Period::new(day("2028-01-04"), day("2028-02-29")).expect("a time");
        let days: Vec<_> = all.with_earlier_years().iter().map(|p| (p.from, p.to)).collect();
        assert_eq!(
            days[1..],
            [(day("2027-01-04"), day("2027-02-28")), (day("2026-01-04"), day("2026-02-28")),]
        );
    }
}
