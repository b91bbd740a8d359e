//! What one event would do to each tagged case, before it is recorded in any.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{BulkPreview, BulkPreviews};
use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::session::Session;

/// The cases that get the event, and those that do not and why.
#[derive(Debug)]
pub(crate) struct TrialSheet {
    question: String,
    body: Scrolled,
    /// The sum by which it is agreed to.
    sum: u32,
}

impl TrialSheet {
    /// Returns the sheet of what was tried.
    pub(crate) fn new(previews: &BulkPreviews) -> TrialSheet {
        let trials = &previews.cases;
        let name = |t: &BulkPreview| {
            if t.name.is_empty() { words::NO_NAME.to_owned() } else { t.name.clone() }
        };
        let held = trials.iter().filter(|t| t.held.is_some()).count();
        let gets = trials.len() - held;
        let mut lines: Vec<String> = Vec::new();
        for t in trials.iter().filter(|t| t.held.is_none()) {
            lines.push(format!(". {}  {}", t.case, name(t)));
        }
        for t in trials {
            if let Some(why) = &t.held {
                lines.push(words::blocked(&t.case, &name(t), &why));
            }
        }
        let back = if held == 0 { String::new() } else { words::some_blocked(&held) };
        let other = if previews.is_other { words::CASE_HAS_CHANGED } else { "" };
        let question = words::record_in(&other, &pluralize(gets, "case"), &back);
        TrialSheet { question, body: Scrolled::new(lines), sum: previews.sum }
    }
}

impl Overlay for TrialSheet {
    fn scopes(&self) -> &'static [Scope] {
        &[Scope::Confirm, Scope::List, Scope::Global]
    }

    fn bar(&self) -> BarKeys {
        &[(Action::Agree, words::CONFIRM), (Action::Decline, words::CANCEL)]
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if input.action == Some(Action::Agree) {
            return Update::CloseWith(PaneChange::RecordForAll { agreed: self.sum }.into());
        }
        if self.body.scroll(input.action) {
            return Update::Stay;
        }
        Update::CloseWith(Changes::say(words::NOT_SAVED_LOOK_AGAIN))
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let keys = look.keys(&[
            (&[Action::Agree], "confirm"),
            (&[Action::Down, Action::Up], words::SCROLL_OR_CANCEL),
        ]);
        self.body.draw(&format!("{} {keys}", self.question), look, area, buf)
    }
}
