//! The governors' report as rows, a workbook and JSON. Each writer takes the same list of figures.

mod json;
mod rows;
mod workbook;

pub use json::json;
pub use rows::rows;
pub use workbook::workbook;

use chrono::NaiveDate;

use crate::domain::calendar::dates;
use crate::domain::statistics::governors::figure::{Figure, FigureValue, Number, Unit};
use crate::domain::statistics::governors::period::Period;

/// What the report is called.
pub const TITLE: &str = "Governors' report";

/// What stands in place of a number that is withheld.
pub const WITHHELD: &str = "c";

/// What is said to whoever publishes a report: nothing is known here of other reports that were
/// published, so nothing that follows from two of them is withheld.
pub const NOT_COMPARED: &str = "This report was not compared with others. Before you publish it, check that no withheld number follows by subtraction from a report of another time, or of other schools.";

/// A report and what is said of it.
pub struct GovernorReport {
    /// What it is, of which day, by whom and how many rows: the cells of the first line.
    pub first: Vec<String>,
    /// The school, the trust, or that it is all schools.
    pub of: String,
    /// The officer who made it.
    pub officer: String,
    /// The day on which it was made.
    pub day: NaiveDate,
    /// The time; earlier years have the same days.
    pub period: Period,
    /// Below which number the public is told none; none where a board reads every number.
    pub least: Option<u32>,
    /// What it leaves out because the officer does not see it; "" where it is nothing.
    pub left_out: String,
    /// The figures.
    pub figures: Vec<Figure>,
}

impl GovernorReport {
    /// Returns who may read it and what `c` means, in a sentence or two.
    pub fn notice(&self) -> String {
        match self.least {
            None => {
                "Confidential: for the governing board. Small numbers are not withheld.".to_owned()
            }
            Some(least) => format!(
                "For the public. {WITHHELD} means a number below {least}, or one that would give it away. {NOT_COMPARED}"
            ),
        }
    }

    /// Returns the words of each time, and of its year to date.
    pub(super) fn times(&self) -> Vec<[String; 2]> {
        let shown = dates::format;
        let words = |p: &Period| {
            [
                format!("{} to {}", shown(p.from), shown(p.to)),
                format!("Year to date, {} to {}", shown(p.year_from), shown(p.to)),
            ]
        };
        self.period.with_earlier_years().iter().map(words).collect()
    }
}

/// Returns a number as it is written; "" where there is none.
fn shown(number: Number, unit: Unit) -> String {
    match number {
        Number::Absent => String::new(),
        Number::Withheld => WITHHELD.to_owned(),
        Number::Is(number) => unit.show(number),
    }
}

/// Returns a value in words: "7 of 30", "c", "–" where there is none.
pub(super) fn in_words(value: FigureValue, unit: Unit) -> String {
    match (value.numerator, value.denominator) {
        (Number::Absent, _) => "–".to_owned(),
        (numerator, Number::Absent) => shown(numerator, unit),
        (numerator, denominator) => {
            format!("{} of {}", shown(numerator, unit), shown(denominator, unit))
        }
    }
}
