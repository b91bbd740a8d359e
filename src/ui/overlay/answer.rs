//! Typing one answer of a form: what is typed is read as it stands, and kept on disk at once.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::calendar::dates;
use crate::domain::case::FieldPath;
use crate::domain::forms::days::DayCheck;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{days, parse};
use crate::domain::upn;
use crate::keymap::action::{Action, Scope};
use crate::ui::input_state::Effect;
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::{Input, Overlay, TEXT, Update};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// A text answer in the middle of being typed.
#[derive(Debug)]
pub(crate) struct AnswerInput {
    pub at: FieldPath,
    pub field: &'static Field,
    pub input: TextInput,
    /// What is wrong with it, said when it was refused.
    pub fault: String,
}

impl AnswerInput {
    /// Returns a text on an answer, its cursor at the end or where it was left.
    pub(crate) fn new(
        at: FieldPath,
        field: &'static Field,
        text: &str,
        cursor: Option<(u32, u32)>,
    ) -> AnswerInput {
        let is_long = field.kind == FieldKind::Long;
        let mut input =
            if is_long { TextInput::long(text) } else { TextInput::line(text).wrapped() };
        if let Some(cursor) = cursor {
            input.jump(cursor);
        }
        AnswerInput { at, field, input, fault: String::new() }
    }

    /// Returns whether Enter begins a new line rather than accepting.
    pub(crate) fn is_long(&self) -> bool {
        self.field.kind == FieldKind::Long
    }

    /// Returns the text typed so far.
    pub(crate) fn text(&self) -> String {
        self.input.text()
    }

    /// Takes a key that is no command of the answer; returns whether the text changed.
    pub(crate) fn key(&mut self, input: Input) -> bool {
        self.fault.clear();
        if input.action == Some(Action::SelectAll) {
            self.input.select_all();
            return false;
        }
        self.input.key(input.key)
    }

    /// Puts pasted text in at the cursor, whole or not at all.
    pub(crate) fn put_in(&mut self, raw: &str) {
        let length = self.text().chars().count() + self.input.clean(raw).chars().count();
        let most = self.most();
        if length > most {
            self.fault = format!(
                "With this it would be {length} characters long; an answer holds {most}. Nothing was pasted."
            );
            return;
        }
        self.input.paste(raw);
    }

    /// Returns the most characters of the answer.
    fn most(&self) -> usize {
        if self.is_long() { parse::MAX_LONG } else { parse::MAX_LINE }
    }

    /// Returns how the text would be read as it stands: a day in full, a UPN with its check letter,
    /// how long it is.
    pub(crate) fn reading(&self, look: &DrawContext) -> (String, bool) {
        let today = look.today;
        let text = self.text();
        let length = text.chars().count();
        if text.trim().is_empty() {
            return (self.field.hint.to_owned(), true);
        }
        match self.field.kind {
            FieldKind::Date => match days::parse(self.field.days, &text, today) {
                Ok(day) => match days::check(self.field.days, day, today) {
                    DayCheck::Fine => (format!("= {}", dates::show_long(day)), true),
                    DayCheck::Ask(words) | DayCheck::Refused(words) => {
                        (format!("! {words}"), false)
                    }
                },
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
                    "{length} characters · Ctrl-U undoes, Ctrl-R does again, {} opens your own editor",
                    (look.key)(Action::OwnEditor)
                ),
                true,
            ),
            _ => (self.field.hint.to_owned(), true),
        }
    }
}

impl Overlay for AnswerInput {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match input.action {
            Some(Action::Accept) if !self.is_long() => return app.accept(self),
            Some(Action::Done) => return app.accept(self),
            Some(Action::LeaveText) => {
                app.say("Left as it was.");
                return Update::Ask(app.forget(&self.at));
            }
            Some(Action::OwnEditor) => {
                app.desk.effects.push(Effect::Write { text: self.text() });
                return Update::Stay;
            }
            _ => {}
        }
        if self.key(input) { Update::StayAsk(app.keep(self)) } else { Update::Stay }
    }

    fn paste(&mut self, text: &str, app: &App) -> Vec<Request> {
        self.put_in(text);
        app.keep(self)
    }

    fn written(&mut self, back: &Result<String, String>, app: &App) -> Vec<Request> {
        match back {
            Ok(text) => {
                self.input.write_over(text);
                app.keep(self)
            }
            Err(words) => {
                self.fault.clone_from(words);
                Vec::new()
            }
        }
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

/// Draws the text being typed over the lower part of the pane.
pub(crate) fn draw(
    typing: &AnswerInput,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let (words, role) = match (typing.fault.is_empty(), typing.reading(look)) {
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
    let width = usize::from(over.width);
    clear(buf, over, look.theme.style(Role::Text));
    let save: &[Action] = if typing.is_long() { &[Action::Done] } else { &[Action::Accept] };
    let keys = look.keys(&[(save, "saves"), (&[Action::LeaveText], "leaves it")]);
    let head = format!("{} · {keys}", typing.field.label);
    let head = pad_to(&truncate(&head, width), width);
    draw_text(buf, over, 0, 0, &head, look.theme.style(Role::Title));
    let last = lines.min(over.height.saturating_sub(2));
    let inner = Rect {
        y: over.y + 1.min(over.height - 1),
        height: over.height.saturating_sub(1 + last).max(1),
        ..over
    };
    let spot = typing.input.draw(look, inner, buf);
    for (i, words) in (0..last).zip(&said) {
        draw_text(buf, over, 0, over.height - last + i, words, look.theme.style(role));
    }
    spot
}
