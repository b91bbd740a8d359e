//! Routes keys: the overlay on top takes them first, then the keymap names an action, then the
//! focused pane acts.

use tui_textarea::{Input, Key as TextKey};

use crate::api::Request;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::value::Value;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::{Key, KeySym};
use crate::keymap::{Keys, Match};
use crate::ui::input_state::Effect;
use crate::ui::{App, Overlay, Pane, Picker};

impl App {
    /// Returns the scopes in which the next key is looked up, the innermost first.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        match &self.over {
            Some(Overlay::Typing(_) | Overlay::Reason(_)) => vec![Scope::Text],
            // These say their keys themselves.
            Some(
                Overlay::Fill(_)
                | Overlay::Palette(_)
                | Overlay::Mark { .. }
                | Overlay::Themes { .. }
                | Overlay::Attendance(_)
                | Overlay::Terms(_)
                | Overlay::Folder(_)
                | Overlay::Preview { .. }
                | Overlay::Views(_)
                | Overlay::Naming(_)
                | Overlay::Columns(_)
                | Overlay::Trials { .. }
                | Overlay::Hits(_)
                | Overlay::Turn { .. }
                | Overlay::Choose { .. }
                | Overlay::Record(_)
                | Overlay::Reviews { .. }
                | Overlay::Remove { .. }
                | Overlay::Why { .. }
                | Overlay::History { .. },
            ) => Vec::new(),
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
            _ if self.over.is_some() => &[],
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
        match self.over.take() {
            Some(Overlay::Typing(mut typing)) => {
                typing.paste(text);
                let out = self.keep(&typing);
                self.over = Some(Overlay::Typing(typing));
                return out;
            }
            Some(Overlay::Folder(mut prompt)) => {
                prompt.paste(text);
                self.over = Some(Overlay::Folder(prompt));
                return Vec::new();
            }
            Some(Overlay::Attendance(mut sheet)) => {
                self.paste_sheet(&mut sheet, text);
                self.over = Some(Overlay::Attendance(sheet));
                return Vec::new();
            }
            Some(Overlay::Terms(mut sheet)) => {
                Self::paste_terms(&mut sheet, text);
                self.over = Some(Overlay::Terms(sheet));
                return Vec::new();
            }
            Some(Overlay::Reason(mut reason)) => {
                reason.typing.paste(text);
                self.over = Some(Overlay::Reason(reason));
                return Vec::new();
            }
            other => self.over = other,
        }
        if self.paste_path(text) {
            return Vec::new();
        }
        if self.cases.finding {
            self.cases.filter.push_str(&text.replace(['\r', '\n'], " "));
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
        match self.over.take() {
            Some(over) => self.key_over(over, key),
            None if self.cases.finding => self.key_filter(key),
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
        if self.over.is_some() || self.pane != Pane::Cases || self.is_hidden() {
            return false;
        }
        if self.cases.finding {
            return !matches!(key.code, KeySym::Enter | KeySym::Esc);
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
        if key.code == KeySym::Esc && self.desk.drop_begun() {
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

    fn key_over(&mut self, over: Overlay, key: Key) -> Vec<Request> {
        match over {
            Overlay::Palette(palette) => self.key_palette(palette, key),
            Overlay::Mark { set } => self.key_mark(set, key),
            Overlay::Views(views) => self.key_views(views, key),
            Overlay::Naming(naming) => self.key_naming(naming, key),
            Overlay::Columns(columns) => {
                self.key_columns(columns, key);
                Vec::new()
            }
            Overlay::Trials { trials, top } => self.key_trials(trials, top, key),
            Overlay::Hits(hits) => self.key_hits(hits, key),
            Overlay::Turn { undo, .. } => self.key_turn(undo, key),
            Overlay::Themes { at, before } => {
                self.key_theme(at, before, key);
                Vec::new()
            }
            Overlay::Attendance(sheet) => self.key_sheet(*sheet, key),
            Overlay::History { lines, top } => {
                self.over = scrolled(key, top).map(|top| Overlay::History { lines, top });
                Vec::new()
            }
            Overlay::Why { lines, top } => {
                if let Some(top) = scrolled(key, top) {
                    self.over = Some(Overlay::Why { lines, top });
                }
                Vec::new()
            }
            Overlay::Reason(reason) => self.key_reason(reason, key),
            Overlay::Folder(prompt) => self.key_folder(prompt, key),
            Overlay::Preview { title, lines, top } => {
                if let Some(top) = scrolled(key, top) {
                    self.over = Some(Overlay::Preview { title, lines, top });
                }
                Vec::new()
            }
            Overlay::Terms(sheet) => self.key_terms(sheet, key),
            Overlay::Typing(typing) => self.key_typing(typing, key),
            Overlay::Fill(fill) => self.key_fill(fill, key),
            Overlay::Choose { at, picker } => match self.key_picker(picker, key) {
                Picked::Not(picker) => {
                    self.over = Some(Overlay::Choose { at, picker });
                    Vec::new()
                }
                Picked::Left => Vec::new(),
                Picked::Took(value) => self.take_choice(&at, value),
            },
            Overlay::Reviews { wanted, picker } => self.key_reviews(wanted, picker, key),
            Overlay::Record(picker) => match self.key_picker(picker, key) {
                Picked::Not(picker) => {
                    self.over = Some(Overlay::Record(picker));
                    Vec::new()
                }
                Picked::Left => {
                    self.desk.many = None;
                    Vec::new()
                }
                Picked::Took(value) => self.begin_event(value.as_text(), None),
            },
            Overlay::Remove { table, row } => {
                if key.code == KeySym::Char('y') {
                    let Some(case) = &self.case else { return Vec::new() };
                    let Some(cells) = case.row(table.id, row).cloned() else { return Vec::new() };
                    let edit = Edit::RemoveRow { table: table.id.to_owned(), row, cells };
                    return vec![Request::Change {
                        change: CaseChange { case: case.id, edits: vec![edit] },
                        why: None,
                    }];
                }
                self.say("Nothing was removed.");
                Vec::new()
            }
        }
    }

    pub(super) fn key_picker(&self, mut picker: Picker, key: Key) -> Picked {
        match key.code {
            KeySym::Esc => return Picked::Left,
            KeySym::Enter => {
                if let Some(value) = picker.chosen() {
                    return Picked::Took(value);
                }
            }
            KeySym::Down => picker.step(1),
            KeySym::Up => picker.step(-1),
            KeySym::PageDown => picker.step(10),
            KeySym::PageUp => picker.step(-10),
            KeySym::Backspace => {
                picker.letters.pop();
                picker.at = 0;
            }
            KeySym::Char(c) if !key.ctrl => {
                picker.letters.push(c);
                picker.at = 0;
            }
            _ => {}
        }
        Picked::Not(picker)
    }

    fn key_typing(&mut self, mut typing: Box<crate::ui::TextInput>, key: Key) -> Vec<Request> {
        let accepts = match self.keymap.lookup(&[Scope::Text], key) {
            Some(Action::Accept) => !typing.is_long(),
            found => found == Some(Action::Done),
        };
        if accepts {
            return self.accept(typing);
        }
        if key.code == KeySym::Esc {
            self.say("Left as it was.");
            return self.forget(&typing.at);
        }
        if key.ctrl && key.code == KeySym::Char('t') {
            self.desk.effects.push(Effect::Write { text: typing.text() });
            self.over = Some(Overlay::Typing(typing));
            return Vec::new();
        }
        let before = typing.text();
        typing.input(key);
        let out = if typing.text() == before { Vec::new() } else { self.keep(&typing) };
        self.over = Some(Overlay::Typing(typing));
        out
    }
}

/// Returns where a sheet stands after a key that scrolls it; none after any other key.
fn scrolled(key: Key, top: usize) -> Option<usize> {
    match key.code {
        KeySym::Down | KeySym::Char('j') => Some(top + 1),
        KeySym::Up | KeySym::Char('k') => Some(top.saturating_sub(1)),
        KeySym::PageDown | KeySym::Char(' ') => Some(top + 10),
        KeySym::PageUp => Some(top.saturating_sub(10)),
        _ => None,
    }
}

/// What became of a picker after a key.
pub(super) enum Picked {
    Not(Picker),
    Left,
    Took(Value),
}

/// Returns a key as the text area takes it.
pub(super) fn to_input(key: Key) -> Input {
    let text = match key.code {
        KeySym::Char(c) => TextKey::Char(c),
        KeySym::Enter => TextKey::Enter,
        KeySym::Backspace => TextKey::Backspace,
        KeySym::Delete => TextKey::Delete,
        KeySym::Left => TextKey::Left,
        KeySym::Right => TextKey::Right,
        KeySym::Up => TextKey::Up,
        KeySym::Down => TextKey::Down,
        KeySym::Home => TextKey::Home,
        KeySym::End => TextKey::End,
        KeySym::PageUp => TextKey::PageUp,
        KeySym::PageDown => TextKey::PageDown,
        KeySym::Tab => TextKey::Tab,
        KeySym::BackTab | KeySym::Esc | KeySym::F(_) => TextKey::Null,
    };
    Input { key: text, ctrl: key.ctrl, alt: false, shift: false }
}
