//! An event's short form: opened with what is most likely meant, saved whole, and kept where it is left.

use crate::api::{BulkEvent, Draft, Reply, Request};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::outline::OutlineLine;
use crate::domain::case::{Case, CaseRef, FieldPath, RowId};
use crate::domain::forms;
use crate::domain::forms::parse;
use crate::domain::forms::schema::Table;
use crate::domain::prefill::defaults::default_cells;
use crate::domain::rules::{Finding, NextStep};
use crate::domain::value::Value;
use crate::keymap::action::Action;
use crate::ui::change::{Changes, PaneChange};
use crate::ui::form::FormPane;
use crate::ui::form::editor::{Editor, UnsavedEvent};
use crate::ui::form::override_reason::OverridePrompt;
use crate::ui::form::words;
use crate::ui::overlay::answer::AnswerInput;
use crate::ui::overlay::confirm::Confirm;
use crate::ui::overlay::list_picker::ListPicker;
use crate::ui::pane::Pane;
use crate::ui::pending::{Pending, PickFor, Then};
use crate::ui::session::Session;

/// Asks which event is recorded, in the tagged cases where it is for more than the open one.
pub(crate) fn pick(cases: Option<Vec<CaseRef>>, session: &Session) -> Changes {
    if session.case.is_none() {
        let new = session.key_words(Action::NewCase);
        return Changes::refuse(words::no_case(&new));
    }
    // What the case asks for comes first, then the parts of its life in their order.
    let records = |f: &Finding| match f.step {
        NextStep::Record(table) if cases.is_none() => Some(table),
        _ => None,
    };
    let asked: Vec<&str> = session.findings.iter().filter_map(records).collect();
    let mut all: Vec<&Table> = forms::recordable_events().collect();
    all.sort_by_key(|t| asked.iter().position(|a| *a == t.id).unwrap_or(asked.len()));
    let words = |t: &Table| match forms::EVENT_GROUPS.iter().find(|g| g.holds(t.id)) {
        Some(_) if asked.contains(&t.id) => words::to_do(&t.label),
        Some(group) => format!("{} · {}", t.label, group.label),
        None => t.label.to_owned(),
    };
    let items = all.into_iter().map(|t| (Value::Choice(t.id.to_owned()), words(t))).collect();
    Changes::lay(ListPicker::new(words::RECORD, items, PickFor::Event(cases)))
}

impl FormPane {
    /// Opens the short form of an event, what is most likely meant filled in; `settles` is what the
    /// officer deals with, `cases` are those that get the event where they are many.
    pub fn begin_event(
        &mut self,
        table: &str,
        settles: Option<&Finding>,
        cases: Option<Vec<CaseRef>>,
        session: &Session,
    ) -> Changes {
        let (Some(case), Some(table)) = (&session.case, forms::table(table)) else {
            return Changes::none();
        };
        if let Some(row) = session.kept.begun(case, table.id) {
            return ask_begun(table, row, cases);
        }
        let first = default_cells(case, table, &session.findings, settles, session.today);
        self.editor = Editor::record(case, table.id, first);
        if let Some(pending) = &mut self.editor.pending {
            pending.cases = cases;
        }
        self.go_to_first_missing(case);
        let save = session.key_words(Action::Save);
        let said = match settles {
            Some(finding) => words::fill_in_for_task(&finding.phrase, &save),
            None => words::fill_in(&table.row_label, &save),
        };
        let shown = Changes::say(said).and(PaneChange::Show(Pane::Passport));
        let shown = shown.and(self.ask_whether(case));
        match settles {
            Some(finding) => shown.and(self.take_up_task(finding, session)),
            None => shown,
        }
    }

    /// Asks whether the event that was opened could be saved as the case stands: what is missing is
    /// said before it is filled in.
    pub(super) fn ask_whether(&self, case: &Case) -> Changes {
        let Some(pending) = self.editor.pending.as_ref().filter(|of| of.cases.is_none()) else {
            return Changes::none();
        };
        let (table, cells) = (pending.table.to_owned(), pending.cells.clone());
        let request = Request::MayRecord { case: case.id, table, cells };
        Changes::ask(Pending { request, then: Then::WarnOfRule })
    }

    /// Puts the cursor of a new event on the first answer that is missing; "next missing" then stays
    /// there. Returns whether one is.
    pub(super) fn go_to_first_missing(&mut self, case: &Case) -> bool {
        let is_missing = |l: &OutlineLine| l.is_wanted() == Some(true);
        let first = self.editor.cursor;
        self.editor.cursor = 0;
        self.has_arrived = self.editor.next_matching(case, true, is_missing);
        if !self.has_arrived {
            self.editor.cursor = first;
        }
        self.has_arrived
    }

    /// Saves the event that is filled in; where it is for many cases, what it would do to each is
    /// asked first.
    pub(super) fn save(&mut self, session: &Session) -> Changes {
        let Some(case) = &session.case else { return Changes::none() };
        if let Some((at, label)) = self.missing(case) {
            self.editor.go_to(case, &at);
            let save = session.key_words(Action::Save);
            return Changes::refuse(words::not_answered(&label, &save));
        }
        let Some(pending) = self.editor.pending.clone() else { return Changes::none() };
        if pending.cases.is_some() {
            return self.record_for_all(None);
        }
        let (table, row, cells) = (pending.table.to_owned(), pending.row, pending.cells);
        let change = CaseChange { case: case.id, edits: vec![Edit::AddRow { table, row, cells }] };
        Changes::ask(Pending::change(change, None)).and(self.discard_drafts(session))
    }

    /// Returns the first question that must be answered and is not.
    fn missing(&self, case: &Case) -> Option<(FieldPath, &'static str)> {
        self.editor.lines(case).into_iter().find_map(|line| match line {
            OutlineLine::Field { field, missing: true, path: at } => Some((at, field.label)),
            _ => None,
        })
    }

    /// Tries the event that is filled in on all its cases, or stores it in them once what it would do
    /// was agreed to.
    pub fn record_for_all(&self, agreed: Option<u32>) -> Changes {
        let Some(pending) = &self.editor.pending else { return Changes::none() };
        let Some(cases) = pending.cases.clone() else { return Changes::none() };
        let (table, cells) = (pending.table.to_owned(), pending.cells.clone());
        Changes::ask(Request::RecordForAll(BulkEvent { cases, table, cells, agreed }))
    }

    /// Drops the kept texts of the event that is filled in, once it is saved.
    fn discard_drafts(&self, session: &Session) -> Changes {
        match &self.editor.pending {
            Some(pending) => drop_texts(pending.table, pending.row, session),
            None => Changes::none(),
        }
    }

    /// Leaves the event that is filled in: nothing is recorded, and what was answered is kept.
    pub fn leave_event(&mut self, session: &Session) -> Changes {
        let left = match (&self.editor.pending, session.case_id()) {
            (Some(pending), Some(case)) => keep_answers(pending, case, session),
            _ => Changes::none(),
        };
        self.editor = Editor::passport();
        left
    }

    /// Returns what keeps the proposed answers of the event that is filled in, beside its first text
    /// that is kept: on another day other ones would be proposed.
    pub fn proposed_beside(
        &self,
        request: &Request,
        session: &Session,
    ) -> impl Iterator<Item = Request> + use<> {
        let of_first = |pending: &UnsavedEvent| {
            let Request::SaveDraft(Draft { case, path: first, .. }) = request else { return None };
            let is_its =
                first.row.as_ref().is_some_and(|(t, r)| t == pending.table && *r == pending.row);
            let kept = session.kept.of_row(*case, pending.table, pending.row);
            (is_its && kept.is_empty()).then(|| {
                let cells = pending.proposed.iter().filter(|(id, _)| **id != first.field);
                let of_cell = |(id, value): (&String, &Value)| {
                    let (_, field) = forms::any_field(id)?;
                    let path = FieldPath::row(pending.table, pending.row, field.id);
                    let text = parse::format(&field.kind, value);
                    Some(Request::SaveDraft(Draft {
                        case: *case,
                        path,
                        text,
                        cursor: Some((0, 0)),
                    }))
                };
                cells.filter_map(of_cell).collect::<Vec<_>>()
            })
        };
        self.editor.pending.as_ref().and_then(of_first).unwrap_or_default().into_iter()
    }

    /// Closes the short form after its event was recorded in many cases.
    pub fn close_event(&mut self, session: &Session) -> Changes {
        let discarded = self.discard_drafts(session);
        self.editor = Editor::passport();
        discarded
    }

    /// Follows a change up: closes the short form once its event is stored, asks for a reason where
    /// a rule holds it back, opens a text again that was not saved.
    pub fn finish_change(
        &mut self,
        change: &CaseChange,
        reply: &Reply,
        session: &Session,
    ) -> Changes {
        match reply {
            Reply::Blocked { rule, may_override: true, .. } => {
                let discarded = self.discard_drafts(session);
                OverridePrompt::open(change, rule, discarded, session)
            }
            Reply::Clash { is_same: true, .. } => Changes::none(),
            Reply::Clash { case, says: why, .. } => {
                // The cursor has gone on from an answer that was not saved: it is given again there.
                if let [Edit::Set { path, .. }] = change.edits.as_slice() {
                    self.editor.go_to(case, path);
                }
                put_in_as_new(change, case, session)
                    .or_else(|| type_again(change, case, why))
                    .unwrap_or_else(|| give_back(change, why))
            }
            Reply::Refused { says: why, .. } | Reply::Blocked { says: why, .. } => {
                give_back(change, why)
            }
            Reply::Saved { case, .. } => {
                self.mind(change).and(self.close_saved(change, case, session))
            }
            _ => Changes::none(),
        }
    }

    fn close_saved(&mut self, change: &CaseChange, case: &Case, session: &Session) -> Changes {
        let Some(pending) = &self.editor.pending else {
            if session.is_open(case.id) {
                self.go_to_new_row(change, case);
            }
            return Changes::none();
        };
        let (table, row) = (pending.table, pending.row);
        let is_its = |e: &Edit| matches!(e, Edit::AddRow { table: t, row: r, .. } if t == table && *r == row);
        if !change.edits.iter().any(is_its) {
            return Changes::none();
        }
        self.editor = Editor::passport();
        let row = change.number_in(case, table, row);
        PaneChange::ShowEvent { table, row }.into()
    }

    /// Puts the cursor on the first answer of a row that was added in place.
    fn go_to_new_row(&mut self, change: &CaseChange, case: &Case) {
        if let [Edit::AddRow { table, row, .. }] = change.edits.as_slice()
            && let Some(first) = forms::table(table).and_then(|t| t.fields.first())
        {
            let row = change.number_in(case, table, *row);
            self.editor.go_to(case, &FieldPath::row(table, row, first.id));
        }
    }
}

/// Asks whether an event that was begun and left is gone on with.
fn ask_begun(table: &'static Table, row: RowId, cases: Option<Vec<CaseRef>>) -> Changes {
    let title = words::unfinished(&table.row_label);
    let items = vec![
        (Value::YesNo(true), words::CONTINUE.to_owned()),
        (Value::YesNo(false), words::START_AGAIN.to_owned()),
    ];
    let purpose = PickFor::BegunEvent { table: table.id, row, cases };
    Changes::lay(ListPicker::new(&title, items, purpose))
}

/// Drops the kept texts of a row.
pub(crate) fn drop_texts(table: &str, row: RowId, session: &Session) -> Changes {
    let Some(case) = session.case_id() else { return Changes::none() };
    let fields = forms::table(table).map_or(&[][..], |t| t.fields);
    let place = |field: &str| FieldPath::row(table, row, field);
    fields.iter().map(|f| Request::DiscardDraft { case, at: place(f.id) }).collect()
}

/// Keeps the answers of an event that is left; one that is as it was proposed leaves nothing.
fn keep_answers(pending: &UnsavedEvent, case: CaseRef, session: &Session) -> Changes {
    let fields = forms::table(pending.table).map_or(&[][..], |t| t.fields);
    let is_proposed = |kept: &Draft| {
        let proposed = pending.proposed.get(&kept.path.field);
        forms::any_field(&kept.path.field)
            .is_some_and(|(_, f)| proposed.is_some_and(|p| parse::format(&f.kind, p) == kept.text))
    };
    let typed = session.kept.of_row(case, pending.table, pending.row);
    if pending.cells == pending.proposed && typed.iter().all(is_proposed) {
        let drop = |kept: Draft| Request::DiscardDraft { case, at: kept.path };
        return typed
            .into_iter()
            .map(drop)
            .collect::<Changes>()
            .and(Changes::say(words::NOT_SAVED));
    }
    let left = fields.iter().filter_map(|field| {
        let path = FieldPath::row(pending.table, pending.row, field.id);
        let text = match (pending.cells.get(field.id), session.kept.at(case, &path)) {
            (_, Some(kept)) if kept.cursor.is_none() => kept.text.clone(),
            (Some(value), _) => parse::format(&field.kind, value),
            (None, kept) => kept?.text.clone(),
        };
        Some(Request::SaveDraft(Draft { case, path, text, cursor: None }))
    });
    let undo = session.key_words(Action::Undo);
    let kept: Changes = left.collect();
    kept.and(Changes::say(words::not_saved_draft_kept(&undo)))
}

/// Asks whether an answer of a row that a colleague has removed meanwhile is put in with the whole
/// row as it was seen; none where the row is there.
fn put_in_as_new(change: &CaseChange, now: &Case, session: &Session) -> Option<Changes> {
    let [Edit::Set { path, new, .. }] = change.edits.as_slice() else { return None };
    let (table, row) = path.row.as_ref()?;
    let seen = session.case.as_ref().filter(|seen| seen.id == now.id)?.row(table, *row)?;
    if now.row(table, *row).is_some() {
        return None;
    }
    let mut cells = seen.clone();
    cells.insert(path.field.clone(), new.clone());
    cells.retain(|_, value| !value.is_empty());
    let edits = vec![Edit::AddRow { table: table.clone(), row: *row, cells }];
    let dropped = Request::DiscardDraft { case: now.id, at: path.clone() };
    let put_in = Changes::ask(Pending::change(CaseChange { case: now.id, edits }, None));
    let question = words::put_in_as_new(&forms::table(table)?.row_label);
    Some(Changes::lay(Confirm::new(question, put_in.and(Changes::ask(dropped)), words::LEFT_OUT)))
}

/// Opens an answer that is typed and no text (a day, a number) again where a colleague has given
/// another one: it is saved in place of theirs by one key. None where it is no such answer.
fn type_again(change: &CaseChange, now: &Case, why: &str) -> Option<Changes> {
    let [Edit::Set { path, new, .. }] = change.edits.as_slice() else { return None };
    let (_, field) = forms::any_field(&path.field)?;
    if !field.kind.is_typed() || matches!(new, Value::Text(_) | Value::Empty) {
        return None;
    }
    let [stands, typed] = [now.at(path), new].map(|value| parse::format(&field.kind, value));
    let mut typing = AnswerInput::of_draft(path.clone(), field, &stands, &typed, None);
    why.clone_into(&mut typing.fault);
    Some(PaneChange::LayIfFree(Box::new(typing)).into())
}

/// Opens a text again that was not saved: on a full disk it may be nowhere else.
fn give_back(change: &CaseChange, why: &str) -> Changes {
    let [Edit::Set { path: at, new: Value::Text(text), .. }] = change.edits.as_slice() else {
        return Changes::none();
    };
    let Some((_, field)) = forms::any_field(&at.field) else { return Changes::none() };
    let mut typing = AnswerInput::of_draft(at.clone(), field, "", text, None);
    why.clone_into(&mut typing.fault);
    PaneChange::LayIfFree(Box::new(typing)).into()
}
