//! What is summed over cases: sessions, days of suspension, money.

mod attendance;
mod cost;
mod suspensions;

use chrono::NaiveDate;

use crate::domain::statistics::governors::counted::CountedCase;
use crate::domain::statistics::governors::figure::Unit;
use crate::domain::statistics::governors::period::{PartOfYear, Period};

/// What a case adds to a figure: its numerator and its denominator, nought where there is none.
pub(super) type Amount = [u64; 2];

/// What a case adds in the time, and earlier in the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Amounts {
    /// In the time that is reported.
    pub term: Amount,
    /// Earlier in the school year.
    pub earlier: Amount,
}

/// Figures that are summed in one go.
pub(super) struct SumGroup {
    /// The words of each figure, and how it is counted.
    pub lines: &'static [(&'static str, &'static str)],
    /// The unit of each figure.
    pub unit: Unit,
    /// Whether the figures are shares.
    pub is_share: bool,
    /// Returns what a case adds to each figure, in their order.
    pub amounts: fn(&CountedCase, Period) -> Vec<Amounts>,
}

/// Every group of sums, in the order of the report.
pub(super) const GROUPS: &[SumGroup] = &[
    attendance::BEFORE,
    attendance::DURING,
    suspensions::BEFORE,
    suspensions::DAYS_BEFORE,
    suspensions::DAYS_DURING,
    cost::AGREED,
];

impl Amounts {
    /// Returns an amount on a day, where the day lies in the year to date.
    fn on(day: Option<NaiveDate>, period: Period, amount: impl FnOnce() -> Amount) -> Amounts {
        let none = Amounts::default();
        match day.and_then(|day| period.part_of(day)) {
            Some(PartOfYear::Term) => Amounts { term: amount(), ..none },
            Some(PartOfYear::Earlier) => Amounts { earlier: amount(), ..none },
            None => none,
        }
    }

    fn plus(self, other: Amounts) -> Amounts {
        let add = |a: Amount, b: Amount| [a[0].saturating_add(b[0]), a[1].saturating_add(b[1])];
        Amounts { term: add(self.term, other.term), earlier: add(self.earlier, other.earlier) }
    }
}
