//! One week: where the pupil is expected, both marks, their merged reading, and faults with what to
//! do about them.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::attendance::timetable::half_words;
use crate::domain::attendance::{AttendanceFault, MergedMark, Registers, codes};
use crate::domain::calendar::dates;
use crate::domain::case::{Session, Side};
use crate::ui::attendance::{AttendancePane, side_word, term};
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// Columns that the grid takes.
pub(super) const WIDTH: u16 = 66;
/// Where the sessions begin, after the words of the lines.
const LEFT: u16 = 10;
/// The first line below the grid.
const BELOW: u16 = 9;

fn column_x(column: usize) -> u16 {
    LEFT + column as u16 * 5 + column as u16 / 2
}

/// Draws the week; returns the cell of the cursor.
pub(super) fn draw(
    grid: &AttendancePane,
    registers: &Registers,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let width = area.width as usize;
    draw_text(
        buf,
        area,
        0,
        0,
        &truncate(&title(grid, registers), width),
        look.theme.style(Role::Title),
    );
    let labels = [
        (3, "expected", Role::Label),
        (4, "home", Role::Label),
        (5, "host", Role::Label),
        (6, "together", Role::Label),
        (7, "fits", Role::Label),
    ];
    for (y, label, role) in labels {
        let here = (y == 4 && grid.side == Side::Home) || (y == 5 && grid.side == Side::Host);
        draw_text(
            buf,
            area,
            0,
            y,
            &format!("{}{label}", if here { ">" } else { " " }),
            look.theme.style(if here { Role::Title } else { role }),
        );
    }
    let mut faults: Vec<(Session, AttendanceFault)> = Vec::new();
    let mut spot = Some((area.x, area.y));
    for column in 0..10 {
        let session = grid.session(column);
        let wrong = registers.faults(session, look.today);
        let (x, cell) = (
            column_x(column),
            WeekCell { grid, registers, look, session, is_wrong: !wrong.is_empty() },
        );
        if column.is_multiple_of(2) {
            let role = if session.0 == look.today { Role::Title } else { Role::Label };
            draw_text(buf, area, x, 1, &dates::show_short(session.0), look.theme.style(role));
        }
        cell.draw(column, area, buf);
        if column == grid.at {
            let y = if grid.side == Side::Home { 4 } else { 5 };
            if x < area.width && y < area.height {
                spot = Some((area.x + x, area.y + y));
            }
        }
        faults.extend(wrong.into_iter().map(|f| (session, f)));
    }
    draw_text(
        buf,
        area,
        0,
        BELOW,
        &truncate(&here(grid, registers), width),
        look.theme.style(Role::Text),
    );
    let figures = registers.figures(look.today);
    // Beside the grid the figures say the band themselves.
    let band = figures
        .band()
        .filter(|_| area.width > WIDTH)
        .map(|b| format!(" · {}", b.label()))
        .unwrap_or_default();
    let counted = match figures.possible() {
        0 => "no possible sessions".to_owned(),
        n => format!("{} of {n} sessions, {}", figures.attended, figures.percent()),
    };
    let sum = format!("Together: {counted} · {} not marked{band}", figures.unmarked);
    draw_text(buf, area, 0, BELOW + 1, &truncate(&sum, width), look.theme.style(Role::Text));
    let below = list(grid, registers, &faults, look, area, buf) + 1;
    let room = area.height.saturating_sub(below);
    if room >= term::ROWS {
        term::draw(grid, registers, look, Rect { y: area.y + below, height: room, ..area }, buf);
    }
    spot
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
            let is_here = column == self.grid.at && side == self.grid.side;
            let typed = self.grid.half_typed.filter(|_| is_here).map(|c| format!("{c}_"));
            let shown = typed.unwrap_or_else(|| {
                self.registers.marks(self.session).side(side).unwrap_or("·").to_owned()
            });
            let role = if is_here || (side == self.grid.side && self.grid.is_selected(self.session))
            {
                Role::Focus
            } else if self.is_wrong {
                Role::Warn
            } else {
                Role::Text
            };
            draw_text(buf, area, x, y, &pad_to(&shown, 4), style(role));
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
    let head = format!(
        "{} {}, {}",
        dates::show_short(session.0),
        half_words(session.1),
        side_word(grid.side)
    );
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

/// Draws the faults of the week, one kind a paragraph: the sessions, what to do, and which letter
/// asks for it. Returns the line after them.
fn list(
    grid: &AttendancePane,
    registers: &Registers,
    faults: &[(Session, AttendanceFault)],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let width = area.width as usize;
    let mut lines: Vec<(String, Role)> = Vec::new();
    let case_fault = registers.case_fault().map(|f| (f, String::new()));
    let week = AttendanceFault::ALL.iter().filter_map(|kind| {
        let sessions: Vec<Session> =
            faults.iter().filter(|(_, f)| f == kind).map(|(s, _)| *s).collect();
        (!sessions.is_empty()).then(|| (*kind, words(&sessions)))
    });
    for (fault, sessions) in case_fault.into_iter().chain(week) {
        let about = fault.about();
        let head = if sessions.is_empty() {
            format!("! {}", about.words)
        } else {
            format!("! {}: {sessions}", about.words)
        };
        lines.extend(wrap(&head, width).into_iter().map(|l| (l, Role::Warn)));
        let letter = match about.letter {
            Some("suspension-notice") => " Letter: the host's notice of the suspension.",
            Some(_) => " Letter: the chase letter to the host.",
            None => "",
        };
        let until = match fault {
            AttendanceFault::UnresolvedN(side) => faults
                .iter()
                .find(|(_, f)| *f == fault)
                .map(|(s, _)| until(registers.n_until(s.0, side), look.today)),
            _ => None,
        };
        let todo = format!("  {}{letter}{}", about.todo, until.unwrap_or_default());
        lines.extend(
            wrap(&todo, width.saturating_sub(2))
                .into_iter()
                .map(|l| (format!("  {}", l.trim_start()), Role::Text)),
        );
    }
    let all = registers.all_faults(look.today);
    let elsewhere = all
        .iter()
        .filter(|(s, _)| crate::domain::attendance::figures::monday_of(s.0) != grid.monday)
        .count();
    lines.push(match (lines.is_empty(), elsewhere) {
        (true, 0) => ("= both registers fit".to_owned(), Role::Ok),
        (false, 0) => (String::new(), Role::Text),
        (_, 1) => ("! 1 more in another week; n goes there".to_owned(), Role::Warn),
        (_, n) => (format!("! {n} more in other weeks; n goes to the next"), Role::Warn),
    });
    for (y, (line, role)) in (BELOW + 3..area.height).zip(&lines) {
        draw_text(buf, area, 0, y, &truncate(line, width), look.theme.style(*role));
    }
    BELOW + 3 + lines.len() as u16
}

fn until(day: NaiveDate, today: NaiveDate) -> String {
    if day < today {
        format!(" ! late: it was due by {}.", dates::show_short(day))
    } else {
        format!(" . due by {}.", dates::show_short(day))
    }
}

/// Returns sessions by day: `Tue 24 am, pm; Wed 25 am`.
fn words(sessions: &[Session]) -> String {
    let mut out = String::new();
    let mut day = None;
    for (on, half) in sessions {
        if day == Some(*on) {
            out += &format!(", {}", half_words(*half));
        } else {
            let gap = if out.is_empty() { "" } else { "; " };
            out += &format!("{gap}{} {}", on.format("%a %-d"), half_words(*half));
            day = Some(*on);
        }
    }
    out
}
