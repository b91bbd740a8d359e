//! What is left of a year's funding when a pupil moves for good (P-FU1): the balance of the AWPU and
//! of the amounts for special needs by days, perhaps backdated. Pure arithmetic in pence.

#[cfg(test)]
mod tests;

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::first_day;
use crate::domain::forms::choice::Route;
use crate::domain::forms::{field, table};

/// How every line is rounded, as it is said beside the figures.
pub const ROUNDING: &str = "Each line is rounded to the nearest penny, half a penny upwards; the total is the sum of the lines.";

/// The most that a year's amount may be, in pence: a million pounds.
const MAX_PENCE: i64 = 100_000_000;
/// How far back a move may be backdated, in days: two years and a leap day.
const MAX_BACKDATED_DAYS: i64 = 731;

/// What the schools agreed to count with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundingTerms {
    /// The age-weighted pupil unit for a whole financial year, in pence.
    pub awpu: i64,
    /// Special needs or EHCP amounts for a whole financial year, in pence; nought for none.
    pub top_up: i64,
    /// The first day on the new school's roll.
    pub moved_on: NaiveDate,
    /// The day from which it counts: the move, or an earlier day where it is backdated.
    pub from: NaiveDate,
}

/// Which amount a line is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundingPart {
    /// The age-weighted pupil unit.
    Awpu,
    /// The amounts for special needs.
    TopUp,
}

/// One line of the reckoning: so many days of one financial year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FundingLine {
    /// Which amount it is of.
    pub part: FundingPart,
    /// Whether the days lie before the move.
    pub is_backdated: bool,
    /// The first day that is counted.
    pub first: NaiveDate,
    /// The last day that is counted, included.
    pub last: NaiveDate,
    /// How many days that is.
    pub days: i64,
    /// How many days the financial year has.
    pub year_days: i64,
    /// The amount for the whole year, in pence.
    pub annual: i64,
    /// What the days come to, in pence.
    pub pence: i64,
}

/// The whole reckoning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FundingBalance {
    /// A line for each amount and financial year.
    pub lines: Vec<FundingLine>,
    /// The sum of the lines, in pence.
    pub total: i64,
}

/// Why a balance cannot be reckoned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FundingFault {
    /// The amount for a year is not answered.
    NoAmount,
    /// The day of the move is not known.
    NoMove,
    /// An amount is below nought or beyond a million pounds.
    Amount {
        /// As it was given.
        pence: i64,
    },
    /// It would count from a day after the move.
    AfterMove {
        /// The day from which funding counts.
        from: NaiveDate,
        /// The day of the move.
        moved_on: NaiveDate,
    },
    /// It would count from more than two years before the move.
    TooFarBack {
        /// The day from which funding counts.
        from: NaiveDate,
        /// The day of the move.
        moved_on: NaiveDate,
    },
}

impl fmt::Display for FundingFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = crate::domain::calendar::dates::format;
        match self {
            FundingFault::NoAmount => {
                f.write_str("The AWPU for a year is not answered. Answer it on Form 3.")
            }
            FundingFault::NoMove => f.write_str(
                "The day of the move is not known. Record the first day on the new roll.",
            ),
            FundingFault::Amount { pence } => write!(
                f,
                "An amount of {} for a year cannot be right. Type one from £0 to £1,000,000.",
                pounds(*pence)
            ),
            FundingFault::AfterMove { from, moved_on } => write!(
                f,
                "Funding counts from {}, after the move on {}. Correct one of the days (P-FU1).",
                shown(*from),
                shown(*moved_on)
            ),
            FundingFault::TooFarBack { from, moved_on } => write!(
                f,
                "Funding counts from {}, more than two years before the move on {}. Correct the day (P-FU1).",
                shown(*from),
                shown(*moved_on)
            ),
        }
    }
}

/// Returns the balance of a year's funding, line by line.
///
/// A financial year runs from 1 April to 31 March. The days from the move to its last day are the
/// balance that remains; days before the move stand in lines of their own. A year's amount is that
/// of the terms in every year that is touched.
///
/// # Errors
/// The terms that cannot be reckoned with.
///
/// ```
/// use offsite::domain::funding::{FundingTerms, balance};
///
/// let moved_on = "2027-01-04".parse().unwrap();
/// let terms = FundingTerms { awpu: 365_000, top_up: 0, moved_on, from: moved_on };
/// // 4 January to 31 March are 87 of 365 days, at £10 a day.
/// assert_eq!(balance(&terms).unwrap().total, 87_000);
/// ```
pub fn balance(terms: &FundingTerms) -> Result<FundingBalance, FundingFault> {
    let &FundingTerms { awpu, top_up, moved_on, from } = terms;
    if let Some(pence) = [awpu, top_up].into_iter().find(|p| !(0..=MAX_PENCE).contains(p)) {
        return Err(FundingFault::Amount { pence });
    }
    if from > moved_on {
        return Err(FundingFault::AfterMove { from, moved_on });
    }
    if moved_on.signed_duration_since(from).num_days() > MAX_BACKDATED_DAYS {
        return Err(FundingFault::TooFarBack { from, moved_on });
    }
    let mut lines = Vec::new();
    for (part, annual) in [(FundingPart::Awpu, awpu), (FundingPart::TopUp, top_up)] {
        if annual > 0 {
            lines.extend(spans(from, moved_on).into_iter().map(|s| s.line(part, annual)));
        }
    }
    let total = lines.iter().map(|l| l.pence).sum();
    Ok(FundingBalance { lines, total })
}

/// Returns the balance as a case's answers give it.
///
/// # Errors
/// What is not answered, or cannot be reckoned with.
pub fn of_case(case: &Case) -> Result<FundingBalance, FundingFault> {
    let awpu = case.number(field::FUNDING_AWPU).ok_or(FundingFault::NoAmount)?;
    let top_up = case.number(field::FUNDING_TOP_UP).unwrap_or(0);
    let is_direct = case.is(field::CASE_ROUTE, Route::ManagedMove);
    let moved_on = case
        .rows(table::EVENT_END)
        .next_back()
        .and_then(|(_, r)| r.date(field::END_ROLL_ON))
        .or_else(|| first_day(case).filter(|_| is_direct))
        .ok_or(FundingFault::NoMove)?;
    let from = case.date(field::FUNDING_FROM).unwrap_or(moved_on);
    balance(&FundingTerms { awpu, top_up, moved_on, from })
}

/// Some days within one financial year.
struct YearSpan {
    first: NaiveDate,
    last: NaiveDate,
    year_days: i64,
    is_backdated: bool,
}

impl YearSpan {
    fn line(self, part: FundingPart, annual: i64) -> FundingLine {
        let YearSpan { first, last, year_days, is_backdated } = self;
        let days = last.signed_duration_since(first).num_days() + 1;
        // Half a penny goes upwards: twice the numerator and one denominator over twice the
        // denominator.
        let pence = (2 * annual * days + year_days) / (2 * year_days);
        FundingLine { part, is_backdated, first, last, days, year_days, annual, pence }
    }
}

/// Returns the days from one day to the end of the move's financial year, divided at each 1 April
/// and at the move.
fn spans(from: NaiveDate, moved_on: NaiveDate) -> Vec<YearSpan> {
    let mut out = Vec::new();
    let mut first = from;
    while let Some((start, end)) = financial_year(first) {
        let before_move = moved_on.pred_opt().filter(|day| first < moved_on && *day < end);
        let last = before_move.unwrap_or(end);
        out.push(YearSpan {
            first,
            last,
            year_days: end.signed_duration_since(start).num_days() + 1,
            is_backdated: first < moved_on,
        });
        let Some(next) = last.succ_opt().filter(|_| last < moved_on) else { break };
        first = next;
    }
    out
}

/// Returns the first and last day of the financial year around a day.
fn financial_year(day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let year = if day.month() >= 4 { day.year() } else { day.year() - 1 };
    Some((NaiveDate::from_ymd_opt(year, 4, 1)?, NaiveDate::from_ymd_opt(year + 1, 3, 31)?))
}

/// Returns pence as pounds, as a form shows them: `£1234.50`.
pub fn pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}£{}.{:02}", pence.unsigned_abs() / 100, pence.unsigned_abs() % 100)
}
