//! Undoes and redoes changes.

use crate::api::{Outcome, UndoPreview};
use crate::domain::case::edit::{CaseChange, Edit};
use crate::domain::case::{CaseRef, sign_off};
use crate::domain::forms::table;
use crate::error::{Error, Result};
use crate::service::change::cases;
use crate::service::{Service, describe, undo_import};
use crate::store::{ChangeKind, StoredChange, Subject};

impl Service {
    /// Takes the officer's last change back.
    ///
    /// Answers [`Request::Undo`](crate::api::Request::Undo).
    ///
    /// # Errors
    /// Where there is none, or it would change what was signed off.
    pub fn undo(&mut self) -> Result<Outcome> {
        self.undo_or_redo(true)
    }

    /// Does again what the officer took back last.
    ///
    /// Answers [`Request::Redo`](crate::api::Request::Redo).
    ///
    /// # Errors
    /// As [`Service::undo`].
    pub fn redo(&mut self) -> Result<Outcome> {
        self.undo_or_redo(false)
    }

    /// Returns what an undo, or a redo, would do.
    ///
    /// Answers [`Request::PreviewUndo`](crate::api::Request::PreviewUndo).
    ///
    /// # Errors
    /// Where there is nothing to turn.
    pub fn preview_undo(&self, undo: bool) -> Result<UndoPreview> {
        let stored = self.turn_target(undo)?;
        let parts = self.import_parts(stored, undo);
        let all: Vec<CaseRef> = parts.iter().flat_map(|part| cases(&part.change)).collect();
        if let Some(words) = undo_import::words(&parts) {
            return Ok(UndoPreview { undo, message: words, cases: all });
        }
        let Some(stored) = parts.into_iter().next() else {
            return Err(Error::conflict("There is nothing to undo."));
        };
        let says = match all.first() {
            Some(id) => format!(
                "{} in {id}",
                describe::describe(&stored.change, *id, &|id| self.school_name(id))
                    .trim_end_matches('.')
            ),
            None => describe::items(&stored.change, &|id| self.school_name(id)),
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
        Ok(UndoPreview { undo, message: says, cases: all })
    }

    /// Returns the change that undo (or redo) would apply.
    fn turn_target(&self, undo: bool) -> Result<StoredChange> {
        let target = if undo {
            self.store.undo_target(&self.officer)
        } else {
            self.store.redo_target(&self.officer)
        };
        target.ok_or_else(|| {
            Error::conflict(if undo {
                "There is nothing to undo."
            } else {
                "There is nothing to redo."
            })
        })
    }

    /// Stores the change that takes a change back, or does it again.
    fn undo_or_redo(&mut self, undo: bool) -> Result<Outcome> {
        let mut parts = self.import_parts(self.turn_target(undo)?, undo);
        if parts.len() > 1 {
            return self.turn_parts(parts, undo);
        }
        let stored = parts.remove(0);
        let act = if undo { ChangeKind::Undo(stored.seq) } else { ChangeKind::Redo(stored.seq) };
        // What is left of a case that was disposed of stays as it is.
        let edits: Vec<Subject> =
            stored.change.edits.into_iter().filter(Subject::is_reversible).collect();
        let edits: Vec<Subject> =
            if undo { edits.iter().rev().map(Subject::inverse).collect() } else { edits };
        for part in &edits {
            if let Subject::Case(change) = part {
                self.refuse_signed_off(change)?;
            }
        }
        self.commit_all(edits, None, act)
    }

    /// Refuses to take back, or do again, what would change a meeting that was signed off (P-RV6).
    pub(super) fn refuse_signed_off(&self, change: &CaseChange) -> Result<()> {
        let Some(case) = self.store.case(change.case)? else { return Ok(()) };
        match change.edits.iter().find_map(|edit| sign_off::refusal(&case, edit)) {
            Some(words) => Err(Error::rule(words)),
            None => Ok(()),
        }
    }
}
