//! One atomic writing: what goes under which key, with the sums over all of them brought along.

use std::collections::BTreeMap;

use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, edit};
use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::change::{Change, Subject};
use crate::store::index::SummaryFn;
use crate::store::{Store, codec, keys, log, meta, record, sealed_value};

/// What a batch is to write: a value, or none where the key goes.
pub(super) type WriteMap = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

impl Store {
    /// Returns a batch of these writes, sealed, the sums over records and index brought along.
    pub(super) fn summed(&self, mut writes: WriteMap) -> Result<sled::Batch> {
        sealed_value::seal(&self.keys, &mut writes)?;
        self.split_chunks(&mut writes)?;
        let (mut records, mut lines) = (self.meta(keys::DIGEST)?, self.meta(keys::INDEX_SUM)?);
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            let sum = if keys::is_record(&key) { &mut records } else { &mut lines };
            if let Some(old) = self.get_raw(&key)? {
                *sum = sum.wrapping_sub(codec::digest(&key, &old));
            }
            match value {
                Some(value) => {
                    *sum = sum.wrapping_add(codec::digest(&key, &value));
                    batch.insert(key, value);
                }
                None => batch.remove(key),
            }
        }
        batch.insert(keys::DIGEST, codec::write(&records)?);
        batch.insert(keys::INDEX_SUM, codec::write(&lines)?);
        Ok(batch)
    }

    /// Adds to a batch what follows from the places of its changes in the journal.
    pub(super) fn follow(
        &self,
        batch: &mut sled::Batch,
        changes: &[(&Change, JournalPos)],
    ) -> Result<()> {
        let mut sum = self.meta(log::SUM)?;
        for (change, mark) in changes {
            for (key, value) in log::rows(change, *mark)? {
                sum = sum.wrapping_add(codec::digest(&key, &value));
                batch.insert(key, value);
            }
        }
        for subject in changes.iter().flat_map(|(change, _)| &change.edits) {
            if let Subject::Disposal(disposal) = subject {
                for entry in self.scan_raw(&log::case_list(disposal.case)) {
                    let (key, value) = entry?;
                    sum = sum.wrapping_sub(codec::digest(&key, &value));
                    batch.remove(key);
                }
            }
        }
        batch.insert(log::SUM, codec::write(&sum)?);
        if let Some((_, mark)) = changes.last() {
            batch.insert(meta::AT, codec::write(mark)?);
            batch.insert(keys::APPLIED, codec::write(&mark.seq)?);
        }
        Ok(())
    }

    /// Puts among the writes those that bring the records from before a change to after it.
    pub(super) fn put_change(
        &self,
        change: &Change,
        summarise: Option<SummaryFn>,
        writes: &mut WriteMap,
    ) -> Result<()> {
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
                    let changed = (&part.edits[..], after.as_ref());
                    self.index_case(part.case, changed, change.saved_ms, summarise, writes)?;
                    let counter = self.counter(part.case.year)?.max(part.case.number);
                    writes.insert(keys::counter(part.case.year), Some(codec::write(&counter)?));
                }
                Subject::Item { kind, id, new, .. } => {
                    writes
                        .insert(keys::item(kind, id), new.as_ref().map(codec::write).transpose()?);
                }
                Subject::Disposal(disposal) => self.dispose_in(disposal, change, writes)?,
                Subject::Erased(id) => {
                    // Nothing is left of it but its number, which is not given again.
                    let counter = self.counter(id.year)?.max(id.number);
                    writes.insert(keys::counter(id.year), Some(codec::write(&counter)?));
                }
            }
        }
        Ok(())
    }
}
