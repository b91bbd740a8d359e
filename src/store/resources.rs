//! What the system grants this process. A shared host may limit threads, files and memory; a
//! database that meets such a limit half opened waits for ever or looks damaged, so that the limits
//! are looked at first and said in words.

use std::sync::mpsc::channel;
use std::thread::Builder;

use rustix::process::{Resource, getrlimit};

use crate::error::{Error, ErrorKind, Result};

/// The threads that an open store may have at once.
const THREADS: usize = 12;
/// Below this limit on processes it is tried whether there are enough.
const FEW_PROCESSES: u64 = 512;
/// The files that an open store needs, with some for papers and backups.
const FILES: u64 = 48;
/// The address space that an open store needs, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;

/// Refuses to open a store where the system grants too little; nothing is then touched.
///
/// # Errors
/// Too few files, threads or bytes of memory.
pub(super) fn enough() -> Result<()> {
    let refused = |what: String, option: &str| {
        let words = format!("The system allows this user too few {what} (ulimit {option}).");
        let hint = "Nothing was changed. Ask your IT support to raise the limit.";
        Err(Error::new(ErrorKind::Io, words).with_hint(hint))
    };
    let limit = |of| getrlimit(of).current;
    if let Some(n) = limit(Resource::Nofile).filter(|n| *n < FILES) {
        return refused(format!("open files: {n}, and Offsite needs {FILES}"), "-n");
    }
    if let Some(n) = limit(Resource::As).filter(|n| *n < MEMORY) {
        let (has, needs) = (n / 1_048_576, MEMORY / 1_048_576);
        return refused(format!("megabytes of memory: {has}, and Offsite needs {needs}"), "-v");
    }
    match limit(Resource::Nproc).filter(|n| *n < FEW_PROCESSES) {
        Some(n) if !can_begin(THREADS) => {
            refused(format!("threads: {n} are allowed in all, and Offsite needs {THREADS}"), "-u")
        }
        Some(_) | None => Ok(()),
    }
}

/// Returns whether so many threads can run at once.
fn can_begin(count: usize) -> bool {
    let mut running = Vec::with_capacity(count);
    for _ in 0..count {
        let (done, waits) = channel::<()>();
        // Each waits until the other end is let go.
        let Ok(thread) = Builder::new().spawn(move || waits.recv().is_ok()) else { break };
        running.push((done, thread));
    }
    let is_enough = running.len() == count;
    for (done, thread) in running {
        drop(done);
        let _ = thread.join();
    }
    is_enough
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_process_has_enough() {
        assert!(enough().is_ok());
        assert!(can_begin(THREADS));
    }
}
