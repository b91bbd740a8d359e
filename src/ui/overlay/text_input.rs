//! Typing one answer: a text area for text, a picker for choices.

use chrono::NaiveDate;
use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use tui_textarea::{CursorMove, TextArea, WrapMode};

use crate::domain::calendar::dates;
use crate::domain::case::value::Value;
use crate::domain::case::{FieldPath, upn};
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::keymap::action::Action;
use crate::ui::{CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// A text answer in the middle of being typed.
#[derive(Debug)]
pub struct TextInput {
    pub at: FieldPath,
    pub field: &'static Field,
    pub area: TextArea<'static>,
    /// What is wrong with it, said when it was refused.
    pub fault: String,
}

impl TextInput {
    /// Returns a text area on an answer, its cursor at the end or where it was left.
    pub fn new(
        at: FieldPath,
        field: &'static Field,
        text: &str,
        cursor: Option<(u32, u32)>,
    ) -> TextInput {
        let mut area = TextArea::from(text.split('\n').map(str::to_owned));
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        match cursor {
            Some((row, col)) => {
                area.move_cursor(CursorMove::Jump(row.min(65_535) as u16, col.min(65_535) as u16))
            }
            None => {
                area.move_cursor(CursorMove::Bottom);
                area.move_cursor(CursorMove::End);
            }
        }
        TextInput { at, field, area, fault: String::new() }
    }

    /// Returns whether Enter begins a new line rather than accepting.
    pub fn is_long(&self) -> bool {
        self.field.kind == FieldKind::Long
    }

    /// Returns the text typed so far.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Returns line and column of the cursor, in characters.
    pub fn cursor(&self) -> (u32, u32) {
        let at = self.area.cursor();
        (at.0 as u32, at.1 as u32)
    }

    /// Takes a key as an edit of the text.
    pub fn input(&mut self, key: crate::keymap::key::Key) {
        self.area.input(crate::ui::input::to_input(key));
        self.fault.clear();
    }

    /// Puts pasted text in at the cursor, whole or not at all; in a one-line answer line breaks
    /// become blanks.
    pub fn paste(&mut self, raw: &str) {
        let clean = crate::domain::case::value::text(raw);
        let text = if self.is_long() {
            clean.as_text().to_owned()
        } else {
            clean.as_text().replace('\n', " ")
        };
        let (most, length) = (self.most(), self.text().chars().count() + text.chars().count());
        if length > most {
            self.fault = format!(
                "With this it would be {length} characters long; an answer holds {most}. Nothing was pasted."
            );
            return;
        }
        self.area.insert_str(text);
    }

    /// Puts a text in place of what was typed; one undo brings that back.
    pub fn write_over(&mut self, raw: &str) {
        let clean = crate::domain::case::value::text(raw);
        let text = if self.is_long() {
            clean.as_text().to_owned()
        } else {
            clean.as_text().replace('\n', " ")
        };
        self.area.select_all();
        self.area.cut();
        self.area.insert_str(text);
    }

    /// Returns the most characters of the answer.
    fn most(&self) -> usize {
        if self.is_long() { parse::LONG } else { parse::LINE }
    }

    /// Returns how the text would be read as it stands: a day in full, a UPN with its check letter,
    /// how long it is.
    pub fn reading(&self, today: NaiveDate) -> (String, bool) {
        let text = self.text();
        let length = text.chars().count();
        if text.trim().is_empty() {
            return (self.field.hint.to_owned(), true);
        }
        match self.field.kind {
            FieldKind::Date => match dates::parse(&text, today) {
                Ok(day) => (format!("= {}", dates::show_long(day)), true),
                Err(_) => ("… a day, as 12/3/2013, 12/3, today, mon or +6d".into(), true),
            },
            FieldKind::Upn => match upn::parse(&text) {
                (upn, None) => (format!("= {upn}: 13 characters, check letter fits"), true),
                (_, Some(upn::UpnFault::CheckLetter { expected })) => {
                    (format!("! by its digits it begins with {expected}"), false)
                }
                (upn, Some(upn::UpnFault::Format(_))) if upn.chars().count() < 13 => {
                    (format!("… {} of 13 characters", upn.chars().count()), true)
                }
                (_, Some(upn::UpnFault::Format(says))) => (format!("! {says}"), false),
            },
            FieldKind::Time | FieldKind::Number { .. } | FieldKind::Money => {
                match parse::parse(&self.field.kind, &text, today) {
                    Ok(read) => {
                        (format!("= {}", parse::format(&self.field.kind, &read.value)), true)
                    }
                    Err(says) => (format!("… {says}"), true),
                }
            }
            _ if length * 5 > self.most() * 4 => {
                (format!("{length} of {} characters", self.most()), length <= self.most())
            }
            _ if self.is_long() => (
                format!(
                    "{length} characters · Ctrl-U undoes, Ctrl-R does again, Ctrl-T opens your own editor"
                ),
                true,
            ),
            _ => (self.field.hint.to_owned(), true),
        }
    }
}

/// Draws the text being typed over the lower part of the pane.
pub fn draw(typing: &TextInput, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let (words, role) = match (typing.fault.is_empty(), typing.reading(look.today)) {
        (false, _) => (format!("! {}", typing.fault), Role::Late),
        (true, (words, true)) => (words, Role::Hint),
        (true, (words, false)) => (words, Role::Warn),
    };
    // What is said stands whole below the text, on up to three lines.
    let said: Vec<String> = wrap(&words, area.width as usize).into_iter().take(3).collect();
    let lines = said.len() as u16;
    let height = if typing.is_long() { (area.height * 2 / 3).max(3 + lines) } else { 3 + lines }
        .min(area.height);
    if height == 0 || area.width == 0 {
        return None;
    }
    let over = Rect { y: area.bottom() - height, height, ..area };
    clear(buf, over, look.theme.style(Role::Text));
    let action = if typing.is_long() { Action::Done } else { Action::Accept };
    let keys = format!("{} saves, Esc leaves it", (look.key)(action));
    let head = format!("{} · {keys}", typing.field.label);
    draw_text(
        buf,
        over,
        0,
        0,
        &pad_to(&truncate(&head, over.width as usize), over.width as usize),
        look.theme.style(Role::Title),
    );
    let last = lines.min(over.height.saturating_sub(2));
    let inner = Rect {
        y: over.y + 1.min(over.height - 1),
        height: over.height.saturating_sub(1 + last).max(1),
        ..over
    };
    let mut text = typing.area.clone();
    text.set_cursor_line_style(look.theme.style(Role::Text));
    text.set_style(look.theme.style(Role::Field));
    text.render(inner, buf);
    for (i, words) in (0..last).zip(&said) {
        draw_text(buf, over, 0, over.height - last + i, words, look.theme.style(role));
    }
    Some(cursor_cell(buf, inner))
}

/// Finds the reversed cell that the text area draws as its cursor; the real cursor goes there.
pub(in crate::ui) fn cursor_cell(buf: &Buffer, inner: Rect) -> (u16, u16) {
    let inner = inner.intersection(buf.area);
    for y in inner.top()..inner.bottom() {
        for x in inner.left()..inner.right() {
            if buf[(x, y)].modifier.contains(ratatui::style::Modifier::REVERSED) {
                return (x, y);
            }
        }
    }
    (inner.x, inner.y)
}

/// A list to pick one value from, narrowed by typed letters.
#[derive(Debug)]
pub struct Picker {
    pub title: String,
    pub items: Vec<(Value, String)>,
    pub letters: String,
    pub at: usize,
    /// Whether the letters themselves may be taken as a name (a school outside the register).
    pub free: bool,
}

impl Picker {
    /// Returns the items that fit what is typed: schools by likeness, anything else by its words,
    /// those that begin with them first.
    pub fn shown(&self) -> Vec<&(Value, String)> {
        let typed = self.letters.trim();
        if typed.is_empty() {
            return self.items.iter().collect();
        }
        if self.free {
            let mut matcher = Matcher::new(Config::DEFAULT);
            let pattern =
                Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
            let mut chars = Vec::new();
            let mut found: Vec<(u32, &(Value, String))> = Vec::new();
            for item in &self.items {
                if let Some(score) = pattern.score(Utf32Str::new(&item.1, &mut chars), &mut matcher)
                {
                    found.push((score, item));
                }
            }
            // Equal likeness keeps the order of the list, which is the nearest first.
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            return found.into_iter().map(|(_, item)| item).collect();
        }
        let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&(Value, String)> = self
            .items
            .iter()
            .filter(|(_, w)| words.iter().all(|x| w.to_lowercase().contains(x)))
            .collect();
        found.sort_by_key(|(_, w)| !w.to_lowercase().starts_with(&typed.to_lowercase()));
        found
    }

    /// Returns the value under the cursor, or the typed name where that is allowed and nothing
    /// fits.
    pub fn chosen(&self) -> Option<Value> {
        match self.shown().get(self.at) {
            Some((value, _)) => Some(value.clone()),
            None if self.free && !self.letters.trim().is_empty() => {
                Some(Value::School(self.letters.trim().to_owned()))
            }
            None => None,
        }
    }

    /// Moves the cursor within the shown items.
    pub fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.shown().len().saturating_sub(1));
    }
}

/// Draws which of how many lines the cursor is on, at the right of a list's search, where there is
/// room after what is typed.
pub(in crate::ui) fn count(
    at: usize,
    of: usize,
    typed: usize,
    look: &DrawContext,
    area: Rect,
    y: u16,
    buf: &mut Buffer,
) {
    let words = format!("{} of {of}", at + 1);
    let x = usize::from(area.width).saturating_sub(display_width(&words));
    if of > 1 && x > typed + 1 {
        draw_text(buf, area, x as u16, y, &words, look.theme.style(Role::Dim));
    }
}

/// Draws a picker over the lower part of the pane.
pub fn draw_picker(picker: &Picker, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let shown = picker.shown();
    let height = (shown.len().clamp(1, 16) as u16 + 2).min(area.height);
    if height == 0 || area.width == 0 {
        return None;
    }
    let over = Rect { y: area.bottom() - height, height, ..area };
    let width = over.width as usize;
    clear(buf, over, look.theme.style(Role::Text));
    draw_text(
        buf,
        over,
        0,
        0,
        &pad_to(&truncate(&format!("{} · Enter takes it, Esc leaves", picker.title), width), width),
        look.theme.style(Role::Title),
    );
    let typed = format!("Find: {}", picker.letters);
    draw_text(buf, over, 0, 1, &truncate(&typed, width), look.theme.style(Role::Field));
    count(picker.at, shown.len(), display_width(&typed), look, over, 1, buf);
    let per = (height as usize).saturating_sub(2).max(1);
    let top = picker.at / per * per;
    for (i, (_, words)) in shown.iter().enumerate().skip(top).take(per) {
        let role = if i == picker.at { Role::Focus } else { Role::Text };
        draw_text(
            buf,
            over,
            1,
            2 + (i - top) as u16,
            &pad_to(&truncate(words, width.saturating_sub(1)), width.saturating_sub(1)),
            look.theme.style(role),
        );
    }
    if shown.is_empty() {
        let words = if picker.free {
            "No such school in the register. Enter takes the name as typed."
        } else {
            "Nothing fits. Take letters away with Backspace."
        };
        draw_text(buf, over, 1, 2, &truncate(words, width), look.theme.style(Role::Dim));
    }
    let x = (over.x + display_width(&typed) as u16).min(over.right() - 1);
    Some((x, (over.y + 1).min(over.bottom() - 1)))
}
