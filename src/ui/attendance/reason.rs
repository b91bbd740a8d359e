//! Asks why marks that stand are changed, and once a session in which position the officer does so.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::forms::parse;
use crate::keymap::action::Scope;
use crate::ui::attendance::correction::{CorrectionDefaults, Waiting};
use crate::ui::attendance::left;
use crate::ui::change::{Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::session::Session;

/// Why marks that stand are changed.
#[derive(Debug)]
pub(crate) struct ReasonPrompt {
    prompt: Prompt,
    waiting: Waiting,
    position: String,
}

impl ReasonPrompt {
    /// Returns the question for what waits; the reason given last is offered again.
    pub(crate) fn new(waiting: Waiting, known: &CorrectionDefaults) -> ReasonPrompt {
        let label = format!("Why change {}?", waiting.description());
        let hint = "The record keeps the old mark, the new one, the reason, the day, your name and position.";
        let prompt = Prompt::new(label, hint, &known.reason);
        ReasonPrompt { prompt, waiting, position: known.position.clone() }
    }

    /// Takes the reason; asks for the position where this session does not know it yet.
    fn entered(&mut self, session: &Session) -> Update {
        let reason = self.prompt.text();
        if reason.is_empty() {
            self.prompt.fault = "A mark that stands is corrected with a reason. Type why.".into();
            return Update::Stay;
        }
        if reason.chars().count() > parse::MAX_LINE {
            self.prompt.fault = "This reason is too long for one line. Shorten it.".into();
            return Update::Stay;
        }
        let (waiting, position) = (self.waiting.clone(), self.position.clone());
        if !position.is_empty() {
            return Update::CloseWith(waiting.store(reason, position, session));
        }
        let known =
            PaneChange::RememberCorrection { reason: reason.clone(), position, is_one: false };
        let next = PositionPrompt::new(waiting, reason);
        Update::CloseWith(Changes::from(known).and(Changes::lay(next)))
    }
}

impl Overlay for ReasonPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match self.prompt.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => left(),
            Typed::Entered => self.entered(session),
        }
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        self.prompt.paste(text);
        Changes::none()
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt.draw(look, area, buf)
    }
}

/// In which position the officer changes them; the reason was given.
#[derive(Debug)]
pub(crate) struct PositionPrompt {
    prompt: Prompt,
    waiting: Waiting,
    reason: String,
}

impl PositionPrompt {
    /// Returns the question, which is asked once in a session.
    pub(crate) fn new(waiting: Waiting, reason: String) -> PositionPrompt {
        let hint = "The post you hold, as Inclusion officer. It is asked once in a session.";
        PositionPrompt { prompt: Prompt::new("Your position", hint, ""), waiting, reason }
    }

    fn entered(&mut self, session: &Session) -> Update {
        let position = self.prompt.text();
        if position.is_empty() || position.chars().count() > parse::MAX_LINE {
            self.prompt.fault = "Type the post you hold, in one line.".into();
            return Update::Stay;
        }
        let (waiting, reason) = (self.waiting.clone(), self.reason.clone());
        Update::CloseWith(waiting.store(reason, position, session))
    }
}

impl Overlay for PositionPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match self.prompt.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => left(),
            Typed::Entered => self.entered(session),
        }
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        self.prompt.paste(text);
        Changes::none()
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt.draw(look, area, buf)
    }
}
