//! Routes keys: the overlay on top takes them first, then the keymap names an action, then the
//! focused pane acts.

use crate::api::Request;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::keymap::{Keys, Match};
use crate::ui::{App, Pane};

impl App {
    /// Returns the scopes in which the next key is looked up, the innermost first.
    pub fn scopes(&self) -> Vec<Scope> {
        match self.overlays.last() {
            Some(over) => over.scopes().to_vec(),
            None => self.pane_scopes(),
        }
    }

    /// Returns the scopes whose keys the bottom bar names: those of an overlay where it names any.
    pub(super) fn bar_scopes(&self) -> Vec<Scope> {
        match self.overlays.last() {
            Some(over) => over.bar().to_vec(),
            None => self.pane_scopes(),
        }
    }

    /// Returns the scopes of the pane with the focus, whatever lies over it.
    pub(super) fn pane_scopes(&self) -> Vec<Scope> {
        let own = match self.pane {
            Pane::Cases | Pane::Overview => Scope::Cases,
            Pane::Passport if self.editor.pending.is_some() => {
                return vec![Scope::Form, Scope::Passport, Scope::Global];
            }
            Pane::Passport => Scope::Passport,
            Pane::Timeline => Scope::Timeline,
            Pane::Attendance => Scope::Attendance,
            Pane::Documents => Scope::Documents,
        };
        vec![own, Scope::Global]
    }

    /// Returns the actions that the bottom bar names first.
    pub(super) fn first_actions(&self) -> &'static [Action] {
        match self.pane {
            _ if !self.overlays.is_empty() => &[],
            Pane::Cases => &[Action::Deal, Action::Open, Action::Find, Action::Record, Action::Why],
            Pane::Overview | Pane::Timeline => {
                &[Action::Deal, Action::Open, Action::Record, Action::Why]
            }
            Pane::Passport if self.editor.pending.is_some() => {
                &[Action::Save, Action::Cancel, Action::Edit, Action::NextMissing]
            }
            Pane::Passport => &[Action::Edit, Action::NextMissing],
            Pane::Attendance | Pane::Documents => &[],
        }
    }

    /// Takes pasted text: into the text being typed, or the filter; anywhere else it does nothing.
    pub fn on_paste(&mut self, text: &str) -> Vec<Request> {
        if self.is_hidden() {
            return Vec::new();
        }
        if let Some(mut over) = self.overlays.pop() {
            let out = over.paste(text, self);
            self.overlays.push(over);
            return out;
        }
        if let Some(search) = &mut self.cases.search {
            search.paste(text);
            self.cases.filter = search.text();
            return vec![self.cases.ask_again(self.today)];
        }
        Vec::new()
    }

    /// Takes one key; returns what is to be asked of the owner, in order.
    pub fn on_key(&mut self, key: Key) -> Vec<Request> {
        if let Some(id) = self.desk.awaited.filter(|_| !self.only_moves(key)) {
            self.desk.moving = false;
            self.desk.awaited = None;
            self.desk.held = Some(key);
            return vec![Request::Case(id)];
        }
        self.desk.moving = false;
        if self.takes_hidden(key) {
            return Vec::new();
        }
        match self.overlays.pop() {
            Some(over) => self.key_overlay(over, key),
            None if self.cases.search.is_some() => self.key_filter(key),
            None => {
                if self.pane == Pane::Attendance
                    && let Some(out) = self.key_code(key)
                {
                    return out;
                }
                self.key_pane(key)
            }
        }
    }

    /// Returns whether a key does nothing but move through the list, or narrow it.
    fn only_moves(&self, key: Key) -> bool {
        if !self.overlays.is_empty() || self.pane != Pane::Cases || self.is_hidden() {
            return false;
        }
        if self.cases.search.is_some() {
            let found = self.keymap.lookup(&[Scope::Text], key);
            return !matches!(found, Some(Action::Accept | Action::LeaveText));
        }
        let found = self.keymap.find(&self.pane_scopes(), &[key]);
        self.desk.pressed.is_empty() && matches!(found, Match::Action(action) if action.moves())
    }

    /// Takes the key that was held until the case under the cursor had come.
    pub(super) fn take_held(&mut self) -> Vec<Request> {
        self.desk.held.take().map_or_else(Vec::new, |key| self.on_key(key))
    }

    /// Takes a key of a pane: a digit of a count, or one more key of a sequence.
    fn key_pane(&mut self, key: Key) -> Vec<Request> {
        let scopes = self.pane_scopes();
        let mut pressed = self.desk.pressed.clone();
        // A digit that no scope binds begins a count; what follows it belongs to the count.
        let free = pressed.is_empty() && self.keymap.find(&scopes, &[key]) == Match::Nothing;
        if pressed.is_empty() && self.desk.take_digit(key, free) {
            self.say(format!("{} times …", self.desk.count().unwrap_or(0)));
            return Vec::new();
        }
        if key == Key::ESC && self.desk.drop_begun() {
            self.message = (String::new(), false);
            return Vec::new();
        }
        pressed.push(key);
        match self.keymap.find(&scopes, &pressed) {
            Match::Action(action) => {
                self.desk.pressed.clear();
                self.act(action)
            }
            Match::Begins(_) => {
                self.desk.pressed = pressed;
                Vec::new()
            }
            Match::Nothing => {
                self.desk.drop_begun();
                let help = self.key_words(Action::Help);
                self.refuse(format!("{} does nothing here. {help} shows the keys.", Keys(pressed)));
                Vec::new()
            }
        }
    }
}
