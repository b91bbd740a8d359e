//! Brings the records after the journal.

use std::fs::File;

use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::batch::WriteMap;
use crate::store::chain::JournalPos;
use crate::store::change::Change;
use crate::store::index::SummaryFn;
use crate::store::records::{RECORDS, has_room, open_sled};
use crate::store::{Progress, Store, guard, meta};

/// What is said while it is done.
pub(super) const REBUILDING: &str = "Rebuilding the records from the journal";

impl Store {
    /// Applies the journal's entries that the records lack, while the next ones are read on another
    /// core.
    pub(super) fn replay(
        &self,
        summarise: Option<SummaryFn>,
        progress: Progress<'_>,
    ) -> Result<()> {
        self.replay_by(true, summarise, progress)
    }

    /// Does as [`Store::replay`], one entry after the other, where the other core has work of its own:
    /// a third thread that opens entries would only take memory.
    pub(super) fn replay_in_turn(&self, progress: Progress<'_>) -> Result<()> {
        self.replay_by(false, None, progress)
    }

    fn replay_by(
        &self,
        reads_ahead: bool,
        summarise: Option<SummaryFn>,
        progress: Progress<'_>,
    ) -> Result<()> {
        let db = self.records()?;
        let from = meta::applied(db)?.unwrap_or(JournalPos::ORIGIN);
        let end = self.journal.mark();
        let apply = |mark: JournalPos, change: Change| {
            let fits = |e: Error| {
                let n = mark.seq;
                Error::damaged(format!("Entry {n} of the journal does not fit the one before: {e}"))
                    .with_hint(advice(&self.dir))
                    .with_source(e)
            };
            let mut writes = WriteMap::new();
            self.put_change(&change, summarise, &mut writes).map_err(fits)?;
            let mut batch = self.summed(writes).map_err(fits)?;
            self.follow(&mut batch, &[(&change, mark)])?;
            if mark.seq.is_multiple_of(256) {
                progress(REBUILDING, mark.end, end.end);
            }
            guard::apply(db, batch)
                .map_err(|fault| fault.into_error("The records could not be brought up to date"))
        };
        if reads_ahead {
            self.journal.replay_ahead(from, apply)
        } else {
            self.journal.replay(from, apply)
        }
    }

    /// Brings records that a full disk has stopped after the journal: sled writes again only once
    /// it was opened anew.
    ///
    /// # Errors
    /// There is no room yet.
    pub(super) fn catch_up(&mut self) -> Result<()> {
        let still = |cause: Box<dyn std::error::Error + Send + Sync>| {
            Error::no_space(
                "Your last change is safe in the journal, but the disk refuses to write the records.",
            )
            .with_hint("Make room, then go on; until then nothing more is saved.")
            .with_source(cause)
        };
        // What is said below of the journal is true of the one that lies in the folder, or not said.
        self.journal.still_ours()?;
        self.end_background();
        has_room(&self.dir).map_err(|e| still(e.into()))?;
        let path = self.dir.join(RECORDS);
        // The old handle must go before the folder can be opened again.
        let old = self.db.take();
        let _ = guard::catch_unwind_opt(|| drop(old));
        self.db = Some(open_sled(&path).map_err(|fault| still(fault.into()))?);
        self.file = File::open(path.join("db")).ok();
        self.replay(None, &mut |_, _, _| {}).map_err(|e| still(e.into()))?;
        self.is_behind = false;
        Ok(())
    }
}
