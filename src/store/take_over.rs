//! Takes over a store from a session whose line dropped: that session keeps what was typed, leaves,
//! and lets go of the lock.

use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, Instant};

use rustix::io::Errno;
use rustix::process::{Pid, Signal, kill_process};

use crate::error::{Error, Result};
use crate::store::lock;

/// How long a session may take to leave: it takes two seconds where its terminal is not read.
const PATIENCE: Duration = Duration::from_secs(6);

/// Asks the session that has a store open to leave, and waits until it has. It hears a signal even
/// where it stands in a write to a terminal that nobody reads, or was stopped.
///
/// # Errors
/// [`ErrorKind::Held`](crate::error::ErrorKind::Held) where it is no session, belongs to another
/// user of the computer, runs on another computer, or does not leave.
pub fn take_over(dir: &Path) -> Result<()> {
    let path = dir.join(lock::NAME);
    let Ok(mut file) = File::open(&path) else { return Ok(()) };
    if lock::is_taken(&file) {
        return Ok(());
    }
    let holder = lock::Holding::read(&mut file);
    if !holder.is_session {
        return Err(Error::held(format!("A command has the records open ({}).", holder.words))
            .with_hint("Wait until it has ended."));
    }
    let pid = holder.process.and_then(Pid::from_raw).filter(|pid| has_open(*pid, &file));
    let Some(pid) = pid else {
        return Err(Error::held(format!(
            "The session that has the records open ({}) is not on this computer, or belongs to another user.",
            holder.words
        ))
        .with_hint("Close it where it runs."));
    };
    for signal in [Signal::USR1, Signal::CONT] {
        match kill_process(pid, signal) {
            Ok(()) | Err(Errno::SRCH) => {}
            Err(cause) => {
                return Err(Error::held(format!(
                    "The session ({}) cannot be asked.",
                    holder.words
                ))
                .with_hint("Close it where it runs.")
                .with_source(cause));
            }
        }
    }
    let end = Instant::now() + PATIENCE;
    while !lock::is_taken(&file) {
        if Instant::now() > end {
            return Err(Error::held(format!(
                "The session ({}) was asked to leave and did not.",
                holder.words
            ))
            .with_hint("End its process, then start Offsite again."));
        }
    }
    Ok(())
}

/// Returns whether a process has a file open: a number in a lock may be that of another process by
/// now. Where the system does not show it, the number is believed.
fn has_open(pid: Pid, file: &File) -> bool {
    let folder = format!("/proc/{}/fd", pid.as_raw_nonzero());
    if !Path::new("/proc/self/fd").exists() {
        return true;
    }
    let (Ok(files), Ok(own)) = (std::fs::read_dir(folder), file.metadata()) else { return false };
    files
        .flatten()
        .filter_map(|entry| std::fs::metadata(entry.path()).ok())
        .any(|theirs| (theirs.dev(), theirs.ino()) == (own.dev(), own.ino()))
}
