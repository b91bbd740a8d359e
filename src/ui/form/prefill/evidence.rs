//! Shows a piece of evidence: its details, and its text if it has any.

use crate::ui::form::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::RowId;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, Update};
use crate::ui::form::prefill::path::{PathPrompt, PathPurpose};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::session::Session;

/// The open paper.
#[derive(Debug)]
pub(crate) struct EvidenceView {
    row: RowId,
    title: String,
    body: Scrolled,
    /// The folder that files are written to, offered again.
    folder: String,
}

impl EvidenceView {
    /// Returns the paper of a row of the evidence, its first lines shown.
    pub(crate) fn new(row: RowId, title: String, lines: Vec<String>, folder: &str) -> EvidenceView {
        EvidenceView { row, title, body: Scrolled::new(lines), folder: folder.to_owned() }
    }
}

impl Overlay for EvidenceView {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Extra, words::SAVE_A_COPY), (Action::Close, words::CLOSE)]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if self.body.scroll(input.action) {
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close | Action::Choose) => Update::Close,
            Some(Action::Extra) => {
                let what = PathPurpose::Folder { row: self.row };
                Update::CloseWith(Changes::lay(PathPrompt::new(what, &self.folder)))
            }
            _ => Update::Stay,
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[
            (&[Action::Down, Action::Up], "scroll"),
            (&[Action::Extra], words::SAVES_A_COPY),
            (&[Action::Close], "closes"),
        ]);
        self.body.draw(&format!("{} · {keys}", self.title), look, area, buf)
    }
}
