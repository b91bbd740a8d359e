//! Answering a question: opens the editor for its kind, then stores the answer or keeps it in an
//! unsaved event.

use crate::api::{Draft, Request};
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::{EditorView, OutlineLine, first_cells};
use crate::domain::case::{Case, FieldPath, sign_off};
use crate::domain::forms;
use crate::domain::forms::parse::{self, ParseWarning};
use crate::domain::forms::schema::{Field, FieldKind};
use crate::domain::forms::{field, table};
use crate::domain::school::School;
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::App;
use crate::ui::overlay::Update;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::list_picker::{ListPicker, PickFor};

impl App {
    /// Opens the editor that fits the line under the cursor.
    pub(in crate::ui) fn edit_line(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        match self.editor.current(&case) {
            Some(OutlineLine::Field { at, field, .. }) => self.edit_field(at, field),
            Some(OutlineLine::Table { .. } | OutlineLine::Row { .. }) => return self.add_row(),
            Some(OutlineLine::Section(_)) | None => {}
        }
        Vec::new()
    }

    fn edit_field(&mut self, at: FieldPath, field: &'static Field) {
        if self.begin_correction(&at) {
            return;
        }
        let Some(case) = self.case.as_ref() else { return };
        let shown = self.editor.shown(case);
        let value = shown.at(&at).clone();
        let pick = |items: Vec<(Value, String)>, free: bool| {
            let here = items.iter().position(|(v, _)| *v == value).unwrap_or(0);
            let then = PickFor::Answer(at.clone());
            ListPicker::new(field.label, items, then).at(here).free(free)
        };
        let picker = match field.kind {
            FieldKind::YesNo => pick(
                vec![(Value::YesNo(true), "Yes".into()), (Value::YesNo(false), "No".into())],
                false,
            ),
            FieldKind::Choice(options) => pick(
                options
                    .iter()
                    .map(|(id, words)| (Value::Choice((*id).into()), (*words).into()))
                    .collect(),
                false,
            ),
            FieldKind::School => pick(self.school_items(&at, &shown), true),
            FieldKind::Review => {
                let reviews = shown.rows(table::EVENT_REVIEW).map(|(id, r)| {
                    let on = r.get(field::REVIEW_ON.id).and_then(Value::as_date);
                    (
                        Value::Number(i64::from(id)),
                        on.map_or_else(|| "a review without a date".into(), dates::show_long),
                    )
                });
                pick(reviews.collect(), false)
            }
            FieldKind::ReadOnly => {
                return self.refuse(format!(
                    "\"{}\" is written by the program when a file is taken in.",
                    field.label
                ));
            }
            FieldKind::Line
            | FieldKind::Long
            | FieldKind::Date
            | FieldKind::Time
            | FieldKind::Number { .. }
            | FieldKind::Money
            | FieldKind::Upn => {
                let text = parse::format(&field.kind, &value);
                return self.lay(AnswerInput::new(at, field, &text, None));
            }
        };
        self.lay(picker);
    }

    /// Stores an answer, or keeps it in the event that is not saved yet.
    pub(in crate::ui) fn put_answer(&mut self, at: &FieldPath, new: Value) -> Vec<Request> {
        if self.editor.is_pending(at) {
            if let Some(p) = &mut self.editor.pending {
                p.cells.retain(|f, _| *f != at.field);
                if !new.is_empty() {
                    p.cells.insert(at.field.clone(), new);
                }
            }
            return Vec::new();
        }
        let signs = [field::REVIEW_SIGNED_OFF.id, field::INITIAL_SIGNED_OFF.id]
            .contains(&at.field.as_str())
            && !new.is_empty();
        let Some(change) = self.set(at, new) else { return Vec::new() };
        let ask = Request::Change { change, why: None };
        if signs {
            let says = "Sign this meeting off? From then on it stays as it is: it takes corrections only, and this cannot be undone.";
            self.lay(Confirm::new(says, vec![ask], "Left as it was."));
            return Vec::new();
        }
        vec![ask]
    }

    /// Takes a picked value as the answer, and goes on to the next line.
    pub(in crate::ui) fn take_choice(&mut self, at: &FieldPath, value: Value) -> Vec<Request> {
        let out = self.put_answer(at, value);
        self.arrive();
        out
    }

    /// Goes on to the next line after an answer.
    pub(in crate::ui) fn arrive(&mut self) {
        if let Some(case) = self.case.clone() {
            let before = self.editor.at;
            self.editor.advance(&case);
            self.filling.arrived = self.editor.at != before;
        }
    }

    /// Returns the schools to pick from: the nearest to the home school first where both stand on
    /// the grid, with name, town, distance and URN.
    fn school_items(&self, at: &FieldPath, case: &Case) -> Vec<(Value, String)> {
        let home = case.school(field::SCHOOL_HOME);
        let from = if at.field == field::SCHOOL_HOME.id { None } else { self.schools.get(home) };
        let mut all: Vec<(Option<u32>, &School)> =
            self.schools.iter().map(|s| (from.and_then(|f| f.metres_to(s)), s)).collect();
        all.sort_by_key(|(metres, _)| metres.unwrap_or(u32::MAX));
        let words = |(metres, s): &(Option<u32>, &School)| {
            let far = metres
                .map_or(String::new(), |m| format!(" · {}.{} km", m / 1_000, m % 1_000 / 100));
            let urn =
                if s.id.starts_with("L-") { String::new() } else { format!(" · URN {}", s.id) };
            format!("{}{far}{urn}", s.with_town())
        };
        all.iter().map(|one| (Value::School(one.1.id.clone()), words(one))).collect()
    }

    /// Asks at once why a UPN stays whose check letter does not fit.
    fn ask_reason(&mut self, at: &FieldPath) {
        let Some((_, field)) =
            forms::any_field(field::CHILD_UPN_REASON).filter(|_| at.field == field::CHILD_UPN.id)
        else {
            return;
        };
        let reason = self.case.as_ref().map_or("", |c| c.answer(field.id).as_text()).to_owned();
        let mut typing = AnswerInput::new(FieldPath::case(field.id), field, &reason, None);
        typing.fault = std::mem::take(&mut self.message).0;
        self.lay(typing);
    }

    /// Begins a correction where the answer is signed off; false where it is not.
    pub(in crate::ui) fn begin_correction(&mut self, at: &FieldPath) -> bool {
        let Some(case) = self.case.clone() else { return false };
        if self.editor.is_pending(at) {
            return false;
        }
        let Some(mut cells) = sign_off::correction(&case, at) else { return false };
        cells.insert(field::APPENDIX_ON.id.into(), Value::Date(self.today));
        cells.insert(field::APPENDIX_WHO.id.into(), Value::Text(self.who.clone()));
        self.editor = crate::ui::Editor::record(&case, table::EVENT_APPENDIX, cells);
        self.say(format!(
            "This was signed off and stays. Fill in the correction, then {} saves it beside.",
            self.key_words(Action::Save)
        ));
        true
    }

    /// Takes the typed text as the answer, or says what is wrong with it and stays.
    pub(in crate::ui) fn accept(&mut self, typing: &mut AnswerInput) -> Update {
        match parse::parse_field(typing.field, &typing.text(), self.today) {
            Err(fault) => {
                typing.fault = fault.to_string();
                Update::Stay
            }
            Ok(read) => {
                let mut out = self.put_answer(&typing.at, read.value);
                if !self.editor.is_pending(&typing.at) {
                    out.extend(self.forget(&typing.at));
                }
                if let Some(warning) = &read.warning {
                    self.refuse(warning.to_string());
                }
                self.arrive();
                if matches!(read.warning, Some(ParseWarning::UpnCheckLetter { .. })) {
                    self.ask_reason(&typing.at);
                }
                Update::Ask(out)
            }
        }
    }

    /// Takes the text back that the officer wrote in an editor of their own; it is kept like one
    /// typed here.
    pub fn on_written(&mut self, back: Result<String, String>) -> Vec<Request> {
        let Some(mut over) = self.overlays.pop() else { return Vec::new() };
        let out = over.written(&back, self);
        self.overlays.push(over);
        out
    }

    /// Keeps the text as it is now on disk.
    pub(in crate::ui) fn keep(&self, typing: &AnswerInput) -> Vec<Request> {
        let Some(case) = self.case.as_ref() else { return Vec::new() };
        vec![Request::SaveDraft(Draft {
            case: case.id,
            at: typing.at.clone(),
            text: typing.text(),
            cursor: typing.input.cursor(),
        })]
    }

    /// Drops the kept text of a place.
    pub(in crate::ui) fn forget(&self, at: &FieldPath) -> Vec<Request> {
        self.case
            .as_ref()
            .map(|c| Request::DiscardDraft { case: c.id, at: at.clone() })
            .into_iter()
            .collect()
    }

    /// Stores the event that is being filled.
    pub(in crate::ui) fn save_pending(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let missing = self.editor.lines(&case).into_iter().find_map(|l| match l {
            OutlineLine::Field { field, missing: true, at } => Some((at, field.label)),
            _ => None,
        });
        if let Some((at, label)) = missing {
            self.editor.go_to(&case, &at);
            self.refuse(format!(
                "\"{label}\" is not answered. Answer it, then save with {}.",
                self.key_words(Action::Save)
            ));
            return Vec::new();
        }
        let Some(p) = self.editor.pending.clone() else { return Vec::new() };
        let edit = Edit::AddRow { table: p.table.to_owned(), row: p.row, cells: p.cells };
        vec![Request::Change { change: CaseChange { case: case.id, edits: vec![edit] }, why: None }]
    }

    /// Returns what drops the kept texts of an event that was saved or left.
    pub(in crate::ui) fn forget_pending(&self) -> Vec<Request> {
        let Some(p) = &self.editor.pending else { return Vec::new() };
        let fields = crate::domain::forms::table(p.table).map_or(&[][..], |t| t.fields);
        fields.iter().flat_map(|f| self.forget(&FieldPath::row(p.table, p.row, f.id))).collect()
    }

    /// Adds a row to the table under the cursor.
    pub(in crate::ui) fn add_row(&mut self) -> Vec<Request> {
        let Some(case) = self.case.clone() else { return Vec::new() };
        let table = match self.editor.current(&case) {
            Some(OutlineLine::Table { table, .. } | OutlineLine::Row { table, .. }) => {
                Some(table.id.to_owned())
            }
            Some(OutlineLine::Field { at, .. }) => at.row.map(|(t, _)| t),
            Some(OutlineLine::Section(_)) | None => None,
        };
        let Some(table) = table else {
            self.refuse("Rows are added on a table. Move to its heading first.");
            return Vec::new();
        };
        let of = if let EditorView::Form { row, .. } = &self.editor.view { *row } else { None };
        if table == "evidence" {
            self.ask_path(true);
            return Vec::new();
        }
        let Some(known) = forms::table(&table) else { return Vec::new() };
        let mut cells = first_cells(known, of);
        if known.event {
            cells.insert(known.title.to_owned(), Value::Date(self.today));
            self.editor = crate::ui::Editor::record(&case, known.id, cells);
            self.say(format!(
                "Fill in the {}, then {} saves it.",
                known.row_label,
                self.key_words(Action::Save)
            ));
            return Vec::new();
        }
        if let Some(signed) =
            sign_off::takes_row(&case, &table, of).filter(|_| table == "attendees")
        {
            self.refuse(format!("{} is signed off; its list of people stays.", signed.title()));
            return Vec::new();
        }
        let edit = Edit::AddRow { table, row: case.next_row(), cells };
        vec![Request::Change { change: CaseChange { case: case.id, edits: vec![edit] }, why: None }]
    }
}
