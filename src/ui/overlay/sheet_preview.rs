//! What a sheet of directions would make.

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

/// What a sheet of directions would make, line by line, before any of it is stored.
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
        let says = match cases {
            0 => words::SHEET_OPENS_NONE.to_owned(),
            n => words::sheet_opens(&pluralize(n, "case")),
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
        if self.cases > 0 {
            &[(Action::Choose, words::OPEN_CASES), (Action::Close, words::CANCEL)]
        } else {
            &[(Action::Close, words::CANCEL)]
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
        let open: &[(&[Action], &str)] =
            if self.cases > 0 { &[(&[Action::Choose], words::OPEN_CASES)] } else { &[] };
        let keys = look.keys(&[open, &[(&[Action::Close], "cancel")]].concat());
        self.body.draw(&words::sheet(&keys), look, area, buf)
    }
}
