//! The filterable properties of a case in a few bytes, kept beside its summary so that no search
//! reads whole cases.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::attendance::{BothSchools, ExpectedAt, Registers};
use crate::domain::case::flags::{FLAGS, Facet, MISSING, open_reviews};
use crate::domain::case::life::week_between;
use crate::domain::case::stage::{first_day, last_day, stage};
use crate::domain::case::{Case, Session};
use crate::domain::stored_day;

/// What searches ask of a case beside its line. Nothing here depends on today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facets {
    /// A bit for each of `FLAGS`.
    pub flags: u32,
    /// A bit for each of `MISSING`.
    pub missing: u32,
    /// The first day at the host, recorded or planned.
    #[serde(with = "stored_day::maybe")]
    pub start: Option<NaiveDate>,
    /// The last day, recorded, decided or proposed.
    #[serde(with = "stored_day::maybe")]
    pub end: Option<NaiveDate>,
    /// The next review that is booked and not held.
    #[serde(with = "stored_day::maybe")]
    pub review: Option<NaiveDate>,
    /// Merged sessions attended, of how many possible.
    pub attended: u16,
    /// Merged sessions that could have been attended.
    pub possible: u16,
    /// The first school day of the direction with a host session that nobody has marked.
    #[serde(with = "stored_day::maybe")]
    pub unmarked: Option<NaiveDate>,
    /// The day of the last change, if the service knows it.
    #[serde(with = "stored_day::maybe")]
    pub touched: Option<NaiveDate>,
}

impl Facets {
    /// Returns the facts of a case by both schools' calendars; `touched` is given by the service.
    pub fn from_case(case: &Case, schools: BothSchools) -> Facets {
        let bits = |all: &[Facet]| {
            all.iter()
                .enumerate()
                .filter(|(_, (.., is))| is(case))
                .fold(0, |sum, (i, _)| sum | 1 << i)
        };
        let registers = Registers::new(case, schools);
        let sum = registers
            .figures(case.marks.keys().next_back().map_or(NaiveDate::MIN, |(day, _)| *day));
        Facets {
            flags: bits(FLAGS),
            missing: bits(MISSING),
            start: first_day(case),
            end: last_day(case),
            review: open_reviews(case).map(|(_, on)| on).min(),
            attended: u16::try_from(sum.attended).unwrap_or(u16::MAX),
            possible: u16::try_from(sum.possible()).unwrap_or(u16::MAX),
            unmarked: unmarked(&registers),
            touched: None,
        }
    }
}

impl Facets {
    /// Returns in which week of how many the placement is on a day, counted from the Monday of its
    /// first week; none before it, and no count of weeks without a last day.
    pub fn week(&self, today: NaiveDate) -> Option<(i64, Option<i64>)> {
        week_between(self.start?, self.end, today)
    }
}

/// Walks the direction's days, at most two years of them, to the first host session without a host
/// mark.
fn unmarked(registers: &Registers) -> Option<NaiveDate> {
    if !stage(registers.case).has_begun() {
        return None;
    }
    let most = registers.first?.checked_add_days(Days::new(730))?;
    let bare =
        |s: &Session| registers.place(*s) == ExpectedAt::Host && registers.marks(*s).host.is_none();
    registers.sessions(most).find(bare).map(|(day, _)| day)
}
