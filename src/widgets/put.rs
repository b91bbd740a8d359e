//! Text put into a buffer, clipped to its area at any size.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// Puts one line of text at a cell of the area (both from 0); what falls outside the area or the buffer is left out.
pub fn put(buf: &mut Buffer, area: Rect, x: u16, y: u16, text: &str, style: Style) {
    let area = area.intersection(buf.area);
    if x >= area.width || y >= area.height {
        return;
    }
    buf.set_stringn(area.x + x, area.y + y, text, usize::from(area.width - x), style);
}
