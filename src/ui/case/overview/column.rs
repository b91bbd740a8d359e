//! Lines that are drawn one under the other.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::ui::look::DrawContext;
use crate::widgets::heading::draw_heading;
use crate::widgets::put::draw_text;
use crate::widgets::text::truncate;
use crate::widgets::theme::Role;

/// A column of lines, and the line that comes next.
pub(super) struct Column<'a> {
    /// How things look.
    pub(super) look: &'a DrawContext<'a>,
    /// Where the column stands.
    pub(super) area: Rect,
    pub(super) buf: &'a mut Buffer,
    /// The next line, from 0.
    pub(super) y: u16,
}

impl Column<'_> {
    /// Draws the next line; what is below the area is left out.
    pub(super) fn say(&mut self, words: &str, role: Role) {
        self.put(0, words, role);
        self.y += 1;
    }

    /// Draws words on the next line, from a column on, and stays there.
    pub(super) fn put(&mut self, x: u16, words: &str, role: Role) {
        let room = (self.area.width as usize).saturating_sub(usize::from(x));
        let words = truncate(words, room);
        draw_text(self.buf, self.area, x, self.y, &words, self.look.theme.style(role));
    }

    /// Draws a heading, with what stands at its end.
    pub(super) fn heading(&mut self, words: &str, end: &str) {
        if self.y < self.area.height {
            let line = Rect { y: self.area.y + self.y, height: 1, ..self.area };
            draw_heading(words, (end, Role::Hint), self.look.theme, line, self.buf);
        }
        self.y += 1;
    }

    /// Returns how many lines are left.
    pub(super) fn left(&self) -> usize {
        usize::from(self.area.height.saturating_sub(self.y))
    }

    /// Returns the cell at the beginning of the next line.
    pub(super) fn spot(&self) -> (u16, u16) {
        (self.area.x, (self.area.y + self.y).min(self.area.bottom().saturating_sub(1)))
    }
}
