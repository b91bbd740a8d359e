//! The form editor's state: all five forms, short forms of events and tables, over the same lines.

use crate::domain::case::answers::Answers;
use crate::domain::case::outline::{EditorView, OutlineLine, completeness, lines, stops};
use crate::domain::case::{Case, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::schema::FieldKind;
use crate::domain::forms::{field, parse, table};
use crate::domain::value::Value;
use crate::ui::DrawContext;

/// An event's row that is being filled and not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    pub table: &'static str,
    pub row: RowId,
    pub cells: RowValues,
}

/// What is open, and where the cursor stands among its lines.
#[derive(Debug)]
pub struct Editor {
    pub view: EditorView,
    pub at: usize,
    pub pending: Option<Pending>,
}

impl Editor {
    /// Returns an editor on a view, its cursor on the first line where it can rest.
    pub fn new(view: EditorView) -> Editor {
        Editor { view, at: 1, pending: None }
    }

    /// Returns an editor on a new event of the case, with these first answers.
    pub fn record(case: &Case, table: &'static str, first: RowValues) -> Editor {
        let row = case.next_row();
        let view = EditorView::Row { table: table.to_owned(), row };
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
    pub fn lines(&self, case: &Case) -> Vec<OutlineLine> {
        lines(&self.shown(case), &self.view)
    }

    /// Returns the line under the cursor.
    pub fn current(&self, case: &Case) -> Option<OutlineLine> {
        self.lines(case).into_iter().nth(self.at)
    }

    /// Moves the cursor to the next line in a direction on which it can rest and that fits
    /// `wanted`.
    pub fn next_matching(
        &mut self,
        case: &Case,
        forward: bool,
        wanted: impl Fn(&OutlineLine) -> bool,
    ) -> bool {
        let all = self.lines(case);
        let fits = |i: &usize| all[*i].is_stop() && wanted(&all[*i]);
        let found = if forward {
            (self.at + 1..all.len()).find(fits)
        } else {
            (0..self.at.min(all.len())).rev().find(fits)
        };
        if let Some(i) = found {
            self.at = i;
        }
        found.is_some()
    }

    /// Moves the cursor by a number of rows on screen, over headings; within a table it stays in
    /// its column.
    pub fn step(&mut self, case: &Case, by: isize) {
        let all = self.lines(case);
        let rows = stops(&all);
        let Some(here) = rows.iter().position(|r| r.contains(&self.at)) else {
            self.next_matching(case, by > 0, |_| true);
            return;
        };
        let to = rows[here.saturating_add_signed(by).min(rows.len() - 1)].clone();
        let column = |i: usize| {
            if let OutlineLine::Field { field, .. } = &all[i] { Some(field.id) } else { None }
        };
        let wanted = column(self.at);
        self.at = to.clone().find(|i| column(*i) == wanted).unwrap_or(to.start);
    }

    /// Moves the cursor along a row of answers; false where the line is no such row.
    pub fn move_column(&mut self, case: &Case, by: isize) -> bool {
        let all = self.lines(case);
        let Some(row) = stops(&all).into_iter().find(|r| r.contains(&self.at) && r.len() > 1)
        else {
            return false;
        };
        self.at = self.at.saturating_add_signed(by).clamp(row.start, row.end - 1);
        true
    }

    /// Moves the cursor to the next line in order, answer by answer.
    pub fn advance(&mut self, case: &Case) {
        self.next_matching(case, true, |_| true);
    }

    /// Moves to the next or previous heading.
    pub fn section(&mut self, case: &Case, forward: bool) {
        let all = self.lines(case);
        let heads: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(|(_, l)| matches!(l, OutlineLine::Section(_)))
            .map(|(i, _)| i)
            .collect();
        let here = heads.iter().rev().find(|h| **h < self.at).copied().unwrap_or(0);
        let to = if forward {
            heads.iter().find(|h| **h > self.at).copied()
        } else {
            heads.iter().rev().find(|h| **h < here).copied()
        };
        if let Some(head) = to {
            self.at = head;
            self.next_matching(case, true, |_| true);
        }
    }

    /// Puts the cursor on a place, where the view shows it.
    pub fn go_to(&mut self, case: &Case, place: &FieldPath) -> bool {
        let found = self
            .lines(case)
            .iter()
            .position(|l| matches!(l, OutlineLine::Field { at, .. } if at == place));
        if let Some(i) = found {
            self.at = i;
        }
        found.is_some()
    }

    /// Returns whether a place stands in the row that is not stored yet.
    pub fn is_pending(&self, place: &FieldPath) -> bool {
        self.pending.as_ref().is_some_and(|p| place.row == Some((p.table.to_owned(), p.row)))
    }

    /// Returns the title of what is open.
    pub fn title(&self, case: &Case) -> String {
        match &self.view {
            EditorView::Form { form, row } => {
                let done = completeness(case, &EditorView::Form { form: *form, row: *row });
                let label = forms::FORMS.get(*form).map_or("", |f| f.label);
                format!(
                    "{label} · {}%, {} of {} answers",
                    done.percent(),
                    done.answered,
                    done.wanted
                )
            }
            EditorView::Row { table, row } => {
                let one = forms::table(table).map_or("", |t| t.row_label);
                let done = completeness(case, &self.view);
                let count = format!("{} of {} answers", done.answered, done.wanted);
                if self.pending.as_ref().is_some_and(|p| p.table == table && p.row == *row) {
                    format!("New: {one} · {count} · not stored yet")
                } else {
                    format!("Recorded: {one} · {count}")
                }
            }
            // The table's own heading stands below, with its rows counted.
            EditorView::Table { .. } => match case.text(field::CHILD_FULL_NAME) {
                "" => "The whole table".to_owned(),
                name => format!("{name} · the whole table"),
            },
        }
    }
}

/// Returns an answer as the screen shows it: a school by its name, a review by its day.
pub fn shown(case: &Case, kind: &FieldKind, value: &Value, look: &DrawContext) -> String {
    match (kind, value) {
        (FieldKind::School, Value::School(id)) => (look.school)(id),
        (FieldKind::Review, Value::Number(row)) => {
            match case
                .row(table::EVENT_REVIEW, *row as RowId)
                .and_then(|r| r.get(field::REVIEW_ON.id)?.as_date())
            {
                Some(day) => {
                    format!("review of {}", crate::domain::calendar::dates::show_long(day))
                }
                None => "a review that was removed".into(),
            }
        }
        _ => parse::format(kind, value),
    }
}
