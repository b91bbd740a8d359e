//! Lines with a cursor, page by page.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::{List, ListItem, Widget};

use crate::widgets::scrollbar::{beside_scrollbar, draw_scrollbar};
use crate::widgets::text::truncate;
use crate::widgets::theme::{Role, Theme};

/// Draws lines over an area, each in its style over its whole width, the one under the cursor as
/// the theme's focus. The area shows the page that the cursor is on, with a scrollbar where there
/// are more; returns the cursor's row in it.
pub fn draw_list(
    lines: impl ExactSizeIterator<Item = (String, Style)>,
    cursor: usize,
    theme: &Theme,
    area: Rect,
    buf: &mut Buffer,
) -> u16 {
    let page = usize::from(area.height).max(1);
    let top = cursor / page * page;
    let (count, focus) = (lines.len(), theme.style(Role::Focus));
    draw_scrollbar(top.min(count.saturating_sub(page)), count, theme, area, buf);
    let area = beside_scrollbar(count, theme, area);
    let width = usize::from(area.width);
    let item = |(i, (words, style)): (usize, (String, Style))| {
        ListItem::new(truncate(&words, width)).style(if i == cursor { focus } else { style })
    };
    let items = lines.enumerate().skip(top).take(page).map(item);
    List::new(items).render(area.intersection(buf.area), buf);
    (cursor - top) as u16
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn the_page_of_the_cursor_is_shown_and_its_line_stands_out_over_the_whole_width() {
        let area = Rect::new(0, 0, 6, 3);
        let mut buf = Buffer::empty(area);
        let lines = (0..10).map(|n| (format!("line {n}"), Style::default()));
        assert_eq!(draw_list(lines, 4, &Theme::built_in(), area, &mut buf), 1);
        let row = |y: u16| (0..6).map(|x| buf[(x, y)].symbol()).collect::<String>();
        assert_eq!([row(0), row(1), row(2)], ["line 3", "line 4", "line 5"]);
        let is_reversed =
            |y: u16| (0..6).all(|x| buf[(x, y)].modifier.contains(Modifier::REVERSED));
        assert_eq!([is_reversed(0), is_reversed(1), is_reversed(2)], [false, true, false]);
    }
}
