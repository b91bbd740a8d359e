//! Typing one answer of a form: what is typed is read as it stands, and kept on disk at once.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Draft, Request};
use crate::domain::case::FieldPath;
use crate::domain::forms::parse;
use crate::domain::forms::schema::{Field, FieldKind};
use crate::error::Result;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::effect::Effect;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::reading::reading;
use crate::ui::overlay::text_input::TextInput;
use crate::ui::session::Session;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, whole_parts, wrap};
use crate::widgets::theme::Role;

/// What the bottom bar names while a line is typed, and while a long text is.
const BAR: [BarKeys; 2] = [
    &[
        (Action::Accept, words::SAVE),
        (Action::LeaveText, words::CANCEL),
        (Action::OwnEditor, words::OPEN_EDITOR),
        (Action::ClearLine, words::CLEAR_LINE),
    ],
    &[
        (Action::Done, words::SAVE),
        (Action::LeaveText, words::CANCEL),
        (Action::OwnEditor, words::OPEN_EDITOR),
        (Action::SelectText, words::SELECT_ALL_TEXT),
    ],
];

/// A text answer in the middle of being typed.
#[derive(Debug)]
pub(crate) struct AnswerInput {
    at: FieldPath,
    field: &'static Field,
    input: TextInput,
    /// The answer that stands, as it is typed.
    stored: String,
    /// What was put in for it from what the record knows; "" where nothing was.
    offered: String,
    /// What is wrong with it, said when it was refused.
    pub(crate) fault: String,
    /// What another session has done at the place of the answer; "" for nothing.
    met: String,
}

impl AnswerInput {
    /// Returns a text on an answer that begins with what stands. A line is selected whole, so that
    /// the first letter takes its place; in a long text the cursor is at the end.
    pub(crate) fn new(at: FieldPath, field: &'static Field, stored: &str) -> AnswerInput {
        let mut answer = AnswerInput::begin(at, field, stored);
        if !answer.is_long() {
            answer.input.select_all();
        }
        answer
    }

    /// Returns a text on an answer that nobody has given: what it most likely is stands there
    /// selected, so that one key takes it and the first letter replaces it.
    pub(crate) fn offered(at: FieldPath, field: &'static Field, likely: &str) -> AnswerInput {
        let mut answer = AnswerInput::begin(at, field, "");
        if !likely.is_empty() {
            answer.input.write_over(likely);
            answer.input.select_all();
            likely.clone_into(&mut answer.offered);
        }
        answer
    }

    /// Returns a text that was typed before in place of what stands, its cursor at the end or where
    /// it was left. Undoing the first edit brings back what stands.
    pub(crate) fn of_draft(
        at: FieldPath,
        field: &'static Field,
        stored: &str,
        text: &str,
        cursor: Option<(u32, u32)>,
    ) -> AnswerInput {
        let mut answer = AnswerInput::begin(at, field, stored);
        if text != stored {
            answer.input.write_over(text);
        }
        if let Some(cursor) = cursor {
            answer.input.jump(cursor);
        }
        answer
    }

    fn begin(at: FieldPath, field: &'static Field, stored: &str) -> AnswerInput {
        let is_long = field.kind == FieldKind::Long;
        let input =
            if is_long { TextInput::long(stored) } else { TextInput::line(stored).wrapped() };
        let [offered, fault, met] = [const { String::new() }; 3];
        AnswerInput { at, field, input, stored: stored.to_owned(), offered, fault, met }
    }

    /// Returns whether Enter begins a new line rather than accepting.
    pub(crate) fn is_long(&self) -> bool {
        self.field.kind == FieldKind::Long
    }

    /// Returns whether the text is still what was offered.
    fn is_offer(&self) -> bool {
        !self.offered.is_empty() && self.text() == self.offered
    }

    /// Returns the place of the answer.
    pub(crate) fn at(&self) -> &FieldPath {
        &self.at
    }

    /// Returns the text typed so far.
    pub(crate) fn text(&self) -> String {
        self.input.text()
    }

    /// Takes a key that is no command of the answer; returns whether the text changed.
    pub(crate) fn key(&mut self, input: Input) -> bool {
        self.fault.clear();
        self.input.take(input)
    }

    /// Puts pasted text in at the cursor, whole or not at all.
    pub(crate) fn put_in(&mut self, raw: &str) {
        let length = self.text().chars().count() + self.input.clean(raw).chars().count();
        let most = self.most();
        if length > most {
            self.fault = words::too_long_to_paste(&length, &most);
            return;
        }
        self.input.paste(raw);
    }

    /// Keeps the text as it is now on disk.
    fn keep(&self, session: &Session) -> Changes {
        let Some(case) = session.case_id() else { return Changes::none() };
        let (at, text, cursor) = (self.at.clone(), self.text(), Some(self.input.cursor()));
        Changes::ask(Request::SaveDraft(Draft { case, path: at, text, cursor }))
    }

    /// Leaves the answer as it was; what was typed instead is kept.
    pub(crate) fn leave(&self, session: &Session) -> Changes {
        let Some(case) = session.case_id() else { return Changes::none() };
        let (path, text) = (self.at.clone(), self.text());
        if text.trim().is_empty() || text == self.stored || text == self.offered {
            return Changes::ask(Request::DiscardDraft { case, at: path })
                .and(Changes::say(words::NO_CHANGES));
        }
        let undo = session.key_words(Action::Undo);
        Changes::ask(Request::SaveDraft(Draft { case, path, text, cursor: None }))
            .and(Changes::say(words::not_saved_draft_kept(&undo)))
    }

    /// Takes the typed text as the answer, or says what is wrong with it and stays.
    fn accept(&mut self, session: &Session) -> Update {
        match parse::parse_field(self.field, &self.text(), session.today) {
            Err(fault) => {
                self.fault = fault.to_string();
                Update::Stay
            }
            Ok(read) => Update::CloseWith(
                PaneChange::Answer {
                    at: self.at.clone(),
                    value: read.value,
                    warning: read.warning,
                }
                .into(),
            ),
        }
    }

    /// Returns the most characters of the answer.
    fn most(&self) -> usize {
        if self.is_long() { parse::MAX_LONG } else { parse::MAX_LINE }
    }
}

impl Overlay for AnswerInput {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        let keys = BAR[usize::from(self.is_long())];
        // The last is about what is typed already.
        if self.text().is_empty() { &keys[..keys.len() - 1] } else { keys }
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match input.action {
            Some(Action::Accept) if !self.is_long() => return self.accept(session),
            Some(Action::Done) => return self.accept(session),
            Some(Action::LeaveText) => return Update::CloseWith(self.leave(session)),
            Some(Action::OwnEditor) => {
                return Update::StayWith(
                    PaneChange::Effect(Effect::Write { text: self.text() }).into(),
                );
            }
            _ => {}
        }
        if self.key(input) { Update::StayWith(self.keep(session)) } else { Update::Stay }
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        self.put_in(text);
        self.keep(session)
    }

    fn place(&self) -> Option<&FieldPath> {
        Some(&self.at)
    }

    fn meet(&mut self, words: &str) {
        words.clone_into(&mut self.met);
    }

    fn edited(&mut self, back: &Result<String>, session: &Session) -> Changes {
        match back {
            Ok(text) => {
                self.input.write_over(text);
                self.keep(session)
            }
            Err(error) => {
                self.fault = error.to_string();
                Changes::none()
            }
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
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
    let (words, role) =
        match (typing.fault.is_empty(), reading(typing.field, &typing.text(), typing.most(), look))
        {
            (false, _) => (format!("! {}", typing.fault), Role::Late),
            (true, (words, true)) if typing.is_offer() => (words::offered(&words), Role::Hint),
            (true, (words, true)) => (words, Role::Hint),
            (true, (words, false)) => (words, Role::Warn),
        };
    // What is said stands whole below the text, on up to three lines.
    let said = wrap(&words, area.width as usize).into_iter().take(3).map(|line| (role, line));
    // So does what somebody else has done there meanwhile.
    let met = if typing.met.is_empty() { String::new() } else { format!("! {}", typing.met) };
    let met = wrap(&met, area.width as usize).into_iter().take(3).filter(|l| !l.is_empty());
    let said: Vec<_> = met.map(|line| (Role::Late, line)).chain(said).collect();
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
    let keys = look.keys(&[(save, "save"), (&[Action::LeaveText], "cancel")]);
    let head = format!("{} · {keys}", typing.field.label);
    let head = pad_to(&whole_parts(&head, width), width);
    draw_text(buf, over, 0, 0, &head, look.theme.style(Role::Title));
    let last = lines.min(over.height.saturating_sub(2));
    let inner = Rect {
        y: over.y + 1.min(over.height - 1),
        height: over.height.saturating_sub(1 + last).max(1),
        ..over
    };
    let spot = typing.input.draw(look, inner, buf);
    for (i, (role, words)) in (0..last).zip(&said) {
        draw_text(buf, over, 0, over.height - last + i, words, look.theme.style(*role));
    }
    spot
}
