//! What is on its way to one client: an answer, that something waits for it, and how far its work is.
//! A thread of its own writes them, so that nobody but that thread waits for a client that reads slowly.

use std::io::{self, ErrorKind};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::api::WhyGone;
use crate::server::call::CallReply;
use crate::server::command::WorkProgress;
use crate::server::{codec, message};

/// What is to be written to one client.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct Waiting {
    answer: Option<Vec<u8>>,
    /// Something waits that the client has not been told of.
    rings: bool,
    /// How far the work is that the client waits for.
    progress: Option<WorkProgress>,
    /// Why the server ends, to be written last.
    bye: Option<WhyGone>,
    /// Nothing more is written.
    is_closed: bool,
}

impl Outbox {
    /// Has an answer written, once the one before it is on its way; false where the client has gone.
    pub(super) fn answer(&self, answer: Vec<u8>) -> bool {
        let full = |waiting: &mut Waiting| waiting.answer.is_some() && !waiting.is_closed;
        let waiting = self.changed.wait_while(self.lock(), full);
        let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
        // How far the work was is no news any more.
        (waiting.answer, waiting.progress) = (Some(answer), None);
        self.changed.notify_all();
        !waiting.is_closed
    }

    /// Has the client told that something waits for it. However often, it is told once until it has
    /// read that.
    pub(super) fn ring(&self) {
        self.lock().rings = true;
        self.changed.notify_all();
    }

    /// Has the client told how far its work is. What was not yet written is replaced.
    pub(super) fn progress(&self, progress: WorkProgress) {
        self.lock().progress = Some(progress);
        self.changed.notify_all();
    }

    /// Has the client told why the server ends, after which nothing more is written.
    pub(super) fn bye(&self, why: WhyGone) {
        self.lock().bye = Some(why);
        self.changed.notify_all();
    }

    /// Waits until all is written, but not beyond a moment.
    pub(super) fn wait_until_written(&self, until: Instant) {
        let left = until.saturating_duration_since(Instant::now());
        let is_writing = |waiting: &mut Waiting| !waiting.is_closed;
        drop(self.changed.wait_timeout_while(self.lock(), left, is_writing));
    }

    /// Returns whether nothing more is written: the client has gone, or is about to.
    pub(super) fn is_closed(&self) -> bool {
        self.lock().is_closed
    }

    /// Ends the writing.
    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// Writes to a client until that is closed, or the client has gone.
    ///
    /// # Errors
    /// The client takes nothing more; its line is then cut.
    pub(super) fn write_to(&self, line: &UnixStream) -> io::Result<()> {
        let written = self.write_all(line);
        self.close();
        let Err(error) = written else { return Ok(()) };
        let _ = line.shutdown(Shutdown::Both);
        let is_slow = matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
        if is_slow { Err(error) } else { Ok(()) }
    }

    fn write_all(&self, line: &UnixStream) -> io::Result<()> {
        let bell = codec::encode(&CallReply::Rings).map_err(io::Error::other)?;
        loop {
            let idle = |waiting: &mut Waiting| {
                let has_none = waiting.answer.is_none() && waiting.progress.is_none();
                has_none && !waiting.rings && waiting.bye.is_none() && !waiting.is_closed
            };
            let waiting = self.changed.wait_while(self.lock(), idle);
            let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
            if waiting.is_closed {
                return Ok(());
            }
            let (answer, rings) = (waiting.answer.take(), std::mem::take(&mut waiting.rings));
            let (progress, bye) = (waiting.progress.take(), waiting.bye);
            drop(waiting);
            self.changed.notify_all();
            if let Some(progress) = progress {
                let progress = codec::encode(&CallReply::Progress(progress));
                message::send(line, &progress.map_err(io::Error::other)?)?;
            }
            if let Some(answer) = answer {
                message::send(line, &answer)?;
            }
            if let Some(why) = bye {
                let bye = codec::encode(&CallReply::Bye(why)).map_err(io::Error::other)?;
                return message::send(line, &bye);
            }
            if rings {
                message::send(line, &bell)?;
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        // A thread that met a defect has left nothing half done in so small a state.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn client_that_reads_nothing_is_rung_without_anybody_waiting() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::default());
        let writer = Arc::clone(&outbox);
        let writing = thread::spawn(move || writer.write_to(&ours));
        for _ in 0..100_000 {
            outbox.ring();
        }
        assert!(outbox.answer(vec![7; 1_000]), "an answer is still taken");
        // Whatever bells came before it, the answer comes whole.
        loop {
            let came = message::receive(&theirs, 4_096).expect("whole").expect("a message");
            if came.len() == 1_000 {
                break;
            }
            assert!(matches!(codec::decode(&came), Ok(CallReply::Rings)));
        }
        outbox.close();
        writing.join().expect("ended").expect("in order");
    }

    #[test]
    fn client_is_told_last_why_its_server_ends_and_one_that_reads_nothing_is_not_waited_for() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::default());
        let writer = Arc::clone(&outbox);
        let writing = thread::spawn(move || writer.write_to(&ours));
        assert!(outbox.answer(vec![7; 100]));
        outbox.bye(WhyGone::Stopped);
        let long = Instant::now() + Duration::from_mins(1);
        outbox.wait_until_written(long);
        assert!(Instant::now() < long && outbox.is_closed(), "all was written");
        let next = || message::receive(&theirs, 4_096).expect("whole");
        assert_eq!(next().expect("an answer").len(), 100);
        let bye = codec::decode(&next().expect("a word")).expect("read");
        assert!(matches!(bye, CallReply::Bye(WhyGone::Stopped)));
        writing.join().expect("ended").expect("in order");
        // Nobody writes for this one.
        let stuck = Outbox::default();
        stuck.bye(WhyGone::Upgraded);
        stuck.wait_until_written(Instant::now() + Duration::from_millis(20));
        assert!(!stuck.is_closed());
    }

    #[test]
    fn writing_ends_with_the_client() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        drop(theirs);
        let outbox = Outbox::default();
        assert!(outbox.answer(vec![7; 100]));
        outbox.write_to(&ours).expect("a client may leave");
        assert!(!outbox.answer(vec![7; 100]), "it has gone");
    }
}
