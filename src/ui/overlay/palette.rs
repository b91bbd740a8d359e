//! The command palette: what can be done now, its key, and why something cannot; the help page is
//! the same list by groups, each under its heading.

use crate::ui::overlay::words;
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::keymap::action::{Action, Scope};
use crate::ui::change::{BarKeys, Changes, Input, Overlay, PaneChange, TEXT, Update};
use crate::ui::look::{CursorPos, DrawContext};
use crate::ui::overlay::commands::{CommandRow, Situation};
use crate::ui::overlay::list_search::ListSearch;
use crate::ui::overlay::prompt::{Typed, keep_line};
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::session::Session;
use crate::widgets::list::draw_list;
use crate::widgets::put::{below, clear, draw_text};
use crate::widgets::text::{display_width, pad_to, whole_parts};
use crate::widgets::theme::Role;

/// The list of commands with its cursor.
#[derive(Debug)]
pub(crate) struct Palette {
    title: &'static str,
    /// Whether the rows stand under headings.
    is_grouped: bool,
    all: Vec<CommandRow>,
    search: ListSearch,
}

impl Palette {
    /// Returns every command.
    pub(crate) fn new(situation: Situation, session: &Session) -> Palette {
        let all = situation.commands(false, session);
        Palette { title: words::COMMANDS, is_grouped: false, all, search: ListSearch::default() }
    }

    /// Returns the help page: only what can be done where the focus is.
    pub(crate) fn help(situation: Situation, session: &Session) -> Palette {
        let all = situation.commands(true, session);
        Palette { title: words::HELP, is_grouped: true, all, search: ListSearch::default() }
    }

    /// Returns the rows that fit the typed letters, best first, and under headings the group of the
    /// best first; all where none are typed.
    fn rows(&self) -> Vec<&CommandRow> {
        let typed = self.search.text();
        if typed.trim().is_empty() {
            return self.all.iter().collect();
        }
        let atom = |word| {
            Atom::new(word, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false)
        };
        // A command of the shell has hyphens where a name here has blanks.
        let words = typed.split(|c: char| c.is_whitespace() || c == '-');
        let atoms: Vec<Atom> = words.filter(|word| !word.is_empty()).map(atom).collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut found: Vec<(u32, &CommandRow)> = self
            .all
            .iter()
            .filter_map(|row| Some((likeness(row, &atoms, &mut matcher)?, row)))
            .collect();
        found.sort_by_key(|(score, row)| (row.cannot.is_some(), std::cmp::Reverse(*score)));
        let mut rows: Vec<&CommandRow> = found.into_iter().map(|(_, row)| row).collect();
        if self.is_grouped {
            let mut headings: Vec<&str> = Vec::new();
            for row in &rows {
                if !headings.contains(&row.heading) {
                    headings.push(row.heading);
                }
            }
            rows.sort_by_key(|row| headings.iter().position(|h| *h == row.heading));
        }
        rows
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
            (Some(why), _) => {
                Update::StayWith(Changes::refuse(words::cannot_use(&row.words, &why)))
            }
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

    fn bar(&self) -> BarKeys {
        if self.rows().is_empty() {
            &[(Action::LeaveText, words::CLOSE)]
        } else {
            &[
                (Action::Accept, words::RUN),
                (Action::Complete, words::NEXT),
                (Action::LeaveText, words::CLOSE),
            ]
        }
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
        let head = words::palette(&self.title, &keys);
        let head = pad_to(&whole_parts(&head, width), width);
        draw_text(buf, area, 0, 0, &head, look.theme.style(Role::Title));
        let rows = self.rows();
        let line = Rect { y: area.y + 1.min(area.height - 1), height: 1, ..area };
        let spot = self.search.draw(words::FIND, rows.len(), look, line, buf);
        self.draw_rows(&rows, look, area, buf);
        spot
    }
}

impl Palette {
    fn draw_rows(&self, rows: &[&CommandRow], look: &DrawContext, area: Rect, buf: &mut Buffer) {
        let wide = rows.iter().map(|r| display_width(&r.keys)).max().unwrap_or(0).clamp(6, 24);
        let (mut lines, mut cursor, mut heading) = (Vec::new(), 0, "");
        for (i, row) in rows.iter().enumerate() {
            if self.is_grouped && row.heading != heading {
                heading = row.heading;
                lines.push((heading.to_owned(), look.theme.style(Role::Field)));
            }
            if i == self.search.cursor(rows.len()) {
                cursor = lines.len();
            }
            lines.push(self.line(row, wide, look));
        }
        draw_list(lines.into_iter(), cursor, look.theme, below(area, 1, 2), buf);
        if rows.is_empty() {
            let words = words::NO_COMMAND;
            draw_text(buf, area, 1, 2, words, look.theme.style(Role::Dim));
        }
    }

    /// Returns a row as a line: its keys in so many columns, its words, and why it cannot be done.
    fn line(&self, row: &CommandRow, wide: usize, look: &DrawContext) -> (String, Style) {
        let why = row.cannot.as_ref().map(|w| format!("  ({w})")).unwrap_or_default();
        let keys = pad_to(&row.keys, wide);
        let words = if self.is_grouped {
            format!("  {keys}  {}{why}", row.words)
        } else {
            let place = if row.scope == Scope::Global.name() { "everywhere" } else { row.scope };
            format!("{keys} {place:<11} {}{why}", row.words)
        };
        let role = if row.cannot.is_some() { Role::Dim } else { Role::Text };
        (words, look.theme.style(role))
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::config::HelpPage;
    use crate::keymap::Keymap;
    use crate::widgets::theme::Theme;

    fn situation(scopes: &'static [Scope]) -> Situation {
        Situation {
            scopes,
            is_filling: false,
            has_bookmarks: false,
            has_selection: false,
            has_task: false,
        }
    }

    fn session() -> Session {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        Session::new(day, "a.shah", Keymap::built_in(), Theme::built_in())
    }

    #[test]
    fn help_has_each_group_once_those_of_the_pane_first_and_every_action_of_its_scopes() {
        let firsts: &[(&'static [Scope], &str)] = &[
            (&[Scope::Cases, Scope::Global], "This case"),
            (&[Scope::Passport, Scope::Global], "Answers and forms"),
            (&[Scope::Attendance, Scope::Global], "Attendance and terms"),
            (&[Scope::Documents, Scope::Global], "Documents"),
            (&[Scope::Timeline, Scope::Global], "This case"),
        ];
        for (scopes, first) in firsts {
            let help = Palette::help(situation(scopes), &session());
            let mut headings: Vec<&str> = help.rows().iter().map(|row| row.heading).collect();
            headings.dedup();
            assert_eq!(headings[0], *first);
            let groups = headings.len();
            headings.sort_unstable();
            headings.dedup();
            assert_eq!(headings.len(), groups, "a heading stands twice: {headings:?}");
            let of_scopes = Action::ALL.iter().filter(|(_, _, s, _)| scopes.contains(s));
            let listed = help.rows().iter().filter(|row| row.action.is_some()).count();
            assert_eq!(of_scopes.count(), listed);
        }
    }

    #[test]
    fn letters_in_the_help_leave_what_fits_under_its_heading_with_the_best_first() {
        let mut help = Palette::help(situation(&[Scope::Cases, Scope::Global]), &session());
        help.search.paste("undo");
        let rows = help.rows();
        assert_eq!(rows[0].action, Some(Action::Undo));
        let mut headings: Vec<&str> = rows.iter().map(|row| row.heading).collect();
        headings.dedup();
        let groups: std::collections::BTreeSet<&&str> = headings.iter().collect();
        assert_eq!(groups.len(), headings.len(), "{headings:?}");
        help.search.paste("zzzz");
        assert!(help.rows().is_empty());
    }

    #[test]
    fn help_says_of_a_key_that_cannot_act_why() {
        let help = Palette::help(situation(&[Scope::Cases, Scope::Global]), &session());
        let why = |action: Action| {
            let rows = help.rows();
            let row = rows.iter().find(|row| row.action == Some(action)).expect("a row");
            row.cannot.clone()
        };
        assert_eq!(why(Action::ActOnSelected).as_deref(), Some("no case is selected"));
        assert_eq!(why(Action::Deal).as_deref(), Some("there are no cases yet"));
        assert_eq!(why(Action::GoMark).as_deref(), Some("there are no bookmarks yet"));
        assert_eq!(why(Action::NewCase), None);
    }

    #[test]
    fn help_offers_the_pages_that_it_was_given_and_the_palette_does_not() {
        let mut session = session();
        let page = || HelpPage { title: "The weather", lines: vec!["It rains.".to_owned()] };
        session.help_pages =
            |_| vec![HelpPage { title: "The weather", lines: vec!["It rains.".to_owned()] }];
        let scopes = &[Scope::Cases, Scope::Global];
        let situation = situation(scopes);
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
