//! A list to pick one thing from, narrowed by typed letters.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::domain::case::FieldPath;
use crate::domain::value::Value;
use crate::keymap::action::{Action, Scope};
use crate::ui::documents::update::DocumentAction;
use crate::ui::form::prefill::FilePurpose;
use crate::ui::input_state::Effect;
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::{Input, Overlay, TEXT, Update, steps};
use crate::ui::{App, CursorPos, DrawContext};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// What the picked thing is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PickFor {
    /// The answer of a field.
    Answer(FieldPath),
    /// The event to record.
    Event,
    /// The review that a paper is for.
    Review(DocumentAction),
    /// The line of the form that gets the cursor.
    Line,
    /// The item of the list of evidence that a file answers.
    Evidence { path: String },
}

/// A list to pick one value from.
#[derive(Debug)]
pub(crate) struct ListPicker {
    title: String,
    items: Vec<(Value, String)>,
    search: TextInput,
    at: usize,
    /// Whether the letters themselves may be taken as a name (a school outside the register).
    free: bool,
    then: PickFor,
}

impl ListPicker {
    /// Returns a list with the cursor on its first line.
    pub(crate) fn new(
        title: impl Into<String>,
        items: Vec<(Value, String)>,
        then: PickFor,
    ) -> ListPicker {
        ListPicker {
            title: title.into(),
            items,
            search: TextInput::line(""),
            at: 0,
            free: false,
            then,
        }
    }

    /// Lets the letters themselves be taken as a name where nothing fits.
    pub(crate) fn free(self, free: bool) -> ListPicker {
        ListPicker { free, ..self }
    }

    /// Puts the cursor on a line.
    pub(crate) fn at(self, at: usize) -> ListPicker {
        ListPicker { at, ..self }
    }

    /// Returns the items that fit what is typed: schools by likeness, anything else by its words,
    /// those that begin with them first.
    pub(crate) fn shown(&self) -> Vec<&(Value, String)> {
        let typed = self.search.text();
        let typed = typed.trim();
        if typed.is_empty() {
            return self.items.iter().collect();
        }
        if self.free {
            let mut matcher = Matcher::new(Config::DEFAULT);
            let pattern =
                Pattern::new(typed, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy);
            let mut chars = Vec::new();
            let mut found: Vec<(u32, &(Value, String))> = Vec::new();
            for item in &self.items {
                if let Some(score) = pattern.score(Utf32Str::new(&item.1, &mut chars), &mut matcher)
                {
                    found.push((score, item));
                }
            }
            // Equal likeness keeps the order of the list, which is the nearest first.
            found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
            return found.into_iter().map(|(_, item)| item).collect();
        }
        let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
        let mut found: Vec<&(Value, String)> = self
            .items
            .iter()
            .filter(|(_, w)| words.iter().all(|x| w.to_lowercase().contains(x)))
            .collect();
        found.sort_by_key(|(_, w)| !w.to_lowercase().starts_with(&typed.to_lowercase()));
        found
    }

    /// Returns the value under the cursor, or the typed name where that is allowed and nothing
    /// fits.
    pub(crate) fn chosen(&self) -> Option<Value> {
        if let Some((value, _)) = self.shown().get(self.at) {
            Some(value.clone())
        } else {
            let typed = self.search.text().trim().to_owned();
            (self.free && !typed.is_empty()).then_some(Value::School(typed))
        }
    }

    /// Moves the cursor within the shown items.
    fn step(&mut self, by: isize) {
        self.at = self.at.saturating_add_signed(by).min(self.shown().len().saturating_sub(1));
    }

    fn took(&self, value: Value, app: &mut App) -> Vec<Request> {
        match &self.then {
            PickFor::Answer(at) => app.take_choice(at, value),
            PickFor::Event => app.begin_event(value.as_text(), None),
            PickFor::Review(wanted) => app.take_review(*wanted, &value),
            PickFor::Line => {
                let line = value.as_number().and_then(|n| usize::try_from(n).ok());
                app.editor.at = line.unwrap_or(app.editor.at);
                Vec::new()
            }
            PickFor::Evidence { path } => {
                let then = FilePurpose::Evidence { kind: value.as_text().to_owned() };
                app.desk.effects.push(Effect::ReadFile { path: path.clone(), then });
                Vec::new()
            }
        }
    }

    fn left(&self, app: &mut App) {
        match self.then {
            PickFor::Event => app.desk.many = None,
            PickFor::Review(_) => app.say("Nothing was written."),
            PickFor::Answer(_) | PickFor::Line | PickFor::Evidence { .. } => {}
        }
    }
}

impl Overlay for ListPicker {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        if let Some(by) = steps(input.action) {
            self.step(by);
            return Update::Stay;
        }
        match input.action {
            Some(Action::LeaveText) => {
                self.left(app);
                return Update::Close;
            }
            Some(Action::Accept) => {
                return match self.chosen() {
                    Some(value) => Update::Ask(self.took(value, app)),
                    None => Update::Stay,
                };
            }
            Some(Action::ClearLine) => self.search.clear(),
            Some(Action::SelectAll) => self.search.select_all(),
            _ if self.search.key(input.key) => self.at = 0,
            _ => {}
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.search.paste(text);
        self.at = 0;
        Vec::new()
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let shown = self.shown();
        let height = (shown.len().clamp(1, 16) as u16 + 2).min(area.height);
        if height == 0 || area.width == 0 {
            return None;
        }
        let over = Rect { y: area.bottom() - height, height, ..area };
        let width = over.width as usize;
        clear(buf, over, look.theme.style(Role::Text));
        let keys = look.keys(&[(&[Action::Accept], "takes it"), (&[Action::LeaveText], "leaves")]);
        let head = pad_to(&truncate(&format!("{} · {keys}", self.title), width), width);
        draw_text(buf, over, 0, 0, &head, look.theme.style(Role::Title));
        let line = Rect { y: over.y + 1.min(height - 1), height: 1, ..over };
        let (spot, used) = self.search.draw_behind("Find: ", look, line, buf);
        count(self.at, shown.len(), used, look, over, 1, buf);
        let per = (height as usize).saturating_sub(2).max(1);
        let top = self.at / per * per;
        for (i, (_, words)) in shown.iter().enumerate().skip(top).take(per) {
            let role = if i == self.at { Role::Focus } else { Role::Text };
            let room = width.saturating_sub(1);
            let words = pad_to(&truncate(words, room), room);
            draw_text(buf, over, 1, 2 + (i - top) as u16, &words, look.theme.style(role));
        }
        if shown.is_empty() {
            let words = if self.free {
                format!(
                    "No such school in the register. {} takes the name as typed.",
                    (look.key)(Action::Accept)
                )
            } else {
                "Nothing fits. Take letters away with Backspace.".to_owned()
            };
            draw_text(buf, over, 1, 2, &truncate(&words, width), look.theme.style(Role::Dim));
        }
        spot
    }
}

/// Draws which of how many lines the cursor is on, at the right of a list's search, where there is
/// room after what is typed.
pub(in crate::ui) fn count(
    at: usize,
    of: usize,
    typed: usize,
    look: &DrawContext,
    area: Rect,
    y: u16,
    buf: &mut Buffer,
) {
    let words = format!("{} of {of}", at + 1);
    let x = usize::from(area.width).saturating_sub(display_width(&words));
    if of > 1 && x > typed + 1 {
        draw_text(buf, area, x as u16, y, &words, look.theme.style(Role::Dim));
    }
}
