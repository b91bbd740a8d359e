//! The one place in which text is typed: every line and every long answer goes through it, so that
//! the same keys move, delete and select everywhere.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, Input, Key as TextKey, TextArea, WrapMode};

use crate::domain::value;
use crate::keymap::action::Action;
use crate::keymap::key::{Key, KeySym};
use crate::ui::change::Input as TypedKey;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, truncate};
use crate::widgets::theme::Role;

/// Text in the middle of being typed.
#[derive(Debug, Default)]
pub(crate) struct TextInput {
    area: TextArea<'static>,
    is_long: bool,
}

impl TextInput {
    /// Returns one line that begins with a text, its cursor at the end.
    pub(crate) fn line(text: &str) -> TextInput {
        let mut area = TextArea::from([flat(text)]);
        area.move_cursor(CursorMove::End);
        TextInput { area, is_long: false }
    }

    /// Returns a text of several lines, its cursor at the end.
    pub(crate) fn long(text: &str) -> TextInput {
        let mut area = TextArea::from(text.split('\n').map(str::to_owned));
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        TextInput { area, is_long: true }
    }

    /// Selects the whole text: the first letter takes its place.
    pub(crate) fn selected(mut self) -> TextInput {
        self.select_all();
        self
    }

    /// Puts the cursor back where it was left: line and column, in characters.
    pub(crate) fn jump(&mut self, (row, column): (u32, u32)) {
        let short = |n: u32| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(short(row), short(column)));
    }

    /// Wraps the text where it is wider than its place.
    pub(crate) fn wrapped(mut self) -> TextInput {
        self.area.set_wrap_mode(WrapMode::WordOrGlyph);
        self
    }

    /// Returns the text typed so far.
    pub(crate) fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Returns line and column of the cursor, in characters.
    pub(crate) fn cursor(&self) -> (u32, u32) {
        let at = self.area.cursor();
        (at.0 as u32, at.1 as u32)
    }

    /// Takes a key, by what the keymap says of it or as an edit; returns whether the text changed.
    pub(crate) fn take(&mut self, input: TypedKey) -> bool {
        match input.action {
            Some(Action::SelectText) => {
                self.select_all();
                false
            }
            Some(Action::ClearLine) => {
                self.clear_line();
                true
            }
            Some(Action::UndoTyping) => self.area.undo(),
            _ => self.key(input.key),
        }
    }

    fn key(&mut self, key: Key) -> bool {
        // A line stays one line, and a tab is no part of an answer.
        if !self.is_long && matches!(key.code, KeySym::Enter | KeySym::Tab) {
            return false;
        }
        self.area.input(to_input(key))
    }

    /// Puts pasted text in at the cursor; in a line, breaks and tabs become blanks.
    pub(crate) fn paste(&mut self, raw: &str) {
        self.area.insert_str(self.clean(raw));
    }

    /// Returns pasted text as it would be put in.
    pub(crate) fn clean(&self, raw: &str) -> String {
        let text = value::text(raw).as_text().to_owned();
        if self.is_long { text } else { flat(&text) }
    }

    /// Puts a text in place of what was typed; one undo brings that back.
    pub(crate) fn write_over(&mut self, raw: &str) {
        let text = self.clean(raw);
        self.clear();
        self.area.insert_str(text);
    }

    /// Empties the line that the cursor is on.
    fn clear_line(&mut self) {
        if self.is_long {
            self.area.move_cursor(CursorMove::Head);
            self.area.delete_line_by_end();
        } else {
            self.clear();
        }
    }

    /// Empties the text; one undo brings it back.
    fn clear(&mut self) {
        self.area.select_all();
        self.area.cut();
    }

    /// Selects the whole text: the next letter takes its place.
    pub(crate) fn select_all(&mut self) {
        self.area.select_all();
    }

    /// Draws the text over an area; returns the cell of the cursor.
    #[expect(clippy::unnecessary_wraps, reason = "every pane and overlay gives its cursor so")]
    pub(crate) fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let mut text = self.area.clone();
        text.set_cursor_line_style(look.theme.style(Role::Text));
        text.set_style(look.theme.style(Role::Field));
        text.set_selection_style(look.theme.style(Role::Focus));
        text.set_cursor_style(Style::new().add_modifier(Modifier::REVERSED | CURSOR));
        text.render(area, buf);
        Some(cursor_cell(buf, area))
    }

    /// Draws a line behind its label, as `Find: ash`; of a longer one the part around the cursor
    /// is shown. Returns the cell of the cursor and the columns that are used.
    pub(crate) fn draw_behind(
        &self,
        label: &str,
        look: &DrawContext,
        area: Rect,
        buf: &mut Buffer,
    ) -> (CursorPos, usize) {
        let style: Style = look.theme.style(Role::Field);
        let width = usize::from(area.width);
        draw_text(buf, area, 0, 0, &truncate(label, width), style);
        let typed = self.text();
        let before: String = typed.chars().take(self.area.cursor().1).collect();
        let room = width.saturating_sub(display_width(label) + 1);
        let mut from = 0;
        let all: Vec<char> = typed.chars().collect();
        while display_width(&before.chars().skip(from).collect::<String>()) > room
            && from < all.len()
        {
            from += 1;
        }
        let shown: String = all.iter().skip(from).collect();
        let x = display_width(label) as u16;
        draw_text(buf, area, x, 0, &truncate(&shown, room + 1), style);
        if self.area.selection_range().is_some() {
            let style = look.theme.style(Role::Focus);
            draw_text(buf, area, x, 0, &truncate(&shown, room + 1), style);
        }
        let column = x + display_width(&before.chars().skip(from).collect::<String>()) as u16;
        let spot = (
            (area.x + column).min(area.right().saturating_sub(1)),
            area.y.min(area.bottom().saturating_sub(1)),
        );
        (Some(spot), display_width(label) + display_width(&shown))
    }
}

/// Returns a text on one line.
fn flat(text: &str) -> String {
    text.replace(['\r', '\n', '\t'], " ")
}

/// What marks the cell of the cursor while a text is drawn: nothing else on screen is hidden.
const CURSOR: Modifier = Modifier::HIDDEN;

/// Finds the cell that the text area draws as its cursor and takes its mark off; the real cursor
/// goes there.
fn cursor_cell(buf: &mut Buffer, inner: Rect) -> (u16, u16) {
    let inner = inner.intersection(buf.area);
    for y in inner.top()..inner.bottom() {
        for x in inner.left()..inner.right() {
            if buf[(x, y)].modifier.contains(CURSOR) {
                buf[(x, y)].modifier.remove(CURSOR);
                return (x, y);
            }
        }
    }
    (inner.x, inner.y)
}

/// Returns a key as the text area takes it.
fn to_input(key: Key) -> Input {
    let text = match key.code {
        KeySym::Char(c) => TextKey::Char(c),
        KeySym::Enter => TextKey::Enter,
        KeySym::Backspace => TextKey::Backspace,
        KeySym::Delete => TextKey::Delete,
        KeySym::Left => TextKey::Left,
        KeySym::Right => TextKey::Right,
        KeySym::Up => TextKey::Up,
        KeySym::Down => TextKey::Down,
        KeySym::Home => TextKey::Home,
        KeySym::End => TextKey::End,
        KeySym::PageUp => TextKey::PageUp,
        KeySym::PageDown => TextKey::PageDown,
        KeySym::Tab => TextKey::Tab,
        KeySym::BackTab | KeySym::Esc | KeySym::F(_) => TextKey::Null,
    };
    Input { key: text, ctrl: key.ctrl, alt: false, shift: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, keys: &str) -> String {
        let mut input = TextInput::line(text);
        for key in Key::read_all(keys).expect("keys") {
            input.key(key);
        }
        input.text()
    }

    #[test]
    fn a_line_is_edited_by_the_keys_of_any_text() {
        assert_eq!(typed("two", "<Home>one <End>!"), "one two!");
        assert_eq!(typed("one two", "<Ctrl-W>x"), "one x");
        assert_eq!(typed("abc", "<Left><Left><Delete>"), "ac");
        assert_eq!(typed("abc", "<Left><Backspace>"), "ac");
        assert_eq!(typed("abc", "<Enter><Tab>"), "abc");
        let mut input = TextInput::line("abc");
        input.area.input(Input { key: TextKey::Char('h'), ctrl: true, alt: false, shift: false });
        assert_eq!(input.text(), "ab");
    }

    #[test]
    fn a_selected_line_gives_way_to_the_next_letter() {
        let mut input = TextInput::line("/home/a.shah/papers");
        input.select_all();
        input.key(Key::plain(KeySym::Char('/')));
        assert_eq!(input.text(), "/");
    }

    #[test]
    fn pasted_breaks_become_blanks_in_a_line_and_stay_in_a_long_text() {
        let (mut line, mut long) = (TextInput::line(""), TextInput::long(""));
        for input in [&mut line, &mut long] {
            input.paste("one\ntwo\u{7}");
        }
        assert_eq!((line.text(), long.text()), ("one two".into(), "one\ntwo".into()));
    }
}
