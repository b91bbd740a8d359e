//! The folder that papers are written to is typed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::document::FileFormat;
use crate::keymap::action::Scope;
use crate::ui::documents::update::DocumentAction;
use crate::ui::overlay::prompt::{Prompt, Typed};
use crate::ui::overlay::{Input, Overlay, TEXT, Update};
use crate::ui::{App, CursorPos, DrawContext};

/// The folder in the middle of being typed.
#[derive(Debug)]
pub(crate) struct FolderPrompt(pub Prompt);

impl Overlay for FolderPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        match self.0.take(input) {
            Typed::On => Update::Stay,
            Typed::Left => {
                app.gathered = None;
                app.say("Nothing was written.");
                Update::Close
            }
            Typed::Entered if self.0.text().is_empty() => {
                self.0.fault = "Type a folder, or leave with Esc.".into();
                Update::Stay
            }
            Typed::Entered => {
                app.papers.folder = self.0.text();
                app.papers.typed.clone_from(&app.papers.folder);
                if app.write_gathered() {
                    return Update::Close;
                }
                Update::Ask(app.order(DocumentAction::Write, FileFormat::Docx))
            }
        }
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.0.paste(text);
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        self.0.draw(look, area, buf)
    }
}
