//! Letters that narrow a list and the cursor in what is left of it: one set of keys for every list
//! that is searched.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::Action;
use crate::ui::change::Input;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::prompt::Typed;
use crate::ui::overlay::text_input::TextInput;
use crate::widgets::put::draw_text;
use crate::widgets::text::display_width;
use crate::widgets::theme::Role;

/// What is typed, and the number of the line under the cursor.
#[derive(Debug, Default)]
pub(crate) struct ListSearch {
    input: TextInput,
    cursor: usize,
}

impl ListSearch {
    /// Returns an empty search with the cursor on a line.
    pub(crate) fn at(cursor: usize) -> ListSearch {
        ListSearch { input: TextInput::line(""), cursor }
    }

    /// Returns what is typed.
    pub(crate) fn text(&self) -> String {
        self.input.text()
    }

    /// Returns the line under the cursor in a list of so many lines.
    pub(crate) fn cursor(&self, count: usize) -> usize {
        self.cursor.min(count.saturating_sub(1))
    }

    /// Puts the cursor on a line.
    pub(crate) fn go_to(&mut self, line: usize) {
        self.cursor = line;
    }

    /// Takes a key over a list of so many lines; where the letters change, the cursor goes to the
    /// first.
    pub(crate) fn take(&mut self, input: Input, count: usize) -> Typed {
        if let Some(by) = input.steps() {
            let last = count.saturating_sub(1);
            self.cursor = self.cursor(count).saturating_add_signed(by).min(last);
            return Typed::On;
        }
        match input.action {
            Some(Action::LeaveText) => return Typed::Left,
            Some(Action::Accept) => return Typed::Entered,
            _ if self.input.take(input) => self.cursor = 0,
            _ => {}
        }
        Typed::On
    }

    /// Offers the letters that were typed here before and left: the first letter replaces them.
    pub(crate) fn offer(&mut self, line: &str) {
        self.input.write_over(line);
        self.input.select_all();
        self.cursor = 0;
    }

    /// Puts pasted text in.
    pub(crate) fn paste(&mut self, text: &str) {
        self.input.paste(text);
        self.cursor = 0;
    }

    /// Draws the letters behind a label on a line.
    pub(crate) fn draw_letters(
        &self,
        label: &str,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        self.input.draw_behind(label, look, area, buf).0
    }

    /// Draws the letters behind a label on a line of an area, and at its right which of how many
    /// lines the cursor is on, where there is room.
    pub(crate) fn draw(
        &self,
        label: &str,
        count: usize,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> CursorPos {
        let (spot, used) = self.input.draw_behind(label, look, area, buf);
        draw_count(self.cursor(count), count, used, look, area, buf);
        spot
    }
}

/// Draws which of how many lines the cursor is on at the right of a line, where there is room after
/// so many columns.
pub(crate) fn draw_count(
    cursor: usize,
    count: usize,
    used: usize,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let words = words::place_of(&(cursor + 1), &count);
    let x = usize::from(area.width).saturating_sub(display_width(&words));
    if count > 1 && x > used + 1 {
        draw_text(buf, area, x as u16, 0, &words, look.theme.style(Role::Dim));
    }
}
