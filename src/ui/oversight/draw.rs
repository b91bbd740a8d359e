//! Draws the oversight: the sections one below the other, and the trend beside them where there is
//! room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::calendar::dates;
use crate::domain::oversight::{OversightRow, OversightSection};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::oversight::{OversightPane, chart, words};
use crate::widgets::heading::draw_heading;
use crate::widgets::put::{below, draw_text};
use crate::widgets::scrollbar::{beside_scrollbar, draw_scrollbar};
use crate::widgets::text::{pad_to, shorten, truncate};
use crate::widgets::theme::Role;

/// The columns that the numbers take at most where the trend stands beside them.
const NUMBERS: u16 = 78;
/// The columns that the trend needs at least.
const TREND: u16 = 38;
/// The columns of one number.
const COLUMN: usize = 11;

/// A line of the pane.
enum Line<'a> {
    Blank,
    Heading(&'a OversightSection),
    /// A line of numbers, and its place among all of them.
    Row(&'a OversightRow, usize),
    /// How many more lines a section has.
    More(usize),
    Nothing,
}

/// Draws the oversight; returns the cell of the cursor.
pub(crate) fn draw(
    pane: &OversightPane,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let day = dates::show_long(pane.day.unwrap_or(look.today));
    draw_heading(&words::heading(&day), ("", Role::Hint), look.theme, area, buf);
    let body = below(area, 0, 1);
    if pane.day.is_none() {
        draw_text(buf, body, 0, 0, words::ASKING, look.theme.style(Role::Dim));
        return Some((area.x, area.y));
    }
    // The search behind the number stands on the last line.
    let foot = u16::from(body.height > 4);
    let body = Rect { height: body.height - foot, ..body };
    if foot > 0 {
        let behind = pane.search_behind();
        let says = match behind {
            _ if pane.is_on_requests() => words::REQUESTS.to_owned(),
            Ok(search) => words::search(&search),
            Err(says) => says.to_owned(),
        };
        let says = truncate(&says, usize::from(area.width));
        draw_text(buf, below(area, 0, area.height - 1), 0, 0, &says, look.theme.style(Role::Hint));
    }
    let has_trend = body.width >= NUMBERS + TREND;
    let numbers = if has_trend { Rect { width: NUMBERS, ..body } } else { body };
    if let Some(trend) = pane.sections.iter().find(|s| s.is_trend).filter(|_| has_trend) {
        chart::draw(trend, look, below(body, NUMBERS + 2, 1), buf);
    }
    Some(numbers_of(pane, look, numbers, buf))
}

/// Draws the page of the numbers that the cursor is on.
fn numbers_of(
    pane: &OversightPane,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> (u16, u16) {
    let lines = lines(&pane.sections);
    let at = lines.iter().position(|line| matches!(line, Line::Row(_, n) if *n == pane.row));
    let page = usize::from(area.height).max(1);
    let top = top(at.unwrap_or(0), lines.len(), page);
    draw_scrollbar(top, lines.len(), look.theme, area, buf);
    let inner = beside_scrollbar(lines.len(), look.theme, area);
    let mut spot = (area.x, area.y);
    for (y, line) in (0..).zip(lines.iter().skip(top).take(page)) {
        let here = Rect { height: 1, ..below(inner, 0, y) };
        match line {
            Line::Blank => {}
            Line::Heading(section) => heading(section, look, here, buf),
            Line::Row(row, n) => {
                let column = (*n == pane.row).then_some(pane.column);
                if let Some(x) = numbers(row, column, look, here, buf) {
                    spot = (x, here.y);
                }
            }
            Line::More(count) => {
                draw_text(buf, here, 2, 0, &words::more(count), look.theme.style(Role::Dim));
            }
            Line::Nothing => draw_text(buf, here, 2, 0, words::NONE, look.theme.style(Role::Dim)),
        }
    }
    spot
}

/// Returns the first line of the page that shows a line; the page begins with the heading of a line
/// where it can.
fn top(line: usize, lines: usize, page: usize) -> usize {
    let last = lines.saturating_sub(page);
    if line + 2 < page { 0 } else { (line + 1 + page / 3).saturating_sub(page).min(last) }
}

fn lines(sections: &[OversightSection]) -> Vec<Line<'_>> {
    let (mut all, mut n) = (Vec::new(), 0);
    for section in sections {
        if !all.is_empty() {
            all.push(Line::Blank);
        }
        all.push(Line::Heading(section));
        for row in &section.rows {
            all.push(Line::Row(row, n));
            n += 1;
        }
        if section.rows.is_empty() {
            all.push(Line::Nothing);
        }
        if section.more > 0 {
            all.push(Line::More(section.more));
        }
    }
    all
}

/// Returns the cell where the number of a column begins, counted from the left.
fn column(at: usize, of: usize, width: u16) -> u16 {
    (usize::from(width)).saturating_sub((of - at) * COLUMN) as u16
}

fn heading(section: &OversightSection, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    draw_text(buf, area, 0, 0, &section.title, look.theme.style(Role::Title));
    for (i, words) in section.columns.iter().enumerate() {
        let x = column(i, section.columns.len(), area.width);
        let words = format!("{words:>COLUMN$}");
        draw_text(buf, area, x, 0, &words, look.theme.style(Role::Label));
    }
}

/// Draws a line of numbers, the one of the cursor's column standing out; returns its cell.
fn numbers(
    row: &OversightRow,
    cursor: Option<usize>,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> Option<u16> {
    let count = row.cells.len();
    let room = usize::from(column(0, count, area.width)).saturating_sub(2);
    let label = if cursor.is_some() { Role::Focus } else { Role::Text };
    let words = pad_to(&shorten(&row.label, room), room);
    draw_text(buf, area, 2, 0, &words, look.theme.style(label));
    let mut spot = None;
    for (i, cell) in row.cells.iter().enumerate() {
        let words = format!("{:>COLUMN$}", cell.count);
        let x = column(i, count, area.width);
        let role = match cell.count {
            _ if cursor == Some(i) => Role::Focus,
            0 => Role::Dim,
            _ => Role::Text,
        };
        if cursor == Some(i) {
            let digits = cell.count.to_string().len() as u16;
            spot = Some((area.x + x + COLUMN as u16).saturating_sub(digits));
        }
        draw_text(buf, area, x, 0, &words, look.theme.style(role));
    }
    spot
}
