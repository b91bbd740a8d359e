//! Shows a piece of evidence: its details, and its text if it has any.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The open paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceView {
    pub row: u32,
    pub title: String,
    pub lines: Vec<String>,
    pub top: usize,
}

/// Draws the paper over the whole pane.
pub(super) fn draw(
    paper: &EvidenceView,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    clear(buf, area, look.theme.style(Role::Text));
    let title = format!("{} · j and k scroll, x writes the file out, Esc closes", paper.title);
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(&truncate(&title, width), width),
        look.theme.style(Role::Title),
    );
    let all: Vec<String> = paper.lines.iter().flat_map(|l| wrap(l, width)).collect();
    let per = area.height as usize - 1;
    let top = paper.top.min(all.len().saturating_sub(per));
    for y in 0..per {
        let words = all.get(top + y).map_or("", String::as_str);
        let role = if top + y < 3 { Role::Dim } else { Role::Text };
        draw_text(buf, area, 0, y as u16 + 1, &pad_to(words, width), look.theme.style(role));
    }
    Some((area.x, area.y))
}
