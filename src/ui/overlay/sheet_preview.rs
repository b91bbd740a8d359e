//! What a sheet of directions would make, or a file fill into the cases that are there.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Request, SheetFile, SheetPreview};
use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::session::Session;

/// What a sheet would make, or a file fill in, line by line, before any of it is stored.
#[derive(Debug)]
pub(crate) struct SheetOverlay {
    file: SheetFile,
    cases: usize,
    /// The sum of the preview.
    sum: u32,
    body: Scrolled,
}

impl SheetOverlay {
    /// Returns the overlay of a sheet of which nothing is to be answered any more.
    pub(crate) fn new(file: SheetFile, preview: SheetPreview) -> SheetOverlay {
        let SheetPreview { cases, lines: about, sum, .. } = preview;
        let says = match (cases, file.rows) {
            (0, None) => words::SHEET_OPENS_NONE.to_owned(),
            (0, Some(_)) => words::ROWS_FILL_NONE.to_owned(),
            (n, None) => words::sheet_opens(&pluralize(n, "case")),
            (n, Some(_)) => words::rows_fill(&pluralize(n, "case")),
        };
        let lines = [says, String::new()].into_iter().chain(about).collect();
        SheetOverlay { file, cases, sum, body: Scrolled::new(lines) }
    }
}

impl Overlay for SheetOverlay {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        match (self.cases, self.file.rows) {
            (0, _) => &[(Action::Close, words::CANCEL)],
            (_, None) => &[(Action::Choose, words::OPEN_CASES), (Action::Close, words::CANCEL)],
            (_, Some(_)) => &[(Action::Choose, words::FILL_CASES), (Action::Close, words::CANCEL)],
        }
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        match input.action {
            Some(Action::Close) => Update::CloseWith(Changes::say(words::NO_CHANGES)),
            Some(Action::Choose) if self.cases > 0 => {
                let (file, on, agreed) = (self.file.clone(), session.today, Some(self.sum));
                Update::CloseWith(Changes::ask(Request::ImportSheet { file, on, agreed }))
            }
            action => {
                self.body.scroll(action);
                Update::Stay
            }
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let open: &[(&[Action], &str)] = match (self.cases, self.file.rows) {
            (0, _) => &[],
            (_, None) => &[(&[Action::Choose], words::OPEN_CASES)],
            (_, Some(_)) => &[(&[Action::Choose], words::FILL_CASES)],
        };
        let keys = look.keys(&[open, &[(&[Action::Close], "cancel")]].concat());
        let title = if self.file.rows.is_some() { words::rows(&keys) } else { words::sheet(&keys) };
        self.body.draw(&title, look, area, buf)
    }
}
