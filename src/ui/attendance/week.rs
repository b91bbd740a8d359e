//! One week: where the pupil is expected, both marks, their merged reading, and faults with what to
//! do about them.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{AttendanceFault, MergedMark, Registers, codes};
use crate::domain::calendar::dates;
use crate::domain::case::{Session, Side};
use crate::ui::attendance::{AttendancePane, term, week_faults};
use crate::ui::look::DrawContext;
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate};
use crate::widgets::theme::Role;

/// Columns that the grid takes.
pub(super) const WIDTH: u16 = 66;
/// Where the sessions begin, after the words of the lines.
const LEFT: u16 = 10;
/// The first line below the grid.
const BELOW: u16 = 10;

fn column_x(column: usize) -> u16 {
    LEFT + column as u16 * 5 + column as u16 / 2
}

/// The lines of the grid below the days, with their labels.
const LINES: [(u16, &str); 5] =
    [(3, "expected"), (4, "home"), (5, "host"), (6, "combined"), (7, "check")];

/// What the signs of the grid mean.
const LEGEND: &str = "· not marked  - no school  = agree  ! problem  . not due yet";

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
    let mut wrong: Vec<(Session, AttendanceFault)> = Vec::new();
    for column in 0..10 {
        let session = grid.session(column);
        let faults = registers.faults(session, look.today);
        if column.is_multiple_of(2) {
            draw_day(column, session.0, look, area, buf);
        }
        let cell = WeekCell { grid, registers, look, session, is_wrong: !faults.is_empty() };
        cell.draw(column, area, buf);
        wrong.extend(faults.into_iter().map(|fault| (session, fault)));
    }
    draw_text(buf, area, 1, BELOW - 2, &truncate(LEGEND, width), style(Role::Hint));
    let here = truncate(&here(grid, registers), width);
    draw_text(buf, area, 0, BELOW, &here, style(Role::Text));
    let sum = truncate(&sum(registers, look, area.width), width);
    draw_text(buf, area, 0, BELOW + 1, &sum, style(Role::Text));
    let under = BELOW + 3;
    let rest = Rect { y: area.y + under, height: area.height.saturating_sub(under), ..area };
    let below = under + week_faults::draw(grid, registers, &wrong, look, rest, buf) + 1;
    let room = area.height.saturating_sub(below);
    if room >= term::ROWS {
        term::draw(grid, registers, look, Rect { y: area.y + below, height: room, ..area }, buf);
    }
    let (x, y) = (column_x(grid.cursor), line_of(grid.side));
    let is_seen = x < area.width && y < area.height;
    if is_seen { (area.x + x, area.y + y) } else { (area.x, area.y) }
}

/// Draws a day above its two sessions, today by its name, and the line that parts it from the day
/// before.
fn draw_day(column: usize, day: NaiveDate, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let x = column_x(column);
    let is_today = day == look.today;
    let words =
        if is_today { format!("TODAY {}", day.format("%-d")) } else { dates::show_short(day) };
    let role = if is_today { Role::Title } else { Role::Label };
    draw_text(buf, area, x, 1, &words, look.theme.style(role));
    for y in (1..8).filter(|_| look.theme.has_frames() && column > 0) {
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
    let band = figures.band().filter(|_| width > WIDTH).map(|b| format!(" · {}", b.label()));
    let counted = match figures.possible() {
        0 => "no possible sessions".to_owned(),
        n => format!("{} of {n} sessions, {}", figures.attended, figures.percent()),
    };
    let disputed = figures.disputed_words().map(|words| format!(" ({words})")).unwrap_or_default();
    let band = band.unwrap_or_default();
    format!("Combined: {counted}{disputed} · {} not marked{band}", figures.unmarked)
}

fn title(grid: &AttendancePane, registers: &Registers) -> String {
    let mut words = format!("Week of {}", dates::show_long(grid.monday));
    match (registers.first, registers.last) {
        (None, _) => words += " · no first day recorded yet",
        (Some(first), last) => {
            let last = last.map_or_else(|| "no last day".into(), dates::show_short);
            words += &format!(" · direction {} to {last}", dates::show_short(first));
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
    fn draw(&self, column: usize, area: Rect, buf: &mut Buffer) {
        let (x, style) = (column_x(column), |role| self.look.theme.style(role));
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
        return format!(
            "{head}: fill {} sessions; type the number, then the code",
            if n == 0 { "how many".into() } else { n.to_string() }
        );
    }
    if grid.anchor.is_some() {
        return format!("{head}: selecting; move, then type the code");
    }
    if let Some(why) = registers.schools.calendar(grid.side).why_closed(session.0) {
        return format!("{head}: no school, {why}");
    }
    match registers.marks(session).side(grid.side).and_then(codes::find) {
        Some(code) => format!("{head}: {} {} ({})", code.code, code.meaning, code.class.label()),
        None => format!("{head}: not marked"),
    }
}
