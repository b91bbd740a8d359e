//! The attendance week: where the child is expected, the home mark, the host mark, and what does not fit.

use crate::domain::attendance::figures::monday_of;
use crate::domain::attendance::{Place, Registers, Schools};
use crate::domain::calendar::Calendar;
use crate::domain::case::{Case, CaseRef, Half, Marks, Session, Side};
use crate::domain::edit::{CaseChange, Edit};
use crate::domain::{codes, dates};
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::{cut, pad};
use crate::widgets::theme::Role;
use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The grid's cursor: a week, a session in it (0 to 9) and a register.
#[derive(Debug)]
pub struct Attendance {
    pub monday: NaiveDate,
    pub at: usize,
    pub side: Side,
    /// The first letter of a code that may have a digit: C, J, Y.
    pub half_typed: Option<char>,
}

impl Attendance {
    /// Returns a grid on the week of a day, on the host's register.
    pub fn new(day: NaiveDate) -> Attendance {
        Attendance { monday: monday_of(day), at: 0, side: Side::Host, half_typed: None }
    }

    /// Returns the session of a column, 0 to 9.
    pub fn session(&self, column: usize) -> Session {
        (self.monday + Days::new(column as u64 / 2), if column.is_multiple_of(2) { Half::Am } else { Half::Pm })
    }

    /// Moves along the week and into the next or previous one.
    pub fn step(&mut self, by: isize) {
        let to = self.at as isize + by;
        if to > 9 {
            self.week(1);
        } else if to < 0 {
            self.week(-1);
        }
        self.at = to.rem_euclid(10) as usize;
    }

    /// Moves by whole weeks.
    pub fn week(&mut self, by: i64) {
        self.monday += chrono::Duration::weeks(by);
    }

    /// Returns the change that sets the mark under the cursor.
    ///
    /// # Errors
    /// A sentence where the code is not known or the day lies outside the direction.
    pub fn mark(&self, case: &Case, code: Option<&str>) -> Result<CaseChange, String> {
        let on = self.session(self.at);
        let calendar = Calendar::default();
        let registers = Registers::new(case, Schools { home: &calendar, host: &calendar });
        let new = code.map(|c| registers.check(on, self.side, c, NaiveDate::MAX)).transpose()?.map(|c| c.code.to_owned());
        Ok(change(case.id, vec![edit(case, on, self.side, new)]))
    }

    /// Returns the change that fills the unmarked sessions of the week: D at home, present at the host, where the host expects the child.
    pub fn fill(&self, case: &Case) -> CaseChange {
        let calendar = Calendar::default();
        let registers = Registers::new(case, Schools { home: &calendar, host: &calendar });
        let mut edits = Vec::new();
        for column in self.at..10 {
            let on = self.session(column);
            let unmarked = case.marks.get(&on).and_then(|m| m.side(self.side)).is_none();
            if unmarked && registers.place(on) == Place::Host {
                let mark = match self.side {
                    Side::Home => "D",
                    Side::Host => codes::present(on.1),
                };
                edits.push(edit(case, on, self.side, Some(mark.to_owned())));
            }
        }
        change(case.id, edits)
    }
}

fn change(case: CaseRef, edits: Vec<Edit>) -> CaseChange {
    CaseChange { case, edits }
}

fn edit(case: &Case, on: Session, side: Side, new: Option<String>) -> Edit {
    let old = case.marks.get(&on).and_then(|m| m.side(side)).map(str::to_owned);
    Edit::Mark { on, side, old, new }
}

/// Draws the week; returns the cell of the cursor.
pub fn draw(grid: &Attendance, case: &Case, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let head = format!("Week of {}", dates::show_long(grid.monday));
    put(buf, area, 0, 0, &cut(&head, area.width as usize), style(Role::Title));
    for (y, label) in [(3, "expected"), (4, "home"), (5, "host")] {
        put(buf, area, 0, y, label, style(Role::Label));
    }
    let mut spot = Some((area.x, area.y));
    let calendar = Calendar::default();
    let registers = Registers::new(case, Schools { home: &calendar, host: &calendar });
    let mut faults = Vec::new();
    for column in 0..10 {
        let session = grid.session(column);
        let x = 9 + column as u16 * 6 + (column as u16 / 2);
        if column.is_multiple_of(2) {
            put(buf, area, x, 1, &dates::show_short(session.0), style(Role::Label));
        }
        let half = if session.1 == Half::Am { "am" } else { "pm" };
        put(buf, area, x, 2, half, style(Role::Dim));
        let place = registers.place(session).word();
        put(buf, area, x, 3, place, style(Role::Dim));
        let none = Marks::default();
        let marks = case.marks.get(&session).unwrap_or(&none);
        let wrong = registers.faults(session, look.today).into_iter().next();
        for (y, side) in [(4, Side::Home), (5, Side::Host)] {
            let here = column == grid.at && side == grid.side;
            let shown = match grid.half_typed.filter(|_| here) {
                Some(c) => format!("{c}_"),
                None => marks.side(side).unwrap_or("·").to_owned(),
            };
            let role = if here {
                Role::Focus
            } else if wrong.is_some() {
                Role::Warn
            } else {
                Role::Text
            };
            put(buf, area, x, y, &pad(&shown, 4), style(role));
            if here && x < area.width && y < area.height {
                spot = Some((area.x + x, area.y + y));
            }
        }
        if let Some(wrong) = wrong {
            put(buf, area, x, 6, "!", style(Role::Late));
            faults.push(format!("! {} {half}  {}", dates::show_short(session.0), wrong.about().words));
        }
    }
    let sum = registers.figures(NaiveDate::MAX.min(grid.session(9).0.max(look.today)));
    let words = format!("Attendance, both registers together: {} of {} sessions, {}", sum.attended, sum.possible(), sum.percent());
    put(buf, area, 0, 8, &cut(&words, area.width as usize), style(Role::Text));
    for (i, line) in faults.iter().enumerate() {
        put(buf, area, 0, 10 + i as u16, &cut(line, area.width as usize), style(Role::Warn));
    }
    spot
}
