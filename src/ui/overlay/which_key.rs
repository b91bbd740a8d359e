//! The which-key box: what may follow the first key of a sequence, a count, or a bookmark key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::pad_to;
use crate::widgets::theme::Role;

/// Draws lines in a box at the foot of an area, under a title.
pub(crate) fn draw(
    title: &str,
    lines: &[String],
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let (width, height) = (area.width as usize, (lines.len() + 1).min(area.height as usize));
    if width == 0 || height == 0 {
        return None;
    }
    let over = Rect {
        x: area.x,
        y: area.bottom() - height as u16,
        width: area.width,
        height: height as u16,
    };
    clear(buf, over, look.theme.style(Role::Text));
    draw_text(buf, over, 0, 0, &pad_to(title, width), look.theme.style(Role::Title));
    for (i, line) in lines.iter().enumerate().take(height - 1) {
        draw_text(
            buf,
            over,
            0,
            1 + i as u16,
            &pad_to(&format!(" {line}"), width),
            look.theme.style(Role::Text),
        );
    }
    Some((over.x, over.y))
}

/// Returns the cell of the cursor on a line of the box.
pub(crate) fn on_line(spot: CursorPos, at: usize, area: Rect) -> CursorPos {
    spot.map(|(x, y)| (x + 1, (y + 1 + at as u16).min(area.bottom().saturating_sub(1))))
}
