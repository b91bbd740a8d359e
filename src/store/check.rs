//! Background check of all records and the whole journal after a quick start.
//!
//! A store that was closed cleanly opens at once; damage since then is found while the officer
//! reads the first screen.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::chain::JournalPos;
use crate::store::integrity::{journal_holds, records_hold};
use crate::store::witness::Witnesses;

/// A journal shorter than this is read in a few milliseconds, in bytes.
const SHORT: u64 = 4 * 1024 * 1024;

/// The whole of a check, to be run on a thread.
pub(super) type CheckWork = Box<dyn FnOnce() + Send>;

/// A check that runs beside the session, once somebody begins it.
pub(super) struct RecordCheck {
    work: Mutex<Option<CheckWork>>,
    stop: Arc<AtomicBool>,
    verdict: Arc<OnceLock<Error>>,
    records: Receiver<()>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl RecordCheck {
    /// Returns a check of the records and of the journal up to `mark`.
    pub(super) fn new(
        db: sled::Db,
        dir: PathBuf,
        mark: JournalPos,
        witnesses: Witnesses,
    ) -> RecordCheck {
        let (stop, verdict) = (Arc::new(AtomicBool::new(false)), Arc::new(OnceLock::new()));
        let (done, records) = channel::<()>();
        let (stopped, found) = (Arc::clone(&stop), Arc::clone(&verdict));
        let work: CheckWork = Box::new(move || {
            let say = |verdict: Result<()>| {
                if let Err(wrong) = verdict {
                    let _ = found.set(wrong);
                }
            };
            let mut should_continue = |_| !stopped.load(Ordering::Relaxed);
            // A journal that is read in a blink is looked through before anybody is answered; a
            // long one afterwards.
            let is_short = mark.end < SHORT;
            if is_short {
                say(journal_holds(&dir, mark, witnesses.clone(), &mut should_continue));
            }
            say(records_hold(&db, &mut should_continue));
            drop(db);
            drop(done);
            if !is_short {
                say(journal_holds(&dir, mark, witnesses, &mut should_continue));
            }
        });
        RecordCheck {
            work: Mutex::new(Some(work)),
            stop,
            verdict,
            records,
            thread: Mutex::new(None),
        }
    }

    /// Returns what is to be run, where nobody has begun yet.
    pub(super) fn take_work(&self) -> Option<CheckWork> {
        self.work.lock().ok()?.take()
    }

    /// Returns what was found wrong so far.
    pub(super) fn wrong(&self) -> Option<&Error> {
        self.verdict.get()
    }

    /// Waits until the records are looked through.
    pub(super) fn wait_for_records(&self) {
        if let (Some(work), Ok(mut thread)) = (self.take_work(), self.thread.lock()) {
            *thread = std::thread::Builder::new().name("check".into()).spawn(work).ok();
        }
        // Nothing is ever sent: the thread lets go of the other end once it has looked through
        // them.
        let _ = self.records.recv();
    }

    /// Ends the check where it stands.
    pub(super) fn end(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        drop(self.take_work());
        if let Some(thread) = self.thread.lock().ok().and_then(|mut thread| thread.take()) {
            let _ = thread.join();
        }
    }
}

impl Drop for RecordCheck {
    fn drop(&mut self) {
        self.end();
    }
}

impl Store {
    /// Refuses to build on records that were found damaged.
    pub(super) fn sound(&self) -> Result<()> {
        self.check.as_ref().and_then(RecordCheck::wrong).map_or(Ok(()), |wrong| Err(wrong.clone()))
    }

    /// Waits for the check that runs beside the session.
    ///
    /// # Errors
    /// It found the store damaged.
    pub fn wait_for_check(&self) -> Result<()> {
        if let Some(check) = &self.check {
            check.wait_for_records();
        }
        self.sound()
    }
}
