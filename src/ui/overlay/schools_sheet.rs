//! What a register of schools would change, and whether open cases move to its schools.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{AcceptedSchools, Bytes, Request, SchoolsPreview};
use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::session::Session;

/// What a register of schools would change.
#[derive(Debug)]
pub(crate) struct SchoolsSheet {
    file: Bytes,
    movable: usize,
    /// The sum of the preview.
    sum: u32,
    body: Scrolled,
}

impl SchoolsSheet {
    /// Returns the sheet of a file that was looked at.
    pub(crate) fn new(file: Bytes, preview: SchoolsPreview) -> SchoolsSheet {
        let SchoolsPreview { message, lines: about, movable, sum } = preview;
        let mut lines = vec![message];
        if movable > 0 {
            let (cases, name) = match movable {
                1 => (words::ONE_OPEN_CASE.to_owned(), "names"),
                n => (pluralize(n, words::OPEN_CASE), "name"),
            };
            lines.push(words::cases_name(&cases, &name));
            lines.push(words::SAME_SCHOOLS.to_owned());
        }
        lines.push(String::new());
        lines.extend(about);
        SchoolsSheet { file, movable, sum, body: Scrolled::new(lines) }
    }

    fn store(&self, move_cases: bool) -> Update {
        let (file, sum) = (self.file.clone(), self.sum);
        let take = Some(AcceptedSchools { move_cases, sum });
        Update::CloseWith(Changes::ask(Request::ImportSchools { file, take }))
    }
}

impl Overlay for SchoolsSheet {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        if self.movable > 0 {
            &[
                (Action::Choose, words::SAVE_AND_MOVE),
                (Action::Extra, words::SAVE_ONLY),
                (Action::Close, words::CANCEL),
            ]
        } else {
            &[(Action::Choose, words::SAVE), (Action::Close, words::CANCEL)]
        }
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        match input.action {
            Some(Action::Close) => Update::CloseWith(Changes::say(words::NO_CHANGES)),
            Some(Action::Choose) => self.store(self.movable > 0),
            Some(Action::Extra) if self.movable > 0 => self.store(false),
            action => {
                self.body.scroll(action);
                Update::Stay
            }
        }
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let moves = words::saves_and_moves(&pluralize(self.movable, "case"));
        let store: &[(&[Action], &str)] = if self.movable > 0 {
            &[(&[Action::Choose], &moves), (&[Action::Extra], words::SAVES_ONLY)]
        } else {
            &[(&[Action::Choose], "save")]
        };
        let keys = look.keys(&[store, &[(&[Action::Close], "cancel")]].concat());
        self.body.draw(&words::schools(&keys), look, area, buf)
    }
}
