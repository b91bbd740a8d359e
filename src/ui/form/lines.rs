//! Draws the lines of a form: headings with counts, questions with answers, tables.

use crate::ui::form::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::case::evidence::{EvidenceItem, ItemState};
use crate::domain::case::outline::{OutlineLine, SectionOutline, sections};
use crate::domain::case::{FieldPath, sign_off};
use crate::domain::forms::schema::{Field, Table};
use crate::domain::forms::table;
use crate::domain::plural::pluralize;
use crate::keymap::action::Action;
use crate::ui::answer_text::answer_text;
use crate::ui::form::grid;
use crate::ui::form::layout::{FormLayout, FormRow};
use crate::ui::form::page::FormPage;
use crate::ui::look::{CursorPos, DrawContext};
use crate::widgets::heading::draw_heading;
use crate::widgets::put::{draw_at_end, draw_text};
use crate::widgets::scrollbar::{beside_scrollbar, draw_scrollbar};
use crate::widgets::text::{display_width, pad_to, truncate};
use crate::widgets::theme::Role;

impl FormPage<'_> {
    /// Draws the lines so that the cursor's is among them; returns the cell of the cursor.
    pub(super) fn draw(&self, area: Rect, buf: &mut Buffer) -> CursorPos {
        if area.height == 0 || area.width == 0 {
            return None;
        }
        let layout = FormLayout::new(self, area.width as usize);
        let parts = sections(self.all);
        let labels = label_width(self.all, area.width as usize);
        let top = layout.top(self, area.height as usize);
        draw_scrollbar(top, layout.rows.len(), self.look.theme, area, buf);
        let area = beside_scrollbar(layout.rows.len(), self.look.theme, area);
        let mut spot = None;
        for (i, row) in layout.rows.iter().enumerate().skip(top).take(area.height as usize) {
            let line = Rect { y: area.y + (i - top) as u16, height: 1, ..area };
            let at = match row {
                FormRow::Blank => None,
                FormRow::Section(head) => {
                    section(&parts, *head, self.look, line, buf);
                    None
                }
                FormRow::One(i) => self.draw_one(*i, labels, line, buf),
                FormRow::Heads { grid, line: n } => {
                    layout.grids[*grid].draw_heads(*n, self.look, 0, line, buf);
                    None
                }
                FormRow::Answers { grid, cells } => layout.grids[*grid].draw_row(
                    self.editor,
                    self.case,
                    &self.all[cells.clone()],
                    cells.start,
                    self.look,
                    0,
                    line,
                    buf,
                ),
                FormRow::Told(words) => {
                    draw_text(buf, line, 4, 0, words, self.look.theme.style(Role::Hint));
                    None
                }
                FormRow::Item(item) => {
                    self.draw_item(item, line, buf);
                    None
                }
            };
            spot = spot.or(at);
        }
        spot.or(Some((area.x, area.y)))
    }

    /// Draws an item of the list of evidence.
    fn draw_item(&self, item: &EvidenceItem, line: Rect, buf: &mut Buffer) {
        let (mark, word) = item.state.mark_and_label();
        let role = if item.state == ItemState::Missing { Role::Warn } else { Role::Dim };
        let words = truncate(&format!("{mark}    {:<48} {word}", item.words), line.width as usize);
        draw_text(buf, line, 0, 0, &words, self.look.theme.style(role));
    }

    /// Draws a table's heading or a question; returns the cell of the cursor where it is here.
    fn draw_one(&self, i: usize, labels: usize, line: Rect, buf: &mut Buffer) -> CursorPos {
        let is_here = i == self.editor.cursor;
        let x = match &self.all[i] {
            OutlineLine::Table { table, rows, missing } => {
                self.draw_heading(table, *rows, *missing, is_here, line, buf);
                2
            }
            OutlineLine::Field { path: at, field, missing } => {
                self.draw_question(at, field, *missing, is_here, labels, line, buf);
                labels as u16
            }
            OutlineLine::Section(_) | OutlineLine::Row { .. } => return None,
        };
        is_here.then_some((line.x + x.min(line.width - 1), line.y))
    }

    fn draw_heading(
        &self,
        table: &Table,
        rows: usize,
        is_missing: bool,
        is_here: bool,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let style = |r| self.look.theme.style(r);
        let width = line.width as usize;
        let add = (self.look.key)(Action::AddRow);
        let how = if table.id == table::EVIDENCE { words::ATTACH } else { words::ADD };
        let wanted = if is_missing { words::MISSING } else { "" };
        let label = format!("{} · {rows}{wanted}", table.label);
        let label = truncate(&label, width.saturating_sub(2));
        let after = 2 + display_width(&label) as u16;
        let role = if is_here { Role::Focus } else { Role::Label };
        draw_text(buf, line, 2, 0, &label, style(role));
        let how = truncate(&format!(" · {add} {how}"), width.saturating_sub(after as usize));
        draw_text(buf, line, after, 0, &how, style(Role::Dim));
    }

    /// Draws at the end of a line who else is typing its answer; returns what is left of the line.
    fn draw_company(&self, at: &FieldPath, line: Rect, buf: &mut Buffer) -> Rect {
        let who = self.look.company.typing(self.case.id, at);
        if who.is_empty() {
            return line;
        }
        let (words, half) = (words::types_here(&who), usize::from(line.width) / 2);
        draw_at_end(buf, line, &words, half, self.look.theme.style(Role::Hint))
    }

    #[expect(clippy::too_many_arguments, reason = "a question, and where it is")]
    fn draw_question(
        &self,
        at: &FieldPath,
        field: &Field,
        is_missing: bool,
        is_here: bool,
        labels: usize,
        line: Rect,
        buf: &mut Buffer,
    ) {
        let style = |r| self.look.theme.style(r);
        let value = self.case.at(at);
        let is_signed = !self.editor.is_pending(at) && sign_off::meeting(self.case, at).is_some();
        let mark = if is_signed { "=" } else { grid::mark(is_missing) };
        let mark_role = if is_missing && !is_signed { Role::Warn } else { Role::Dim };
        draw_text(buf, line, 0, 0, &pad_to(mark, 2), style(mark_role));
        let label = truncate(field.label, labels.saturating_sub(3));
        let role = if is_here { Role::Focus } else { Role::Label };
        draw_text(buf, line, 2, 0, &label, style(role));
        let (words, role) = if value.is_empty() {
            let is_optional = field.is_optional();
            let words = nothing(is_missing, field.safeguarding, is_optional);
            (words, if is_missing { Role::Warn } else { Role::Dim })
        } else {
            let words = answer_text(self.case, &field.kind, value, self.look.school);
            (flat(&words), if is_signed { Role::Dim } else { Role::Text })
        };
        let line = self.draw_company(at, line, buf);
        let room = (line.width as usize).saturating_sub(labels);
        let words = if is_here { pad_to(&words, room) } else { truncate(&words, room) };
        let role = if is_here { Role::Focus } else { role };
        draw_text(buf, line, labels as u16, 0, &words, style(role));
    }
}

/// Returns the columns of the labels: what the longest needs, within a half of the width.
fn label_width(all: &[OutlineLine], width: usize) -> usize {
    let of = |l: &OutlineLine| {
        if let OutlineLine::Field { field, .. } = l { display_width(field.label) } else { 0 }
    };
    (all.iter().map(of).max().unwrap_or(0) + 3).clamp(8, (width * 11 / 20).max(8))
}

fn section(
    parts: &[SectionOutline],
    head: usize,
    look: &DrawContext,
    area: Rect,
    buf: &mut Buffer,
) {
    let Some(part) = parts.iter().find(|p| p.head == head) else { return };
    let count = match part.done.wanted {
        0 => String::new(),
        wanted => words::section_done(&part.done.answered, &wanted),
    };
    let whole = part.done.answered == part.done.wanted;
    let role = if whole { Role::Ok } else { Role::Warn };
    draw_heading(part.label, (&count, role), look.theme, area, buf);
}

/// Returns what stands where there is no answer; never a word that could be read as "No".
fn nothing(missing: bool, safeguarding: bool, optional: bool) -> String {
    match missing {
        true if safeguarding => words::NOT_ANSWERED_SAFEGUARDING.into(),
        true => words::NOT_ANSWERED.into(),
        false if optional => "–".into(),
        false => String::new(),
    }
}

/// Returns a text on one line, with how many more lines it has.
fn flat(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    match lines.count() {
        0 => first.to_owned(),
        n => format!("{first} … {}", pluralize(n, words::MORE_LINE)),
    }
}
