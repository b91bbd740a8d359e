//! The command palette: what can be done now, its key, and why something cannot; the help page is
//! the same list.

use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::query::words::WORDS;
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::text_input::count;
use crate::ui::{App, CursorPos, DrawContext, Pane};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

/// The list of commands with its cursor.
#[derive(Debug, Default)]
pub struct Palette {
    /// Only what can be done where the focus is, each with its keys: the help page.
    pub help: bool,
    pub letters: String,
    pub at: usize,
}

/// One command as it is listed.
pub struct PaletteRow {
    /// What it does when it is run; none for a word of the search language, which is only
    /// explained.
    pub action: Option<Action>,
    pub scope: &'static str,
    pub keys: String,
    pub words: &'static str,
    /// Why it cannot be done now.
    pub cannot: Option<String>,
}

impl Palette {
    /// Returns the rows that fit the typed letters: best first for commands, in the order of the
    /// table for help.
    pub fn rows(&self, ui: &App) -> Vec<PaletteRow> {
        let scopes = ui.scopes_below();
        let listed = Action::ALL.iter().filter(|(_, _, scope, _)| {
            !matches!(scope, Scope::Text | Scope::Form) || scopes.contains(scope)
        });
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
            }));
        }
        self.narrowed(all)
    }

    fn narrowed(&self, all: Vec<PaletteRow>) -> Vec<PaletteRow> {
        if self.letters.trim().is_empty() {
            return all;
        }
        let words = self.letters.split_whitespace();
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
    /// Returns the scopes of what lies under the palette.
    fn scopes_below(&self) -> Vec<Scope> {
        self.pane_scopes()
    }

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

/// Draws the commands over a pane; returns the cell after the typed letters.
pub fn draw(
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
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(
            &truncate(&format!("{title} · letters narrow, Enter does it, Esc leaves"), width),
            width,
        ),
        style(Role::Title),
    );
    let typed = format!("Find: {}", palette.letters);
    draw_text(buf, area, 0, 1, &truncate(&typed, width), style(Role::Field));
    let rows = palette.rows(ui);
    let per = (area.height as usize).saturating_sub(2).max(1);
    let at = palette.at.min(rows.len().saturating_sub(1));
    count(at, rows.len(), display_width(&typed), look, area, 1, buf);
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
    Some((
        (area.x + display_width(&typed) as u16).min(area.right() - 1),
        (area.y + 1).min(area.bottom() - 1),
    ))
}
