//! The folder that documents are written to is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::Scope;
use crate::ui::change::{Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::pending::TaggedDocuments;
use crate::ui::session::Session;

/// The folder in the middle of being typed.
#[derive(Debug)]
pub(crate) struct FolderPrompt {
    pub(crate) prompt: Prompt,
    /// The documents of all tagged cases, where they are what is to be written.
    pub(crate) tagged: Option<Box<TaggedDocuments>>,
}

impl FolderPrompt {
    /// Returns the question for the document under the cursor; what was typed last stands in it.
    pub(crate) fn one(typed: &str) -> FolderPrompt {
        let hint = "A folder that is there already; ~ is your home folder. It is remembered until you leave.";
        let prompt = Prompt::new("Write papers into which folder?", hint, typed);
        FolderPrompt { prompt, tagged: None }
    }

    /// Returns the question for the documents of all tagged cases.
    pub(crate) fn tagged(all: Box<TaggedDocuments>, typed: &str) -> FolderPrompt {
        let (label, hint) = all.question();
        FolderPrompt { prompt: Prompt::new(label, hint, typed), tagged: Some(all) }
    }
}

impl Overlay for FolderPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        match self.prompt.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => Update::CloseWith(Changes::say("Nothing was written.")),
            Typed::Entered if self.prompt.text().is_empty() => {
                self.prompt.fault = "Type a folder, or leave with Esc.".into();
                Update::Stay
            }
            Typed::Entered => {
                let (folder, tagged) = (self.prompt.text(), self.tagged.take());
                Update::CloseWith(PaneChange::TakeFolder { folder, tagged }.into())
            }
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
