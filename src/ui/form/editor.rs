//! The form editor's state: all five forms, short forms of events and tables, over the same lines.

use std::borrow::Cow;

use crate::domain::case::answers::Answers;
use crate::domain::case::outline::{EditorView, OutlineLine, completeness, lines, stops};
use crate::domain::case::{Case, CaseRef, FieldPath, RowId, RowValues};
use crate::domain::forms;
use crate::domain::forms::field;
use crate::domain::value::Value;
use crate::ui::form::fullness::Fullness;
use crate::ui::form::words;

/// The passport's place among the five forms.
pub(super) const PASSPORT: usize = 1;

/// An event's row that is being filled and not stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UnsavedEvent {
    /// The id of the event's table.
    pub table: &'static str,
    /// The row that it will be.
    pub row: RowId,
    /// What is answered so far.
    pub cells: RowValues,
    /// What was filled in before anything was typed.
    pub proposed: RowValues,
    /// The cases that get it, where it is for more than the open one.
    pub cases: Option<Vec<CaseRef>>,
}

impl UnsavedEvent {
    /// Answers a question, or takes its answer away where it is empty.
    pub(super) fn put(&mut self, field: &str, new: Value) {
        self.cells.retain(|f, _| f != field);
        if !new.is_empty() {
            self.cells.insert(field.to_owned(), new);
        }
    }
}

/// What is open, and where the cursor stands among its lines.
#[derive(Debug)]
pub(super) struct Editor {
    /// What is open.
    pub view: EditorView,
    /// The line under the cursor.
    pub cursor: usize,
    /// The event that is being filled in.
    pub pending: Option<UnsavedEvent>,
    /// How full each form is.
    pub full: Fullness,
}

impl Editor {
    /// Returns an editor on a view, its cursor on the first line where it can rest.
    pub(super) fn new(view: EditorView) -> Editor {
        Editor { view, cursor: 1, pending: None, full: Fullness::default() }
    }

    /// Returns an editor on a new event of the case, with these first answers.
    pub(super) fn record(case: &Case, table: &'static str, first: RowValues) -> Editor {
        let row = case.unsaved_row();
        let view = EditorView::Row { table: table.to_owned(), row };
        let pending =
            UnsavedEvent { table, row, cells: first.clone(), proposed: first, cases: None };
        Editor { pending: Some(pending), ..Editor::new(view) }
    }

    /// Returns an editor on the passport.
    pub(super) fn passport() -> Editor {
        Editor::new(EditorView::Form { form: PASSPORT, row: None })
    }

    /// Returns an editor on one row by itself.
    pub(super) fn row(table: &str, row: RowId) -> Editor {
        Editor::new(EditorView::Row { table: table.to_owned(), row })
    }

    /// Returns an editor on a recorded event: the form that writes it up, or its row by itself.
    pub(super) fn event(table: &str, row: RowId) -> Editor {
        match forms::FORMS.iter().position(|f| f.row_of == Some(table)) {
            Some(form) => Editor::new(EditorView::Form { form, row: Some(row) }),
            None => Editor::row(table, row),
        }
    }

    /// Returns which of the five forms is open, if one is.
    pub(super) fn form(&self) -> Option<usize> {
        if let EditorView::Form { form, .. } = self.view { Some(form) } else { None }
    }

    /// Returns the case as the editor shows it: with the row that is not stored yet.
    pub(super) fn shown<'c>(&self, case: &'c Case) -> Cow<'c, Case> {
        let Some(p) = &self.pending else { return Cow::Borrowed(case) };
        let mut case = case.clone();
        case.rows.entry(p.table.to_owned()).or_default().insert(p.row, p.cells.clone());
        Cow::Owned(case)
    }

    /// Returns the lines of the view.
    pub(super) fn lines(&self, case: &Case) -> Vec<OutlineLine> {
        lines(&self.shown(case), &self.view)
    }

    /// Returns the line under the cursor.
    pub(super) fn current(&self, case: &Case) -> Option<OutlineLine> {
        self.lines(case).into_iter().nth(self.cursor)
    }

    /// Moves the cursor to the next line in a direction on which it can rest and that fits
    /// `wanted`.
    pub(super) fn next_matching(
        &mut self,
        case: &Case,
        forward: bool,
        wanted: impl Fn(&OutlineLine) -> bool,
    ) -> bool {
        let all = self.lines(case);
        let fits = |i: &usize| all[*i].is_stop() && wanted(&all[*i]);
        let found = if forward {
            (self.cursor + 1..all.len()).find(fits)
        } else {
            (0..self.cursor.min(all.len())).rev().find(fits)
        };
        if let Some(i) = found {
            self.cursor = i;
        }
        found.is_some()
    }

    /// Moves the cursor by a number of rows on screen, over headings; within a table it stays in
    /// its column.
    pub(super) fn step(&mut self, case: &Case, by: isize) {
        let all = self.lines(case);
        let rows = stops(&all);
        let Some(here) = rows.iter().position(|r| r.contains(&self.cursor)) else {
            self.next_matching(case, by > 0, |_| true);
            return;
        };
        let to = rows[here.saturating_add_signed(by).min(rows.len() - 1)].clone();
        let column = |i: usize| {
            if let OutlineLine::Field { field, .. } = &all[i] { Some(field.id) } else { None }
        };
        let wanted = column(self.cursor);
        self.cursor = to.clone().find(|i| column(*i) == wanted).unwrap_or(to.start);
    }

    /// Moves the cursor along a row of answers; false where the line is no such row.
    pub(super) fn move_column(&mut self, case: &Case, by: isize) -> bool {
        let all = self.lines(case);
        let Some(row) = stops(&all).into_iter().find(|r| r.contains(&self.cursor) && r.len() > 1)
        else {
            return false;
        };
        self.cursor = self.cursor.saturating_add_signed(by).clamp(row.start, row.end - 1);
        true
    }

    /// Moves the cursor to the next line in order, answer by answer.
    pub(super) fn advance(&mut self, case: &Case) {
        self.next_matching(case, true, |_| true);
    }

    /// Moves to the next or previous heading.
    pub(super) fn section(&mut self, case: &Case, forward: bool) {
        let all = self.lines(case);
        let heads: Vec<usize> = all
            .iter()
            .enumerate()
            .filter(|(_, l)| matches!(l, OutlineLine::Section(_)))
            .map(|(i, _)| i)
            .collect();
        let here = heads.iter().rev().find(|h| **h < self.cursor).copied().unwrap_or(0);
        let to = if forward {
            heads.iter().find(|h| **h > self.cursor).copied()
        } else {
            heads.iter().rev().find(|h| **h < here).copied()
        };
        if let Some(head) = to {
            self.cursor = head;
            self.next_matching(case, true, |_| true);
        }
    }

    /// Puts the cursor on a place, where the view shows it.
    pub(super) fn go_to(&mut self, case: &Case, place: &FieldPath) -> bool {
        let found = self
            .lines(case)
            .iter()
            .position(|l| matches!(l, OutlineLine::Field { path: at, .. } if at == place));
        if let Some(i) = found {
            self.cursor = i;
        }
        found.is_some()
    }

    /// Returns whether a place stands in the row that is not stored yet.
    pub(super) fn is_pending(&self, place: &FieldPath) -> bool {
        self.pending.as_ref().is_some_and(|p| place.row == Some((p.table.to_owned(), p.row)))
    }

    /// Returns the title of what is open.
    pub(super) fn title(&self, case: &Case) -> String {
        match &self.view {
            EditorView::Form { form, row } => {
                let done = self.full.of(case)(*form, *row);
                let label = forms::FORMS.get(*form).map_or("", |f| f.label);
                words::form_done(&label, &done.percent(), &done.answered, &done.wanted)
            }
            EditorView::Row { table, row } => {
                let one = forms::table(table).map_or("", |t| t.row_label);
                let done = completeness(case, &self.view);
                let count = words::answers_done(&done.answered, &done.wanted);
                if self.pending.as_ref().is_some_and(|p| p.table == table && p.row == *row) {
                    words::new_event(&one, &count)
                } else {
                    words::recorded_event(&one, &count)
                }
            }
            // The table's own heading stands below, with its rows counted.
            EditorView::Table { .. } => match case.text(field::CHILD_FULL_NAME) {
                "" => words::WHOLE_TABLE.to_owned(),
                name => words::whole_table(&name),
            },
        }
    }
}
