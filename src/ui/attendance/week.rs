//! One week: where the pupil is expected, both marks, their merged reading, and faults with what to
//! do about them.

use crate::ui::attendance::words;
use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{AttendanceFault, MergedMark, Registers, codes};
use crate::domain::calendar::dates;
use crate::domain::case::{Session, Side};
use crate::domain::plural::pluralize;
use crate::ui::attendance::{AttendancePane, term, week_faults};
use crate::ui::look::DrawContext;
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Columns that the grid takes.
pub(super) const WIDTH: u16 = 66;
/// Where the sessions begin, after the words of the lines.
const LEFT: u16 = 10;
/// The first line below the grid.
const BELOW: u16 = 10;

/// Columns that a day takes with its two sessions.
const DAY: u16 = 11;

/// The days that stand beside each other: all five, or as many as fit with the cursor's among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct VisibleDays {
    first: usize,
    count: usize,
}

impl VisibleDays {
    /// Returns the days that fit into a width, in cells, around the cursor's column.
    fn around(column: usize, width: u16) -> VisibleDays {
        let count = usize::from(width.saturating_sub(LEFT) / DAY).clamp(1, 5);
        VisibleDays { first: (column / 2 + 1).saturating_sub(count), count }
    }

    /// Returns where a session's column begins; none where its day is not to be seen.
    fn x(self, column: usize) -> Option<u16> {
        let day = (column / 2).checked_sub(self.first).filter(|day| *day < self.count)?;
        Some(LEFT + day as u16 * DAY + (column % 2) as u16 * 5)
    }

    /// Marks the sides on which there are more days.
    fn draw_more(self, look: &DrawContext, area: Rect, buf: &mut Buffer) {
        let style = look.theme.style(Role::Hint);
        if self.first > 0 {
            draw_text(buf, area, LEFT - 2, 1, "<", style);
        }
        if self.first + self.count < 5 {
            let x = (LEFT + self.count as u16 * DAY).min(area.width.saturating_sub(1));
            draw_text(buf, area, x, 1, ">", style);
        }
    }
}

/// The lines of the grid below the days, with their labels.
const LINES: [(u16, &str); 5] =
    [(3, "expected"), (4, "home"), (5, "host"), (6, "combined"), (7, "check")];

/// What the signs of the grid mean.
const LEGEND: &str = words::LEGEND;

/// Draws the week; returns the cell of the cursor.
pub(super) fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> (u16, u16) {
    let (width, style) = (area.width as usize, |role| look.theme.style(role));
    draw_heading(&title(grid, registers), ("", Role::Label), look.theme, area, buf);
    for (y, label) in LINES {
        let is_here = y == line_of(grid.side);
        let (mark, role) = if is_here { (">", Role::Title) } else { (" ", Role::Label) };
        draw_text(buf, area, 0, y, &format!("{mark}{label}"), style(role));
    }
    // In a low window the lines below it are told of, as the days beside it are.
    let hidden = LINES.iter().filter(|(y, _)| *y >= area.height).count();
    if hidden > 0 {
        draw_text(buf, area, 1, 2, &words::below(&hidden), style(Role::Hint));
    }
    let mut wrong: Vec<(Session, AttendanceFault)> = Vec::new();
    let days = VisibleDays::around(grid.cursor, area.width);
    days.draw_more(look, area, buf);
    for column in 0..10 {
        let session = grid.session(column);
        let faults = registers.faults(session, look.today);
        if let Some(x) = days.x(column) {
            if column.is_multiple_of(2) {
                draw_day(x, session.0, look, area, buf);
            }
            let cell = WeekCell { grid, registers, look, session, is_wrong: !faults.is_empty() };
            cell.draw(column, x, area, buf);
        }
        wrong.extend(faults.into_iter().map(|fault| (session, fault)));
    }
    draw_text(buf, area, 1, BELOW - 2, &truncate(LEGEND, width), style(Role::Hint));
    let here = truncate(&here(grid, registers), width);
    draw_text(buf, area, 0, BELOW, &here, style(Role::Text));
    let sum = wrap(&sum(registers, look, area.width), width);
    for (y, line) in (BELOW + 1..).zip(&sum) {
        draw_text(buf, area, 0, y, line, style(Role::Text));
    }
    let under = BELOW + 2 + sum.len() as u16;
    let rest = Rect { y: area.y + under, height: area.height.saturating_sub(under), ..area };
    let below = under + week_faults::draw(grid, registers, &wrong, look, rest, buf) + 1;
    let room = area.height.saturating_sub(below);
    if room >= term::ROWS {
        term::draw(grid, registers, look, Rect { y: area.y + below, height: room, ..area }, buf);
    }
    let (x, y) = (days.x(grid.cursor).unwrap_or(LEFT), line_of(grid.side));
    let is_seen = x < area.width && y < area.height;
    if is_seen { (area.x + x, area.y + y) } else { (area.x, area.y) }
}

/// Draws a day above its two sessions, today by its name, and the line that parts it from the day
/// before.
fn draw_day(x: u16, day: NaiveDate, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let is_today = day == look.today;
    let words = if is_today { words::today(&day.format("%-d")) } else { dates::show_short(day) };
    let role = if is_today { Role::Title } else { Role::Label };
    draw_text(buf, area, x, 1, &words, look.theme.style(role));
    for y in (1..8).filter(|_| look.theme.has_frames() && x > LEFT) {
        draw_text(buf, area, x - 1, y, "│", look.theme.style(Role::Dim));
    }
}

/// Returns the line of a register in the grid.
fn line_of(side: Side) -> u16 {
    match side {
        Side::Home => 4,
        Side::Host => 5,
    }
}

/// Returns both registers' attendance in one line.
fn sum(registers: &Registers, look: &DrawContext, width: u16) -> String {
    let figures = registers.figures(look.today);
    // Beside the grid the figures say the band themselves.
    let band = figures.band().filter(|_| width != WIDTH).map(|b| format!(" · {}", b.label()));
    let counted = match figures.possible() {
        0 => words::NO_SESSIONS.to_owned(),
        n => words::counted(&figures.attended, &n, &figures.percent()),
    };
    let disputed = figures.disputed_words().map(|words| format!(" ({words})")).unwrap_or_default();
    let band = band.unwrap_or_default();
    words::combined(&counted, &disputed, &figures.unmarked, &band)
}

fn title(grid: &AttendancePane, registers: &Registers) -> String {
    let mut words = words::week_of(&dates::show_long(grid.monday));
    match (registers.first, registers.last) {
        (None, _) => words += words::NO_FIRST_DAY,
        (Some(first), last) => {
            let last = last.map_or_else(|| words::NO_LAST_DAY.into(), dates::show_short);
            words += &words::direction(&dates::show_short(first), &last);
        }
    }
    words
}

/// One session's column.
struct WeekCell<'a> {
    grid: &'a AttendancePane,
    registers: &'a Registers<'a>,
    look: &'a DrawContext<'a>,
    session: Session,
    is_wrong: bool,
}

impl WeekCell<'_> {
    fn draw(&self, column: usize, x: u16, area: Rect, buf: &mut Buffer) {
        let style = |role| self.look.theme.style(role);
        draw_text(buf, area, x, 2, half_words(self.session.1), style(Role::Dim));
        draw_text(
            buf,
            area,
            x,
            3,
            &truncate(self.registers.place(self.session).label(), 5),
            style(Role::Dim),
        );
        for (y, side) in [(4, Side::Home), (5, Side::Host)] {
            let is_here = column == self.grid.cursor && side == self.grid.side;
            let typed = self.grid.half_typed.filter(|_| is_here).map(|c| format!("{c}_"));
            let closed = self.registers.schools.calendar(side).why_closed(self.session.0);
            let blank = if closed.is_some() { "-" } else { "·" };
            let shown = typed.unwrap_or_else(|| {
                self.registers.marks(self.session).side(side).unwrap_or(blank).to_owned()
            });
            let role = if is_here || (side == self.grid.side && self.grid.is_selected(self.session))
            {
                Role::Focus
            } else if self.is_wrong {
                Role::Warn
            } else {
                Role::Text
            };
            draw_text(buf, area, x, y, &pad_to(&shown, 3), style(role));
        }
        let reading = self.registers.reading(self.session);
        draw_text(buf, area, x, 6, reading.sign(), style(Role::Title));
        let (mark, role) = match reading {
            _ if self.is_wrong => ("!", Role::Late),
            MergedMark::Mark(_) => ("=", Role::Ok),
            MergedMark::Unmarked | MergedMark::Gap | MergedMark::Conflict => (".", Role::Dim),
            MergedMark::NotExpected => ("", Role::Dim),
        };
        draw_text(buf, area, x, 7, mark, style(role));
    }
}

/// Returns the session under the cursor in words.
fn here(grid: &AttendancePane, registers: &Registers) -> String {
    let session = grid.here();
    let head =
        format!("{} {}, {}", dates::show_short(session.0), half_words(session.1), grid.side.word());
    if let Some(n) = grid.run {
        return words::fill(
            &head,
            &if n == 0 { words::HOW_MANY_SESSIONS.into() } else { pluralize(n, "session") },
        );
    }
    if grid.anchor.is_some() {
        return words::selecting(&head);
    }
    if let Some(why) = registers.schools.calendar(grid.side).why_closed(session.0) {
        return words::no_school(&head, &why);
    }
    match registers.marks(session).side(grid.side).and_then(codes::find) {
        Some(code) => format!("{head}: {} {} ({})", code.code, code.meaning, code.class.label()),
        None => words::not_marked(&head),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn narrow_week_shows_whole_days_with_the_cursors_among_them() {
        let all = VisibleDays::around(9, WIDTH);
        assert_eq!((all.first, all.count), (0, 5));
        for width in 24..WIDTH {
            for cursor in 0..10 {
                let days = VisibleDays::around(cursor, width);
                let x = days.x(cursor).expect("the cursor's day");
                assert!(x + 5 <= width.max(LEFT + DAY), "{cursor} at {width}: {x}");
                let seen = (0..10).filter(|column| days.x(*column).is_some()).count();
                assert_eq!(seen, days.count * 2);
            }
        }
    }
}
