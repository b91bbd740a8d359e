//! Typing a search: the list narrows with each letter, and completions are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::query::complete;
use crate::keymap::action::Action;
use crate::keymap::key::Key;
use crate::ui::list::ListPane;
use crate::ui::overlay::{TEXT, steps, which_key};
use crate::ui::{App, CursorPos, DrawContext};

/// How many ways to go on are shown.
const MOST: usize = 6;

impl App {
    pub(in crate::ui) fn key_filter(&mut self, key: Key) -> Vec<Request> {
        // A letter is text, whatever a keymap binds it to.
        let action = match key.character() {
            Some(_) => None,
            None => self.keymap.lookup(TEXT, key),
        };
        if let Some(by) = steps(action) {
            return self.step_list(by);
        }
        let Some(search) = &mut self.cases.search else { return Vec::new() };
        match action {
            Some(Action::Accept | Action::Done) => {
                self.cases.search = None;
                if let Some(tutor) = &mut self.tutor {
                    tutor.found(&self.cases.filter);
                }
                return Vec::new();
            }
            Some(Action::LeaveText) => {
                self.cases.search = None;
                self.cases.filter.clear();
            }
            Some(Action::Complete) => match complete(&self.cases.filter).into_iter().next() {
                Some(next) => self.cases.search_for(next.text),
                None => return Vec::new(),
            },
            Some(Action::SelectAll) => {
                search.select_all();
                return Vec::new();
            }
            Some(Action::ClearLine) => self.cases.search_for(String::new()),
            _ if search.key(key) => self.cases.filter = search.text(),
            _ => return Vec::new(),
        }
        self.cases.last_tag = None;
        // The case beside the list waits until the letters are typed.
        self.desk.moving = true;
        vec![self.cases.ask_again(self.today)]
    }
}

/// Draws the words that may come next over the foot of an area; the cursor stays in the search.
pub(crate) fn draw(
    cases: &ListPane,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    let next = complete(&cases.filter);
    if !next.is_empty() {
        let lines: Vec<String> =
            next.iter().take(MOST).map(|c| format!("{:<14} {}", c.word, c.help)).collect();
        let title = look.keys(&[(&[Action::Complete], "takes the first")]);
        which_key::draw(&title, &lines, look, area, buf);
    }
    None
}
