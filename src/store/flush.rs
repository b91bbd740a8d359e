//! When the records go to the disk. sled's own timer, which did it twice a second, woke an idle
//! session for ever. The journal is the record and is synced with every change, so that nothing is
//! lost with what the records lack: the next start applies the entries that come after them.

use std::thread::{Builder, JoinHandle};

use crate::store::{Store, guard, records};

/// After so many changes the records are flushed: few entries are then applied again after a kill.
const EVERY: usize = 64;

/// Pages that are moved for each change: with fewer a year's changes of ten thousand cases outrun it.
const PAGES: usize = 8;

/// The most changes for which pages are moved after one flush.
const AT_ONCE: usize = 4 * EVERY;

/// The most for which pages are moved at the end of a session, some tenths of a second: changes that
/// came faster than pages were moved beside them are not left for ever.
const AT_CLOSE: usize = 8 * AT_ONCE;

/// How often sled writes a page in parts before it writes it whole, and then moves another one.
const PARTS: usize = 10;

/// Moves pages out of segments of which little is in use, so that sled writes over these: it does so
/// itself only where its own timer runs, which would wake an idle session, and where it writes a page
/// whole. A page of a tree of its own is therefore written again and again.
fn tidy(db: &sled::Db, pages: usize) {
    if pages == 0 {
        return;
    }
    let written = guard::catch_unwind_opt(|| {
        let tree = db.open_tree(TREE)?;
        (0..pages * PARTS).try_for_each(|n| tree.insert(b"n", &n.to_be_bytes()).map(drop))
    });
    drop(written);
}

/// The tree of that page.
const TREE: &[u8] = b"tidy";

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
        self.untidied += stored;
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
            let pages = PAGES * self.take_untidied(AT_ONCE);
            let flush = move || {
                drop(guard::catch_unwind_opt(|| db.flush()));
                tidy(&db, pages);
            };
            self.flushing.end();
            self.flushing.0 = Builder::new().name("flush".into()).spawn(flush).ok();
        }
    }

    /// Returns for how many changes pages are to be moved now, `most` of them.
    fn take_untidied(&mut self, most: usize) -> usize {
        // On a disk that is nearly full nothing is written that need not be.
        let has_room = records::has_room(&self.dir).is_ok();
        let now = if has_room { self.untidied.min(most) } else { 0 };
        self.untidied -= now;
        now
    }

    /// Moves the pages for the changes since the last flush, at the end of a session.
    pub(super) fn tidy_rest(&mut self) {
        let pages = PAGES * self.take_untidied(AT_CLOSE);
        self.db.iter().for_each(|db| tidy(db, pages));
    }

    /// Flushes the records. Where that fails the next change finds that they lag behind, and brings
    /// them after the journal.
    pub(super) fn flush(&self) {
        if let Some(db) = &self.db {
            let _ = guard::catch_unwind_opt(|| db.flush());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns how many bytes records of less than a megabyte take after each was written over again
    /// and again, with a flush after every so many, and pages moved for each.
    fn bytes_after(changes: usize, pages: usize) -> u64 {
        let dir = tempfile::tempdir().expect("a folder");
        let config = sled::Config::new().path(dir.path()).flush_every_ms(None);
        let db = config.open().expect("opens");
        for n in 0..changes {
            let key = (n.wrapping_mul(7919) % 4_000).to_be_bytes();
            db.insert(key, vec![n.to_be_bytes()[7]; 200]).expect("written");
            if n % EVERY == 0 {
                db.flush().expect("flushed");
                tidy(&db, pages * EVERY);
            }
        }
        db.size_on_disk().expect("a size")
    }

    #[test]
    fn records_that_are_written_over_and_over_take_no_more_room() {
        /// Bytes by which sled's file grows and shrinks.
        const SEGMENT: u64 = 512 * 1024;
        let grown = |pages| bytes_after(32_000, pages).saturating_sub(bytes_after(8_000, pages));
        let with = grown(PAGES);
        assert!(with <= SEGMENT, "{with} bytes more after four times the changes");
        // Without it the same changes take more and more.
        let without = grown(0);
        assert!(without > 2 * SEGMENT, "only {without} bytes more without it");
    }
}
