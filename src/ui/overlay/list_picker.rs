//! A list to pick one thing from, narrowed by typed letters.

use crate::ui::overlay::words;
use nucleo_matcher::pattern::AtomKind;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::FieldPath;
use crate::domain::value::Value;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, CHOOSES, Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::list_search::ListSearch;
use crate::ui::overlay::prompt::{Typed, keep_line};
use crate::ui::pending::PickFor;
use crate::ui::session::Session;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, clear, draw_text};
use crate::widgets::text::{pad_to, truncate, whole_parts, wrap};
use crate::widgets::theme::Role;

/// What letters become that fit nothing of the list and are taken as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypedAs {
    /// The name of a school outside the register.
    School,
    /// An answer in other words than the usual ones.
    Text,
}

/// A list to pick one value from.
#[derive(Debug)]
pub(crate) struct ListPicker {
    title: String,
    items: Vec<(Value, String)>,
    search: ListSearch,
    /// What the letters themselves become where they may be taken; none where they may not.
    free: Option<TypedAs>,
    /// A question that is too long for the heading; "" where there is none.
    question: String,
    then: PickFor,
    /// What another session has done at the place of the answer; "" for nothing.
    met: String,
}

impl ListPicker {
    /// Returns a list with the cursor on its first line.
    pub(crate) fn new(
        title: impl Into<String>,
        items: Vec<(Value, String)>,
        then: PickFor,
    ) -> ListPicker {
        let search = ListSearch::default();
        let (question, met) = (String::new(), String::new());
        ListPicker { title: title.into(), items, search, free: None, question, then, met }
    }

    /// Lets the letters themselves be taken where nothing fits.
    pub(crate) fn free(self, free: Option<TypedAs>) -> ListPicker {
        ListPicker { free, ..self }
    }

    /// Puts a question above the list, on as many lines as it takes.
    pub(crate) fn asking(self, question: String) -> ListPicker {
        ListPicker { question, ..self }
    }

    /// Puts the cursor on a line.
    pub(crate) fn at(self, line: usize) -> ListPicker {
        ListPicker { search: ListSearch::at(line), ..self }
    }

    /// Returns the items that fit what is typed: schools by likeness, anything else by its words,
    /// those that begin with them first.
    fn shown(&self) -> Vec<&(Value, String)> {
        let typed = self.search.text();
        let typed = typed.trim();
        if typed.is_empty() {
            return self.items.iter().collect();
        }
        if self.free == Some(TypedAs::School) {
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
    fn chosen(&self) -> Option<Value> {
        let shown = self.shown();
        if let Some((value, _)) = shown.get(self.search.cursor(shown.len())) {
            Some(value.clone())
        } else {
            let typed = self.search.text().trim().to_owned();
            match self.free.filter(|_| !typed.is_empty())? {
                TypedAs::School => Some(Value::School(typed)),
                TypedAs::Text => Some(Value::Text(typed)),
            }
        }
    }
}

impl Overlay for ListPicker {
    fn place(&self) -> Option<&FieldPath> {
        match &self.then {
            PickFor::Answer(at) => Some(at),
            _ => None,
        }
    }

    fn meet(&mut self, words: &str) {
        words.clone_into(&mut self.met);
    }

    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        CHOOSES
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        let asked = self.title.clone();
        match (self.search.take(input, self.shown().len()), &self.then) {
            (Typed::On, _) => Update::Stay,
            (Typed::Left, then) => {
                let left = match then {
                    PickFor::Review(_) => Update::CloseWith(Changes::say(words::NOTHING_CREATED)),
                    _ => Update::Close,
                };
                keep_line(left, PaneChange::KeepLine { asked, line: self.search.text() })
            }
            (Typed::Entered, then) => match self.chosen() {
                Some(value) => {
                    let picked = Update::CloseWith(PaneChange::Pick(then.clone(), value).into());
                    keep_line(picked, PaneChange::KeepLine { asked, line: String::new() })
                }
                None => Update::Stay,
            },
        }
    }

    fn offer(&mut self, session: &Session) {
        if let Some(line) = session.kept.line(None, &self.title) {
            self.search.offer(line);
        }
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        self.search.paste(text);
        Changes::none()
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        let shown = self.shown();
        let met = if self.met.is_empty() { String::new() } else { format!("! {}", self.met) };
        let mut met = wrap(&met, usize::from(area.width));
        met.retain(|line| !line.is_empty());
        met.truncate(3);
        let mut asked = wrap(&self.question, usize::from(area.width.saturating_sub(2)).max(1));
        asked.retain(|line| !line.is_empty());
        let lead = asked.len() as u16;
        let height = (shown.len().clamp(1, 16) + 2 + met.len() + asked.len()) as u16;
        let height = height.min(area.height);
        if height == 0 || area.width == 0 {
            return None;
        }
        let over = Rect { y: area.bottom() - height, height, ..area };
        let width = over.width as usize;
        clear(buf, over, look.theme.style(Role::Text));
        let keys = look.keys(&[(&[Action::Accept], "choose"), (&[Action::LeaveText], "cancel")]);
        let head = pad_to(&whole_parts(&format!("{} · {keys}", self.title), width), width);
        draw_text(buf, over, 0, 0, &head, look.theme.style(Role::Title));
        for (y, words) in asked.iter().take(usize::from(height - 1)).enumerate() {
            draw_text(buf, over, 1, y as u16 + 1, words, look.theme.style(Role::Text));
        }
        let line = Rect { y: over.y + (1 + lead).min(height - 1), height: 1, ..over };
        let spot = self.search.draw(words::FIND, shown.len(), look, line, buf);
        let cursor = self.search.cursor(shown.len());
        let lines = shown.iter().map(|(_, words)| (words.clone(), look.theme.style(Role::Text)));
        let said = (met.len() as u16).min(height.saturating_sub(3));
        for (i, words) in (0..said).zip(&met) {
            draw_text(buf, over, 0, height - said + i, words, look.theme.style(Role::Late));
        }
        let over = Rect { height: height - said, ..over };
        draw_list(lines, cursor, look.theme, below(over, 1, 2 + lead), buf);
        if shown.is_empty() {
            let accept = (look.key)(Action::Accept);
            let words = match self.free {
                Some(TypedAs::School) => words::no_such_school(&accept),
                Some(TypedAs::Text) => words::not_usual(&accept),
                None => words::NO_MATCHES.to_owned(),
            };
            let y = (2 + lead).min(height - 1);
            draw_text(buf, over, 1, y, &truncate(&words, width), look.theme.style(Role::Dim));
        }
        spot
    }
}
