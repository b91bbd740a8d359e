//! The form editor: all five forms, short forms of events and tables, over the same lines.

use crate::domain::case::{Case, Cells, Place, RowId};
use crate::domain::forms;
use crate::domain::outline::{Line, View, completeness, lines};
use crate::domain::schema::Kind;
use crate::domain::typed;
use crate::domain::value::Value;
use crate::panes::{Look, Spot};
use crate::widgets::put::put;
use crate::widgets::text::{cut, pad, wrap};
use crate::widgets::theme::Role;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// An event's row that is being filled and not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub table: &'static str,
    pub row: RowId,
    pub cells: Cells,
}

/// What is open, and where the cursor stands among its lines.
#[derive(Debug)]
pub struct Editor {
    pub view: View,
    pub at: usize,
    pub pending: Option<Pending>,
}

impl Editor {
    /// Returns an editor on a view, its cursor on the first line where it can rest.
    pub fn new(view: View) -> Editor {
        Editor { view, at: 1, pending: None }
    }

    /// Returns an editor on a new event of the case, with these first answers.
    pub fn record(case: &Case, table: &'static str, first: Cells) -> Editor {
        let row = case.next_row();
        let view = View::Row { table: table.to_owned(), row };
        Editor { view, at: 1, pending: Some(Pending { table, row, cells: first }) }
    }

    /// Returns the case as the editor shows it: with the row that is not stored yet.
    pub fn shown(&self, case: &Case) -> Case {
        let mut case = case.clone();
        if let Some(p) = &self.pending {
            case.rows.entry(p.table.to_owned()).or_default().insert(p.row, p.cells.clone());
        }
        case
    }

    /// Returns the lines of the view.
    pub fn lines(&self, case: &Case) -> Vec<Line> {
        lines(&self.shown(case), &self.view)
    }

    /// Returns the line under the cursor.
    pub fn current(&self, case: &Case) -> Option<Line> {
        self.lines(case).into_iter().nth(self.at)
    }

    /// Moves the cursor to the next line in a direction on which it can rest and that fits `wanted`.
    pub fn seek(&mut self, case: &Case, forward: bool, wanted: impl Fn(&Line) -> bool) -> bool {
        let all = self.lines(case);
        let fits = |i: &usize| all[*i].is_stop() && wanted(&all[*i]);
        let found = if forward { (self.at + 1..all.len()).find(fits) } else { (0..self.at.min(all.len())).rev().find(fits) };
        if let Some(i) = found {
            self.at = i;
        }
        found.is_some()
    }

    /// Moves the cursor by a number of lines, over headings.
    pub fn step(&mut self, case: &Case, by: isize) {
        for _ in 0..by.unsigned_abs() {
            self.seek(case, by > 0, |_| true);
        }
    }

    /// Moves to the next or previous heading.
    pub fn section(&mut self, case: &Case, forward: bool) {
        let all = self.lines(case);
        let heads: Vec<usize> = all.iter().enumerate().filter(|(_, l)| matches!(l, Line::Section(_))).map(|(i, _)| i).collect();
        let here = heads.iter().rev().find(|h| **h < self.at).copied().unwrap_or(0);
        let to = if forward { heads.iter().find(|h| **h > self.at).copied() } else { heads.iter().rev().find(|h| **h < here).copied() };
        if let Some(head) = to {
            self.at = head;
            self.seek(case, true, |_| true);
        }
    }

    /// Puts the cursor on a place, where the view shows it.
    pub fn go_to(&mut self, case: &Case, place: &Place) -> bool {
        let found = self.lines(case).iter().position(|l| matches!(l, Line::Field { at, .. } if at == place));
        if let Some(i) = found {
            self.at = i;
        }
        found.is_some()
    }

    /// Returns whether a place stands in the row that is not stored yet.
    pub fn is_pending(&self, place: &Place) -> bool {
        self.pending.as_ref().is_some_and(|p| place.row == Some((p.table.to_owned(), p.row)))
    }

    /// Returns the title of what is open.
    pub fn title(&self, case: &Case) -> String {
        match &self.view {
            View::Form { form, row } => {
                let done = completeness(case, &View::Form { form: *form, row: *row });
                let label = forms::FORMS.get(*form).map_or("", |f| f.label);
                format!("{label} · {}%, {} of {} answers", done.percent(), done.answered, done.wanted)
            }
            View::Row { table, .. } | View::Table { table } => forms::table(table).map_or("", |t| t.label).to_owned(),
        }
    }
}

/// Returns an answer as the screen shows it: a school by its name, a review by its day.
pub fn shown(case: &Case, kind: &Kind, value: &Value, look: &Look) -> String {
    match (kind, value) {
        (Kind::School, Value::School(id)) => (look.school)(id),
        (Kind::Review, Value::Number(row)) => match case.row("event.review", *row as RowId).and_then(|r| r.get("review.on")?.as_date()) {
            Some(day) => format!("review of {}", crate::domain::dates::show_long(day)),
            None => "a review that was removed".into(),
        },
        _ => typed::show(kind, value),
    }
}

/// Draws the editor; returns the cell of the cursor.
pub fn draw(editor: &Editor, case: &Case, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    if area.height == 0 || area.width == 0 {
        return None;
    }
    let style = |r| look.theme.style(r);
    let width = area.width as usize;
    let case = editor.shown(case);
    put(buf, area, 0, 0, &pad(&cut(&editor.title(&case), width), width), style(Role::Title));
    let all = lines(&case, &editor.view);
    let hint_rows = 2.min(area.height.saturating_sub(2));
    let per = (area.height as usize).saturating_sub(1 + hint_rows as usize).max(1);
    let top = if editor.at < per { 0 } else { editor.at + 1 - per + per / 3 }.min(all.len().saturating_sub(per));
    let label_width = (width / 2).clamp(8, 44);
    let mut spot = Some((area.x, area.y));
    for (i, line) in all.iter().enumerate().skip(top).take(per) {
        let y = 1 + (i - top) as u16;
        let here = i == editor.at;
        let role = |r| if here { Role::Focus } else { r };
        match line {
            Line::Section(label) => put(buf, area, 0, y, &cut(label, width), style(Role::Title)),
            Line::Table { table, rows } => {
                let words = format!("{} · {rows} · o adds one", table.label);
                put(buf, area, 0, y, &pad(&cut(&words, width), width), style(role(Role::Label)));
            }
            Line::Row { words, .. } => put(buf, area, 1, y, &pad(&cut(&format!("> {words}"), width), width), style(role(Role::Label))),
            Line::Field { at, field, missing } => {
                let indent = if at.row.is_some() && !matches!(editor.view, View::Row { .. }) { 3 } else { 1 };
                let mark = if *missing { "?" } else { " " };
                let label = format!("{mark}{}{}", " ".repeat(indent), field.label);
                put(buf, area, 0, y, &pad(&label, label_width), style(role(if *missing { Role::Warn } else { Role::Label })));
                let value = case.at(at);
                let words = shown(&case, &field.kind, value, look).replace('\n', " ");
                let words = if value.is_empty() && *missing { "not answered".to_owned() } else { words };
                let plain = if value.is_empty() { Role::Dim } else { Role::Field };
                put(buf, area, label_width as u16 + 1, y, &cut(&words, width.saturating_sub(label_width + 1)), style(role(plain)));
            }
        }
        if here {
            let x = if matches!(line, Line::Field { .. }) { (label_width as u16 + 1).min(area.width - 1) } else { 0 };
            spot = Some((area.x + x, (area.y + y).min(area.bottom() - 1)));
        }
    }
    if let Some(Line::Field { field, .. }) = all.get(editor.at) {
        let words = wrap(&format!("{} ({})", field.hint, field.cites), width.max(1));
        for (i, line) in words.iter().take(hint_rows as usize).enumerate() {
            put(buf, area, 0, area.height - hint_rows + i as u16, line, style(Role::Hint));
        }
    }
    spot
}
