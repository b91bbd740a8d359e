//! Typing a search: the list narrows with each letter, and completions are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::query::complete;
use crate::keymap::action::Action;
use crate::keymap::key::Key;
use crate::ui::change::{Changes, Input, PaneChange, TEXT, steps};
use crate::ui::list::ListPane;
use crate::ui::look::DrawContext;
use crate::ui::overlay::which_key;
use crate::ui::session::Session;

/// Under which name a search is kept that was typed and left.
pub(super) const KEPT: &str = "search of the list";
/// How many ways to go on are shown.
const MAX_COMPLETIONS: usize = 6;

impl ListPane {
    /// Takes a key of the search that is being typed.
    pub fn type_search(&mut self, key: Key, session: &Session) -> Changes {
        // A letter is text, whatever a keymap binds it to.
        let action = match key.character() {
            Some(_) => None,
            None => session.keymap.lookup(TEXT, key),
        };
        if let Some(by) = steps(action) {
            return self.step(by, session);
        }
        let Some(search) = &mut self.search else { return Changes::none() };
        match action {
            Some(Action::Accept | Action::Done) => {
                self.search = None;
                return PaneChange::Searched(self.filter.clone()).into();
            }
            Some(Action::LeaveText) => {
                self.search = None;
                let (asked, line) = (KEPT.to_owned(), std::mem::take(&mut self.filter));
                self.last_tag = None;
                self.is_moving = true;
                let kept = Changes::from(PaneChange::KeepLine { asked, line });
                return kept.and(Changes::ask(self.ask_again(session.today)));
            }
            Some(Action::Complete) => match complete(&self.filter).into_iter().next() {
                Some(next) => self.search_for(next.text),
                None => return Changes::none(),
            },
            _ if search.take(Input { action, key }) => self.filter = search.text(),
            _ => return Changes::none(),
        }
        self.last_tag = None;
        // The case beside the list waits until the letters are typed.
        self.is_moving = true;
        Changes::ask(self.ask_again(session.today))
    }

    /// Puts pasted text into the search that is being typed; anywhere else it does nothing.
    pub fn paste(&mut self, text: &str, session: &Session) -> Changes {
        let Some(search) = &mut self.search else { return Changes::none() };
        search.paste(text);
        self.filter = search.text();
        Changes::ask(self.ask_again(session.today))
    }
}

/// Draws the words that may come next over the foot of an area; the cursor stays in the search.
pub(super) fn draw(cases: &ListPane, look: &DrawContext, area: Rect, buf: &mut Buffer) {
    let next = complete(&cases.filter);
    if next.is_empty() {
        return;
    }
    let lines: Vec<String> =
        next.iter().take(MAX_COMPLETIONS).map(|c| format!("{:<14} {}", c.word, c.help)).collect();
    let title = look.keys(&[(&[Action::Complete], "complete")]);
    which_key::draw(&title, &lines, look, area, buf);
}
