//! Keeps the list as a view: the key is pressed, then the name typed.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request, SavedView};
use crate::domain::list::view::{SLOTS, View};
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, SAVES, TEXT, Update};
use crate::ui::list::views::line;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::which_key;
use crate::ui::session::Session;

/// Under what a name is kept that was typed and left.
const KEPT: &str = "name of a view";

/// The most letters of a view's name.
const NAME: usize = 24;

/// A view that is being kept: its key, then its name.
#[derive(Debug)]
pub(crate) struct ViewNaming {
    view: View,
    slot: Option<usize>,
    name: TextInput,
    known: Vec<SavedView>,
}

impl ViewNaming {
    /// Returns the question for a view, which is called as it searches until it has a name.
    pub(crate) fn new(view: View) -> ViewNaming {
        let name =
            if view.search.is_empty() { view.sort.label().to_owned() } else { view.search.clone() };
        let name = TextInput::line(&name.chars().take(NAME).collect::<String>()).selected();
        ViewNaming { view, slot: None, name, known: Vec::new() }
    }

    fn keep(&self, slot: usize) -> Update {
        let name: String = self.name.text().trim().chars().take(NAME).collect();
        if name.is_empty() {
            return Update::Stay;
        }
        let forgotten = PaneChange::KeepLine { asked: KEPT.to_owned(), line: String::new() };
        let said = Changes::say(words::view_saved(&slot, &name)).and(forgotten);
        let view = View { name, ..self.view.clone() };
        Update::CloseWith(said.and(Changes::ask(Request::SaveView { slot, view: Some(view) })))
    }

    /// Takes the digit of the key that the view gets.
    fn take_slot(&mut self, key: Key) -> Update {
        if key.character().is_some() {
            self.slot = key.digit().filter(|d| (1..=SLOTS).contains(d));
            if self.slot.is_none() {
                return Update::StayWith(Changes::refuse(words::type_a_number(&SLOTS)));
            }
        }
        Update::Stay
    }
}

impl Overlay for ViewNaming {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        match self.slot {
            Some(_) => SAVES,
            None => &[(Action::LeaveText, words::CANCEL)],
        }
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        if input.action == Some(Action::LeaveText) {
            let line = self.slot.map_or_else(String::new, |_| self.name.text());
            let kept = PaneChange::KeepLine { asked: KEPT.to_owned(), line };
            return Update::CloseWith(Changes::say(words::VIEW_NOT_SAVED).and(kept));
        }
        let Some(slot) = self.slot else { return self.take_slot(input.key) };
        match input.action {
            Some(Action::Accept) => return self.keep(slot),
            _ if input.key.character().is_some() && self.name.text().chars().count() >= NAME => {}
            _ => {
                self.name.take(input);
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        if self.slot.is_some() {
            self.name.paste(text);
        }
        Changes::none()
    }

    fn offer(&mut self, session: &Session) {
        if let Some(name) = session.kept.line(None, KEPT) {
            self.name = TextInput::line(name).selected();
        }
    }

    fn take(&mut self, reply: &Reply) -> bool {
        let Reply::Views(all) = reply else { return false };
        self.known.clone_from(all);
        true
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let Some(slot) = self.slot else {
            let lines: Vec<String> = self.known.iter().map(line).collect();
            let title = words::save_view(&SLOTS);
            return which_key::draw(&title, &lines, look, area, buf);
        };
        let search =
            if self.view.search.is_empty() { words::EVERY_CASE } else { &self.view.search };
        let lines = [String::new(), format!("{search}, {}", self.view.sort.label())];
        let keys = look.keys(&[(&[Action::Accept], "save"), (&[Action::LeaveText], "cancel")]);
        let (_, y) = which_key::draw(&words::view_name(&slot, &keys), &lines, look, area, buf)?;
        let row = Rect {
            x: area.x + 1.min(area.width - 1),
            y: (y + 1).min(area.bottom() - 1),
            width: area.width.saturating_sub(1).max(1),
            height: 1,
        };
        self.name.draw_behind(words::NAME, look, row, buf).0
    }
}
