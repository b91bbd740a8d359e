//! Makes lines anew that no evaluator like this one has seen.

use crate::domain::list::full_text;
use crate::domain::list::summary::Summary;
use crate::error::Result;
use crate::store::batch::WriteMap;
use crate::store::index::{RULESET_HASH, SummaryFn};
use crate::store::{Store, codec, keys};

impl Store {
    /// Makes the lines anew that no evaluator has seen, or all of them where `ruleset_hash` (what lines are
    /// judged with) is not the one they were made with; `on_progress` hears how many of how many are
    /// done.
    ///
    /// # Errors
    /// The records cannot be read or the lines not written; the next start tries again.
    pub fn index(
        &mut self,
        ruleset_hash: &str,
        summarise: SummaryFn,
        on_progress: &mut dyn FnMut(usize, usize),
    ) -> Result<()> {
        let stands = self.get(RULESET_HASH)?.map(|v| codec::decode::<String>(&v)).transpose()?;
        let all = stands.as_deref() != Some(ruleset_hash);
        let ids = if all { self.cases()? } else { self.cases_under(b"y")? };
        if all {
            self.clear_index()?;
        }
        for (i, id) in ids.iter().enumerate() {
            let case = self.case_and_time(*id)?;
            let line = case.as_ref().map(|(case, touched)| summarise(case, *touched));
            let mut writes = WriteMap::new();
            writes.insert(
                keys::of_case(b'w', *id),
                case.as_ref().map(|(case, _)| full_text::signature(case)),
            );
            self.index_writes(*id, line.as_ref(), &mut writes)?;
            writes.insert(keys::of_case(b'y', *id), None);
            self.write(writes)?;
            if (i + 1) % 500 == 0 || i + 1 == ids.len() {
                on_progress(i + 1, ids.len());
            }
        }
        if all {
            self.write(WriteMap::from([(
                RULESET_HASH.to_vec(),
                Some(codec::write(ruleset_hash)?),
            )]))?;
        }
        Ok(())
    }

    /// Takes lines that were made with one ruleset for made with another, but for those that the
    /// difference touches, which the next [`Store::index`] makes anew. Where the lines were not made
    /// with the first one, nothing is done, and all of them are made anew.
    ///
    /// # Errors
    /// The lines cannot be read, or the marks not written.
    pub fn carry_lines_over(
        &mut self,
        before: &str,
        after: &str,
        touched: &dyn Fn(&Summary) -> bool,
    ) -> Result<()> {
        let stands = self.get(RULESET_HASH)?.map(|v| codec::decode::<String>(&v)).transpose()?;
        if stands.as_deref() != Some(before) {
            return Ok(());
        }
        let mut writes = WriteMap::new();
        self.each_line(|line| {
            if touched(&line) {
                writes.insert(keys::of_case(b'y', line.id), Some(Vec::new()));
            }
        })?;
        // In one batch: lines with the new stamp and without their marks would pass for made anew.
        writes.insert(RULESET_HASH.to_vec(), Some(codec::write(after)?));
        self.write(writes)
    }

    fn clear_index(&mut self) -> Result<()> {
        // What the lines were judged with goes first: while it stands, whoever comes after a cut
        // takes the lines for whole.
        for prefix in [b"k".as_slice(), b"s", b"x"] {
            let mut writes = WriteMap::new();
            for entry in self.scan_raw(prefix) {
                writes.insert(entry?.0.to_vec(), None);
            }
            self.write(writes)?;
        }
        Ok(())
    }
}
