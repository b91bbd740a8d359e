//! When the records go to the disk. sled's own timer, which did it twice a second, woke an idle
//! session for ever. The journal is the record and is synced with every change, so that nothing is
//! lost with what the records lack: the next start applies the entries that come after them.

use std::thread::{Builder, JoinHandle};

use crate::store::{Store, guard};

/// After so many changes the records are flushed: few entries are then applied again after a kill.
const EVERY: usize = 64;

/// A flush in a thread of its own, which holds the records open until it has ended.
#[derive(Default)]
pub(super) struct FlushBeside(Option<JoinHandle<()>>);

impl FlushBeside {
    fn goes_on(&self) -> bool {
        self.0.as_ref().is_some_and(|thread| !thread.is_finished())
    }

    /// Waits for its end.
    pub(super) fn end(&mut self) {
        if let Some(thread) = self.0.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for FlushBeside {
    fn drop(&mut self) {
        self.end();
    }
}

impl Store {
    /// Takes note of changes that were stored. The records are flushed after the first of a session,
    /// so that a new store has some, and then after every so many, which nobody waits for.
    pub(super) fn flush_now_and_then(&mut self, stored: usize) {
        if self.unflushed == 0 || self.unflushed + stored > EVERY {
            self.unflushed = 0;
            self.flush_beside();
        }
        self.unflushed += stored;
    }

    /// Flushes the records in a thread of its own; where the last flush goes on, or no thread is to be
    /// had, the next change does it.
    fn flush_beside(&mut self) {
        if let (Some(db), false) = (&self.db, self.flushing.goes_on()) {
            let db = db.clone();
            let flush = move || drop(guard::catch_unwind_opt(|| db.flush()));
            self.flushing.end();
            self.flushing.0 = Builder::new().name("flush".into()).spawn(flush).ok();
        }
    }

    /// Flushes the records. Where that fails the next change finds that they lag behind, and brings
    /// them after the journal.
    pub(super) fn flush(&self) {
        if let Some(db) = &self.db {
            let _ = guard::catch_unwind_opt(|| db.flush());
        }
    }
}
