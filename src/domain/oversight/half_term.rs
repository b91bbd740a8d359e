//! Half-terms as periods of fixed months, by which trends are counted: schools differ in their
//! terms, and a trend needs one measure for all.

use chrono::{Datelike, NaiveDate};

/// The first day of each half-term of a school year, as month and day, with its name.
const BEGINS: [(u32, u32, &str); 6] = [
    (9, 1, "Autumn 1"),
    (11, 1, "Autumn 2"),
    (1, 1, "Spring 1"),
    (2, 16, "Spring 2"),
    (4, 1, "Summer 1"),
    (6, 1, "Summer 2"),
];

/// A half-term, by fixed months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HalfTerm {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
    name: &'static str,
}

impl HalfTerm {
    /// Returns the half-term of a day; none at the end of the calendar.
    pub fn of(day: NaiveDate) -> Option<HalfTerm> {
        let begins = |year: i32| {
            BEGINS.into_iter().filter_map(move |(month, of_month, name)| {
                Some((NaiveDate::from_ymd_opt(year, month, of_month)?, name))
            })
        };
        let mut all: Vec<_> =
            [day.year() - 1, day.year(), day.year() + 1].into_iter().flat_map(begins).collect();
        all.sort_unstable();
        let at = all.partition_point(|(first, _)| *first <= day).checked_sub(1)?;
        let (first, name) = all[at];
        Some(HalfTerm { first, last: all.get(at + 1)?.0.pred_opt()?, name })
    }

    /// Returns the half-term before it; none at the beginning of the calendar.
    pub fn before(self) -> Option<HalfTerm> {
        HalfTerm::of(self.first.pred_opt()?)
    }

    /// Returns its name with its year: `Autumn 2 2026`.
    pub fn label(self) -> String {
        format!("{} {}", self.name, self.first.year())
    }
}
