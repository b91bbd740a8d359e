//! A question that one key answers with yes; any other leaves things as they are.

use crate::ui::overlay::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, CONFIRM, Changes, Input, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::session::Session;
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{pad_to, wrap};
use crate::widgets::theme::Role;

/// The question, and what follows a yes.
#[derive(Debug)]
pub(crate) struct Confirm {
    question: String,
    yes: Changes,
    /// What is said where it was left.
    left: &'static str,
}

impl Confirm {
    /// Returns a question; `yes` is done where it is agreed to, `left` is said where it is not.
    pub(crate) fn new(question: impl Into<String>, yes: Changes, left: &'static str) -> Confirm {
        Confirm { question: question.into(), yes, left }
    }
}

impl Overlay for Confirm {
    fn scopes(&self) -> &'static [Scope] {
        CONFIRM
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Agree, words::YES), (Action::Decline, words::NO)]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if input.action == Some(Action::Agree) {
            return Update::CloseWith(std::mem::take(&mut self.yes));
        }
        Update::CloseWith(Changes::say(self.left))
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[(&[Action::Agree], words::YES_OR_CANCEL)]);
        let lines = wrap(&format!("{} {keys}", self.question), area.width.max(1) as usize);
        let height = (lines.len() as u16).min(area.height);
        if height == 0 || area.width == 0 {
            return None;
        }
        let over = Rect { y: area.bottom() - height, height, ..area };
        let width = over.width as usize;
        clear(buf, over, look.theme.style(Role::Text));
        for (y, line) in lines.iter().enumerate() {
            draw_text(buf, over, 0, y as u16, &pad_to(line, width), look.theme.style(Role::Title));
        }
        Some((over.x, over.y))
    }
}
