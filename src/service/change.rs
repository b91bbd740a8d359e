//! Commits changes, guarded by sign-off and rules.

use std::cell::RefCell;

use crate::api::{CaseView, Outcome, Refusal};
use crate::domain::admit;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{Case, CaseRef, RowValues};
use crate::domain::forms::answer_type::{Date, Text};
use crate::domain::forms::field;
use crate::domain::forms::field::FieldId;
use crate::domain::value::Value;
use crate::error::{Error, Result};
use crate::service::evaluator::Evaluated;
use crate::service::{Service, ViewerService, describe, list, overrides};
use crate::store::{Change, ChangeKind, SignedChange, StoredChange, Subject};

/// The cells that say on which day the program wrote a row, which no front end fills in.
const ON_WHICH_DAY: [FieldId<Date>; 1] = [field::OVERRIDE_ON];

/// The cells that say by whom, which no front end fills in.
const BY_WHOM: [FieldId<Text>; 2] = [field::APPENDIX_WHO, field::EVIDENCE_ADDED_BY];

impl ViewerService<'_> {
    /// Stores a change of a case, whole or not at all.
    ///
    /// Answers [`Request::Change`](crate::api::Request::Change).
    ///
    /// # Errors
    /// [`Refusal::Blocked`] where a rule holds one of its events back, [`Refusal::Clash`] where a
    /// colleague has changed the same place since it was seen, else why it cannot be stored.
    pub fn change(&mut self, change: CaseChange, why: Option<String>) -> Result<Outcome, Refusal> {
        let change = self.checked(change)?;
        Ok(self.commit(change, why, ChangeKind::Do)?)
    }

    /// Returns an officer's change as it is stored, once nothing holds it back.
    ///
    /// # Errors
    /// As [`ViewerService::change`].
    pub(super) fn checked(&self, mut change: CaseChange) -> Result<CaseChange, Refusal> {
        admit::check(&change, self.viewer.today)?;
        self.sign(&mut change);
        let case = self.store.case(change.case)?;
        if let Some(case) = &case {
            self.settle(case, &mut change)?;
        }
        if let Err(refusal) = self.guard(case.clone(), &change) {
            return Err(self.since(refusal, case, &change)?);
        }
        Ok(change)
    }

    /// Finds out whether an event with these cells could be recorded as the case stands; nothing is
    /// stored.
    ///
    /// Answers [`Request::MayRecord`](crate::api::Request::MayRecord).
    ///
    /// # Errors
    /// [`Refusal::Blocked`] where a rule holds it back, else why the case cannot be read.
    pub fn may_record(&self, id: CaseRef, table: String, cells: RowValues) -> Result<(), Refusal> {
        let Some(case) = self.store.case(id)? else { return Ok(()) };
        let row = case.next_row();
        let edits = vec![Edit::AddRow { table, row, cells }];
        self.evaluator.refuse(case, &CaseChange { case: id, edits })
    }

    /// Refuses a change that no front end could have made, or whose new events a rule holds back.
    ///
    /// # Errors
    /// As [`ViewerService::guard`], or what is wrong with it.
    pub(super) fn admit(&self, case: Case, change: &CaseChange) -> Result<(), Refusal> {
        admit::check(change, self.viewer.today)?;
        self.guard(Some(case), change)
    }

    /// Refuses a change of a case, as it stands, whose new events a rule holds back; one that opens
    /// its case has no such events.
    ///
    /// # Errors
    /// [`Refusal::Blocked`] with the rule, or why it cannot be: it would change what was signed
    /// off, or does not fit the case.
    fn guard(&self, case: Option<Case>, change: &CaseChange) -> Result<(), Refusal> {
        let Some(case) = case else { return Ok(()) };
        overrides::check(change, &self.viewer.officer)?;
        self.evaluator.refuse(case, change)
    }

    /// Writes the officer's name into the cells that say by whom, and the day into those that say
    /// when, whatever was sent in them.
    fn sign(&self, change: &mut CaseChange) {
        for edit in &mut change.edits {
            if let Edit::AddRow { cells, .. } = edit {
                for by in &BY_WHOM {
                    if let Some(name) = cells.get_mut(by.id) {
                        *name = Value::Text(self.viewer.officer.clone());
                    }
                }
                for on in &ON_WHICH_DAY {
                    if let Some(day) = cells.get_mut(on.id) {
                        *day = Value::Date(self.viewer.today);
                    }
                }
            }
        }
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
        let change = self.dated(edits, why, act)?;
        let (stored, mut evaluated) = self.store_change(change)?;
        if stored.change.edits.iter().any(|part| matches!(part, Subject::Item { .. })) {
            self.reread_items(&stored.change.edits)?;
            for j in &mut evaluated {
                *j = self.evaluator.whole(&j.case, j.line.modified_ms);
            }
        }
        self.outcome(&stored, evaluated)
    }

    /// Returns the parts of a change as one of the viewer's, made now.
    ///
    /// # Errors
    /// One is of a case that the viewer does not see.
    pub(super) fn dated(
        &self,
        edits: Vec<Subject>,
        why: Option<String>,
        act: ChangeKind,
    ) -> Result<Change> {
        for part in &edits {
            if let Subject::Case(change) = part {
                self.refuse_hidden(change.case)?;
            }
        }
        let (officer, saved_ms) = (self.viewer.officer.clone(), (self.clock)());
        Ok(Change { officer, saved_ms, why, act, edits })
    }

    /// Returns what is told of a change that is stored: its first case as it stands, which may be
    /// among those `evaluated` already.
    pub(super) fn outcome(
        &self,
        stored: &StoredChange,
        mut evaluated: Vec<Evaluated>,
    ) -> Result<Outcome> {
        let act = stored.change.act;
        let turned = match act {
            ChangeKind::Do => stored.seq,
            ChangeKind::Undo(seq) | ChangeKind::Redo(seq) => seq,
        };
        for id in cases(&stored.change) {
            self.refuse_hidden(id)?;
        }
        let Some(id) = cases(&stored.change).next() else {
            return Ok(self
                .terms_outcome(&stored.change.edits, act, turned)?
                .unwrap_or(Outcome::Other));
        };
        let mut says = describe::describe(&stored.change, id, &|id| self.school_name(id));
        let after = match evaluated.iter().position(|j| j.case.id == id) {
            Some(at) => Some(evaluated.swap_remove(at)),
            None => {
                self.store.case(id)?.map(|case| self.evaluator.whole(&case, stored.change.saved_ms))
            }
        };
        let Some(Evaluated { case, findings, line }) = after else {
            return Ok(Outcome::Deleted { message: says, case: id });
        };
        let to_mind = [
            self.other_open_cases(&stored.change.edits, &case)?,
            self.recorded_twice(stored, &case)?,
        ];
        for (i, words) in to_mind.iter().flatten().enumerate() {
            says.push(if i == 0 { '\n' } else { ' ' });
            says += words;
        }
        let view = CaseView { case: Box::new(case), line: Box::new(line), findings };
        Ok(Outcome::Saved { message: says, view, seq: turned })
    }
}

impl Service {
    /// Stores a change with the lines of its cases, in the list too, and returns the cases as they
    /// then stand where they are few; one that is gone is not among them.
    pub(super) fn store_change(
        &mut self,
        change: Change,
    ) -> Result<(StoredChange, Vec<Evaluated>)> {
        let signed = self.store.sign(change);
        let (mut stored, evaluated) = self.store_changes(vec![signed])?;
        let nothing = || Err(Error::conflict("There was nothing to be saved."));
        let stored = stored.pop().unwrap_or_else(nothing)?;
        self.tell_others(&stored);
        Ok((stored, evaluated))
    }

    /// Stores changes by one writing, as [`Service::store_change`] does one; the other sessions are
    /// not told yet.
    pub(super) fn store_changes(
        &mut self,
        changes: Vec<SignedChange>,
    ) -> Result<(Vec<Result<StoredChange>>, Vec<Evaluated>)> {
        let Service { store, evaluator, .. } = self;
        let is_many = changes.iter().any(|signed| signed.change.edits.len() > list::MANY);
        let evaluated = RefCell::new(Vec::new());
        let committed = store.commit_together(
            changes,
            Some(&|case, touched| {
                if is_many {
                    return evaluator.line(case, touched);
                }
                let whole = evaluator.whole(case, touched);
                let line = whole.line.clone();
                evaluated.borrow_mut().push(whole);
                line
            }),
        );
        self.note_room(committed.as_ref().err());
        let stored = committed?;
        let evaluated = evaluated.into_inner();
        if is_many {
            self.list.forget();
        } else {
            for id in stored.iter().flatten().flat_map(|stored| cases(&stored.change)) {
                self.list.put(id, evaluated.iter().find(|j| j.case.id == id).map(|j| &j.line));
            }
        }
        for stored in stored.iter().flatten() {
            self.last_items.note(stored);
        }
        Ok((stored, evaluated))
    }
}

/// Returns the cases that a change touches, in its order.
pub(super) fn cases(change: &Change) -> impl Iterator<Item = CaseRef> {
    change
        .edits
        .iter()
        .filter_map(|part| if let Subject::Case(c) = part { Some(c.case) } else { None })
}
