//! Typing a search: the list narrows with each letter, and completions are shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::query::complete;
use crate::keymap::key::{Key, KeySym};
use crate::ui::list::ListPane;
use crate::ui::overlay::which_key;
use crate::ui::{App, CursorPos, DrawContext};

/// How many ways to go on are shown.
const MOST: usize = 6;

impl App {
    pub(in crate::ui) fn key_filter(&mut self, key: Key) -> Vec<Request> {
        match key.code {
            KeySym::Enter => {
                self.cases.finding = false;
                if let Some(tutor) = &mut self.tutor {
                    tutor.found(&self.cases.filter);
                }
                return Vec::new();
            }
            KeySym::Esc => {
                self.cases.finding = false;
                self.cases.filter.clear();
            }
            KeySym::Down => return self.step_list(1),
            KeySym::Up => return self.step_list(-1),
            KeySym::Tab => match complete(&self.cases.filter).into_iter().next() {
                Some(next) => self.cases.filter = next.text,
                None => return Vec::new(),
            },
            KeySym::Backspace => drop(self.cases.filter.pop()),
            KeySym::Char('u') if key.ctrl => self.cases.filter.clear(),
            KeySym::Char(c) if !key.ctrl => self.cases.filter.push(c),
            _ => return Vec::new(),
        }
        self.cases.last_tag = None;
        // The case beside the list waits until the letters are typed.
        self.desk.moving = true;
        vec![self.cases.ask_again(self.today)]
    }
}

/// Draws the words that may come next over the foot of an area; the cursor stays in the search.
pub fn draw(cases: &ListPane, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let next = complete(&cases.filter);
    if !next.is_empty() {
        let lines: Vec<String> =
            next.iter().take(MOST).map(|c| format!("{:<14} {}", c.word, c.help)).collect();
        which_key::draw("Tab takes the first", &lines, look, area, buf);
    }
    None
}
