//! The daily backup: written on a thread when a session starts, oldest ones removed.

use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::store::backup::encryption::Encryption;
use crate::store::backup::write::Written;
use crate::store::backup::{BackupOptions, BackupSummary, write};
use crate::store::heads::HeadSigner;
use crate::store::system_error::describe;
use crate::store::{backup_head, paths};

/// Returns the file of a day's backup; `day` is written as 2026-11-23, so that names sort as days
/// do.
pub fn day_file(dir: &Path, day: &str) -> PathBuf {
    dir.join(paths::BACKUPS).join(format!("{day}.offsite"))
}

/// How the backups of a store's days are written, and how many of them are kept.
pub struct Rotation {
    /// How many are kept; 0 writes none of its own accord.
    pub keep: usize,
    /// How each of them is written.
    pub options: BackupOptions,
}

impl Rotation {
    /// Returns one that keeps the latest `keep`, neither encrypted with age nor signed.
    pub fn keeping(keep: usize) -> Rotation {
        Rotation { keep, options: BackupOptions::default() }
    }

    /// Returns one whose backups are signed as well.
    pub fn signed(self, signer: Option<HeadSigner>) -> Rotation {
        Rotation { options: BackupOptions { signer, ..self.options }, ..self }
    }

    /// Returns one whose backups are encrypted as well.
    pub fn sealed(self, seal: Encryption) -> Rotation {
        Rotation { options: BackupOptions { seal, ..self.options }, ..self }
    }
}

/// A backup that is being written.
pub struct Daily {
    stop: Arc<AtomicBool>,
    failed: Arc<Mutex<Option<Error>>>,
    thread: Option<JoinHandle<()>>,
}

impl Daily {
    /// Begins the backup of a day unless there is one; none where there is nothing to do.
    pub fn start(dir: &Path, day: &str, rotation: Rotation) -> Option<Daily> {
        let file = day_file(dir, day);
        if rotation.keep == 0 || file.exists() {
            return None;
        }
        let (stop, failed) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(None)));
        let (stopped, said, dir) = (Arc::clone(&stop), Arc::clone(&failed), dir.to_owned());
        let thread = std::thread::Builder::new().name("backup".into()).spawn(move || {
            if let Err(error) = one(&dir, &file, &rotation, &stopped)
                && let Ok(mut said) = said.lock()
            {
                *said = Some(error);
            }
        });
        Some(Daily { stop, failed, thread: thread.ok() })
    }

    /// Gives the backup a second to be finished, else leaves it to the next session, and says what
    /// went wrong.
    ///
    /// # Errors
    /// It could not be written, or lacks evidence.
    pub fn end(mut self) -> Result<()> {
        let Some(thread) = self.thread.take() else { return Ok(()) };
        let until = Instant::now() + Duration::from_secs(1);
        while !thread.is_finished() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(5));
        }
        let is_given_up = !thread.is_finished();
        self.stop.store(true, Ordering::Relaxed);
        let _ = thread.join();
        match self.failed.lock().ok().and_then(|mut f| f.take()) {
            Some(error) if !is_given_up => Err(error),
            Some(_) | None => Ok(()),
        }
    }
}

/// Writes the backup of a day anew, over one from earlier in the day; returns its file.
///
/// # Errors
/// It could not be written; the earlier one is then as it was.
pub fn now(dir: &Path, day: &str, rotation: &Rotation) -> Result<(PathBuf, BackupSummary)> {
    let file = day_file(dir, day);
    make_folder(dir)?;
    let told = write::write_over(dir, &file, &rotation.options, &mut |_, _, _| {})?;
    keep_latest(dir, rotation.keep, &told);
    Ok((file, told.summary))
}

fn one(dir: &Path, file: &Path, rotation: &Rotation, stop: &AtomicBool) -> Result<()> {
    make_folder(dir)?;
    match write::write_unless(dir, file, &rotation.options, &mut |_, _, _| {}, stop) {
        // The officer has asked for a backup meanwhile: that one holds more.
        Err(_) if file.exists() => Ok(()),
        done => {
            let told = done?;
            keep_latest(dir, rotation.keep, &told);
            if let Some(words) = told.summary.faults.first() {
                let words = format!("The day's backup is not whole: {words}");
                return Err(Error::damaged(words).with_hint("No earlier one was deleted."));
            }
            told.summary.unsigned.map_or(Ok(()), |error| Err(not_signed(&error)))
        }
    }
}

/// Returns what is said of a backup that is there and whole, but not signed.
fn not_signed(error: &Error) -> Error {
    let words = format!("The day's backup is written but not signed. {}", error.message());
    Error::new(error.kind(), words).because_of(error.clone())
}

fn make_folder(dir: &Path) -> Result<()> {
    let folder = dir.join(paths::BACKUPS);
    std::fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(&folder)
        .and_then(|()| paths::sync_folder(dir))
        .map_err(|e| {
            let why = describe(&e);
            Error::io(format!("The day's backup was not written: {why}."), e)
        })
}

/// Takes the backups away that hold least, beyond the number to keep. One that holds more than the
/// one just written, or another history, stays; and none goes while something is missing in it.
fn keep_latest(dir: &Path, keep: usize, told: &Written) {
    if !told.summary.faults.is_empty() {
        return;
    }
    for (old, head) in backup_head::ranked(dir).into_iter().skip(keep) {
        let is_within = head.is_none_or(|head| {
            head.entries <= told.summary.entries
                && !told
                    .disagreeing
                    .iter()
                    .any(|w| w.seq == head.entries && w.hash == Some(head.hash))
        });
        if is_within {
            let _ = std::fs::remove_file(backup_head::page_beside(&old));
            let _ = std::fs::remove_file(old);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_asked_for_while_the_days_own_is_under_way_stays() {
        let dir = tempfile::tempdir().expect("a folder");
        let store = crate::store::Store::open(dir.path(), "a.shah", "09:00").expect("opens").store;
        let (file, _) = now(dir.path(), "2026-11-23", &Rotation::keeping(3)).expect("written");
        let before = std::fs::read(&file).expect("read");
        assert_eq!(one(dir.path(), &file, &Rotation::keeping(3), &AtomicBool::new(false)), Ok(()));
        assert_eq!(std::fs::read(&file).expect("read"), before);
        assert_eq!(
            std::fs::read_dir(dir.path().join(paths::BACKUPS)).expect("a folder").count(),
            1,
            "a part was left behind"
        );
        // Another day's goes beside it, and the oldest goes where the number is reached.
        let (next, _) = now(dir.path(), "2026-11-24", &Rotation::keeping(1)).expect("written");
        assert!(next.exists() && !file.exists());
        store.close().expect("in order");
    }
}
