//! The form pane's layout: forms and completeness, sections at the side, questions, tables, and
//! details of the question under the cursor.

mod answer;
mod bar;
mod detail;
mod editor;
pub(crate) mod event;
mod fullness;
mod grid;
mod layout;
mod lines;
pub(crate) mod override_reason;
mod page;
pub(crate) mod prefill;
mod question;
mod resume;
mod rows;
mod settle;
mod sidebar;
mod tabs;
pub(crate) mod task;
mod update;
mod words;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::FieldPath;
use crate::domain::case::outline;
use crate::domain::case::outline::{EditorView, OutlineLine};
use crate::domain::case::{Case, RowId};
use crate::domain::rules::Finding;
use crate::ui::form::editor::{Editor, PASSPORT};
use crate::ui::form::page::FormPage;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::put::draw_text;
use crate::widgets::theme::Role;

/// Columns from which the sections stand beside the lines.
const ROOMY: u16 = 96;
/// Columns of the sections.
const SIDE: u16 = 30;

/// The forms of a case: what is open and where the cursor stands.
#[derive(Debug)]
pub struct FormPane {
    editor: Editor,
    /// The cursor came to its line by itself, after an answer: the next "next missing" stays if
    /// this line is missing.
    has_arrived: bool,
    /// The folder that files of the evidence are written to; offered again.
    evidence_folder: String,
    /// What is to be minded of an answer that is being stored.
    to_mind: Option<(FieldPath, String)>,
    /// The task that is being settled, while the officer does nothing but answer.
    task: Option<Finding>,
}

impl Default for FormPane {
    /// Returns the pane with the passport open.
    fn default() -> FormPane {
        FormPane {
            editor: Editor::passport(),
            has_arrived: false,
            evidence_folder: String::new(),
            to_mind: None,
            task: None,
        }
    }
}

impl FormPane {
    /// Returns whether an event is being filled in that is not stored yet.
    pub fn is_filling(&self) -> bool {
        self.editor.pending.is_some()
    }

    /// Returns whether a place is of the event that is filled in.
    pub fn is_unsaved(&self, place: &FieldPath) -> bool {
        self.editor.is_pending(place)
    }

    /// Returns the answer under the cursor and the number of the form that is open; none where there
    /// is none, or it belongs to an event that is not stored.
    pub fn place(&self, case: &Case) -> Option<(Option<usize>, FieldPath)> {
        let OutlineLine::Field { path, .. } = self.editor.current(case)? else { return None };
        (!self.editor.is_pending(&path)).then(|| (self.editor.form(), path))
    }

    /// Returns whether one row stands open by itself.
    pub fn shows_row(&self) -> bool {
        matches!(self.editor.view, EditorView::Row { .. })
    }

    /// Opens the passport where none of the five forms is open.
    pub fn show_form(&mut self) {
        if self.editor.form().is_none() {
            self.editor = Editor::passport();
        }
    }

    /// Opens the passport of a case that has just been opened.
    pub fn show_passport(&mut self) {
        self.editor = Editor::passport();
    }

    /// Opens a recorded event.
    pub fn show_event(&mut self, table: &str, row: RowId) {
        self.editor = Editor::event(table, row);
    }

    /// Turns to another case: the same form stays open.
    pub fn turn_to_case(&mut self) {
        let form = self.editor.form().unwrap_or(PASSPORT);
        self.editor = Editor::new(EditorView::Form { form, row: None });
    }

    /// Keeps the cursor on its line, where the open case is about to be shown as it now stands; a row
    /// that is gone is left.
    pub fn keep_place(&mut self, old: &Case, new: &Case) {
        if let EditorView::Row { table, row } = &self.editor.view
            && self.editor.pending.is_none()
            && new.row(table, *row).is_none()
        {
            self.editor = Editor::passport();
            return;
        }
        let Some(here) = self.editor.current(old) else { return };
        let at = self.editor.lines(new).iter().position(|line| line.is_same_line(&here));
        self.editor.cursor = at.unwrap_or(self.editor.cursor);
    }

    /// Draws the pane; returns the cell of the cursor.
    pub fn draw(&self, case: &Case, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
        draw(&self.editor, case, look, area, buf)
    }
}

/// Draws the editor; returns the cell of the cursor.
fn draw(
    editor: &Editor,
    case: &Case,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) -> CursorPos {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let case = editor.shown(case);
    let all = outline::lines(&case, &editor.view);
    tabs::draw(editor, &case, look, area, buf);
    let detail = detail::of(editor, &case, &all, look, area.width as usize, area.height as usize);
    let foot = (detail.len() as u16).min(area.height.saturating_sub(2));
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1 + foot), ..area };
    let (form, beside) = if area.width >= ROOMY && matches!(editor.view, EditorView::Form { .. }) {
        let side = Rect { width: SIDE, ..body };
        (Rect { x: body.x + SIDE + 2, width: body.width - SIDE - 2, ..body }, Some(side))
    } else {
        (body, None)
    };
    if let Some(side) = beside {
        sidebar::draw(editor, &all, look, side, buf);
        for y in (0..body.height).filter(|_| look.theme.has_frames()) {
            draw_text(buf, body, side.width, y, "│", look.theme.style(Role::Dim));
        }
    }
    let spot = FormPage { editor, case: &case, all: &all, look }.draw(form, buf);
    detail::draw(&detail, look, Rect { y: area.bottom() - foot, height: foot, ..area }, buf);
    spot
}
