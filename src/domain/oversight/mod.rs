//! What the lead oversees: how many cases are late, without a review or silent, by school and
//! officer, what begins and ends in the coming weeks, and how many directions began each half-term.
//!
//! Every number is that of a search of the list, so that the cases behind it can be opened.

mod half_term;
mod sections;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use half_term::HalfTerm;
pub use sections::{ACCESS_REQUESTS, OversightGroup, groups_by_need, sections};

/// A number, and the search that finds its cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OversightCell {
    /// How many cases the search finds.
    pub count: usize,
    /// A search of the list.
    pub search: String,
}

/// A line of numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OversightRow {
    /// What the numbers are of.
    pub label: String,
    /// One for each column of the section.
    pub cells: Vec<OversightCell>,
}

/// Lines that count the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OversightSection {
    /// The heading.
    pub title: String,
    /// What each column counts.
    pub columns: Vec<String>,
    /// The lines.
    pub rows: Vec<OversightRow>,
    /// How many more lines there are that are not shown.
    pub more: usize,
    /// Whether the lines follow one another in time, so that a chart shows them.
    pub is_trend: bool,
}

impl OversightSection {
    /// Returns the numbers of a column, in the order of the lines.
    pub fn column(&self, at: usize) -> Vec<usize> {
        self.rows.iter().map(|row| row.cells.get(at).map_or(0, |cell| cell.count)).collect()
    }
}
