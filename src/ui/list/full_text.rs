//! Full-text search results: what was typed, where it occurs, and going there.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::{Reply, Request, TextMatch};
use crate::domain::case::FieldPath;
use crate::domain::case::outline::EditorView;
use crate::domain::forms;
use crate::keymap::action::{Action, Scope};
use crate::ui::overlay::text_input::TextInput;
use crate::ui::overlay::{Input, Overlay, TEXT, Update, steps};
use crate::ui::{App, CursorPos, DrawContext, Editor, Pane};
use crate::widgets::put::{clear, draw_text};
use crate::widgets::text::{display_width, pad_to, truncate, wrap};
use crate::widgets::theme::Role;

/// The most places that are shown.
const MOST: usize = 200;

/// A search of every case.
#[derive(Debug, Default)]
pub(crate) struct TextSearch {
    words: TextInput,
    /// The letters that the places are of.
    of: String,
    all: Vec<TextMatch>,
    more: bool,
    at: usize,
}

impl Overlay for TextSearch {
    fn scopes(&self) -> &'static [Scope] {
        TEXT
    }

    fn update(&mut self, input: Input, app: &mut App) -> Update {
        let last = self.all.len().saturating_sub(1);
        if let Some(by) = steps(input.action) {
            self.at = self.at.saturating_add_signed(by).min(last);
            return Update::Stay;
        }
        match input.action {
            Some(Action::LeaveText) => return Update::Close,
            Some(Action::Accept) if self.words.text() != self.of => {
                self.of = self.words.text();
                let words = self.of.clone();
                return Update::StayAsk(vec![Request::SearchText { words, most: MOST }]);
            }
            Some(Action::Accept) => {
                if let Some(found) = self.all.get(self.at) {
                    return Update::Ask(app.show_at(found));
                }
            }
            Some(Action::ClearLine) => self.words.clear(),
            Some(Action::SelectAll) => self.words.select_all(),
            _ => {
                self.words.key(input.key);
            }
        }
        Update::Stay
    }

    fn paste(&mut self, text: &str, _app: &App) -> Vec<Request> {
        self.words.paste(text);
        Vec::new()
    }

    fn take(&mut self, reply: &Reply) -> bool {
        let Reply::Hits { all, more } = reply else { return false };
        self.all.clone_from(all);
        self.more = *more;
        self.at = 0;
        true
    }

    fn draw(&self, _app: &App, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(self, look, area, buf)
    }
}

impl App {
    /// Opens the case of a place; the place itself is gone to once the case is there.
    fn show_at(&mut self, found: &TextMatch) -> Vec<Request> {
        self.desk.place = Some(found.hit.at.clone());
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
fn draw(hits: &TextSearch, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let width = area.width as usize;
    let style = |role| look.theme.style(role);
    clear(buf, area, style(Role::Text));
    let keys =
        look.keys(&[(&[Action::Accept], "looks and then opens"), (&[Action::LeaveText], "leaves")]);
    let head = format!("Search every case: words, {keys}");
    draw_text(buf, area, 0, 0, &pad_to(&truncate(&head, width), width), style(Role::Title));
    let line = Rect { y: area.y + 1.min(area.height - 1), height: 1, ..area };
    let (spot, _) = hits.words.draw_behind("Words: ", look, line, buf);
    let says = match hits.all.len() {
        _ if hits.of.is_empty() => {
            "Answers, meetings and notes are searched; capitals, accents and the ends of words do not matter.".to_owned()
        }
        _ if hits.of != hits.words.text() => {
            look.keys(&[(&[Action::Accept], "looks for these words.")])
        }
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
