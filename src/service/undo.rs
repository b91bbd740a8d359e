//! Undoes and redoes changes.

use std::cell::RefCell;

use crate::api::{Outcome, UndoPreview};
use crate::domain::case::CaseRef;
use crate::domain::case::edit::Edit;
use crate::domain::forms::table;
use crate::error::{Error, Result};
use crate::service::change::cases;
use crate::service::overtaken::turned;
use crate::service::{ViewerService, describe, undo_import};
use crate::store::{ChangeKind, StoredChange, Subject};

/// What the next undo, or redo, turns.
struct Turn {
    target: StoredChange,
    /// A sentence for each later change of the officer that can no longer be turned.
    overtaken: Vec<String>,
}

impl ViewerService<'_> {
    /// Takes a change of the officer's back, by its number as an outcome or a preview gave it.
    ///
    /// Answers [`Request::Undo`](crate::api::Request::Undo).
    ///
    /// # Errors
    /// It is not the officer's, was taken back already, or something was done at its place since.
    pub fn undo(&mut self, seq: u64) -> Result<Outcome> {
        self.undo_or_redo(seq, true)
    }

    /// Does a change again that the officer took back, by its number.
    ///
    /// Answers [`Request::Redo`](crate::api::Request::Redo).
    ///
    /// # Errors
    /// As [`ViewerService::undo`].
    pub fn redo(&mut self, seq: u64) -> Result<Outcome> {
        self.undo_or_redo(seq, false)
    }

    /// Returns what an undo, or a redo, would do. Changes that something else has overtaken are
    /// stepped over and named.
    ///
    /// Answers [`Request::PreviewUndo`](crate::api::Request::PreviewUndo).
    ///
    /// # Errors
    /// Where there is nothing to turn.
    pub fn preview_undo(&self, undo: bool) -> Result<UndoPreview> {
        let Turn { target, overtaken } = self.turn_target(undo)?;
        let seq = target.seq;
        let parts = self.import_parts(target, undo);
        let cases: Vec<CaseRef> = parts.iter().flat_map(|part| cases(&part.change)).collect();
        if let Some(message) = undo_import::words(&parts) {
            return Ok(UndoPreview { undo, seq, message, cases, overtaken });
        }
        let Some(stored) = parts.into_iter().next() else {
            return Err(Error::conflict("There is nothing to undo."));
        };
        let says = match cases.first() {
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
        let message = if undo && sent {
            format!("{says} (this only undoes the record: it has already been sent)")
        } else {
            says
        };
        Ok(UndoPreview { undo, seq, message, cases, overtaken })
    }

    /// Returns the change that undo (or redo) would apply.
    fn turn_target(&self, undo: bool) -> Result<Turn> {
        let overtaken = RefCell::new(Vec::new());
        let fits = |stored: &StoredChange| {
            for part in self.import_parts(stored.clone(), undo) {
                if self.is_beyond_undo(&part.change) {
                    return Ok(false);
                }
                if let Some(words) = self.obstacle(&part, undo)? {
                    overtaken.borrow_mut().push(words);
                    return Ok(false);
                }
            }
            Ok(true)
        };
        let target = if undo {
            self.store.undo_target(&self.viewer.officer, &fits)?
        } else {
            self.store.redo_target(&self.viewer.officer, &fits)?
        };
        let overtaken = overtaken.into_inner();
        match target {
            Some(target) => Ok(Turn { target, overtaken }),
            None => Err(nothing_to_turn(undo, &overtaken)),
        }
    }

    /// Stores the change that takes a change back, or does it again.
    fn undo_or_redo(&mut self, seq: u64, undo: bool) -> Result<Outcome> {
        let stored = self.store.change_of(&self.viewer.officer, seq);
        let stands = !self.store.is_undone(&self.viewer.officer, seq)?;
        let Some(stored) = stored.filter(|_| stands == undo) else {
            let is = if undo { "is undone already" } else { "was not undone, or is done again" };
            return Err(Error::conflict(format!("This change {is}.")));
        };
        let parts = self.import_parts(stored.clone(), undo);
        for part in &parts {
            if self.is_beyond_undo(&part.change) {
                return Err(Error::conflict("This change is not one that undo takes back."));
            }
            if let Some(words) = self.obstacle(part, undo)? {
                return Err(Error::conflict(words)
                    .with_hint("The change before it can still be undone: undo again."));
            }
        }
        if parts.len() > 1 {
            return self.turn_parts(parts, undo);
        }
        let act = if undo { ChangeKind::Undo(stored.seq) } else { ChangeKind::Redo(stored.seq) };
        self.commit_all(turned(&stored.change.edits, undo), None, act)
    }
}

/// Returns the error of an officer who has nothing to turn, or nothing that still can be.
fn nothing_to_turn(undo: bool, overtaken: &[String]) -> Error {
    let word = if undo { "undo" } else { "redo" };
    match overtaken.first() {
        None => Error::conflict(format!("There is nothing to {word}.")),
        Some(words) => Error::conflict(format!("There is nothing left to {word}. {words}")),
    }
}
