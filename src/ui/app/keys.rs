//! Routes keys: the overlay on top takes them first, then the keymap names an action, then the
//! focused pane acts.

use crate::api::Request;
use crate::domain::plural::pluralize;
use crate::domain::prefill::last_used::schools_of;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::keymap::{Keys, Match};
use crate::ui::app::App;
use crate::ui::app::words;
use crate::ui::change::{Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, Then};

impl App {
    /// Returns the scopes in which the next key is looked up, the innermost first.
    pub fn scopes(&self) -> &'static [Scope] {
        self.overlays.last().map_or_else(|| self.situation().scopes, |over| over.scopes())
    }

    /// Takes pasted text: into the text being typed, or the search; anywhere else it does nothing.
    pub fn on_paste(&mut self, text: &str) -> Vec<Pending> {
        if self.privacy.is_on() {
            return Vec::new();
        }
        self.changes += 1;
        let changes = match self.overlays.last_mut() {
            Some(over) => over.paste(text, &self.session),
            None => self.list.paste(text, &self.session),
        };
        self.carry_out(changes)
    }

    /// Takes one key; returns what is to be asked of the service, in order.
    pub fn on_key(&mut self, key: Key) -> Vec<Pending> {
        self.is_in_overlay = false;
        let mut out = self.take_key(key);
        let is_step = self.list.is_moving() && !self.list.is_searching();
        self.changes += u64::from(!is_step && !self.is_in_overlay);
        out.extend(self.ask_school_answers());
        out.extend(self.tell_place());
        out.extend(self.catch_up());
        out
    }

    /// Asks what earlier cases answer about the schools of the open case, once, when its forms are
    /// on screen, and again once it names others.
    pub(super) fn ask_school_answers(&mut self) -> Option<Pending> {
        let case = self.session.case.as_ref().filter(|_| self.pane == Pane::Passport)?;
        let now = schools_of(case);
        let asked = self.session.answers_asked.as_ref();
        if asked.is_some_and(|(id, schools)| *id == case.id && *schools == now) {
            return None;
        }
        self.session.answers_asked = Some((case.id, now.map(str::to_owned)));
        Some(Request::SchoolAnswers(case.id).into())
    }

    fn take_key(&mut self, key: Key) -> Vec<Pending> {
        if !self.only_moves(key)
            && let Some(id) = self.list.take_unread()
        {
            self.list.set_moving(false);
            return vec![Pending { then: Then::TakeKey(key), ..Pending::case(id) }];
        }
        self.list.set_moving(false);
        if self.privacy.takes(key, self.scopes(), &self.session.keymap) {
            return Vec::new();
        }
        if let Some(over) = self.overlays.pop() {
            return self.key_overlay(over, key);
        }
        if self.list.is_searching() {
            let changes = self.list.type_search(key, &self.session);
            return self.carry_out(changes);
        }
        if self.pane == Pane::Attendance
            && self.session.keymap.offers(Action::Run)
            && let Some(changes) = self.attendance.type_code(key, self.input.count(), &self.session)
        {
            return self.carry_out(changes);
        }
        if self.begins_answer(key) {
            self.message.clear();
            let mut out = self.carry_out(PaneChange::Act(Action::Edit));
            if self.is_overlaid() {
                out.extend(self.on_key(key));
            }
            return out;
        }
        self.key_pane(key)
    }

    /// Returns whether a key begins the answer under the cursor of a form: a letter that is no
    /// command of the form itself, where the answer is one that can begin so. No letter typed there
    /// leaves the form.
    pub(super) fn begins_answer(&self, key: Key) -> bool {
        let is_fresh = self.input.pressed.is_empty() && self.input.count().is_none();
        let Some(letter) = key.character().filter(|_| is_fresh && self.pane == Pane::Passport)
        else {
            return false;
        };
        let own = self.scopes().iter().copied().filter(|s| *s != Scope::Global).collect::<Vec<_>>();
        let keymap = &self.session.keymap;
        let is_own = keymap.find(&own, &[key]) != Match::Nothing;
        let is_free = match keymap.find(&[Scope::Global], &[key]) {
            Match::Nothing => true,
            Match::Action(action) => letter.is_alphabetic() && !action.stays(),
            Match::Begins(_) => false,
        };
        !is_own && self.form.begins_with(letter, is_free, &self.session)
    }

    /// Returns whether a key does nothing but move through the list, or narrow it.
    fn only_moves(&self, key: Key) -> bool {
        if self.is_overlaid() || self.pane != Pane::Cases || self.privacy.is_on() {
            return false;
        }
        if self.list.is_searching() {
            let found = self.session.keymap.lookup(TEXT, key);
            return !matches!(found, Some(Action::Accept | Action::LeaveText));
        }
        let found = self.session.keymap.find(self.scopes(), &[key]);
        self.input.pressed.is_empty() && matches!(found, Match::Action(action) if action.moves())
    }

    /// Gives a key to the overlay that was on top. What it wants done comes after it has gone.
    fn key_overlay(&mut self, mut over: Box<dyn Overlay>, key: Key) -> Vec<Pending> {
        let scopes = over.scopes();
        // Where a line is typed, a letter is text, whatever a keymap binds it to.
        let is_text = scopes.contains(&Scope::Text) && key.character().is_some();
        let mut pressed = std::mem::take(&mut self.input.pressed);
        pressed.push(key);
        let action = match self.session.keymap.find(scopes, &pressed) {
            _ if is_text => None,
            Match::Action(action) => Some(action),
            Match::Begins(_) => {
                self.input.pressed = pressed;
                self.overlays.push(over);
                self.is_in_overlay = true;
                return Vec::new();
            }
            Match::Nothing => left_by_esc(scopes, key),
        };
        let (stays, changes) = match over.update(Input { action, key }, &self.session) {
            Update::Stay => (true, Changes::none()),
            Update::Close => (false, Changes::none()),
            Update::StayWith(changes) => (true, changes),
            Update::CloseWith(changes) => (false, changes),
        };
        if stays {
            self.overlays.push(over);
            self.is_in_overlay = changes.only_keeps_texts();
        }
        self.carry_out(changes)
    }

    /// Takes a key of a pane: a digit of a count, or one more key of a sequence.
    fn key_pane(&mut self, key: Key) -> Vec<Pending> {
        let scopes = self.scopes();
        let mut pressed = self.input.pressed.clone();
        // A digit that no scope binds begins a count; what follows it belongs to the count.
        let is_free =
            pressed.is_empty() && self.session.keymap.find(scopes, &[key]) == Match::Nothing;
        if pressed.is_empty() && self.input.take_digit(key, is_free) {
            self.message.say(format!("{} …", pluralize(self.input.count().unwrap_or(0), "time")));
            return Vec::new();
        }
        if key == Key::ESC && self.input.drop_begun() {
            self.message.clear();
            return Vec::new();
        }
        pressed.push(key);
        match self.session.keymap.find(scopes, &pressed) {
            Match::Action(action) => {
                self.input.pressed.clear();
                return self.act(action);
            }
            Match::Begins(_) => self.input.pressed = pressed,
            Match::Nothing => {
                self.input.drop_begun();
                let help = self.session.key_words(Action::Help);
                let keys = Keys(pressed);
                self.message.refuse(words::does_nothing(&keys, &help));
            }
        }
        Vec::new()
    }
}

/// Returns how Esc leaves an overlay in whose scopes no key is bound to it: no keymap locks the
/// officer in.
fn left_by_esc(scopes: &[Scope], key: Key) -> Option<Action> {
    if key != Key::ESC {
        return None;
    }
    let leaves = [Action::LeaveText, Action::Close, Action::Dismiss];
    leaves.into_iter().find(|a| scopes.contains(&a.scope()))
}
