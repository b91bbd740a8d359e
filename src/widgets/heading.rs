//! A heading over the width of an area: the one frame that every pane has.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, whole_parts};
use crate::widgets::theme::{Role, Theme};

/// Draws words, a rule, and at its end more words in a role of their own, on the first line of an
/// area. A theme without frames has blanks in the place of the rule.
pub fn draw_heading(words: &str, end: (&str, Role), theme: &Theme, area: Rect, buf: &mut Buffer) {
    let width = area.width as usize;
    let after = if end.0.is_empty() { String::new() } else { format!(" {}", end.0) };
    let words = whole_parts(words, width.saturating_sub(display_width(&after) + 1));
    let used = display_width(&words) + display_width(&after);
    let rest = width.saturating_sub(used + 1);
    let rule = if theme.has_frames() { "─".repeat(rest) } else { " ".repeat(rest) };
    let x = display_width(&words) as u16;
    draw_text(buf, area, 0, 0, &words, theme.style(Role::Title));
    draw_text(buf, area, x + 1, 0, &rule, theme.style(Role::Dim));
    draw_text(buf, area, x + 1 + rest as u16, 0, &after, theme.style(end.1));
}

/// Empties an area and puts the head of a sheet over the whole of its first line; returns the width
/// of the area in cells, none where it has no room for anything.
pub fn begin_sheet(head: &str, theme: &Theme, area: Rect, buf: &mut Buffer) -> Option<usize> {
    if area.is_empty() {
        return None;
    }
    let width = usize::from(area.width);
    clear(buf, area, theme.style(Role::Text));
    draw_text(buf, area, 0, 0, &pad_to(head, width), theme.style(Role::Title));
    Some(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_fills_its_line_and_keeps_what_stands_at_the_end() {
        for width in [0, 3, 9, 20] {
            let area = Rect::new(0, 0, width, 1);
            let mut buf = Buffer::empty(area);
            draw_heading("To do (8)", ("d Do", Role::Label), &Theme::built_in(), area, &mut buf);
            let line: String = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            if width == 20 {
                assert_eq!(line, "To do (8) ───── d Do");
            }
        }
    }
}
