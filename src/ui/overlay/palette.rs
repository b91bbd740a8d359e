//! The command palette: what can be done now, its key, and why something cannot; the help page is
//! the same list.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
use crate::config::HelpPage;
use crate::domain::query::words::WORDS;
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::list_picker::count;
use crate::ui::overlay::scroll_sheet::ScrollSheet;
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::{Input, Overlay, TEXT, Update, steps};
use crate::ui::{App, CursorPos, DrawContext, Pane};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// The list of commands with its cursor.
#[derive(Debug, Default)]
pub(crate) struct Palette {
    /// Only what can be done where the focus is, each with its keys: the help page.
    help: bool,
    search: TextInput,
    at: usize,
}

/// One command as it is listed.
pub(crate) struct PaletteRow {
    /// What it does when it is run; none for a word of the search language and for a page.
    pub action: Option<Action>,
    pub scope: &'static str,
    pub keys: String,
    pub words: &'static str,
    /// Why it cannot be done now.
    pub cannot: Option<String>,
    /// The page that it opens.
    pub page: Option<HelpPage>,
}

impl Palette {
    /// Returns the help page.
    pub(crate) fn help() -> Palette {
        Palette { help: true, ..Palette::default() }
    }

    /// Returns the rows that fit the typed letters: best first for commands, in the order of the
    /// table for help.
    fn rows(&self, ui: &App) -> Vec<PaletteRow> {
        let scopes = ui.pane_scopes();
        let listed = Action::ALL
            .iter()
            .filter(|(_, _, scope, _)| !scope.is_passing() || scopes.contains(scope));
        let wanted = listed.filter(|(_, _, scope, _)| !self.help || scopes.contains(scope));
        let mut all: Vec<PaletteRow> = wanted
            .map(|(action, _, scope, words)| {
                let keys: Vec<String> =
                    ui.keymap.keys_for(*action).iter().map(ToString::to_string).collect();
                PaletteRow {
                    action: Some(*action),
                    scope: scope.name(),
                    keys: keys.join("  "),
                    words,
                    cannot: ui.cannot(*action),
                    page: None,
                }
            })
            .collect();
        all.sort_by_key(|r| {
            scopes.iter().position(|s| s.name() == r.scope).unwrap_or(scopes.len())
        });
        if self.help && scopes.contains(&Scope::Cases) {
            all.extend(WORDS.iter().map(|w| PaletteRow {
                action: None,
                scope: "search",
                keys: w.example.to_owned(),
                words: w.help,
                cannot: None,
                page: None,
            }));
        }
        if self.help {
            all.extend(ui.help_pages.iter().map(|page| PaletteRow {
                action: None,
                scope: "manual",
                keys: String::new(),
                words: page.title,
                cannot: None,
                page: Some(page.clone()),
            }));
        }
        self.narrowed(all)
    }

    fn narrowed(&self, all: Vec<PaletteRow>) -> Vec<PaletteRow> {
        let letters_typed = self.search.text();
        if letters_typed.trim().is_empty() {
            return all;
        }
        let words = letters_typed.split_whitespace();
        let atoms: Vec<Atom> = words
            .map(|w| {
                Atom::new(w, CaseMatching::Ignore, Normalization::Smart, AtomKind::Fuzzy, false)
            })
            .collect();
        let mut matcher = Matcher::new(Config::DEFAULT);
        let mut letters = Vec::new();
        let mut found: Vec<(u32, PaletteRow)> = Vec::new();
        for row in all {
            let name = row.action.map_or("", Action::name).replace('_', " ");
            let hay = format!("{} {name}", row.words);
            let hay = Utf32Str::new(&hay, &mut letters);
            // Letters may be left out, but not so many that everything fits: each letter found
            // gives sixteen, gaps take away.
            let score = |a: &Atom, m: &mut Matcher| {
                a.score(hay, m)
                    .filter(|s| usize::from(*s) >= 16 * a.needle_text().len())
                    .map(u32::from)
            };
            let scores: Option<Vec<u32>> = atoms.iter().map(|a| score(a, &mut matcher)).collect();
            if let Some(scores) = scores {
                found.push((scores.iter().sum(), row));
            }
        }
        found.sort_by_key(|(score, row)| (row.cannot.is_some(), std::cmp::Reverse(*score)));
        found.into_iter().map(|(_, row)| row).collect()
    }
}

impl App {
    /// Returns why an action cannot be done now, in a few words; none where it can.
    pub(in crate::ui) fn cannot(&self, action: Action) -> Option<String> {
        let pane = |pane: Pane| {
            Pane::ALL.iter().find(|(p, _)| *p == pane).map_or("", |(_, words)| words).to_lowercase()
        };
        let here = self.pane_scopes();
        if !here.contains(&action.scope()) {
            return Some(match action.scope() {
                Scope::Cases => format!("only in the {} list", pane(Pane::Cases)),
                Scope::Passport => format!("only in the {}", pane(Pane::Passport)),
                Scope::Timeline => format!("only in the {}", pane(Pane::Timeline)),
                Scope::Attendance => format!("only in {}", pane(Pane::Attendance)),
                Scope::Documents => format!("only in the {}", pane(Pane::Documents)),
                Scope::Form | Scope::Text => "only while something is being filled in".into(),
                Scope::List | Scope::Confirm | Scope::Timetable | Scope::Terms => {
                    "only in what lies over the pane".into()
                }
                Scope::Global => String::new(),
            });
        }
        let no_case = self.case.is_none().then(|| "there is no case yet".to_owned());
        match action {
            Action::Record
            | Action::Terms
            | Action::Why
            | Action::Overview
            | Action::Passport
            | Action::Timeline
            | Action::Attendance
            | Action::Documents
            | Action::Open
            | Action::SetMark
            | Action::Edit => no_case,
            Action::CopyReference if !self.desk.clipboard => {
                Some("switched off: clipboard = true in config.toml allows it".into())
            }
            Action::CopyReference => no_case,
            Action::GoMark if self.desk.marks().is_empty() => Some("no case is marked yet".into()),
            Action::Quit if self.editor.pending.is_some() => {
                Some("an event is not saved yet".into())
            }
            _ => None,
        }
    }
}

impl Palette {
    /// Does what the row under the cursor says.
    fn run(row: PaletteRow, app: &mut App) -> Update {
        if let Some(page) = row.page {
            return Update::Replace(Box::new(ScrollSheet::new(page.title, page.lines)));
        }
        let Some(action) = row.action else {
            // A word of the search language: it is put where searches are typed.
            app.cases.search_for(row.keys);
            return Update::Close;
        };
        match row.cannot {
            Some(why) => {
                app.refuse(format!("\"{}\" cannot be done now: {why}.", row.words));
                Update::Stay
            }
            None => Update::Ask(app.act(action)),
        }
    }
}

impl Overlay for Palette {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        let last = self.rows(app).len().saturating_sub(1);
        if let Some(by) = steps(input.action) {
            self.at = self.at.min(last).saturating_add_signed(by).min(last);
            return Update::Stay;
        }
        match input.action {
            Some(Action::LeaveText) => return Update::Close,
            Some(Action::Accept) => {
                return match self.rows(app).into_iter().nth(self.at.min(last)) {
                    Some(row) => Palette::run(row, app),
                    None => Update::Close,
                };
            }
            Some(Action::Complete) => self.at = (self.at + 1).min(last),
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

    fn draw(&self, app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, app, look, area, buf)
    }
}

/// Draws the commands over a pane; returns the cell after the typed letters.
fn draw(
    palette: &Palette,
    ui: &App,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let style = |role| look.theme.style(role);
    clear(buf, area, style(Role::Text));
    let title = if palette.help { "Help: what can be done here" } else { "Commands" };
    let keys = look.keys(&[(&[Action::Accept], "does it"), (&[Action::LeaveText], "leaves")]);
    let head = format!("{title} · letters narrow, {keys}");
    draw_text(buf, area, 0, 0, &pad_to(&truncate(&head, width), width), style(Role::Title));
    let line = Rect { y: area.y + 1.min(area.height - 1), height: 1, ..area };
    let (spot, typed) = palette.search.draw_behind("Find: ", look, line, buf);
    let rows = palette.rows(ui);
    let per = (area.height as usize).saturating_sub(2).max(1);
    let at = palette.at.min(rows.len().saturating_sub(1));
    count(at, rows.len(), typed, look, area, 1, buf);
    let top = at / per * per;
    let keys_wide = rows.iter().map(|r| display_width(&r.keys)).max().unwrap_or(0).clamp(6, 24);
    for (i, row) in rows.iter().enumerate().skip(top).take(per) {
        let why = row.cannot.as_ref().map(|w| format!("  ({w})")).unwrap_or_default();
        let place = if row.scope == Scope::Global.name() { "everywhere" } else { row.scope };
        let line = format!("{} {place:<11} {}{why}", pad_to(&row.keys, keys_wide), row.words);
        let role = match (i == at, row.cannot.is_some()) {
            (true, _) => Role::Focus,
            (false, true) => Role::Dim,
            (false, false) => Role::Text,
        };
        draw_text(
            buf,
            area,
            1,
            2 + (i - top) as u16,
            &pad_to(&truncate(&line, width.saturating_sub(1)), width.saturating_sub(1)),
            style(role),
        );
    }
    if rows.is_empty() {
        draw_text(
            buf,
            area,
            1,
            2,
            "No command has such a name. Take letters away with Backspace.",
            style(Role::Dim),
        );
    }
    spot
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::keymap::Keymap;
    use crate::widgets::theme::Theme;

    #[test]
    fn help_offers_the_pages_that_it_was_given_and_the_palette_does_not() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        let mut app = App::new(day, "a.shah", Keymap::built_in(), Theme::built_in());
        let page = HelpPage { title: "The weather", lines: vec!["It rains.".to_owned()] };
        app.set_help_pages(vec![page.clone()]);
        let pages = |palette: &Palette, app: &App| -> Vec<HelpPage> {
            palette.rows(app).into_iter().filter_map(|row| row.page).collect()
        };
        assert_eq!(pages(&Palette::help(), &app), [page]);
        assert_eq!(pages(&Palette::default(), &app), []);
        let row = Palette::help().rows(&app).pop().expect("a row");
        let Update::Replace(sheet) = Palette::run(row, &mut app) else { panic!("no sheet") };
        assert!(format!("{sheet:?}").contains("It rains."), "{sheet:?}");
    }
}
