//! One undo of an import of thousands of cases, which the journal holds in parts.

use crate::api::Outcome;
use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::service::import::IMPORTED;
use crate::service::overtaken::turned;
use crate::service::{Service, ViewerService};
use crate::store::{Change, ChangeKind, StoredChange, Subject};

/// Returns whether a change is an import of cases, or a part of one.
pub(super) fn is_import(change: &Change) -> bool {
    change.act == ChangeKind::Do
        && change.why.as_deref() == Some(IMPORTED)
        && change.edits.iter().all(|edit| matches!(edit, Subject::Case(_)))
}

impl ViewerService<'_> {
    /// Returns the parts of the import that a change is the last of (the first, for a redo), in the
    /// order in which they are turned; the change alone where it is none.
    pub(super) fn import_parts(&self, target: StoredChange, undo: bool) -> Vec<StoredChange> {
        let mut parts = vec![target];
        while let Some(last) = parts.last().filter(|last| is_import(&last.change)) {
            let next = if undo { last.seq.checked_sub(1) } else { last.seq.checked_add(1) };
            let part = next.and_then(|seq| self.store.change_of(&self.viewer.officer, seq));
            let same = part.filter(|part| {
                is_import(&part.change) && part.change.saved_ms == last.change.saved_ms
            });
            let Some(part) = same else { break };
            parts.push(part);
        }
        parts
    }

    /// Takes every part of an import back, or does them again: all or none. What is journalled must
    /// fit: whoever calls has asked for obstacles.
    ///
    /// # Errors
    /// They cannot be stored; nothing is then changed.
    pub(super) fn turn_parts(&mut self, parts: Vec<StoredChange>, undo: bool) -> Result<Outcome> {
        let (officer, saved_ms) = (self.viewer.officer.clone(), (self.clock)());
        let mut changes = Vec::with_capacity(parts.len());
        for part in parts {
            let act = if undo { ChangeKind::Undo(part.seq) } else { ChangeKind::Redo(part.seq) };
            let edits = turned(&part.change.edits, undo);
            let officer = officer.clone();
            changes.push(Ok(Change { officer, saved_ms, why: None, act, edits }));
        }
        let Service { store, evaluator, .. } = &mut *self.service;
        store.commit_many(
            &mut changes.into_iter(),
            &|case, touched| evaluator.line(case, touched),
            &mut |_, _, _| {},
        )?;
        self.list.forget();
        self.tell_others_all();
        Ok(Outcome::Other)
    }
}

/// Returns what an undo of these parts takes back, in words; none where they are no import of
/// several cases.
pub(super) fn words(parts: &[StoredChange]) -> Option<String> {
    let count = parts.iter().map(|part| part.change.edits.len()).sum::<usize>();
    let is_import = parts.iter().all(|part| is_import(&part.change));
    (is_import && count > 1).then(|| format!("an import of {}", pluralize(count, "case")))
}
