//! The letter of a bookmark: to set it on the open case, or to go to the case that has it.

use crate::ui::overlay::words;
use std::collections::BTreeMap;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::CaseRef;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::which_key;
use crate::ui::session::Session;

/// A letter that is waited for.
#[derive(Debug, Clone)]
pub(crate) struct MarkPrompt {
    /// Whether it is given to the open case; else its case is gone to.
    is_set: bool,
    marked: BTreeMap<char, CaseRef>,
    /// The bookmarks with their cases, a line each.
    lines: Vec<String>,
}

impl MarkPrompt {
    /// Returns the question for the letter that the open case gets.
    pub(crate) fn set(lines: Vec<String>) -> MarkPrompt {
        MarkPrompt { is_set: true, marked: BTreeMap::new(), lines }
    }

    /// Returns the question for the letter whose case is gone to.
    pub(crate) fn go(marked: BTreeMap<char, CaseRef>, lines: Vec<String>) -> MarkPrompt {
        MarkPrompt { is_set: false, marked, lines }
    }
}

impl Overlay for MarkPrompt {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        &[(Action::LeaveText, words::CANCEL)]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        let Some(letter) = input.key.character() else {
            return Update::CloseWith(Changes::say(words::NO_BOOKMARK_USED));
        };
        if !letter.is_alphanumeric() {
            return Update::CloseWith(Changes::refuse(words::BOOKMARK_IS_ONE_LETTER));
        }
        Update::CloseWith(match (self.is_set, session.case_id(), self.marked.get(&letter)) {
            (true, Some(id), _) => {
                let back = session.key_words(Action::GoMark);
                Changes::from(PaneChange::SetBookmark(letter))
                    .and(Changes::say(words::bookmarked(&id, &letter, &back)))
            }
            (false, _, Some(id)) => PaneChange::OpenCase(*id).into(),
            _ => Changes::refuse(words::no_bookmark(&letter)),
        })
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let title = if self.is_set { words::BOOKMARK_THIS } else { words::GO_TO_BOOKMARK };
        which_key::draw(title, &self.lines, look, area, buf)
    }
}
