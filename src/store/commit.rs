//! Stores a change, or several at once: checked against the records, journalled and synced, then
//! applied.

use std::collections::BTreeMap;

use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::store::batch::WriteMap;
use crate::store::chain::JournalPos;
use crate::store::change::{Change, StoredChange, Subject};
use crate::store::evidence_name::evidence_of;
use crate::store::index::SummaryFn;
use crate::store::journal::EncodedEntry;
use crate::store::keys::case_of_item;
use crate::store::limits::admit;
use crate::store::system_error::describe;
use crate::store::{Store, SystemUser, evidence_end, format, guard};

/// A change that is to be stored with others: by whom, and for which request.
#[derive(Debug)]
pub struct SignedChange {
    /// What is changed.
    pub change: Change,
    /// Who changes it, by the system's word.
    pub by: SystemUser,
    /// The request that it answers; none for what no other process asked for.
    pub request: Option<RequestId>,
}

/// Changes that are ready to be stored together.
struct Group {
    entries: Vec<EncodedEntry>,
    batch: sled::Batch,
}

/// Refuses a change whose writing would depend on one that is written with it.
fn stands_apart(change: &Change, others: &[(&Change, JournalPos)]) -> Result<()> {
    let is_plain = |part: &Subject| matches!(part, Subject::Case(part) if part.is_of_open_case());
    let meets = |part: &Subject| {
        let Subject::Case(part) = part else { return true };
        others.iter().any(|(other, _)| other.edits_of(part.case).next().is_some())
    };
    if others.is_empty() || change.edits.iter().all(|part| is_plain(part) && !meets(part)) {
        return Ok(());
    }
    Err(Error::conflict("A colleague changed the same case at the same moment.")
        .with_hint("Look at it again, then repeat your change."))
}

impl Store {
    /// Refuses where the journal is no longer the one that this session writes.
    ///
    /// # Errors
    /// Damaged: it was replaced, deleted, cut or written by another program.
    pub fn is_still_ours(&mut self) -> Result<()> {
        if self.reading.is_some() || self.is_second { Ok(()) } else { self.journal.still_ours() }
    }

    /// Stores a change: checked against the records, then journalled and synced (from here on it
    /// cannot be lost), then applied.
    ///
    /// # Errors
    /// The change clashes with what stands, is beyond a limit, or cannot be written; nothing is
    /// then changed.
    pub fn commit(&mut self, change: Change) -> Result<StoredChange> {
        self.commit_with_lines(change, None)
    }

    /// Stores a change as `commit` does, and its cases' lines with it; without an evaluator the lines
    /// wait for `index`.
    ///
    /// # Errors
    /// As `commit`.
    pub fn commit_with_lines(
        &mut self,
        change: Change,
        summarise: Option<SummaryFn>,
    ) -> Result<StoredChange> {
        let mut stored = self.commit_together(vec![self.sign(change)], summarise)?;
        stored.pop().unwrap_or_else(|| Err(Error::conflict("There was nothing to be saved.")))
    }

    /// Stores changes of several sessions by one writing and one sync, each with an entry of its own:
    /// what one of them is refused for costs the others nothing. Each is of a case that no other
    /// changes.
    ///
    /// # Errors
    /// They cannot be written; nothing is then changed. Each has an error of its own where it alone
    /// clashes with what stands, or is beyond a limit.
    pub fn commit_together(
        &mut self,
        changes: Vec<SignedChange>,
        summarise: Option<SummaryFn>,
    ) -> Result<Vec<Result<StoredChange>>> {
        self.writable()?;
        self.sound()?;
        if self.is_behind {
            self.catch_up()?;
        }
        let mut refused = BTreeMap::new();
        // Entries follow one another by hash: without one that is refused they are made anew.
        let group = loop {
            match self.group(&changes, &refused, summarise)? {
                Ok(group) => break group,
                Err((n, error)) => drop(refused.insert(n, error)),
            }
        };
        if let Some(last) = group.entries.last() {
            let end = last.mark;
            // The keys are on the disk before anything that is sealed with them.
            self.keys.sync()?;
            self.mark_items_of_cases(&changes)?;
            self.journal.append(&group.entries)?;
            if changes.iter().any(|signed| evidence_of(&signed.change).next().is_some()) {
                let _ = evidence_end::write(&self.dir, end);
            }
            // The changes are safe in the journal: records that fail now are brought after it before
            // anything else is saved.
            if guard::apply(self.records()?, group.batch).is_err() {
                self.is_behind = true;
                self.catch_up()?;
            }
            self.flush_now_and_then(group.entries.len());
        }
        let mut entries = group.entries.iter();
        let stored = changes.into_iter().enumerate().map(|(n, signed)| {
            let place = match refused.remove(&n) {
                Some(error) => Err(error),
                None => entries.next().ok_or_else(|| Error::conflict("This was not saved.")),
            };
            let SignedChange { change, by, .. } = signed;
            place.map(|entry| StoredChange { seq: entry.mark.seq, change, by: Some(by) })
        });
        Ok(stored.collect())
    }

    /// Marks the store before the first item that is sealed with the key of a case: a build that does
    /// not know such items then says that the store is newer, not that it is damaged.
    ///
    /// # Errors
    /// The mark cannot be written; nothing is then saved.
    fn mark_items_of_cases(&self, changes: &[SignedChange]) -> Result<()> {
        let is_one = |part: &Subject| match part {
            Subject::Item { kind, id, .. } => case_of_item(kind, id).is_some(),
            Subject::Case(_) | Subject::Disposal(_) | Subject::Erased(_) => false,
        };
        let has_one = changes.iter().any(|signed| signed.change.edits.iter().any(is_one));
        if !has_one || format::has_items_of_cases(&self.dir) {
            return Ok(());
        }
        format::set(&self.dir, format::WITH_ITEMS_OF_CASES).map_err(|e| {
            let why = describe(&e);
            Error::io(format!("The format of the records could not be written: {why}."), e)
                .with_hint("Nothing was saved. Make room, then do it again.")
        })
    }

    /// Returns the entries of all changes but those that are refused already, and what they write; or
    /// which of them is refused, and why.
    ///
    /// # Errors
    /// The records cannot be read.
    fn group(
        &self,
        changes: &[SignedChange],
        refused: &BTreeMap<usize, Error>,
        summarise: Option<SummaryFn>,
    ) -> Result<Result<Group, (usize, Error)>> {
        let mut at = self.journal.mark();
        let (mut writes, mut entries, mut placed) = (WriteMap::new(), Vec::new(), Vec::new());
        for (n, signed) in changes.iter().enumerate() {
            if refused.contains_key(&n) {
                continue;
            }
            let entry = stands_apart(&signed.change, &placed)
                .and_then(|()| self.enter(signed, at, &mut writes, summarise));
            match entry {
                Ok(entry) => {
                    at = entry.mark;
                    placed.push((&signed.change, at));
                    entries.push(entry);
                }
                Err(error) => return Ok(Err((n, error))),
            }
        }
        let mut batch = self.summed(writes)?;
        self.follow(&mut batch, &placed)?;
        Ok(Ok(Group { entries, batch }))
    }

    /// Returns a change as the entry after a place, with what it writes put beside what others do.
    ///
    /// # Errors
    /// It clashes with what stands, or is beyond a limit.
    fn enter(
        &self,
        signed: &SignedChange,
        after: JournalPos,
        writes: &mut WriteMap,
        summarise: Option<SummaryFn>,
    ) -> Result<EncodedEntry> {
        let SignedChange { change, by, request } = signed;
        admit(change)?;
        self.items_as_seen(change)?;
        self.put_change(change, summarise, writes)?;
        EncodedEntry::after(after, change, Some(by), *request, &self.keys)
    }

    /// Refuses a change of schools, terms or views that is made on what no longer stands.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`](crate::error::ErrorKind::Conflict).
    fn items_as_seen(&self, change: &Change) -> Result<()> {
        for subject in &change.edits {
            if let Subject::Item { kind, id, old, .. } = subject
                && self.item(kind, id)? != *old
            {
                return Err(Error::conflict(format!(
                    "The {kind} of {id} changed since you saw them. Nothing was changed."
                ))
                .with_hint("Look at them again, then repeat your change."));
            }
        }
        Ok(())
    }
}
