//! Full-text search results: what was typed, where it occurs, and going there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Request, TextMatch};
use crate::domain::case::FieldPath;
use crate::domain::forms;
use crate::domain::forms::outline::EditorView;
use crate::keymap::key::{Key, KeySym};
use crate::ui::{App, CursorPos, DrawContext, Editor, Overlay, Pane};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The most places that are shown.
const MOST: usize = 200;

/// A search of every case.
#[derive(Debug, Default)]
pub struct TextSearch {
    pub letters: String,
    /// The letters that the places are of.
    pub of: String,
    pub all: Vec<TextMatch>,
    pub more: bool,
    pub at: usize,
}

impl App {
    pub(in crate::ui) fn key_hits(&mut self, mut hits: TextSearch, key: Key) -> Vec<Request> {
        let last = hits.all.len().saturating_sub(1);
        let mut out = Vec::new();
        match key.code {
            KeySym::Esc => return Vec::new(),
            KeySym::Enter if hits.letters != hits.of => {
                out.push(Request::SearchText { words: hits.letters.clone(), most: MOST });
                hits.of.clone_from(&hits.letters);
            }
            KeySym::Enter => {
                if let Some(found) = hits.all.get(hits.at) {
                    self.desk.place = Some(found.hit.at.clone());
                    return self.show_at(found);
                }
            }
            KeySym::Down => hits.at = (hits.at + 1).min(last),
            KeySym::Up => hits.at = hits.at.saturating_sub(1),
            KeySym::PageDown => hits.at = (hits.at + 10).min(last),
            KeySym::PageUp => hits.at = hits.at.saturating_sub(10),
            KeySym::Backspace => drop(hits.letters.pop()),
            KeySym::Char(c) if !key.ctrl => hits.letters.push(c),
            _ => {}
        }
        self.over = Some(Overlay::Hits(hits));
        out
    }

    pub(in crate::ui) fn take_hits(&mut self, all: Vec<TextMatch>, more: bool) {
        if let Some(Overlay::Hits(hits)) = &mut self.over {
            hits.all = all;
            hits.more = more;
            hits.at = 0;
        }
    }

    /// Opens the case of a place; the place itself is gone to once the case is there.
    fn show_at(&mut self, found: &TextMatch) -> Vec<Request> {
        self.desk.opened(found.case);
        let mut out = self.show(found.case);
        if self.case.as_ref().is_some_and(|c| c.id == found.case) {
            self.go_to_kept_place();
        } else if out.is_empty() {
            out.push(Request::Case(found.case));
        }
        out
    }

    /// Goes to the place that was asked for before the case was there.
    pub(in crate::ui) fn go_to_kept_place(&mut self) {
        let (Some(place), Some(case)) = (self.desk.place.take(), self.case.clone()) else { return };
        let row = place.row.as_ref().map(|(_, row)| *row);
        let forms = (0..forms::FORMS.len()).map(|form| EditorView::Form { form, row });
        let rows = place
            .row
            .iter()
            .map(|(table, row)| EditorView::Row { table: table.clone(), row: *row });
        // An event's own short form shows it best; anything else stands in one of the five forms.
        let event =
            place.row.as_ref().is_some_and(|(t, _)| forms::table(t).is_some_and(|t| t.event));
        let views: Vec<EditorView> =
            if event { rows.chain(forms).collect() } else { forms.chain(rows).collect() };
        for view in views {
            let mut editor = Editor::new(view);
            if editor.go_to(&case, &place) {
                self.editor = editor;
                self.pane = Pane::Passport;
                return;
            }
        }
        let label = label(&place);
        self.refuse(format!(
            "\"{label}\" is not asked in this case as it stands now, so no form shows it."
        ));
    }
}

fn label(place: &FieldPath) -> String {
    forms::any_field(&place.field).map_or_else(|| place.field.clone(), |(_, f)| f.label.to_owned())
}

/// Draws the search and what it found.
pub fn draw(hits: &TextSearch, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let style = |role| look.theme.style(role);
    clear(buf, area, style(Role::Text));
    draw_text(
        buf,
        area,
        0,
        0,
        &pad_to(
            &truncate(
                "Search every case: words, Enter looks, Enter again opens, Esc leaves",
                width,
            ),
            width,
        ),
        style(Role::Title),
    );
    let typed = format!("Words: {}", hits.letters);
    draw_text(buf, area, 0, 1, &truncate(&typed, width), style(Role::Field));
    let spot = Some((
        (area.x + display_width(&typed) as u16).min(area.right() - 1),
        (area.y + 1).min(area.bottom() - 1),
    ));
    let says = match hits.all.len() {
        _ if hits.of.is_empty() => {
            "Answers, meetings and notes are searched; capitals, accents and the ends of words do not matter.".to_owned()
        }
        _ if hits.of != hits.letters => "Enter looks for these words.".to_owned(),
        0 => "No case holds these words. Take one away, or shorten it.".to_owned(),
        1 => "1 place".to_owned(),
        n if hits.more => format!("{n} places, and more: add a word"),
        n => format!("{n} places"),
    };
    for (y, words) in
        (2..).zip(wrap(&says, width).into_iter().take(if hits.all.is_empty() { 3 } else { 1 }))
    {
        draw_text(buf, area, 0, y, &words, style(Role::Dim));
    }
    let per = ((area.height as usize).saturating_sub(3) / 2).max(1);
    let top = hits.at / per * per;
    for (i, found) in hits.all.iter().enumerate().skip(top).take(per) {
        let y = 3 + ((i - top) * 2) as u16;
        let name = if found.name.is_empty() { "(no name yet)" } else { &found.name };
        let head = format!("{}  {name}  {}", found.case, found.hit.label);
        draw_text(
            buf,
            area,
            0,
            y,
            &pad_to(&truncate(&head, width), width),
            style(if i == hits.at { Role::Focus } else { Role::Text }),
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
