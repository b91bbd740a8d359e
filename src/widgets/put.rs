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

/// Empties an area before something is laid over it, so that no style of what lies under it shows through.
pub fn wipe(buf: &mut Buffer, area: Rect, style: Style) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let cell = &mut buf[(x, y)];
            cell.reset();
            cell.set_style(style);
        }
    }
}
