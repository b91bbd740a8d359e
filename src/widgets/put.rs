//! Draws text into a buffer, clipped to its area at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::widgets::text::is_plain;

/// Puts one line of text at a cell of the area (both from 0); what falls outside the area or the
/// buffer is left out.
pub fn draw_text(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) {
    let area = area.intersection(buf.area);
    if x >= area.width || y >= area.height {
        return;
    }
    let room = usize::from(area.width - x);
    if !is_plain(text) {
        buf.set_stringn(area.x + x, area.y + y, text, room, style);
        return;
    }
    let start = buf.index_of(area.x + x, area.y + y);
    for (cell, letter) in
        buf.content[start..start + text.len().min(room)].iter_mut().zip(text.bytes())
    {
        cell.set_char(char::from(letter)).set_style(style);
    }
}

/// Empties an area before something is laid over it, so that no style of what lies under it shows
/// through.
pub fn clear(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    if area.is_empty() {
        return;
    }
    for y in area.top()..area.bottom() {
        let start = buf.index_of(area.x, y);
        for cell in &mut buf.content[start..start + usize::from(area.width)] {
            cell.reset();
            cell.set_style(style);
        }
    }
}

/// Returns what is left of an area under so many lines and right of so many columns.
pub fn below(area: Rect, columns: u16, lines: u16) -> Rect {
    let (columns, lines) = (columns.min(area.width), lines.min(area.height));
    Rect {
        x: area.x + columns,
        y: area.y + lines,
        width: area.width - columns,
        height: area.height - lines,
    }
}
