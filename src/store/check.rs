//! Background check of all records and the whole journal after a quick start.
//!
//! A store that was closed cleanly opens at once; damage since then is found while the officer
//! reads the first screen.

use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use crate::error::{Error, Result};
use crate::store::chain::{ChainReader, ChainStep, JournalPos};
use crate::store::guard::RawScan;
use crate::store::witness::Witnesses;
use crate::store::{codec, index, keys, log, meta};

/// A journal shorter than this is read in a few milliseconds, in bytes.
const SHORT: u64 = 4 * 1024 * 1024;

/// What a check found: that all is well, or what is wrong.
pub(super) type Verdict = Result<()>;

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
            let say = |verdict: Verdict| {
                if let Err(wrong) = verdict {
                    let _ = found.set(wrong);
                }
            };
            let mut go_on = |_| !stopped.load(Ordering::Relaxed);
            // A journal that is read in a blink is looked through before anybody is answered; a
            // long one afterwards.
            let is_short = mark.end < SHORT;
            if is_short {
                say(journal_holds(&dir, mark, witnesses.clone(), &mut go_on));
            }
            say(records_hold(&db, &mut go_on));
            drop(db);
            drop(done);
            if !is_short {
                say(journal_holds(&dir, mark, witnesses, &mut go_on));
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

/// Returns whether every record's checksum and the sums over all of them are right. `go_on` hears
/// how many were read and may end it; then nothing is said of the rest. Where something is saved
/// meanwhile, it begins again.
///
/// # Errors
/// A record is damaged, or an older one than was saved.
pub(super) fn records_hold(db: &sled::Db, go_on: &mut dyn FnMut(u64) -> bool) -> Verdict {
    let wrong = || {
        Error::damaged("The records on disk are damaged.").with_hint(
            "Leave Offsite and start it again: it makes them anew from the journal, and says how far that goes.",
        )
    };
    loop {
        let before = (meta::at(db)?, meta::number(db, index::SUM)?);
        let (mut sum, mut logs, mut lines, mut n) = (0u64, 0u64, 0u64, 0u64);
        for entry in RawScan::new(db, b"") {
            let (key, value) = entry.map_err(|e| wrong().with_source(e))?;
            if keys::is_record(&key) {
                sum = sum.wrapping_add(codec::digest(&key, &value));
            } else if log::is_log(&key) {
                logs = logs.wrapping_add(codec::digest(&key, &value));
            } else if index::is_index(&key) {
                lines = lines.wrapping_add(codec::digest(&key, &value));
            }
            n += 1;
            if n.is_multiple_of(512) && !go_on(n) {
                return Ok(());
            }
        }
        let sums = (
            meta::number(db, keys::DIGEST)?,
            meta::number(db, log::SUM)?,
            meta::number(db, index::SUM)?,
        );
        if (meta::at(db)?, sums.2) != before {
            continue;
        }
        return if sums == (sum, logs, lines) { Ok(()) } else { Err(wrong()) };
    }
}

/// Returns whether the whole journal reads, is chained, and is the one that every witness knows.
fn journal_holds(
    dir: &Path,
    mark: JournalPos,
    mut witnesses: Witnesses,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Verdict {
    let Ok(mut file) = std::fs::File::open(dir.join("journal")) else { return Ok(()) };
    if file.seek(SeekFrom::Start(JournalPos::ORIGIN.end)).is_err() {
        return Ok(());
    }
    let mut reader = ChainReader::new(
        BufReader::with_capacity(1 << 18, file.take(mark.end - JournalPos::ORIGIN.end)),
        JournalPos::ORIGIN,
    );
    while reader.mark().seq < mark.seq {
        let damaged = |n: u64| {
            Error::damaged(format!("Entry {n} of the journal is damaged."))
                .with_hint(crate::store::paths::advice(dir))
        };
        let next = reader.mark().seq + 1;
        if reader.step().map_err(|e| damaged(next).with_source(e))? != ChainStep::Entry {
            return Err(damaged(next));
        }
        witnesses.meet(reader.mark());
        if !go_on(reader.mark().seq) {
            return Ok(());
        }
    }
    witnesses.agree(dir, mark, None)?;
    if reader.mark() == mark {
        Ok(())
    } else {
        Err(Error::damaged("The journal is not the one that it was.")
            .with_hint("Run offsite verify."))
    }
}
