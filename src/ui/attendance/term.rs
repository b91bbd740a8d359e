//! All weeks at a glance: one line a week, both registers merged, with figures and faults.

use crate::ui::attendance::words;
use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::figures::{Figures, tenths};
use crate::domain::attendance::{ExpectedAt, Registers};
use crate::domain::case::Half;
use crate::keymap::action::Action;
use crate::ui::attendance::figures::week_words;
use crate::ui::attendance::{AttendancePage, AttendancePane};
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate};
use crate::widgets::theme::Role;

const LEFT: u16 = 7;
/// Rows that the weeks take at least: title, weekdays, some weeks, the key.
pub(super) const ROWS: u16 = 9;

fn column_x(column: usize) -> u16 {
    LEFT + column as u16 * 4 + column as u16 / 2
}

/// Draws the weeks of the direction, as many as fit round the cursor's; returns the cell of the
/// cursor. Where the weeks stand below the grid, the cursor is not theirs: the session is marked as
/// a title is.
pub(super) fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let style = |role| look.theme.style(role);
    let width = area.width as usize;
    let is_page = grid.page == AttendancePage::Term;
    let key = |action| (look.key)(action);
    let keys = if is_page {
        words::all_weeks_keys(&key(Action::Open), &key(Action::Figures))
    } else {
        key(Action::Term)
    };
    draw_heading(words::ALL_WEEKS, (&keys, Role::Hint), look.theme, area, buf);
    for (day, name) in
        [words::MON, words::TUE, words::WED, words::THU, words::FRI].into_iter().enumerate()
    {
        draw_text(buf, area, column_x(day * 2), 1, name, style(Role::Label));
    }
    let ends = [words::ALL_WEEKS_HEAD, "attended"];
    let end = ends.into_iter().find(|end| column_x(10) - 2 + end.len() as u16 <= area.width);
    draw_text(buf, area, column_x(10) - 2, 1, end.unwrap_or_default(), style(Role::Label));
    let weeks = registers.mondays(grid.monday, look.today);
    let most = usize::from(area.height.saturating_sub(4)).max(1);
    let at = weeks.iter().position(|w| *w == grid.monday).unwrap_or(0);
    let top = at.saturating_sub(most / 2).min(weeks.len().saturating_sub(most));
    let mut spot = Some((area.x, area.y));
    for (y, monday) in (2..).zip(weeks.iter().skip(top).take(most)) {
        let line = TermLine { grid, registers, look, monday: *monday, is_page };
        line.draw(y, area, buf);
        let x = column_x(grid.cursor);
        if *monday == grid.monday && y < area.height && x < area.width {
            spot = Some((area.x + x, area.y + y));
        }
    }
    let key = words::ALL_WEEKS_LEGEND;
    let shown = weeks.len().saturating_sub(top).min(most) as u16;
    draw_text(buf, area, 0, 3 + shown, &truncate(key, width), style(Role::Hint));
    spot
}

/// One week of the direction.
struct TermLine<'a> {
    grid: &'a AttendancePane,
    registers: &'a Registers<'a>,
    look: &'a DrawContext<'a>,
    monday: NaiveDate,
    /// The weeks are the page, and the cursor is theirs.
    is_page: bool,
}

impl TermLine<'_> {
    fn draw(&self, y: u16, area: Rect, buf: &mut Buffer) {
        let style = |role| self.look.theme.style(role);
        let is_here = self.monday == self.grid.monday;
        let role = if is_here { Role::Title } else { Role::Label };
        draw_text(buf, area, 0, y, &pad_to(&week_words(self.monday), 6), style(role));
        let (mut sum, mut faults) = (Figures::default(), 0);
        for column in 0..10 {
            let half = if column % 2 == 0 { Half::Am } else { Half::Pm };
            let session = (self.monday + Days::new(column as u64 / 2), half);
            let place = self.registers.place(session);
            let reading = self.registers.reading(session);
            let wrong = self.registers.faults(session, self.look.today).len();
            if session.0 <= self.look.today {
                sum.count(reading, place, session.0 < self.look.today);
            }
            faults += wrong;
            let sign = match place {
                ExpectedAt::Outside => "",
                ExpectedAt::Closed => "-",
                ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere => reading.sign(),
            };
            let shown = if wrong > 0 { format!("{sign}!") } else { sign.to_owned() };
            let role = self.role(is_here && column == self.grid.cursor, wrong > 0, place);
            draw_text(buf, area, column_x(column), y, &pad_to(&shown, 3), style(role));
        }
        let share =
            sum.per_mille().map_or_else(|| "     -".to_owned(), |n| format!("{:>6}", tenths(n)));
        let (faults, role) = match faults {
            0 => ("=".to_owned(), Role::Text),
            n => (format!("! {n}"), Role::Warn),
        };
        draw_text(buf, area, column_x(10), y, &format!("{share}  {faults}"), style(role));
    }

    /// Returns how a session looks.
    fn role(&self, is_here: bool, is_wrong: bool, place: ExpectedAt) -> Role {
        match (is_here, is_wrong, place) {
            (true, ..) if self.is_page => Role::Focus,
            (true, ..) => Role::Title,
            (_, true, _) => Role::Warn,
            (.., ExpectedAt::Closed | ExpectedAt::Outside) => Role::Dim,
            (.., ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere) => Role::Text,
        }
    }
}
