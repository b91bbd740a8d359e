//! Commits changes, guarded by sign-off and rules, and undoes and redoes them.

use std::cell::RefCell;

use chrono::{Datelike, NaiveDate};

use crate::api::{CaseView, Outcome, Refusal, UndoPreview};
use crate::domain::case::edit::{CaseChange, Edit, apply_all};
use crate::domain::case::{Case, CaseRef, RowValues, sign_off};
use crate::domain::forms::table;
use crate::domain::prefill::Suggestion;
use crate::domain::value::Value;
use crate::domain::{forms, prefill};
use crate::error::{Error, Result};
use crate::service::evaluator::Evaluated;
use crate::service::{Service, describe, list, overrides};
use crate::store::{Change, ChangeKind, StoredChange, Subject};

/// A new case that was opened.
pub struct Opened {
    /// What was done, in words.
    pub says: String,
    pub view: CaseView,
}

impl Service {
    /// Stores a change of a case, whole or not at all.
    ///
    /// Answers [`Request::Change`](crate::api::Request::Change).
    ///
    /// # Errors
    /// [`Refusal::Blocked`] where a rule holds one of its events back, else why it cannot be
    /// stored.
    pub fn change(&mut self, change: CaseChange, why: Option<String>) -> Result<Outcome, Refusal> {
        self.guard(&change)?;
        Ok(self.commit(change, why, ChangeKind::Do)?)
    }

    /// Takes the officer's last change back.
    ///
    /// Answers [`Request::Undo`](crate::api::Request::Undo).
    ///
    /// # Errors
    /// Where there is none, or it would change what was signed off.
    pub fn undo(&mut self) -> Result<Outcome> {
        self.turn_back(true)
    }

    /// Does again what the officer took back last.
    ///
    /// Answers [`Request::Redo`](crate::api::Request::Redo).
    ///
    /// # Errors
    /// As [`Service::undo`].
    pub fn redo(&mut self) -> Result<Outcome> {
        self.turn_back(false)
    }

    /// Refuses a change whose new events a rule holds back.
    ///
    /// # Errors
    /// [`Refusal::Blocked`] with the rule, or why it cannot be: it would change what was signed
    /// off, or does not fit the case.
    pub(super) fn guard(&self, change: &CaseChange) -> Result<(), Refusal> {
        let Some(case) = self.store.case(change.case)? else { return Ok(()) };
        overrides::check(change, &self.who)?;
        self.judge.refuse(case, change)
    }

    /// Refuses to take back, or do again, what would change a meeting that was signed off (P-RV6).
    pub(super) fn frozen(&self, change: &CaseChange) -> Result<()> {
        let Some(case) = self.store.case(change.case)? else { return Ok(()) };
        match change.edits.iter().find_map(|edit| sign_off::refusal(&case, edit)) {
            Some(words) => Err(Error::rule(words)),
            None => Ok(()),
        }
    }

    /// Opens a case with the given rows, and with what was offered of the child.
    ///
    /// Answers [`Request::NewCase`](crate::api::Request::NewCase).
    ///
    /// # Errors
    /// Where it cannot be stored.
    pub fn new_case(&mut self, on: NaiveDate, offers: &[Suggestion]) -> Result<Opened> {
        let id = self.store.next_ref(on.year().unsigned_abs() as u16);
        let mut edits = vec![Edit::Open];
        let mut row = 1;
        for table in forms::TABLES.iter().flat_map(|t| t.iter()) {
            for given in table.preset_rows {
                let cells =
                    RowValues::from([(table.title.to_owned(), Value::Text((*given).to_owned()))]);
                edits.push(Edit::AddRow { table: table.id.to_owned(), row, cells });
                row += 1;
            }
        }
        let change = CaseChange { case: id, edits };
        let mut begun = Case::new(id);
        apply_all(&mut begun, &change)?;
        let lines = prefill::compare(&begun, offers, &|id| self.school_name(id));
        let mut edits = change.edits;
        edits.extend(prefill::edits(&begun, &lines.iter().collect::<Vec<_>>(), row));
        let outcome = self.commit(CaseChange { case: id, edits }, None, ChangeKind::Do)?;
        Ok(Opened { says: outcome.says().to_owned(), view: outcome.into_view()? })
    }

    pub(super) fn commit(
        &mut self,
        change: CaseChange,
        why: Option<String>,
        act: ChangeKind,
    ) -> Result<Outcome> {
        self.commit_all(vec![Subject::Case(change)], why, act)
    }

    /// Stores the parts of one change, and answers with its first case.
    pub(super) fn commit_all(
        &mut self,
        edits: Vec<Subject>,
        why: Option<String>,
        act: ChangeKind,
    ) -> Result<Outcome> {
        let (stored, mut judged) = self.store_change(Change {
            who: self.who.clone(),
            at_ms: (self.clock)(),
            why,
            act,
            edits,
        })?;
        let first = cases(&stored.change).next();
        if stored.change.edits.iter().any(|part| matches!(part, Subject::Item { .. })) {
            self.read_items()?;
            for j in &mut judged {
                *j = self.judge.whole(&j.case, j.line.touched_ms);
            }
        }
        let Some(id) = first else {
            return Ok(self.terms_outcome(&stored.change.edits, act)?.unwrap_or(Outcome::Other));
        };
        let mut says = describe::describe(&stored.change, id, &|id| self.school_name(id));
        let after = match judged.iter().position(|j| j.case.id == id) {
            Some(at) => Some(judged.swap_remove(at)),
            None => self.store.case(id)?.map(|case| self.judge.whole(&case, stored.change.at_ms)),
        };
        let Some(Evaluated { case, findings, line }) = after else {
            return Ok(Outcome::Deleted { says, case: id });
        };
        says += &self.other_open_cases(&stored.change.edits, &case)?;
        let view = CaseView { case: Box::new(case), line: Box::new(line), findings };
        Ok(Outcome::Saved { says, view })
    }

    /// Stores a change with the lines of its cases, in the list too, and returns the cases as they
    /// then stand where they are few; one that is gone is not among them.
    pub(super) fn store_change(
        &mut self,
        change: Change,
    ) -> Result<(StoredChange, Vec<Evaluated>)> {
        let Service { store, judge, .. } = self;
        let is_many = change.edits.len() > list::MANY;
        let judged = RefCell::new(Vec::new());
        let stored = store.commit_judged(
            change,
            Some(&|case, touched| {
                if is_many {
                    return judge.line(case, touched);
                }
                let whole = judge.whole(case, touched);
                let line = whole.line.clone();
                judged.borrow_mut().push(whole);
                line
            }),
        )?;
        let judged = judged.into_inner();
        if is_many {
            self.list.forget();
        } else {
            for id in cases(&stored.change) {
                self.list.put(id, judged.iter().find(|j| j.case.id == id).map(|j| &j.line));
            }
        }
        Ok((stored, judged))
    }

    /// Returns the change that an undo or a redo would turn.
    fn turn_target(&self, undo: bool) -> Result<StoredChange> {
        let target = if undo {
            self.store.undo_target(&self.who)
        } else {
            self.store.redo_target(&self.who)
        };
        target.ok_or_else(|| {
            Error::conflict(if undo {
                "There is nothing to undo."
            } else {
                "There is nothing to redo."
            })
        })
    }

    /// Returns what an undo, or a redo, would do.
    ///
    /// Answers [`Request::PreviewUndo`](crate::api::Request::PreviewUndo).
    ///
    /// # Errors
    /// Where there is nothing to turn.
    pub fn preview_undo(&self, undo: bool) -> Result<UndoPreview> {
        let stored = self.turn_target(undo)?;
        let cases: Vec<CaseRef> = cases(&stored.change).collect();
        let says = match cases.first() {
            Some(id) => format!(
                "{} in {id}",
                describe::describe(&stored.change, *id, &|id| self.school_name(id))
                    .trim_end_matches('.')
            ),
            None => "an import, or a view that was kept".to_owned(),
        };
        // A record can be taken back, a letter cannot.
        let is_sent =
            |e: &Edit| matches!(e, Edit::AddRow { table, .. } if table == table::EVENT_LETTER_SENT);
        let sent = stored
            .change
            .edits
            .iter()
            .any(|part| matches!(part, Subject::Case(c) if c.edits.iter().any(is_sent)));
        let says = if undo && sent {
            format!("{says} (only the record goes: what was sent has gone out)")
        } else {
            says
        };
        Ok(UndoPreview { undo, says, cases })
    }

    fn turn_back(&mut self, undo: bool) -> Result<Outcome> {
        let stored = self.turn_target(undo)?;
        let act = if undo { ChangeKind::Undo(stored.seq) } else { ChangeKind::Redo(stored.seq) };
        let edits = stored.change.edits;
        let edits: Vec<Subject> =
            if undo { edits.iter().rev().map(Subject::inverse).collect() } else { edits };
        for part in &edits {
            if let Subject::Case(change) = part {
                self.frozen(change)?;
            }
        }
        self.commit_all(edits, None, act)
    }
}

/// Returns the cases that a change touches, in its order.
fn cases(change: &Change) -> impl Iterator<Item = CaseRef> {
    change
        .edits
        .iter()
        .filter_map(|part| if let Subject::Case(c) = part { Some(c.case) } else { None })
}
