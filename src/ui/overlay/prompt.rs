//! A one-line prompt, for a reason or a file name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, TextArea};

use crate::keymap::key::Key;
use crate::ui::input::to_input;
use crate::ui::overlay::text_input::cursor_cell;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// A line in the middle of being typed.
#[derive(Debug)]
pub struct Prompt {
    pub label: String,
    /// What to type, shown below until something is wrong with it.
    pub hint: String,
    area: TextArea<'static>,
    /// What is wrong, said when it was refused.
    pub fault: String,
}

impl Prompt {
    /// Returns a prompt that begins with a text, its cursor at the end.
    pub fn new(label: impl Into<String>, hint: impl Into<String>, text: &str) -> Prompt {
        let mut area = TextArea::from([text.to_owned()]);
        area.move_cursor(CursorMove::End);
        Prompt { label: label.into(), hint: hint.into(), area, fault: String::new() }
    }

    /// Returns what was typed.
    pub fn text(&self) -> String {
        self.area.lines().join(" ").trim().to_owned()
    }

    /// Takes a key of the text.
    pub fn key(&mut self, key: Key) {
        self.area.input(to_input(key));
        self.fault.clear();
    }

    /// Puts pasted text in at the cursor, on one line and without control characters.
    pub fn paste(&mut self, raw: &str) {
        self.area
            .insert_str(crate::domain::case::value::text(raw).as_text().replace(['\n', '\t'], " "));
    }
}

/// Draws the prompt over the lowest lines of the pane.
pub fn draw(prompt: &Prompt, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let width = usize::from(area.width);
    let (words, role) = if prompt.fault.is_empty() {
        (&prompt.hint, Role::Hint)
    } else {
        (&prompt.fault, Role::Late)
    };
    let below: Vec<String> = wrap(words, width).into_iter().take(6).collect();
    let height = (below.len() as u16 + 2).min(area.height);
    if height == 0 || width == 0 {
        return None;
    }
    let over = Rect { y: area.bottom() - height, height, ..area };
    clear(buf, over, look.theme.style(Role::Text));
    let head = format!("{} · Enter takes it, Esc leaves", prompt.label);
    draw_text(
        buf,
        over,
        0,
        0,
        &pad_to(&truncate(&head, width), width),
        look.theme.style(Role::Title),
    );
    let line = Rect { y: over.y + 1.min(height - 1), height: 1, ..over };
    let mut text = prompt.area.clone();
    text.set_cursor_line_style(look.theme.style(Role::Text));
    text.set_style(look.theme.style(Role::Field));
    text.render(line, buf);
    for (y, words) in (2..height).zip(&below) {
        draw_text(buf, over, 0, y, &truncate(words, width), look.theme.style(role));
    }
    Some(cursor_cell(buf, line))
}
