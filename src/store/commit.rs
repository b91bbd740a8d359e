//! Stores one change: checked against the records, journalled and synced, then applied.

use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, edit};
use crate::error::{Error, Result};
use crate::store::batch::WriteMap;
use crate::store::chain::JournalPos;
use crate::store::change::{Change, StoredChange, Subject};
use crate::store::evidence_name::evidence_of;
use crate::store::index::SummaryFn;
use crate::store::limits::admit;
use crate::store::{Store, codec, evidence_end, guard, keys, log, meta, record};

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
        self.writable()?;
        self.sound()?;
        if self.is_behind {
            self.catch_up()?;
        }
        admit(&change)?;
        self.items_as_seen(&change)?;
        let seq = self.journal.next();
        let mut batch = self.batch(&change, seq, summarise)?;
        let ready = self.journal.ready(&change)?;
        self.follow(&mut batch, &change, ready.mark)?;
        // The keys are on the disk before anything that is sealed with them.
        self.keys.sync()?;
        self.journal.append(&ready)?;
        if evidence_of(&change).next().is_some() {
            let _ = evidence_end::write(&self.dir, ready.mark);
        }
        // The change is safe in the journal: records that fail now are brought after it before
        // anything else is saved.
        if guard::apply(self.records()?, batch).is_err() {
            self.is_behind = true;
            self.catch_up()?;
        }
        self.flush_now_and_then();
        Ok(StoredChange { seq, change, by: Some(self.journal.by().clone()) })
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

    /// Adds to a batch what follows from the change's place in the journal.
    pub(super) fn follow(
        &self,
        batch: &mut sled::Batch,
        change: &Change,
        mark: JournalPos,
    ) -> Result<()> {
        let mut sum = self.meta(log::SUM)?;
        for (key, value) in log::rows(change, mark)? {
            sum = sum.wrapping_add(codec::digest(&key, &value));
            batch.insert(key, value);
        }
        for subject in &change.edits {
            if let Subject::Disposal(disposal) = subject {
                for entry in self.scan_raw(&log::case_list(disposal.case)) {
                    let (key, value) = entry?;
                    sum = sum.wrapping_sub(codec::digest(&key, &value));
                    batch.remove(key);
                }
            }
        }
        batch.insert(log::SUM, codec::write(&sum)?);
        batch.insert(meta::AT, codec::write(&mark)?);
        Ok(())
    }

    /// Returns the one atomic batch that brings the records from before a change to after it.
    pub(super) fn batch(
        &self,
        change: &Change,
        seq: u64,
        summarise: Option<SummaryFn>,
    ) -> Result<sled::Batch> {
        let mut writes = WriteMap::new();
        for subject in &change.edits {
            match subject {
                Subject::Case(part) => {
                    let before = self.case(part.case)?;
                    let opens = part.edits.first() == Some(&Edit::Open);
                    if opens == before.is_some() {
                        let words = if opens {
                            "is in your records already"
                        } else {
                            "is not in your records"
                        };
                        return Err(Error::conflict(format!("{} {words}.", part.case))
                            .with_hint("Look at the case list again."));
                    }
                    let mut after = before.unwrap_or_else(|| Case::new(part.case));
                    for e in &part.edits {
                        edit::apply(&mut after, e)?;
                    }
                    let after = Some(after).filter(|_| part.edits.last() != Some(&Edit::Drop));
                    writes.insert(
                        keys::case(part.case),
                        after
                            .as_ref()
                            .map(|case| record::write(case, change.saved_ms))
                            .transpose()?,
                    );
                    self.index_case(
                        part.case,
                        after.as_ref(),
                        change.saved_ms,
                        summarise,
                        &mut writes,
                    )?;
                    let counter = self.counter(part.case.year)?.max(part.case.number);
                    writes.insert(keys::counter(part.case.year), Some(codec::write(&counter)?));
                }
                Subject::Item { kind, id, new, .. } => {
                    writes
                        .insert(keys::item(kind, id), new.as_ref().map(codec::write).transpose()?);
                }
                Subject::Disposal(disposal) => self.dispose_in(disposal, change, &mut writes)?,
                Subject::Erased(id) => {
                    // Nothing is left of it but its number, which is not given again.
                    let counter = self.counter(id.year)?.max(id.number);
                    writes.insert(keys::counter(id.year), Some(codec::write(&counter)?));
                }
            }
        }
        let mut batch = self.summed(writes)?;
        batch.insert(keys::APPLIED, codec::write(&seq)?);
        Ok(batch)
    }
}
