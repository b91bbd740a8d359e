//! One line to be typed: a reason, a file's name, a folder.

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Draft, Request};
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, TEXT, USES, Update};
use crate::ui::kept::{end_of, line_place};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::words;
use crate::ui::session::Session;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, truncate, whole_parts, wrap};
use crate::widgets::theme::Role;

/// A line in the middle of being typed.
#[derive(Debug, Default)]
pub(crate) struct Prompt {
    /// What is asked.
    pub label: String,
    /// What to type, shown below until something is wrong with it.
    pub hint: String,
    /// What paths may be typed here, shown after the hint; none where no path is asked.
    paths: Option<&'static str>,
    input: TextInput,
    /// What is wrong, said when it was refused.
    pub fault: String,
}

/// What became of a prompt after a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Typed {
    On,
    Left,
    Entered,
}

impl Prompt {
    /// Returns a prompt that begins with a text, which the first letter replaces.
    pub(crate) fn new(label: impl Into<String>, hint: impl Into<String>, text: &str) -> Prompt {
        Prompt {
            label: label.into(),
            hint: hint.into(),
            paths: None,
            input: TextInput::line(text).selected(),
            fault: String::new(),
        }
    }

    /// Sets that a path is asked, and what is said of those that may be typed.
    pub(crate) fn asks_path(mut self, paths: &'static str) -> Prompt {
        self.paths = Some(paths);
        self
    }

    /// Puts a line that was typed here before and left in place of what stands.
    pub(crate) fn offer(&mut self, session: &Session) {
        if self.paths.is_some() && session.confined_to.is_some() {
            self.paths = Some(words::PATHS_WHEN_CONFINED);
        }
        if let Some(line) = session.kept.line(session.case_id(), &self.label) {
            self.input.write_over(line);
            self.input.select_all();
        }
    }

    /// Returns what was typed.
    pub(crate) fn text(&self) -> String {
        self.input.text().trim().to_owned()
    }

    fn take(&mut self, input: Input) -> Typed {
        match input.action {
            Some(Action::LeaveText) => return Typed::Left,
            Some(Action::Accept | Action::Done) => return Typed::Entered,
            _ => {
                self.input.take(input);
            }
        }
        self.fault.clear();
        Typed::On
    }

    /// Puts pasted text in at the cursor, on one line and without control characters.
    pub(crate) fn paste(&mut self, raw: &str) {
        self.input.paste(raw);
    }

    /// Takes a key, and returns what is to be kept of the line, or forgotten once it was taken.
    pub(crate) fn take_and_keep(&mut self, input: Input, session: &Session) -> (Typed, Changes) {
        let before = self.text();
        let typed = self.take(input);
        let (asked, line) = (self.label.clone(), self.text());
        let kept = match typed {
            Typed::On if line == before => Changes::none(),
            Typed::On => self.keep(session),
            Typed::Left => PaneChange::KeepLine { asked, line }.into(),
            Typed::Entered => {
                drop_line(&asked, session).and(PaneChange::KeepLine { asked, line: String::new() })
            }
        };
        (typed, kept)
    }

    /// Keeps the line on disk, where it is asked over a case; no key waits for that.
    pub(crate) fn keep(&self, session: &Session) -> Changes {
        let text = self.text();
        if text.is_empty() {
            return drop_line(&self.label, session);
        }
        let Some(case) = session.case_id() else { return Changes::none() };
        let (path, cursor) = (line_place(&self.label), Some(end_of(&text)));
        Changes::ask(Request::SaveDraft(Draft { case, path, text, cursor }))
    }

    /// Draws the prompt over the lowest lines of the pane.
    pub(crate) fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let width = usize::from(area.width);
        let (words, role) = if self.fault.is_empty() {
            let parts = [self.hint.as_str(), self.paths.unwrap_or_default()];
            (parts.join(" ").trim().to_owned(), Role::Hint)
        } else {
            (self.fault.clone(), Role::Late)
        };
        let below: Vec<String> = wrap(&words, width).into_iter().take(6).collect();
        let height = (below.len() as u16 + 2).min(area.height);
        if height == 0 || width == 0 {
            return None;
        }
        let over = Rect { y: area.bottom() - height, height, ..area };
        clear(buf, over, look.theme.style(Role::Text));
        let keys = look.keys(&[(&[Action::Accept], "continue"), (&[Action::LeaveText], "cancel")]);
        let head = pad_to(&whole_parts(&format!("{} · {keys}", self.label), width), width);
        draw_text(buf, over, 0, 0, &head, look.theme.style(Role::Title));
        let line = Rect { y: over.y + 1.min(height - 1), height: 1, ..over };
        let spot = self.input.draw(look, line, buf);
        for (y, words) in (2..height).zip(&below) {
            draw_text(buf, over, 0, y, &truncate(words, width), look.theme.style(role));
        }
        spot
    }
}

/// An overlay that is one prompt: it says only what becomes of the line.
pub(crate) trait PromptOverlay: Debug {
    /// Returns the prompt.
    fn prompt(&self) -> &Prompt;

    /// Returns the prompt, to be typed in.
    fn prompt_mut(&mut self) -> &mut Prompt;

    /// Returns what becomes of it where the officer leaves.
    fn left(&self) -> Update;

    /// Takes the line; a fault in it is set on the prompt, which stays.
    fn entered(&mut self, session: &Session) -> Update;

    /// Takes pasted text.
    fn paste(&mut self, text: &str) {
        self.prompt_mut().paste(text);
    }
}

impl<T: PromptOverlay> Overlay for T {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        USES
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        let (typed, kept) = self.prompt_mut().take_and_keep(input, session);
        match typed {
            Typed::On => Update::StayWith(kept),
            Typed::Left => keep_line(self.left(), kept),
            Typed::Entered => keep_line(self.entered(session), kept),
        }
    }

    fn offer(&mut self, session: &Session) {
        self.prompt_mut().offer(session);
    }

    fn paste(&mut self, text: &str, session: &Session) -> Changes {
        PromptOverlay::paste(self, text);
        self.prompt().keep(session)
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt().draw(look, area, buf)
    }
}

/// Drops the line that is kept of a prompt over the open case, where one is.
fn drop_line(asked: &str, session: &Session) -> Changes {
    let at = line_place(asked);
    match session.case_id().filter(|case| session.kept.at(*case, &at).is_some()) {
        Some(case) => Changes::ask(Request::DiscardDraft { case, at }),
        None => Changes::none(),
    }
}

/// Keeps the line of a prompt that closes, or forgets it once it was taken.
pub(crate) fn keep_line(update: Update, line: impl Into<Changes>) -> Update {
    let line = line.into();
    match update {
        Update::Close => Update::CloseWith(line),
        Update::CloseWith(changes) => Update::CloseWith(line.and(changes)),
        Update::Stay | Update::StayWith(_) => update,
    }
}
