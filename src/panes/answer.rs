//! Answering a field: each kind opens the editor that fits, and the answer is stored, or kept in an event not saved yet.

use super::{Over, Picker, Typing, Ui};
use crate::domain::case::Place;
use crate::domain::dates;
use crate::domain::edit::{CaseChange, Edit};
use crate::domain::forms;
use crate::domain::outline::{Line, View, first_cells};
use crate::domain::schema::{Field, Kind};
use crate::domain::typed;
use crate::domain::value::Value;
use crate::wire::{Request, Typing as Kept};

impl Ui {
    /// Opens the editor that fits the line under the cursor.
    pub(super) fn edit_line(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(Line::Field { at, field, .. }) => self.edit_field(at, field),
            Some(Line::Table { .. } | Line::Row { .. }) => return self.add_row(),
            Some(Line::Section(_)) | None => {}
        }
        Vec::new()
    }

    fn edit_field(&mut self, at: Place, field: &'static Field) {
        let Some(case) = self.case.as_ref() else { return };
        let shown = self.editor.shown(case);
        let value = shown.at(&at).clone();
        let pick = |items: Vec<(Value, String)>, free: bool| {
            let here = items.iter().position(|(v, _)| *v == value).unwrap_or(0);
            Picker { title: field.label.to_owned(), items, letters: String::new(), at: here, free }
        };
        let picker = match field.kind {
            Kind::YesNo => pick(vec![(Value::YesNo(true), "Yes".into()), (Value::YesNo(false), "No".into())], false),
            Kind::Choice(options) => {
                pick(options.iter().map(|(id, words)| (Value::Choice((*id).into()), (*words).into())).collect(), false)
            }
            Kind::School => pick(self.schools.iter().map(|(id, name)| (Value::School(id.clone()), name.clone())).collect(), true),
            Kind::Review => {
                let reviews = shown.rows("event.review").map(|(id, r)| {
                    let on = r.get("review.on").and_then(Value::as_date);
                    (Value::Number(i64::from(id)), on.map_or_else(|| "a review without a date".into(), dates::show_long))
                });
                pick(reviews.collect(), false)
            }
            Kind::Fixed => return self.refuse(format!("\"{}\" is written by the program when a file is taken in.", field.label)),
            Kind::Line | Kind::Long | Kind::Date | Kind::Time | Kind::Number { .. } | Kind::Money | Kind::Upn => {
                let text = typed::show(&field.kind, &value);
                self.over = Some(Over::Typing(Box::new(Typing::new(at, field, &text, None))));
                return;
            }
        };
        self.over = Some(Over::Choose { at, picker });
    }

    /// Stores an answer, or keeps it in the event that is not saved yet.
    pub(super) fn put_answer(&mut self, at: &Place, new: Value) -> Vec<Request> {
        if self.editor.is_pending(at) {
            let case = self.case.as_ref().map(|c| c.id);
            if let Some(p) = &mut self.editor.pending {
                p.cells.retain(|f, _| *f != at.field);
                if !new.is_empty() {
                    p.cells.insert(at.field.clone(), new);
                }
            }
            let _ = case;
            return Vec::new();
        }
        let Some(change) = self.set(at, new) else { return Vec::new() };
        vec![Request::Change { change, why: None }]
    }

    /// Takes the typed text as the answer, or says what is wrong with it and stays.
    pub(super) fn accept(&mut self, mut typing: Box<Typing>) -> Vec<Request> {
        let text = typing.text();
        match typed::read(&typing.field.kind, &text, self.today) {
            Err(fault) => {
                typing.fault = fault;
                self.over = Some(Over::Typing(typing));
                Vec::new()
            }
            Ok(read) => {
                let mut out = self.put_answer(&typing.at, read.value);
                if !self.editor.is_pending(&typing.at) {
                    out.extend(self.forget(&typing.at));
                }
                if let Some(warning) = read.warning {
                    self.refuse(warning);
                }
                let case = self.case.clone();
                if let Some(case) = case {
                    self.editor.step(&case, 1);
                }
                out
            }
        }
    }

    /// Keeps the text as it is now on disk.
    pub(super) fn keep(&self, typing: &Typing) -> Vec<Request> {
        let Some(case) = self.case.as_ref() else { return Vec::new() };
        vec![Request::Keep(Kept { case: case.id, at: typing.at.clone(), text: typing.text(), cursor: typing.cursor() })]
    }

    /// Drops the kept text of a place.
    pub(super) fn forget(&self, at: &Place) -> Vec<Request> {
        self.case.as_ref().map(|c| Request::Forget { case: c.id, at: at.clone() }).into_iter().collect()
    }

    /// Stores the event that is being filled.
    pub(super) fn save_pending(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let missing = self.editor.lines(&case).into_iter().find_map(|l| match l {
            Line::Field { field, missing: true, at } => Some((at, field.label)),
            _ => None,
        });
        if let Some((at, label)) = missing {
            self.editor.go_to(&case, &at);
            self.refuse(format!("\"{label}\" is not answered. Answer it, then save with Ctrl-O."));
            return Vec::new();
        }
        let Some(p) = self.editor.pending.clone() else { return Vec::new() };
        let edit = Edit::AddRow { table: p.table.to_owned(), row: p.row, cells: p.cells };
        vec![Request::Change { change: CaseChange { case: case.id, edits: vec![edit] }, why: None }]
    }

    /// Returns what drops the kept texts of an event that was saved or left.
    pub(super) fn forget_pending(&self) -> Vec<Request> {
        let Some(p) = &self.editor.pending else { return Vec::new() };
        let fields = crate::domain::forms::table(p.table).map_or(&[][..], |t| t.fields);
        fields.iter().flat_map(|f| self.forget(&Place::row(p.table, p.row, f.id))).collect()
    }

    /// Adds a row to the table under the cursor.
    pub(super) fn add_row(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let table = match self.editor.current(&case) {
            Some(Line::Table { table, .. } | Line::Row { table, .. }) => Some(table.id.to_owned()),
            Some(Line::Field { at, .. }) => at.row.map(|(t, _)| t),
            Some(Line::Section(_)) | None => None,
        };
        let Some(table) = table else {
            self.refuse("Rows are added on a table. Move to its heading first.");
            return Vec::new();
        };
        let of = if let View::Form { row, .. } = &self.editor.view { *row } else { None };
        let cells = forms::table(&table).map(|t| first_cells(t, of)).unwrap_or_default();
        let edit = Edit::AddRow { table, row: case.next_row(), cells };
        vec![Request::Change { change: CaseChange { case: case.id, edits: vec![edit] }, why: None }]
    }
}
