//! Overlays of the list: saved views with counts, naming one, and columns.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request, SavedView};
use crate::domain::list::view::{Column, SLOTS, View};
use crate::domain::plural;
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::{Input, LIST, Overlay, TEXT, Update, steps, which_key};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::text::pad_to;

/// The most letters of a view's name.
const NAME: usize = 24;

/// The views with a cursor.
#[derive(Debug)]
pub(crate) struct ViewPicker {
    all: Vec<SavedView>,
    at: usize,
}

impl ViewPicker {
    /// Returns the views with the cursor on the first.
    pub(crate) fn new(all: Vec<SavedView>) -> ViewPicker {
        ViewPicker { all, at: 0 }
    }

    fn take_off(&self, app: &mut App) -> Update {
        match self.all.get(self.at) {
            Some(v) if v.shared => app.refuse(
                "This view comes from the profile; keep one of your own on its key instead.",
            ),
            Some(v) => {
                let slot = v.slot;
                app.say(format!("View {slot} was taken off."));
                return Update::Ask(vec![
                    Request::SaveView { slot, view: None },
                    Request::Views { today: app.today },
                ]);
            }
            None => {}
        }
        Update::Stay
    }
}

impl Overlay for ViewPicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        if let Some(by) = steps(input.action) {
            self.at = self.at.saturating_add_signed(by).min(self.all.len().saturating_sub(1));
            return Update::Stay;
        }
        match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::Choose) => {
                if let Some(counted) = self.all.get(self.at) {
                    return Update::Ask(app.apply(counted.view.clone()));
                }
            }
            Some(Action::Extra) => return self.take_off(app),
            _ => {}
        }
        match input.key.digit() {
            Some(0) => Update::Ask(app.apply(View::default())),
            Some(digit) => {
                if let Some(counted) = self.all.iter().find(|v| v.slot == digit) {
                    Update::Ask(app.apply(counted.view.clone()))
                } else {
                    app.refuse(format!("There is no view {digit} yet."));
                    Update::Stay
                }
            }
            None => Update::Stay,
        }
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let lines: Vec<String> = self
            .all
            .iter()
            .enumerate()
            .map(|(i, v)| format!("{} {}", if i == self.at { ">" } else { " " }, line(v)))
            .collect();
        let keys = look
            .keys(&[(&[Action::Extra], "takes one of yours off"), (&[Action::Close], "leaves")]);
        let title = format!("Views · a digit goes there, 0 shows all, {keys}");
        which_key::on_line(which_key::draw(&title, &lines, look, area, buf), self.at, area)
    }
}

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
        let name = TextInput::line(&name.chars().take(NAME).collect::<String>());
        ViewNaming { view, slot: None, name, known: Vec::new() }
    }

    fn keep(&self, slot: usize, app: &mut App) -> Update {
        let name: String = self.name.text().trim().chars().take(NAME).collect();
        if name.is_empty() {
            return Update::Stay;
        }
        app.say(format!("View {slot}, {name}, is kept."));
        let view = View { name, ..self.view.clone() };
        Update::Ask(vec![Request::SaveView { slot, view: Some(view) }])
    }
}

impl Overlay for ViewNaming {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        if input.action == Some(Action::LeaveText) {
            app.say("No view was kept.");
            return Update::Close;
        }
        let Some(slot) = self.slot else {
            if input.key.character().is_some() {
                self.slot = input.key.digit().filter(|d| (1..=SLOTS).contains(d));
                if self.slot.is_none() {
                    app.refuse(format!("Press the digit of its key, 1 to {SLOTS}."));
                }
            }
            return Update::Stay;
        };
        match input.action {
            Some(Action::Accept) => return self.keep(slot, app),
            Some(Action::ClearLine) => self.name.clear(),
            Some(Action::SelectAll) => self.name.select_all(),
            _ if input.key.character().is_some() && self.name.text().chars().count() >= NAME => {}
            _ => {
                self.name.key(input.key);
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        if self.slot.is_some() {
            self.name.paste(text);
        }
        Vec::new()
    }

    fn take(&mut self, reply: &Reply) -> bool {
        let Reply::Views(all) = reply else { return false };
        self.known.clone_from(all);
        true
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let Some(slot) = self.slot else {
            let lines: Vec<String> = self.known.iter().map(line).collect();
            let title = format!("Keep this list as a view: on which key, 1 to {SLOTS}?");
            return which_key::draw(&title, &lines, look, area, buf);
        };
        let search = if self.view.search.is_empty() { "all cases" } else { &self.view.search };
        let lines = [String::new(), format!("{search}, {}", self.view.sort.label())];
        let keys = look.keys(&[(&[Action::Accept], "keeps it"), (&[Action::LeaveText], "leaves")]);
        let (_, y) = which_key::draw(&format!("View {slot} · {keys}"), &lines, look, area, buf)?;
        let row = Rect {
            x: area.x + 1.min(area.width - 1),
            y: (y + 1).min(area.bottom() - 1),
            width: area.width.saturating_sub(1).max(1),
            height: 1,
        };
        self.name.draw_behind("Name: ", look, row, buf).0
    }
}

/// The columns with a cursor.
#[derive(Debug, Default)]
pub(crate) struct ColumnPicker {
    at: usize,
}

impl Overlay for ColumnPicker {
    fn scopes(&self) -> &'static [Scope] {
        LIST
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        let last = Column::ALL.len() - 1;
        if let Some(by) = steps(input.action) {
            self.at = self.at.saturating_add_signed(by).min(last);
        }
        match input.action {
            Some(Action::Close) => return Update::Close,
            Some(Action::Choose | Action::Toggle) => {
                app.cases.turn_column(Column::ALL[self.at.min(last)].0);
            }
            _ => {}
        }
        Update::Stay
    }

    fn draw(&self, app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let is = |c: &Column| if app.cases.columns.contains(c) { "= shown" } else { "  hidden" };
        let lines: Vec<String> = Column::ALL
            .iter()
            .enumerate()
            .map(|(i, (c, _, words))| {
                format!("{} {:<9} {words}", if i == self.at { ">" } else { " " }, is(c))
            })
            .collect();
        let keys =
            look.keys(&[(&[Action::Choose], "shows or hides one"), (&[Action::Close], "leaves")]);
        let title = format!("Columns · {keys}");
        which_key::on_line(which_key::draw(&title, &lines, look, area, buf), self.at, area)
    }
}

fn line(counted: &SavedView) -> String {
    let count =
        counted.count.map_or_else(|| "cannot be read".to_owned(), |n| plural::pluralize(n, "case"));
    let whose = if counted.shared { "shared" } else { "yours" };
    format!(
        "{}  {} {count:>10}  {whose:<7} {}",
        counted.slot,
        pad_to(&counted.view.name, 24),
        counted.view.search
    )
}
