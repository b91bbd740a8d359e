//! What is asked before marks that stand are changed (SI 2024/208): why, and once a session in which
//! position the officer does so.

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::attendance::correct::corrections;
use crate::domain::attendance::intake::{Intake, IntakePreview};
use crate::domain::case::edit::Edit;
use crate::domain::forms::parse;
use crate::keymap::action::Scope;
use crate::ui::attendance::update::one_correction;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::overlay::{Input, Overlay, TEXT, Update};
use crate::ui::{App, CursorPos, DrawContext};

/// What waits for a reason: marks typed here, or a register that was looked at.
#[derive(Debug, Clone)]
pub enum Waiting {
    Marks(Vec<Edit>),
    Register(Box<RegisterImport>),
}

/// An import under way.
#[derive(Debug, Clone)]
pub struct RegisterImport {
    pub file: PathBuf,
    pub intake: Intake,
    pub preview: IntakePreview,
}

impl RegisterImport {
    /// Returns the first question without an answer.
    pub fn open_question(&self) -> Option<(usize, &str)> {
        let open = self
            .preview
            .questions
            .iter()
            .find(|(pupil, _)| self.intake.named.answer(*pupil).is_none());
        open.map(|(pupil, words)| (*pupil, words.as_str()))
    }
}

/// Is said where something was left.
pub const LEFT: &str = "Left as it was; nothing was changed.";

/// Says that nothing was changed, and closes.
pub fn left(app: &mut App) -> Update {
    app.say(LEFT);
    Update::Close
}

/// Why marks that stand are changed.
#[derive(Debug)]
pub struct ReasonPrompt {
    prompt: Prompt,
    waiting: Waiting,
}

impl ReasonPrompt {
    /// Returns the question for what waits; the reason given last is offered again.
    pub fn new(waiting: Waiting, last: &str) -> ReasonPrompt {
        let n = match &waiting {
            Waiting::Marks(edits) => corrections(edits),
            Waiting::Register(import) => import.preview.corrected,
        };
        let what = match &waiting {
            Waiting::Marks(edits) => edits.iter().find_map(one_correction).filter(|_| n == 1),
            Waiting::Register(_) => None,
        };
        let what = what.unwrap_or_else(|| {
            if n == 1 { "the mark that stands".to_owned() } else { format!("{n} marks that stand") }
        });
        let hint = "The record keeps the old mark, the new one, the reason, the day, your name and position.";
        ReasonPrompt { prompt: Prompt::new(format!("Why change {what}?"), hint, last), waiting }
    }

    /// Takes the reason; asks for the position where this session does not know it yet.
    fn entered(&mut self, app: &mut App) -> Update {
        let reason = self.prompt.text();
        let long = reason.chars().count() > parse::MAX_LINE;
        if reason.is_empty() || long {
            let words = if long {
                "This reason is too long for one line. Shorten it."
            } else {
                "A mark that stands is corrected with a reason. Type why."
            };
            self.prompt.fault = words.into();
            return Update::Stay;
        }
        app.correcting.reason.clone_from(&reason);
        let waiting = self.waiting.clone();
        if app.correcting.position.is_empty() {
            return Update::Replace(Box::new(PositionPrompt::new(waiting, reason)));
        }
        Update::Ask(app.store_reasoned(waiting, reason))
    }
}

impl Overlay for ReasonPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match self.prompt.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => left(app),
            Typed::Entered => self.entered(app),
        }
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.prompt.paste(text);
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt.draw(look, area, buf)
    }
}

/// In which position the officer changes them; the reason was given.
#[derive(Debug)]
pub struct PositionPrompt {
    prompt: Prompt,
    waiting: Waiting,
    reason: String,
}

impl PositionPrompt {
    /// Returns the question, which is asked once in a session.
    pub fn new(waiting: Waiting, reason: String) -> PositionPrompt {
        let hint = "The post you hold, as Inclusion officer. It is asked once in a session.";
        PositionPrompt { prompt: Prompt::new("Your position", hint, ""), waiting, reason }
    }

    fn entered(&mut self, app: &mut App) -> Update {
        let position = self.prompt.text();
        if position.is_empty() || position.chars().count() > parse::MAX_LINE {
            self.prompt.fault = "Type the post you hold, in one line.".into();
            return Update::Stay;
        }
        app.correcting.position = position;
        Update::Ask(app.store_reasoned(self.waiting.clone(), self.reason.clone()))
    }
}

impl Overlay for PositionPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match self.prompt.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => left(app),
            Typed::Entered => self.entered(app),
        }
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.prompt.paste(text);
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt.draw(look, area, buf)
    }
}
