//! Shows a piece of evidence: its details, and its text if it has any.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::overlay::{Input, LIST, Overlay, Update};
use crate::ui::{App, CursorPos, DrawContext};

/// The open paper.
#[derive(Debug)]
pub struct EvidenceView {
    row: u32,
    title: String,
    body: Scrolled,
}

impl EvidenceView {
    /// Returns the paper of a row of the evidence, its first lines shown.
    pub fn new(row: u32, title: String, lines: Vec<String>) -> EvidenceView {
        EvidenceView { row, title, body: Scrolled::new(lines) }
    }
}

impl Overlay for EvidenceView {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        if self.body.scroll(input.action) {
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close | Action::Choose) => Update::Close,
            Some(Action::Extra) => {
                let what = PathPurpose::Folder { row: self.row };
                Update::Replace(Box::new(PathPrompt::new(what, &app.filling.folder)))
            }
            _ => Update::Stay,
        }
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[
            (&[Action::Down, Action::Up], "scroll"),
            (&[Action::Extra], "writes the file out"),
            (&[Action::Close], "closes"),
        ]);
        self.body.draw(&format!("{} · {keys}", self.title), look, area, buf)
    }
}
