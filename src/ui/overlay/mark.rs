//! The letter of a mark: to set it on the open case, or to go to the case that has it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::{Input, Overlay, TEXT, Update, which_key};
use crate::ui::{App, CursorPos, DrawContext};

/// A letter that is waited for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkPrompt {
    /// Whether it is given to the open case; else its case is gone to.
    pub set: bool,
}

impl Overlay for MarkPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        let Some(letter) = input.key.character() else {
            app.say("No mark was used.");
            return Update::Close;
        };
        if !letter.is_alphanumeric() {
            app.refuse("A mark is a letter or a digit.");
            return Update::Close;
        }
        let open = app.case.as_ref().map(|c| c.id);
        match (self.set, open, app.desk.mark(letter)) {
            (true, Some(id), _) => {
                app.desk.set_mark(letter, id);
                let back = app.key_words(Action::GoMark);
                app.say(format!("{id} is marked {letter}. {back} {letter} comes back to it."));
                Update::Close
            }
            (false, _, Some(id)) => Update::Ask(app.show(id)),
            (_, _, _) => {
                app.refuse(format!("No case is marked {letter}."));
                Update::Close
            }
        }
    }

    fn draw(&self, app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let title = if self.set { "Mark this case: a letter" } else { "Go to a mark: its letter" };
        which_key::draw(title, &which_key::marks(app), look, area, buf)
    }
}
