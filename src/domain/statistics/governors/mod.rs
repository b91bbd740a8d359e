//! The figures of the governors' report: directions, reviews, attendance, suspensions and cost of
//! one school, one trust or all, in a time and in the year to date, beside the same days of two
//! years before.
//!
//! - `child_counts`, `child_figures`: How many children what is counted is of.
//! - [`counted`]: What is counted one by one, each on a day.
//! - [`counts`]: Counts case by case; no case is kept.
//! - [`figure`]: A figure with its words, how it is counted, and its values.
//! - [`period`]: A time within its school year.
//! - [`term`]: The terms of a year by the calendar.

mod child_counts;
mod child_figures;
pub mod counted;
pub mod counts;
mod division;
mod divisions;
pub mod figure;
pub mod period;
mod publish;
mod sums;
pub mod term;
#[cfg(test)]
mod tests;

/// What boards ask for and the record does not hold, a sentence each.
pub const NOT_HELD: [&str; 4] = [
    "Ethnicity is not held. Take the numbers from your management information system.",
    "Free school meals are not held. Take the numbers from your management information system.",
    "Costs other than the amount agreed between the schools are not held.",
    "What happened in a later case, at another school or after the record was closed is not held.",
];
