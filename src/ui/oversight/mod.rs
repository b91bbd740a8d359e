//! The oversight: numbers over all cases for those who answer for them. Each opens the cases behind
//! it in the list.

mod chart;
pub(crate) mod draw;
mod words;

use chrono::NaiveDate;

use crate::api::Request;

use crate::domain::oversight::{ACCESS_REQUESTS, OversightCell, OversightSection};
use crate::ui::change::Changes;
use crate::ui::session::Session;

/// The numbers with a cursor on one of them.
#[derive(Debug, Default)]
pub struct OversightPane {
    sections: Vec<OversightSection>,
    /// The day of the numbers; none before they have come.
    day: Option<NaiveDate>,
    /// The line of the cursor among all lines that have numbers.
    row: usize,
    column: usize,
}

impl OversightPane {
    /// Asks for the numbers of today.
    pub fn ask(session: &Session) -> Changes {
        Changes::ask(Request::Oversight { today: session.today })
    }

    /// Shows numbers that have come; the cursor stays where it was.
    pub fn take(&mut self, sections: Vec<OversightSection>, session: &Session) {
        self.sections = sections;
        self.day = Some(session.today);
        self.step(0);
    }

    /// Moves the cursor by lines.
    pub fn step(&mut self, by: isize) {
        let last = self.count().saturating_sub(1);
        self.row = self.row.saturating_add_signed(by).min(last);
        self.turn(0);
    }

    /// Moves the cursor by columns.
    pub fn turn(&mut self, by: isize) {
        let last = self.columns().saturating_sub(1);
        self.column = self.column.saturating_add_signed(by).min(last);
    }

    /// Returns whether the number under the cursor is that of the requests for subject access, and is
    /// not none.
    pub fn is_on_requests(&self) -> bool {
        self.search_behind() == Ok(ACCESS_REQUESTS)
    }

    /// Returns the search that finds the cases behind the number under the cursor, or what is said
    /// where there are none.
    ///
    /// # Errors
    /// The sentence.
    pub fn search_behind(&self) -> Result<&str, &'static str> {
        let cell = self.current().filter(|cell| cell.count > 0);
        cell.map(|cell| cell.search.as_str()).ok_or(words::NOTHING)
    }

    /// Returns the number under the cursor.
    fn current(&self) -> Option<&OversightCell> {
        let mut rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.nth(self.row)?.cells.get(self.column)
    }

    fn count(&self) -> usize {
        self.sections.iter().map(|section| section.rows.len()).sum()
    }

    fn columns(&self) -> usize {
        let mut rows = self.sections.iter().flat_map(|section| &section.rows);
        rows.nth(self.row).map_or(0, |row| row.cells.len())
    }
}
