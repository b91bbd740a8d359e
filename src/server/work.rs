//! Commands as a server runs them, and the client that waits for one meanwhile.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::server::command::{CommandCall, CommandOutput, WorkProgress};
use crate::server::outbox::Outbox;
use crate::service::ViewerService;

/// How often a client is told how far its work is, at most.
const OFTEN: Duration = Duration::from_millis(100);

/// Tells the client that waits for a piece of work how far it is, and finds out that it has gone.
#[derive(Clone)]
pub struct WorkWatch {
    outbox: Option<Arc<Outbox>>,
    /// The work only reads, so it may end anywhere.
    may_stop: bool,
    told: Instant,
}

impl fmt::Debug for WorkWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorkWatch").field("may_stop", &self.may_stop).finish_non_exhaustive()
    }
}

impl WorkWatch {
    /// Returns a watch that tells nobody anything.
    pub fn of_nobody() -> WorkWatch {
        WorkWatch::of_client(None, false)
    }

    /// Returns the watch of a client's work, which may end anywhere where it only reads.
    pub(super) fn of_client(outbox: Option<Arc<Outbox>>, may_stop: bool) -> WorkWatch {
        WorkWatch { outbox, may_stop, told: Instant::now() }
    }

    /// Returns whether the client has gone and the work may end.
    pub(super) fn is_stopped(&self) -> bool {
        self.may_stop && self.outbox.as_ref().is_some_and(|outbox| outbox.is_closed())
    }

    /// Tells the client how far the work is, ten times a second at most. Work that only reads ends
    /// here where the client has gone: whoever started it catches the unwinding.
    pub fn report(&mut self, what: &str, done: u64, of: u64) {
        let Some(outbox) = &self.outbox else { return };
        if self.told.elapsed() < OFTEN {
            return;
        }
        self.told = Instant::now();
        outbox.progress(WorkProgress { what: what.to_owned(), done, of });
        if self.is_stopped() {
            std::panic::resume_unwind(Box::new(()));
        }
    }
}

/// The commands for scripts that a server knows.
#[derive(Clone, Copy)]
pub struct Commands {
    /// Runs one.
    pub run: fn(&mut ViewerService<'_>, CommandCall, WorkWatch) -> CommandOutput,
    /// Returns whether it reads and changes nothing, by its words.
    pub only_reads: fn(&[String]) -> bool,
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::*;
    use crate::unwind::catch_unwind_opt;

    /// Works until the client has gone, and says whether it was stopped within a minute.
    fn works_on(outbox: &Arc<Outbox>, may_stop: bool) -> Option<bool> {
        let mut watch = WorkWatch::of_client(Some(Arc::clone(outbox)), may_stop);
        catch_unwind_opt(|| {
            let begun = Instant::now();
            while begun.elapsed() < Duration::from_secs(2) {
                watch.report("Counting", 1, 2);
                thread::sleep(Duration::from_millis(5));
            }
            watch.is_stopped()
        })
    }

    #[test]
    fn work_that_only_reads_ends_once_its_client_has_gone_and_other_work_goes_on() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::default());
        let writer = Arc::clone(&outbox);
        let writing = thread::spawn(move || writer.write_to(&ours));
        drop(theirs);
        let begun = Instant::now();
        assert_eq!(works_on(&outbox, true), None, "it was stopped");
        assert!(begun.elapsed() < Duration::from_secs(2));
        assert_eq!(works_on(&outbox, false), Some(false), "what changes something is not");
        writing.join().expect("ended").expect("a client may leave");
    }
}
