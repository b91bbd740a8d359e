//! The attendance pane: both registers week by week, all weeks at a glance, and the figures.

mod bar;
pub(crate) mod correction;
pub(crate) mod draw;
mod figures;
mod fill;
pub(crate) mod import;
pub(crate) mod import_sheet;
pub(crate) mod reason;
mod term;
pub(crate) mod terms;
pub(crate) mod timetable;
mod typing;
mod update;
mod week;
mod week_faults;
mod words;

use chrono::{Days, Duration, NaiveDate};

use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::timetable::weekday;
use crate::domain::case::{Half, Session, Side};
use crate::ui::attendance::correction::CorrectionDefaults;
use crate::ui::change::{Changes, Update};

/// Is said where something was left.
const LEFT: &str = words::NO_CHANGES;

/// What the pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttendancePage {
    /// One week, mark by mark.
    Week,
    /// All weeks of the direction.
    Term,
    /// The figures.
    Figures,
}

/// The pane's cursor: a week, a session in it (0 to 9) and a register.
#[derive(Debug)]
pub struct AttendancePane {
    monday: NaiveDate,
    cursor: usize,
    side: Side,
    page: AttendancePage,
    /// The first letter of a code that may have a digit: C, J, Y.
    half_typed: Option<char>,
    /// How many sessions the next code fills, while that number is being typed.
    run: Option<usize>,
    /// The other end of a selection.
    anchor: Option<Session>,
    /// The officer goes from pupil to pupil: the next case keeps the week.
    keeps_week: bool,
    corrections: CorrectionDefaults,
}

impl AttendancePane {
    /// Returns a grid on a day, on the host's register.
    pub fn new(day: NaiveDate) -> AttendancePane {
        AttendancePane {
            monday: monday_of(day),
            cursor: weekday(day).unwrap_or(0) * 2,
            side: Side::Host,
            page: AttendancePage::Week,
            half_typed: None,
            run: None,
            anchor: None,
            keeps_week: false,
            corrections: CorrectionDefaults::default(),
        }
    }

    /// Begins anew on a day, on the host's register.
    fn reset(&mut self, day: NaiveDate) {
        let corrections = std::mem::take(&mut self.corrections);
        *self = AttendancePane { corrections, ..AttendancePane::new(day) };
    }

    /// Turns to another case: on its own day, or on the same week where the officer goes from pupil
    /// to pupil.
    pub fn turn_to_case(&mut self, day: NaiveDate) {
        let (keeps, monday, side, page) = (self.keeps_week, self.monday, self.side, self.page);
        self.reset(day);
        if keeps {
            (self.monday, self.cursor, self.side, self.page) = (monday, 0, side, page);
        }
    }

    /// Has the next case keep the week, or not.
    pub fn keep_week(&mut self, keeps: bool) {
        self.keeps_week = keeps;
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
        self.session(self.cursor)
    }

    /// Moves along the week and into the next or previous one.
    pub fn step(&mut self, by: isize) {
        let to = self.cursor as isize + by;
        self.week(to.div_euclid(10) as i64);
        self.cursor = to.rem_euclid(10) as usize;
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
            AttendancePage::Week => self.side = self.side.other(),
            AttendancePage::Term => self.week(by as i64),
            AttendancePage::Figures => {}
        }
    }

    /// Puts the cursor on a session.
    pub fn go_to(&mut self, session: Session) {
        self.monday = monday_of(session.0);
        self.cursor = weekday(session.0).unwrap_or(0) * 2 + usize::from(session.1 == Half::Pm);
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

/// Says that nothing was changed, and closes what lies over the pane.
fn left() -> Update {
    Update::CloseWith(Changes::say(LEFT))
}
