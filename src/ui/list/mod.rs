//! The case list, most urgent first. It holds a window of the list, however long the list is.

pub(crate) mod columns;
pub(crate) mod draw;
mod filter;
pub(crate) mod full_text;
mod requests;
mod row;
mod screens;
mod tags;
pub(crate) mod trials;
mod update;
pub(crate) mod view_naming;
pub(crate) mod views;
mod words;

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{FreshLines, Page};
use crate::domain::case::CaseRef;
use crate::domain::list::summary::{Summary, Tally};
use crate::domain::list::view::{Column, Sort};
use crate::ui::change::{Changes, PaneChange};
use crate::ui::list::draw::Step;
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::text_input::TextInput;
use crate::ui::pane::Pane;
use crate::ui::session::Session;

/// Where the officer comes back to in the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum WayBack {
    /// The case that was open.
    #[default]
    OpenCase,
    /// The row after the one that is being dealt with.
    NextRow(Option<CaseRef>),
}

/// The list, its cursor and its search.
#[derive(Debug)]
pub struct ListPane {
    page: Page,
    /// The search that narrows the list; empty shows all.
    filter: String,
    /// The search while it is being typed; `filter` follows it letter by letter.
    search: Option<TextInput>,
    sort: Sort,
    columns: Vec<Column>,
    /// Tagged cases, also those that the search hides.
    tags: BTreeSet<CaseRef>,
    /// The row that was tagged last.
    last_tag: Option<usize>,
    /// How many schools and how many schools' terms stand in an empty store, once that is known.
    begun: Option<(usize, usize)>,
    /// The cursor among all rows of the list, from 0.
    cursor: usize,
    /// The case that the cursor goes to once the list has come, where it is near.
    follow: Option<CaseRef>,
    /// The last key only moved the cursor.
    is_moving: bool,
    /// The case that the cursor has moved to, where nobody has needed it yet.
    unread: Option<CaseRef>,
    /// Cases that others have taken away: each keeps its line until the list is asked for anew, so
    /// that nothing moves under the cursor.
    gone: BTreeSet<CaseRef>,
    way_back: WayBack,
}

impl Default for ListPane {
    fn default() -> ListPane {
        ListPane {
            page: Page::default(),
            filter: String::new(),
            search: None,
            sort: Sort::Pressing,
            columns: Column::usual(),
            tags: BTreeSet::new(),
            last_tag: None,
            begun: None,
            cursor: 0,
            follow: None,
            is_moving: false,
            unread: None,
            gone: BTreeSet::new(),
            way_back: WayBack::default(),
        }
    }
}

impl ListPane {
    /// Opens the search for typing, with what it searches for now.
    pub fn search_for(&mut self, words: String) {
        self.search = Some(TextInput::line(&words));
        self.filter = words;
    }

    /// Returns the line under the cursor.
    pub fn current(&self) -> Option<&Summary> {
        self.page.rows.get(self.cursor.checked_sub(self.page.from)?)
    }

    /// Returns the case under the cursor.
    pub fn current_case(&self) -> Option<CaseRef> {
        self.current().map(|line| line.id)
    }

    /// Returns how many cases are late, due and running.
    pub fn tally(&self) -> Tally {
        self.page.tally
    }

    /// Returns whether a search is being typed.
    pub fn is_searching(&self) -> bool {
        self.search.is_some()
    }

    /// Returns what the list is narrowed by; "" for nothing.
    pub fn search_words(&self) -> String {
        self.filter.clone()
    }

    /// Narrows the list, once it is asked for next, and puts the cursor on a case in it.
    pub fn begin_at(&mut self, words: String, case: Option<CaseRef>) {
        self.filter = words;
        self.follow = case;
    }

    /// Returns whether a search narrows the list.
    pub fn is_narrowed(&self) -> bool {
        !self.filter.is_empty()
    }

    /// Returns whether some case is tagged.
    pub fn has_tags(&self) -> bool {
        !self.tags.is_empty()
    }

    /// Returns the row of the cursor in the whole list, from 0.
    pub fn position(&self) -> usize {
        self.cursor
    }

    /// Takes how many schools and how many schools' terms are stored.
    pub fn take_setup(&mut self, schools: usize, terms: usize) {
        self.begun = Some((schools, terms));
    }

    /// Takes the rows that were asked for.
    pub fn take(&mut self, page: Page) {
        let lost = page.from > 0 && page.rows.is_empty();
        self.page = page;
        self.gone.clear();
        self.cursor =
            if lost { self.page.total } else { self.cursor }.min(self.page.total.saturating_sub(1));
        if let Some(id) = self.follow.take() {
            self.go_to(id);
        }
    }

    /// Returns the name of a case that is among the rows at hand.
    pub fn name_of(&self, id: CaseRef) -> Option<&str> {
        self.page.rows.iter().find(|s| s.id == id).map(|s| s.name.as_str())
    }

    /// Moves the cursor by a number of lines, within the list, and asks for what it then shows.
    pub fn step(&mut self, by: isize, session: &Session) -> Changes {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.page.total.saturating_sub(1));
        if self.current().is_none() && self.page.total > 0 {
            return Changes::ask(self.ask(session.today));
        }
        self.look(session)
    }

    /// Says whether the last key only moved the cursor.
    pub fn set_moving(&mut self, is_moving: bool) {
        self.is_moving = is_moving;
    }

    /// Returns whether the last key only moved the cursor.
    pub fn is_moving(&self) -> bool {
        self.is_moving
    }

    /// Returns whether the case under the cursor has not been asked for.
    pub fn is_unread(&self) -> bool {
        self.unread.is_some()
    }

    /// Returns the case under the cursor where it has not been asked for, which it then is.
    pub fn take_unread(&mut self) -> Option<CaseRef> {
        self.unread.take()
    }

    /// Remembers the next row: the officer deals with this one, and then comes back to that.
    pub fn leave_to_deal(&mut self) {
        let next = (self.cursor + 1).checked_sub(self.page.from);
        let next = next.and_then(|i| self.page.rows.get(i)).map(|line| line.id);
        self.way_back = WayBack::NextRow(next);
    }

    /// Returns whether the officer left the list to deal with a row of it.
    pub fn is_left_to_deal(&self) -> bool {
        self.way_back != WayBack::OpenCase
    }

    /// Has the officer come back to the same row; false where none is being dealt with.
    pub fn stop_dealing(&mut self) -> bool {
        std::mem::take(&mut self.way_back) != WayBack::OpenCase
    }

    /// Puts the cursor on a case wherever it stands, the search given up where it hides the case.
    pub fn reveal(&mut self, id: CaseRef) {
        if !self.page.rows.iter().any(|line| line.id == id) {
            self.filter.clear();
        }
        self.go_to(id);
    }

    /// Opens the search with what is searched for now, else with what was typed there before and
    /// left, which the first letter replaces.
    pub fn search_again(&mut self, session: &Session) -> Changes {
        let shown = Changes::from(PaneChange::Show(Pane::Cases));
        let left = session.kept.line(None, filter::KEPT).filter(|_| self.filter.is_empty());
        let Some(left) = left else {
            self.search_for(self.filter.clone());
            return shown;
        };
        left.clone_into(&mut self.filter);
        self.search = Some(TextInput::line(left).selected());
        shown.and(Changes::ask(self.ask_again(session.today)))
    }

    /// Shows a case's new line in its place: the list is ranked anew only when the officer comes
    /// back to it. A case that the list does not show is put where the cursor stands.
    pub fn put_line(&mut self, line: Summary) {
        if self.shown().any(|id| id == line.id) {
            self.replace_line(line);
            return;
        }
        let place = self.cursor.saturating_sub(self.page.from).min(self.page.rows.len());
        self.cursor = self.page.from + place;
        self.page.rows.insert(place, line);
        self.page.groups.insert(self.cursor);
        self.page.total += 1;
    }

    /// Shows a case's new line in its place, where the list shows the case.
    pub fn replace_line(&mut self, line: Summary) {
        self.gone.remove(&line.id);
        if let Some(row) = self.page.rows.iter_mut().find(|row| row.id == line.id) {
            *row = line;
        }
    }

    /// Takes lines that others have changed, each in its place, and the counts of all cases. A case
    /// that is gone keeps its place and nothing else.
    pub fn take_lines(&mut self, fresh: FreshLines) {
        self.page.tally = fresh.tally;
        self.page.restricted = fresh.restricted;
        for id in fresh.gone {
            self.tags.remove(&id);
            self.replace_line(Summary::nameless(id));
            self.gone.insert(id);
        }
        for line in fresh.lines {
            self.replace_line(line);
        }
    }

    /// Takes a case off the list at once: nothing of it stays on the screen. Returns whether the
    /// list showed it.
    pub fn remove(&mut self, id: CaseRef) -> bool {
        self.tags.remove(&id);
        self.unread.take_if(|unread| *unread == id);
        let Some(at) = self.page.rows.iter().position(|row| row.id == id) else { return false };
        self.page.rows.remove(at);
        self.page.total = self.page.total.saturating_sub(1);
        if self.cursor > self.page.from + at {
            self.cursor -= 1;
        }
        self.cursor = self.cursor.min(self.page.total.saturating_sub(1));
        true
    }

    /// Takes everything off the list, and says why in its place.
    pub fn empty(&mut self, why: &str) {
        let fault = Some(why.to_owned());
        *self = ListPane { page: Page { fault, ..Page::default() }, ..ListPane::default() };
    }

    /// Returns whether a case is restricted to officers who are named.
    pub fn is_restricted(&self, id: CaseRef) -> bool {
        self.page.restricted.contains(&id)
    }

    /// Returns the cases of the rows at hand.
    pub fn shown(&self) -> impl Iterator<Item = CaseRef> {
        self.page.rows.iter().map(|line| line.id)
    }

    /// Puts the cursor on a case, where it is among the rows at hand.
    pub fn go_to(&mut self, id: CaseRef) {
        if let Some(i) = self.page.rows.iter().position(|s| s.id == id) {
            self.cursor = self.page.from + i;
        }
    }

    /// Draws the list, or where it is as it was but for a step of the cursor, the rows of that;
    /// returns the cell of the cursor.
    pub fn draw(
        &self,
        look: &DrawContext,
        area: Rect,
        step: Option<Step>,
        buf: &mut Buffer,
    ) -> CursorPos {
        draw::draw(self, look, area, step, buf)
    }

    /// Returns the step of the cursor from a row, from 0, where one screen of an area shows both.
    pub fn step_from(&self, row: usize, area: Rect) -> Option<Step> {
        draw::step(self, row, area)
    }

    /// Draws what may be typed next in the search, over the foot of an area.
    pub fn draw_search(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) {
        filter::draw(self, look, area, buf);
    }
}
