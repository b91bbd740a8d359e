//! Saved views of the list with their counts.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Request, SavedView};
use crate::domain::list::view::View;
use crate::domain::plural;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, LIST, Overlay, PaneChange, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::which_key;
use crate::ui::session::Session;
use crate::widgets::text::pad_to;

/// The views with a cursor.
#[derive(Debug)]
pub(crate) struct ViewPicker {
    all: Vec<SavedView>,
    cursor: usize,
}

impl ViewPicker {
    /// Returns the views with the cursor on the first.
    pub(crate) fn new(all: Vec<SavedView>) -> ViewPicker {
        ViewPicker { all, cursor: 0 }
    }

    fn take_off(&self, session: &Session) -> Update {
        Update::StayWith(match self.all.get(self.cursor) {
            Some(v) if v.shared => Changes::refuse(words::VIEW_OF_THE_AUTHORITY),
            Some(v) => Changes::say(words::view_removed(&v.slot))
                .and(Changes::ask(Request::SaveView { slot: v.slot, view: None }))
                .and(Changes::ask(Request::Views { today: session.today })),
            None => Changes::none(),
        })
    }

    /// Goes to the view of a digit; 0 shows all.
    fn go_to(&self, digit: usize) -> Update {
        if digit == 0 {
            return Update::CloseWith(PaneChange::ApplyView(View::default()).into());
        }
        match self.all.iter().find(|v| v.slot == digit) {
            Some(kept) => Update::CloseWith(PaneChange::ApplyView(kept.view.clone()).into()),
            None => Update::StayWith(Changes::refuse(words::no_view(&digit))),
        }
    }
}

impl Overlay for ViewPicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn bar(&self) -> BarKeys {
        &[
            (Action::Choose, words::OPEN),
            (Action::Extra, words::REMOVE_YOURS),
            (Action::Close, words::CANCEL),
        ]
    }

    fn update(&mut self, input: Input, session: &Session) -> Update {
        if let Some(by) = input.steps() {
            let last = self.all.len().saturating_sub(1);
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::Choose) => {
                if let Some(kept) = self.all.get(self.cursor) {
                    return Update::CloseWith(PaneChange::ApplyView(kept.view.clone()).into());
                }
            }
            Some(Action::Extra) => return self.take_off(session),
            _ => {}
        }
        input.key.digit().map_or(Update::Stay, |digit| self.go_to(digit))
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let lines: Vec<String> = self
            .all
            .iter()
            .enumerate()
            .map(|(i, v)| format!("{} {}", if i == self.cursor { ">" } else { " " }, line(v)))
            .collect();
        let keys =
            look.keys(&[(&[Action::Extra], words::REMOVES_YOURS), (&[Action::Close], "cancel")]);
        let title = words::views(&keys);
        which_key::on_line(which_key::draw(&title, &lines, look, area, buf), self.cursor, area)
    }
}

/// Returns a view with its key and its count.
pub(super) fn line(counted: &SavedView) -> String {
    let count = counted
        .count
        .map_or_else(|| words::CANNOT_BE_READ.to_owned(), |n| plural::pluralize(n, "case"));
    let whose = if counted.shared { "shared" } else { "yours" };
    format!(
        "{}  {} {count:>10}  {whose:<7} {}",
        counted.slot,
        pad_to(&counted.view.name, 24),
        counted.view.search
    )
}
