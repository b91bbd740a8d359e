//! When the records go to the disk. sled's own timer, which did it twice a second, woke an idle
//! session for ever. The journal is the record and is synced with every change, so that nothing is
//! lost with what the records lack: the next start applies the entries that come after them.

use crate::store::{Store, guard};

/// After so many changes the records are flushed: few entries are then applied again after a kill,
/// and saving one change seldom waits for it.
const EVERY: u32 = 64;

impl Store {
    /// Flushes the records after the first change of a session, so that a new store has some, and
    /// then after every so many.
    pub(super) fn flush_now_and_then(&mut self) {
        if self.unflushed == 0 {
            self.flush();
        }
        self.unflushed = (self.unflushed + 1) % EVERY;
    }

    /// Flushes the records. Where that fails the next change finds that they lag behind, and brings
    /// them after the journal.
    pub(super) fn flush(&self) {
        if let Some(db) = &self.db {
            let _ = guard::catch_unwind_opt(|| db.flush());
        }
    }
}
