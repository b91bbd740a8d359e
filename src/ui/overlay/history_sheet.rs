//! What was changed in a case, and on a second page who looked at it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request};
use crate::domain::access::Access;
use crate::domain::case::CaseRef;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::scroll_sheet::Scrolled;
use crate::ui::overlay::words;
use crate::ui::session::Session;

/// Both pages, and which of them is shown.
#[derive(Debug)]
pub(crate) struct HistorySheet {
    case: CaseRef,
    changes: Scrolled,
    /// Who looked, once that has come.
    looks: Scrolled,
    is_second: bool,
}

impl HistorySheet {
    /// Returns the changes of a case; who looked is asked for when the page is turned.
    pub(crate) fn new(case: CaseRef, changes: Vec<String>) -> HistorySheet {
        let (changes, looks) = (Scrolled::new(changes), Scrolled::default());
        HistorySheet { case, changes, looks, is_second: false }
    }
}

impl Overlay for HistorySheet {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        if self.is_second {
            &[(Action::History, words::CHANGE_HISTORY), (Action::Close, words::CLOSE)]
        } else {
            &[(Action::History, words::WHO_LOOKED), (Action::Close, words::CLOSE)]
        }
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if matches!(input.action, Some(Action::History | Action::NextPart)) {
            self.is_second = !self.is_second;
            return if self.is_second {
                Update::StayWith(Changes::ask(Request::Looks(self.case)))
            } else {
                Update::Stay
            };
        }
        let page = if self.is_second { &mut self.looks } else { &mut self.changes };
        if page.scroll(input.action) { Update::Stay } else { Update::Close }
    }

    fn take(&mut self, reply: &Reply) -> bool {
        let Reply::Looks { case, all, fault } = reply else { return false };
        if *case != self.case {
            return false;
        }
        let mut lines: Vec<String> = fault.iter().cloned().collect();
        if !all.is_empty() {
            lines.push(words::WHAT_A_LOOK_IS.into());
            lines.push(String::new());
            lines.extend(all.iter().map(Access::line));
        } else if fault.is_none() {
            lines.push(words::NOBODY_LOOKED.into());
        }
        self.looks = Scrolled::new(lines);
        true
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let (title, other, page) = if self.is_second {
            (words::WHO_LOOKED_NEWEST, words::TO_CHANGE_HISTORY, &self.looks)
        } else {
            (words::CHANGE_HISTORY_NEWEST, words::TO_WHO_LOOKED, &self.changes)
        };
        let turns = look.keys(&[(&[Action::History], other)]);
        let keys = look.keys(&[(&[Action::Down, Action::Up], words::SCROLL_OR_CLOSE)]);
        page.draw(&format!("{title} · {turns} · {keys}"), look, area, buf)
    }
}
