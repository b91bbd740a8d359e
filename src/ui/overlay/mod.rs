//! What lies over the panes: a stack of overlays, each of which names the scopes in which its keys
//! are looked up. An overlay sees actions; only a line being typed sees the key itself.

pub(crate) mod answer;
pub(crate) mod confirm;
pub(crate) mod list_picker;
pub(crate) mod mark;
pub(crate) mod palette;
pub(crate) mod privacy_screen;
pub(crate) mod prompt;
pub(crate) mod scroll_sheet;
pub mod specimens;
pub(crate) mod text_input;
pub(crate) mod themes;
pub(crate) mod which_key;

use std::fmt::Debug;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request};
use crate::keymap::Match;
use crate::keymap::action::{Action, Scope};
use crate::keymap::key::Key;
use crate::ui::{App, CursorPos, DrawContext};

/// The scopes of a list, a sheet or anything else through which the officer moves.
pub const LIST: &[Scope] = &[Scope::List, Scope::Global];
/// The scope of a line being typed.
pub const TEXT: &[Scope] = &[Scope::Text];
/// The scope of a question that is answered by yes or no.
pub const CONFIRM: &[Scope] = &[Scope::Confirm];

/// A key as an overlay sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input {
    /// What the keymap says the key does in the overlay's scopes.
    pub action: Option<Action>,
    /// The key itself: for a text it is passed on whole, a picker reads its digit or letter.
    pub key: Key,
}

/// What becomes of an overlay after a key.
#[derive(Debug)]
pub enum Update {
    Stay,
    Close,
    /// Another takes its place.
    Replace(Box<dyn Overlay>),
    /// It stays, and this is asked.
    StayAsk(Vec<Request>),
    /// It closes, and this is asked.
    Ask(Vec<Request>),
}

/// Something that lies over a pane and takes the keys.
pub trait Overlay: Debug {
    /// Returns the scopes in which its keys are looked up, the innermost first.
    fn scopes(&self) -> &'static [Scope];

    /// Takes a key; it is not on the stack meanwhile, so that whatever `app` opens lies on top.
    fn update(&mut self, input: Input, app: &mut App) -> Update;

    /// Draws it over an area; returns the cell of the real cursor.
    fn draw(&self, app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos;

    /// Takes pasted text into the line being typed; anywhere else it does nothing.
    fn paste(&mut self, _text: &str, _app: &App) -> Vec<Request> {
        Vec::new()
    }

    /// Takes a reply that it waits for; false where the reply is for others.
    fn take(&mut self, _reply: &Reply) -> bool {
        false
    }

    /// Takes a text back from the officer's own editor, or the sentence why there is none.
    fn written(&mut self, _back: &Result<String, String>, _app: &App) -> Vec<Request> {
        Vec::new()
    }

    /// Returns the scopes whose keys the bottom bar names.
    fn bar(&self) -> &'static [Scope] {
        &[]
    }
}

/// Returns by how many lines an action moves a cursor in a list; none where it does not move it.
pub fn steps(action: Option<Action>) -> Option<isize> {
    match action? {
        Action::Down | Action::NextLine => Some(1),
        Action::Up | Action::PreviousLine => Some(-1),
        Action::PageDown | Action::NextLines => Some(10),
        Action::PageUp | Action::PreviousLines => Some(-10),
        Action::First => Some(-100_000),
        Action::Last => Some(100_000),
        _ => None,
    }
}

impl DrawContext<'_> {
    /// Returns what keys do, as a heading says it: `PgDn and PgUp scroll, Enter keeps it`.
    pub fn keys(&self, parts: &[(&[Action], &str)]) -> String {
        let one = |(actions, words): &(&[Action], &str)| {
            let keys: Vec<String> = actions.iter().map(|a| (self.key)(*a)).collect();
            format!("{} {words}", keys.join(" and "))
        };
        parts.iter().map(one).collect::<Vec<_>>().join(", ")
    }
}

impl App {
    /// Lays something over the pane, on top of whatever lies there.
    pub(in crate::ui) fn lay(&mut self, overlay: impl Overlay + 'static) {
        self.overlays.push(Box::new(overlay));
    }

    /// Gives a key to the overlay on top.
    pub(in crate::ui) fn key_overlay(
        &mut self,
        mut over: Box<dyn Overlay>,
        key: Key,
    ) -> Vec<Request> {
        let scopes = over.scopes();
        // Where a line is typed, a letter is text, whatever a keymap binds it to.
        let is_text = scopes.contains(&Scope::Text) && key.character().is_some();
        let mut pressed = std::mem::take(&mut self.desk.pressed);
        pressed.push(key);
        let action = match self.keymap.find(scopes, &pressed) {
            _ if is_text => None,
            Match::Action(action) => Some(action),
            Match::Begins(_) => {
                self.desk.pressed = pressed;
                self.overlays.push(over);
                return Vec::new();
            }
            Match::Nothing => left_by_esc(scopes, key),
        };
        match over.update(Input { action, key }, self) {
            Update::Stay => self.overlays.push(over),
            Update::Close => {}
            Update::Replace(other) => self.overlays.push(other),
            Update::StayAsk(asks) => {
                self.overlays.push(over);
                return asks;
            }
            Update::Ask(asks) => return asks,
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
