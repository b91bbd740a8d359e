//! Background check of all records and the whole journal after a quick start.
//!
//! A store that was closed cleanly opens at once; damage since then is found while the officer
//! reads the first screen.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use crate::error::{Error, ErrorKind, Result};
use crate::store::Store;
use crate::store::chain::JournalPos;
use crate::store::integrity::{journal_holds, records_hold};
use crate::store::witness::Witnesses;

/// A journal shorter than this is read in a few milliseconds, in bytes.
const SHORT: u64 = 4 * 1024 * 1024;

/// The whole of a check, to be run on a thread by whoever comes to it first.
#[derive(Clone)]
pub(super) struct CheckWork(Arc<Mutex<Option<Work>>>);

type Work = Box<dyn FnOnce() + Send>;

impl CheckWork {
    /// Runs it, unless somebody has.
    pub(super) fn run(&self) {
        let work = self.take();
        if let Some(work) = work {
            work();
        }
    }

    fn take(&self) -> Option<Box<dyn FnOnce() + Send>> {
        self.0.lock().ok()?.take()
    }
}

/// A check that runs beside the session, once somebody begins it.
pub(super) struct RecordCheck {
    work: CheckWork,
    /// Somebody has begun it, or is about to.
    is_begun: AtomicBool,
    stop: Arc<AtomicBool>,
    /// Every record was read, and each was as it was written.
    is_proved: Arc<AtomicBool>,
    verdict: Arc<OnceLock<Error>>,
    records: Receiver<()>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl RecordCheck {
    /// Returns a check of the records, where they were not looked through before, and of the journal
    /// up to `mark`.
    pub(super) fn new(
        db: Option<sled::Db>,
        dir: PathBuf,
        mark: JournalPos,
        witnesses: Witnesses,
    ) -> RecordCheck {
        let (stop, verdict) = (Arc::new(AtomicBool::new(false)), Arc::new(OnceLock::new()));
        let (done, records) = channel::<()>();
        let is_proved = Arc::new(AtomicBool::new(false));
        let (stopped, found) = (Arc::clone(&stop), Arc::clone(&verdict));
        let proved = Arc::clone(&is_proved);
        let work = Box::new(move || {
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
            let held = db.as_ref().map_or(Ok(()), |db| records_hold(db, &mut should_continue));
            proved.store(held.is_ok() && should_continue(0), Ordering::Relaxed);
            say(held);
            drop(db);
            drop(done);
            if !is_short {
                say(journal_holds(&dir, mark, witnesses, &mut should_continue));
            }
        });
        RecordCheck {
            work: CheckWork(Arc::new(Mutex::new(Some(work)))),
            is_begun: AtomicBool::new(false),
            stop,
            is_proved,
            verdict,
            records,
            thread: Mutex::new(None),
        }
    }

    /// Returns what is to be run.
    pub(super) fn work(&self) -> CheckWork {
        self.is_begun.store(true, Ordering::Relaxed);
        self.work.clone()
    }

    /// Returns what was found wrong so far.
    pub(super) fn wrong(&self) -> Option<&Error> {
        self.verdict.get()
    }

    /// Waits until the records are looked through, and returns whether that proved them.
    fn wait_for_records(&self) -> bool {
        if let Ok(mut thread) = self.thread.lock()
            && thread.is_none()
        {
            let work = self.work();
            let begun = std::thread::Builder::new().name("check".into()).spawn(move || work.run());
            // Where no thread is to be had it is done here: unread records must not pass for sound.
            if begun.is_err() {
                self.work.run();
            }
            *thread = begun.ok();
        }
        // Nothing is ever sent: the thread lets go of the other end once it has looked through
        // them.
        let _ = self.records.recv();
        self.is_proved.load(Ordering::Relaxed)
    }

    /// Waits until the whole journal is looked through as well.
    fn wait_for_journal(&self) {
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }

    /// Ends the check where it stands.
    pub(super) fn end(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // What was begun still says what it has found.
        if !self.is_begun.load(Ordering::Relaxed) {
            drop(self.work.take());
        }
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
        let is_proved = self.check.as_ref().is_none_or(RecordCheck::wait_for_records);
        self.sound()?;
        if is_proved {
            return Ok(());
        }
        Err(Error::new(ErrorKind::Io, "The records could not be looked through.")
            .with_hint("Run offsite verify."))
    }

    /// Waits for the check that runs beside the session, and for its reading of the whole journal,
    /// and reads every record for what it holds.
    ///
    /// # Errors
    /// The store is damaged, or a record does not read.
    pub fn prove_records(&self) -> Result<()> {
        self.wait_for_check()?;
        if let Some(check) = &self.check {
            check.wait_for_journal();
        }
        self.sound()?;
        self.read_every_record()
    }
}
