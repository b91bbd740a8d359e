//! The command palette: what can be done now, its key, and why something cannot; the help page is
//! the same list.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::commands::{CommandRow, Situation};
use crate::ui::overlay::list_search::ListSearch;
use crate::ui::overlay::prompt::{Typed, keep_line};
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::session::Session;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// The list of commands with its cursor.
#[derive(Debug)]
pub(crate) struct Palette {
    title: &'static str,
    all: Vec<CommandRow>,
    search: ListSearch,
}

impl Palette {
    /// Returns every command.
    pub(crate) fn new(situation: Situation, session: &Session) -> Palette {
        let all = situation.commands(false, session);
        Palette { title: "Commands", all, search: ListSearch::default() }
    }

    /// Returns the help page: only what can be done where the focus is.
    pub(crate) fn help(situation: Situation, session: &Session) -> Palette {
        let all = situation.commands(true, session);
        Palette { title: "Help: what you can do here", all, search: ListSearch::default() }
    }

    /// Returns the rows that fit the typed letters, best first; all where none are typed.
    fn rows(&self) -> Vec<&CommandRow> {
        let typed = self.search.text();
        if typed.trim().is_empty() {
            return self.all.iter().collect();
        }
        let atom = |word| {
            Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false)
        };
        let atoms: Vec<Atom> = typed.split_whitespace().map(atom).collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, &CommandRow)> = self
            .all
            .iter()
            .filter_map(|row| Some((likeness(row, &atoms, &mut matcher)?, row)))
            .collect();
        found.sort_by_key(|(score, row)| (row.cannot.is_some(), std::cmp::Reverse(*score)));
        found.into_iter().map(|(_, row)| row).collect()
    }

    /// Does what the row under the cursor says; a word of the search language is put where
    /// searches are typed.
    fn run(&self) -> Update {
        let rows = self.rows();
        let Some(row) = rows.get(self.search.cursor(rows.len())) else { return Update::Close };
        if let Some(page) = row.page.clone() {
            return Update::CloseWith(Changes::lay(ScrollSheet::new(page.title, page.lines)));
        }
        match (&row.cannot, row.action) {
            (Some(why), _) => Update::StayWith(Changes::refuse(format!(
                "You cannot use \"{}\" now: {why}.",
                row.words
            ))),
            (None, Some(action)) => Update::CloseWith(PaneChange::Act(action).into()),
            (None, None) => Update::CloseWith(PaneChange::Search(row.keys.clone()).into()),
        }
    }
}

/// Returns how well a row fits every word. Letters may be left out, but not so many that everything
/// fits: each letter found gives sixteen, gaps take away.
fn likeness(row: &CommandRow, atoms: &[Atom], matcher: &mut Matcher) -> Option<u32> {
    let name = row.action.map_or("", Action::name).replace('_', " ");
    let text = format!("{} {name}", row.words);
    let mut letters = Vec::new();
    let text = Utf32Str::new(&text, &mut letters);
    let score = |atom: &Atom| {
        let score = atom.score(text, matcher)?;
        (usize::from(score) >= 16 * atom.needle_text().len()).then_some(u32::from(score))
    };
    atoms.iter().map(score).sum()
}

impl Overlay for Palette {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, _session: &Session) -> Update {
        let count = self.rows().len();
        if input.action == Some(Action::Complete) {
            self.search.go_to((self.search.cursor(count) + 1).min(count.saturating_sub(1)));
            return Update::Stay;
        }
        match self.search.take(input, count) {
            Typed::On => Update::Stay,
            Typed::Left => {
                let (asked, line) = (self.title.to_owned(), self.search.text());
                keep_line(Update::Close, PaneChange::KeepLine { asked, line })
            }
            Typed::Entered => {
                let (asked, line) = (self.title.to_owned(), String::new());
                keep_line(self.run(), PaneChange::KeepLine { asked, line })
            }
        }
    }

    fn offer(&mut self, session: &Session) {
        if let Some(line) = session.kept.line(None, self.title) {
            self.search.offer(line);
        }
    }

    fn paste(&mut self, text: &str, _session: &Session) -> Changes {
        self.search.paste(text);
        Changes::none()
    }

    fn draw(&self, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        if area.height == 0 || area.width == 0 {
            return None;
        }
        let width = area.width as usize;
        clear(buf, area, look.theme.style(Role::Text));
        let keys = look.keys(&[(&[Action::Accept], "run"), (&[Action::LeaveText], "cancel")]);
        let head = format!("{} · type to search, {keys}", self.title);
        let head = pad_to(&truncate(&head, width), width);
        draw_text(buf, area, 0, 0, &head, look.theme.style(Role::Title));
        let rows = self.rows();
        let line = Rect { y: area.y + 1.min(area.height - 1), height: 1, ..area };
        let spot = self.search.draw("Find: ", rows.len(), look, line, buf);
        self.draw_rows(&rows, look, area, buf);
        spot
    }
}

impl Palette {
    fn draw_rows(&self, rows: &[&CommandRow], look: &DrawContext, area: Rect, buf: &mut Buffer) {
        let cursor = self.search.cursor(rows.len());
        let wide = rows.iter().map(|r| display_width(&r.keys)).max().unwrap_or(0).clamp(6, 24);
        let line = |row: &&CommandRow| {
            let why = row.cannot.as_ref().map(|w| format!("  ({w})")).unwrap_or_default();
            let place = if row.scope == Scope::Global.name() { "everywhere" } else { row.scope };
            let words = format!("{} {place:<11} {}{why}", pad_to(&row.keys, wide), row.words);
            let role = if row.cannot.is_some() { Role::Dim } else { Role::Text };
            (words, look.theme.style(role))
        };
        draw_list(rows.iter().map(line), cursor, look.theme, below(area, 1, 2), buf);
        if rows.is_empty() {
            let words = "No command matches.";
            draw_text(buf, area, 1, 2, words, look.theme.style(Role::Dim));
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::config::HelpPage;
    use crate::keymap::Keymap;
    use crate::widgets::theme::Theme;

    #[test]
    fn help_offers_the_pages_that_it_was_given_and_the_palette_does_not() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let mut session = Session::new(day, "a.shah", Keymap::built_in(), Theme::built_in());
        let page = || HelpPage { title: "The weather", lines: vec!["It rains.".to_owned()] };
        session.help_pages =
            |_| vec![HelpPage { title: "The weather", lines: vec!["It rains.".to_owned()] }];
        let scopes = &[Scope::Cases, Scope::Global];
        let situation = Situation { scopes, is_filling: false, has_bookmarks: false };
        let pages = |palette: &Palette| -> Vec<HelpPage> {
            palette.rows().into_iter().filter_map(|row| row.page.clone()).collect()
        };
        let mut help = Palette::help(situation, &session);
        assert_eq!(pages(&help), [page()]);
        assert_eq!(pages(&Palette::new(situation, &session)), []);
        help.search.go_to(usize::MAX);
        let Update::CloseWith(changes) = help.run() else { panic!("it stays") };
        let sheet = format!("{changes:?}");
        assert!(sheet.contains("It rains."), "{sheet}");
    }
}
