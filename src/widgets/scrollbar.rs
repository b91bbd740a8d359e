//! The scrollbar at the right edge of what is longer than its area.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Scrollbar, ScrollbarOrientation, ScrollbarState, StatefulWidget};

use crate::widgets::theme::{Role, Theme};

/// Columns that the bar takes, with the blank before it.
const WIDTH: u16 = 2;

/// Returns what of an area is left beside the bar of so many lines; all of it where none is needed.
pub fn beside_scrollbar(lines: usize, theme: &Theme, area: Rect) -> Rect {
    if is_needed(lines, theme, area) {
        return Rect { width: area.width - WIDTH, ..area };
    }
    area
}

/// Draws the bar of so many lines, of which those from `top` on are shown; nothing where all are.
pub fn draw_scrollbar(top: usize, lines: usize, theme: &Theme, area: Rect, buf: &mut Buffer) {
    if !is_needed(lines, theme, area) {
        return;
    }
    let room = usize::from(area.height);
    let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
        .begin_symbol(None)
        .end_symbol(None)
        .track_symbol(Some("│"))
        .thumb_symbol("┃")
        .style(theme.style(Role::Dim));
    let furthest = lines - room;
    let mut state = ScrollbarState::new(furthest + 1).position(top).viewport_content_length(room);
    bar.render(area.intersection(buf.area), buf, &mut state);
}

/// A theme without frames draws none: what a reader speaks is what stands there.
fn is_needed(lines: usize, theme: &Theme, area: Rect) -> bool {
    lines > usize::from(area.height) && area.height > 1 && area.width > 8 && theme.has_frames()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_stands_only_where_something_is_out_of_sight() {
        let (theme, area) = (Theme::built_in(), Rect::new(0, 0, 20, 4));
        assert_eq!(beside_scrollbar(4, &theme, area).width, 20);
        assert_eq!(beside_scrollbar(5, &theme, area).width, 18);
        let edge = |top| {
            let mut buf = Buffer::empty(area);
            draw_scrollbar(top, 40, &theme, area, &mut buf);
            (0..4).map(|y| buf[(19, y)].symbol().to_owned()).collect::<String>()
        };
        assert_eq!([edge(0), edge(36)], ["┃│││", "│││┃"]);
    }
}
