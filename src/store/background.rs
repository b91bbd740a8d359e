//! Runs work over all summaries on a background thread while the officer reads the first screen,
//! then checks the records on the same thread, since each thread keeps the memory it has used.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use crate::domain::list::summary::Summary;
use crate::error::{Error, Result};
use crate::store::check::RecordCheck;
use crate::store::guard::RawScan;
use crate::store::keyring::KeyRing;
use crate::store::{Store, chunks, codec, guard, keys};

/// Lines in the order of references; where they cannot all be read an error comes among them.
pub type SummaryLines<'a> = &'a mut dyn Iterator<Item = Result<Summary>>;

/// A reading that goes on beside the session.
pub(super) struct Background {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Background {
    /// Has the reading end where it stands.
    fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    /// Ends the reading, and waits for the end.
    fn end(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        self.end();
    }
}

/// Returns the line of an entry; one that cannot be read says so itself, and costs no other.
fn line(db: &sled::Db, keys: &KeyRing, entry: Result<guard::RawPair>) -> Result<Summary> {
    let (key, value) = entry?;
    let read = chunks::join(db, keys, &key, value).and_then(|value| Ok(codec::decode(&value)?));
    read.or_else(|error| keys::case_of(&key).map(Summary::unreadable).ok_or(error))
}

impl Store {
    /// Runs `work` over all summaries on a background thread and returns the channel of its result,
    /// which closes empty if the thread cannot start. A change that is saved meanwhile may be
    /// seen or not.
    ///
    /// # Errors
    /// The records cannot be opened.
    pub fn in_background<T: Send + 'static>(
        &mut self,
        work: impl FnOnce(SummaryLines) -> T + Send + 'static,
    ) -> Result<Receiver<T>> {
        let (db, keys) = (self.records()?.clone(), Arc::clone(&self.keys));
        let stop = Arc::new(AtomicBool::new(false));
        let (done, result) = channel();
        let check = self.check.as_ref().map(RecordCheck::work);
        let stopped = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("lines".into()).spawn(move || {
            let until_stopped = |entry| {
                if stopped.load(Ordering::Relaxed) {
                    Err(Error::conflict("The session is ending."))
                } else {
                    line(&db, &keys, entry)
                }
            };
            let _ = done.send(work(&mut RawScan::new(&db, b"s").map(until_stopped)));
            drop(db);
            if let Some(check) = check {
                check.run();
            }
        });
        // An earlier reading is of no use any more, but nobody waits for what goes on after it.
        self.background.retain(|b| b.thread.as_ref().is_some_and(|thread| !thread.is_finished()));
        self.background.iter().for_each(Background::stop);
        self.background.push(Background { stop, thread: thread.ok() });
        Ok(result)
    }

    /// Ends whatever is read or flushed beside the session.
    pub(super) fn end_background(&mut self) {
        self.flushing.end();
        if let Some(check) = &mut self.check {
            check.end();
        }
        self.background.clear();
    }

    /// Runs `work` over all summaries.
    pub fn all_lines<T>(&self, work: impl FnOnce(SummaryLines) -> T) -> T {
        let db = self.records().ok().cloned();
        let whole = |entry| line(db.as_ref().ok_or_else(guard::unreadable)?, &self.keys, entry);
        work(&mut self.scan_raw(b"s").map(whole))
    }

    /// Gives every line to `each`, in the order of references.
    ///
    /// # Errors
    /// The lines cannot be read.
    pub fn each_line(&self, mut each: impl FnMut(Summary)) -> Result<()> {
        self.all_lines(|lines| {
            for line in lines {
                each(line?);
            }
            Ok(())
        })
    }
}
