//! The attendance pane: both registers week by week, all weeks at a glance, and the figures.

pub mod dialog;
pub mod figures;
pub mod fill;
pub(crate) mod import;
pub mod term;
pub mod terms;
pub mod timetable;
pub(crate) mod update;
mod week;

use chrono::{Days, Duration, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::Registers;
use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::timetable::weekday;
use crate::domain::case::{Half, Session, Side};
use crate::ui::{CursorPos, DrawContext};

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendancePage {
    Week,
    Term,
    Figures,
}

/// The pane's cursor: a week, a session in it (0 to 9) and a register.
#[derive(Debug)]
pub struct AttendancePane {
    pub monday: NaiveDate,
    pub at: usize,
    pub side: Side,
    pub page: AttendancePage,
    /// The first letter of a code that may have a digit: C, J, Y.
    pub half_typed: Option<char>,
    /// How many sessions the next code fills, while that number is being typed.
    pub run: Option<usize>,
    /// The other end of a selection.
    pub anchor: Option<Session>,
    /// Whether the next case to open keeps the week: the officer goes from pupil to pupil.
    pub keep: bool,
}

impl AttendancePane {
    /// Returns a grid on a day, on the host's register.
    pub fn new(day: NaiveDate) -> AttendancePane {
        let at = weekday(day).unwrap_or(0) * 2;
        AttendancePane {
            monday: monday_of(day),
            at,
            side: Side::Host,
            page: AttendancePage::Week,
            half_typed: None,
            run: None,
            anchor: None,
            keep: false,
        }
    }

    /// Returns the session of a column, 0 to 9.
    pub fn session(&self, column: usize) -> Session {
        (
            self.monday + Days::new(column as u64 / 2),
            if column.is_multiple_of(2) { Half::Am } else { Half::Pm },
        )
    }

    /// Returns the session under the cursor.
    pub fn here(&self) -> Session {
        self.session(self.at)
    }

    /// Returns the grid for another case: on its own day, or on the same week where the officer
    /// goes from pupil to pupil.
    pub fn for_another(&self, day: NaiveDate) -> AttendancePane {
        let fresh = AttendancePane::new(day);
        if self.keep {
            AttendancePane { monday: self.monday, at: 0, side: self.side, page: self.page, ..fresh }
        } else {
            fresh
        }
    }

    /// Moves along the week and into the next or previous one.
    pub fn step(&mut self, by: isize) {
        let to = self.at as isize + by;
        self.week(to.div_euclid(10) as i64);
        self.at = to.rem_euclid(10) as usize;
    }

    /// Moves by whole weeks.
    pub fn week(&mut self, by: i64) {
        if let Some(monday) =
            Duration::try_weeks(by).and_then(|w| self.monday.checked_add_signed(w))
        {
            self.monday = monday;
        }
    }

    /// Moves down or up: to the other register in a week, by weeks in a term.
    pub fn rows(&mut self, by: isize) {
        match self.page {
            AttendancePage::Week => self.side = other(self.side),
            AttendancePage::Term => self.week(by as i64),
            AttendancePage::Figures => {}
        }
    }

    /// Puts the cursor on a session.
    pub fn go_to(&mut self, session: Session) {
        self.monday = monday_of(session.0);
        self.at = weekday(session.0).unwrap_or(0) * 2 + usize::from(session.1 == Half::Pm);
    }

    /// Leaves what is begun, the innermost first; false where nothing is.
    pub fn leave(&mut self) -> bool {
        if self.half_typed.take().is_some()
            || self.run.take().is_some()
            || self.anchor.take().is_some()
        {
            return true;
        }
        let was = std::mem::replace(&mut self.page, AttendancePage::Week);
        was != AttendancePage::Week
    }

    /// Returns whether a session lies in the selection.
    pub fn is_selected(&self, session: Session) -> bool {
        self.anchor.is_some_and(|anchor| {
            let here = self.here();
            (anchor.min(here)..=anchor.max(here)).contains(&session)
        })
    }
}

/// Returns the other register.
pub fn other(side: Side) -> Side {
    match side {
        Side::Home => Side::Host,
        Side::Host => Side::Home,
    }
}

/// Returns a register's word.
pub fn side_word(side: Side) -> &'static str {
    match side {
        Side::Home => "home",
        Side::Host => "host",
    }
}

/// Columns of the figures beside the week; below that many they have a page of their own.
const BESIDE: u16 = 30;

/// Draws the pane; returns the cell of the cursor.
pub fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    match grid.page {
        AttendancePage::Term => term::draw(grid, registers, look, area, buf),
        AttendancePage::Figures => figures::draw(registers, look, area, buf),
        AttendancePage::Week if area.width >= week::WIDTH + 2 + BESIDE => {
            let left = week::WIDTH + 2;
            figures::draw(
                registers,
                look,
                Rect { x: area.x + left, width: area.width - left, ..area },
                buf,
            );
            week::draw(grid, registers, look, Rect { width: week::WIDTH, ..area }, buf)
        }
        AttendancePage::Week => week::draw(grid, registers, look, area, buf),
    }
}
