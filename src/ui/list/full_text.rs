//! Full-text search results: what was typed, where it occurs, and going there.

use crate::ui::list::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request, TextMatch};
use crate::domain::plural::pluralize;
use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::list_search::ListSearch;
use crate::ui::overlay::prompt::{Typed, keep_line};
use crate::ui::session::Session;
use crate::widgets::heading::begin_sheet;
use crate::widgets::put::draw_text;
use crate::widgets::text::{display_width, pad_to, truncate, whole_parts, wrap};
use crate::widgets::theme::Role;

/// Under which name the words are kept that were typed and left.
const KEPT: &str = "search all cases";
/// The most places that are shown.
const MAX_HITS: usize = 200;

/// A search of every case.
#[derive(Debug, Default)]
pub(crate) struct TextSearch {
    search: ListSearch,
    /// The letters that the places are of.
    of: String,
    all: Vec<TextMatch>,
    more: bool,
}

impl TextSearch {
    /// Looks for what is typed, or opens the place under the cursor where that was done.
    fn entered(&mut self) -> Update {
        if self.search.text() != self.of {
            self.of = self.search.text();
            let words = self.of.clone();
            return Update::StayWith(Changes::ask(Request::SearchText { words, most: MAX_HITS }));
        }
        match self.all.get(self.search.cursor(self.all.len())) {
            Some(found) => {
                let place = PaneChange::OpenPlace(found.case, found.hit.path.clone());
                Update::CloseWith(place.into())
            }
            None => Update::Stay,
        }
    }
}

impl Overlay for TextSearch {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn bar(&self) -> BarKeys {
        if self.search.text().trim().is_empty() {
            &[(Action::LeaveText, words::CLOSE)]
        } else {
            &[(Action::Accept, words::SEARCH_OR_OPEN), (Action::LeaveText, words::CLOSE)]
        }
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        match self.search.take(input, self.all.len()) {
            Typed::On => Update::Stay,
            Typed::Left => {
                let (asked, line) = (KEPT.to_owned(), self.search.text());
                keep_line(Update::Close, PaneChange::KeepLine { asked, line })
            }
            Typed::Entered => self.entered(),
        }
    }

    fn offer(&mut self, session: &Session) {
        if let Some(line) = session.kept.line(None, KEPT) {
            self.search.offer(line);
        }
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        self.search.paste(text);
        Changes::none()
    }

    fn take(&mut self, reply: &Reply) -> bool {
        let Reply::Hits { all, more } = reply else { return false };
        self.all.clone_from(all);
        self.more = *more;
        self.search.go_to(0);
        true
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

/// Draws the search and what it found.
fn draw(hits: &TextSearch, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    let style = |role| look.theme.style(role);
    let keys = look
        .keys(&[(&[Action::Accept], words::SEARCH_THEN_OPEN), (&[Action::LeaveText], "cancel")]);
    let head = words::search_all(&keys);
    let head = whole_parts(&head, usize::from(area.width));
    let width = begin_sheet(&head, look.theme, area, buf)?;
    let line = Rect { y: area.y + 1.min(area.height - 1), height: 1, ..area };
    let spot = hits.search.draw_letters(words::WORDS, look, line, buf);
    let says = match hits.all.len() {
        _ if hits.of.is_empty() => words::WHAT_IS_SEARCHED.to_owned(),
        _ if hits.of != hits.search.text() => look.keys(&[(&[Action::Accept], words::SEARCHES)]),
        0 => words::NO_CASE_HAS_ALL.to_owned(),
        n if hits.more => words::more_places(&pluralize(n, "place")),
        n => pluralize(n, "place"),
    };
    for (y, words) in
        (2..).zip(wrap(&says, width).into_iter().take(if hits.all.is_empty() { 3 } else { 1 }))
    {
        draw_text(buf, area, 0, y, &words, style(Role::Dim));
    }
    let per = ((area.height as usize).saturating_sub(3) / 2).max(1);
    let cursor = hits.search.cursor(hits.all.len());
    let top = cursor / per * per;
    for (i, found) in hits.all.iter().enumerate().skip(top).take(per) {
        let y = 3 + ((i - top) * 2) as u16;
        let name = if found.name.is_empty() { words::NO_NAME } else { &found.name };
        let head = format!("{}  {name}  {}", found.case, found.hit.label);
        draw_text(
            buf,
            area,
            0,
            y,
            &pad_to(&truncate(&head, width), width),
            style(if i == cursor { Role::Focus } else { Role::Text }),
        );
        draw_text(
            buf,
            area,
            2,
            y + 1,
            &truncate(&found.hit.excerpt, width.saturating_sub(2)),
            style(Role::Dim),
        );
        let (from, long) = found.hit.found;
        let before: String = found.hit.excerpt.chars().take(from).collect();
        let word: String = found.hit.excerpt.chars().skip(from).take(long).collect();
        draw_text(buf, area, 2 + display_width(&before) as u16, y + 1, &word, style(Role::Field));
    }
    spot
}
