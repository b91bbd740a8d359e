//! A path on this computer is typed: of a file to be read, or of a folder to write one to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::forms::evidence::KINDS;
use crate::domain::value::Value;
use crate::keymap::action::Scope;
use crate::ui::input_state::Effect;
use crate::ui::overlay::list_picker::{ListPicker, PickFor};
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::overlay::{Input, Overlay, TEXT, Update};
use crate::ui::{App, CursorPos, DrawContext};

/// What a file that the shell has read is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilePurpose {
    /// A transfer file, to be offered.
    Transfer,
    /// A paper, to be taken in as evidence of this kind.
    Evidence { kind: String },
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPurpose {
    Transfer,
    Evidence,
    /// The folder that a piece of evidence of this row is written to.
    Folder {
        row: u32,
    },
}

/// A path in the middle of being typed.
#[derive(Debug)]
pub struct PathPrompt {
    what: PathPurpose,
    prompt: Prompt,
}

impl PathPrompt {
    /// Returns the question for a path that begins with a text.
    pub fn new(what: PathPurpose, text: &str) -> PathPrompt {
        let label = match what {
            PathPurpose::Transfer => "Which transfer file (CTF)? Its path",
            PathPurpose::Evidence => "Which file is taken in? Its path",
            PathPurpose::Folder { .. } => "Write the file to which folder?",
        };
        let hint = "A path on this computer. It may be pasted; ~ is your home folder.";
        PathPrompt { what, prompt: Prompt::new(label, hint, text) }
    }

    fn entered(&self, app: &mut App) -> Update {
        let path = self.prompt.text();
        match self.what {
            PathPurpose::Transfer => {
                app.desk.effects.push(Effect::ReadFile { path, then: FilePurpose::Transfer });
                Update::Close
            }
            PathPurpose::Evidence => {
                let items = KINDS
                    .iter()
                    .map(|(id, words)| (Value::Choice((*id).into()), (*words).into()))
                    .collect();
                let then = PickFor::Evidence { path };
                let picker = ListPicker::new("Which item of the list is it?", items, then);
                Update::Replace(Box::new(picker))
            }
            PathPurpose::Folder { row } => {
                app.filling.folder = path;
                let ask = app.case.as_ref().map(|c| Request::Evidence { case: c.id, row });
                Update::Ask(ask.into_iter().collect())
            }
        }
    }
}

impl Overlay for PathPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match self.prompt.take(input) {
            Typed::Left => {
                app.say("Left; nothing was read or written.");
                Update::Close
            }
            Typed::Entered if !self.prompt.text().is_empty() => self.entered(app),
            Typed::Entered | Typed::On => Update::Stay,
        }
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.prompt.paste(text.trim());
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.prompt.draw(look, area, buf)
    }
}
