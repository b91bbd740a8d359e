//! What is on its way to one client: an answer, that something waits for it, and how far its work is.
//! A thread of its own writes them, so that nobody but that thread waits for a client that reads slowly.

use std::io::{self, ErrorKind};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::api::WhyGone;
use crate::server::answer::AnswerBytes;
use crate::server::at_once::{SentAtOnce, send_at_once};
use crate::server::call::CallReply;
use crate::server::command::WorkProgress;
use crate::server::large::LargeMessages;
use crate::server::{codec, message};

/// What is to be written to one client.
#[derive(Debug, Default)]
pub(super) struct Outbox {
    waiting: Mutex<Waiting>,
    changed: Condvar,
    /// The line itself, for an answer that it takes at once; none where every answer waits.
    line: Option<UnixStream>,
    /// The place for large answers, which all clients share.
    large: Arc<LargeMessages>,
}

#[derive(Debug, Default)]
struct Waiting {
    answer: Option<AnswerBytes>,
    /// What is left of an answer that the line took a part of, to be written first.
    rest: Option<Vec<u8>>,
    /// The thread is writing at the moment.
    is_writing: bool,
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
    /// Returns what is to be written to the client at the other end of a line, nothing yet; the
    /// clients of a server share the place for large answers.
    pub(super) fn of(line: UnixStream, large: &Arc<LargeMessages>) -> Outbox {
        Outbox { line: Some(line), large: Arc::clone(large), ..Outbox::default() }
    }

    /// Returns the place for large answers.
    pub(super) fn large(&self) -> &Arc<LargeMessages> {
        &self.large
    }

    /// Sends an answer where the line takes it without anyone waiting; returns it where it does not.
    pub(super) fn answer_at_once(&self, answer: AnswerBytes) -> Option<AnswerBytes> {
        let mut waiting = self.lock();
        let is_free = !waiting.is_writing
            && waiting.rest.is_none()
            && waiting.answer.is_none()
            && !waiting.is_closed;
        let Some(line) = self.line.as_ref().filter(|_| is_free) else { return Some(answer) };
        match send_at_once(line, answer.bytes()) {
            Ok(SentAtOnce::Whole) => {}
            Ok(SentAtOnce::Rest(rest)) => {
                waiting.rest = Some(rest);
                self.changed.notify_all();
            }
            // The thread finds out, and cuts the line.
            Ok(SentAtOnce::Nothing) | Err(_) => return Some(answer),
        }
        // How far the work was is no news any more.
        waiting.progress = None;
        None
    }

    /// Has an answer written, once the one before it is on its way; false where the client has gone.
    pub(super) fn answer(&self, answer: AnswerBytes) -> bool {
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
                waiting.is_writing = false;
                let has_none = waiting.answer.is_none()
                    && waiting.rest.is_none()
                    && waiting.progress.is_none();
                has_none && !waiting.rings && waiting.bye.is_none() && !waiting.is_closed
            };
            let waiting = self.changed.wait_while(self.lock(), idle);
            let mut waiting = waiting.unwrap_or_else(PoisonError::into_inner);
            if waiting.is_closed {
                return Ok(());
            }
            let (answer, rings) = (waiting.answer.take(), std::mem::take(&mut waiting.rings));
            let (progress, bye) = (waiting.progress.take(), waiting.bye);
            let rest = waiting.rest.take();
            waiting.is_writing = true;
            drop(waiting);
            self.changed.notify_all();
            if let Some(rest) = rest {
                message::send_rest(line, &rest)?;
            }
            if let Some(progress) = progress {
                let progress = codec::encode(&CallReply::Progress(progress));
                message::send(line, &progress.map_err(io::Error::other)?)?;
            }
            if let Some(answer) = answer {
                message::send(line, answer.bytes())?;
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
    use std::thread;
    use std::time::Duration;

    use super::*;
    use crate::api::Reply;
    use crate::error::Error;
    use crate::server::large::SMALL;

    /// Returns an answer of so many bytes, which are no message.
    fn bytes(bytes: Vec<u8>) -> AnswerBytes {
        AnswerBytes::from(bytes)
    }

    #[test]
    fn client_that_reads_nothing_is_rung_without_anybody_waiting() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::default());
        let writer = Arc::clone(&outbox);
        let writing = thread::spawn(move || writer.write_to(&ours));
        for _ in 0..100_000 {
            outbox.ring();
        }
        assert!(outbox.answer(bytes(vec![7; 1_000])), "an answer is still taken");
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
        assert!(outbox.answer(bytes(vec![7; 100])));
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
    fn answers_that_the_line_takes_in_part_come_whole_and_in_order() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::of(ours.try_clone().expect("a line"), &Arc::default()));
        let writing = {
            let outbox = Arc::clone(&outbox);
            thread::spawn(move || outbox.write_to(&ours))
        };
        let answer = |n: u8| vec![n; 1_000 + 60 * usize::from(n)];
        let (mut at_once, mut later) = (0, 0);
        let sender = {
            let outbox = Arc::clone(&outbox);
            thread::spawn(move || {
                for n in 0..=255_u8 {
                    match outbox.answer_at_once(bytes(answer(n))) {
                        None => at_once += 1,
                        Some(left) => {
                            assert!(outbox.answer(left), "{n}");
                            later += 1;
                        }
                    }
                    if n % 64 == 63 {
                        outbox.ring();
                    }
                }
                (at_once, later)
            })
        };
        // Nothing is read until the line is full.
        thread::sleep(Duration::from_millis(100));
        let mut came = Vec::new();
        while came.len() < 256 {
            let message = message::receive(&theirs, 20_000).expect("whole").expect("a message");
            if !matches!(codec::decode(&message), Ok(CallReply::Rings)) {
                came.push(message);
            }
        }
        for (n, message) in (0..=255_u8).zip(came) {
            assert_eq!(message, answer(n), "{n}");
        }
        let (at_once, later) = sender.join().expect("sent");
        assert!(at_once > 0 && later > 0, "{at_once} at once, {later} later");
        outbox.close();
        writing.join().expect("ended").expect("in order");
    }

    #[test]
    fn one_large_answer_at_a_time_is_kept_and_the_next_is_told_to_ask_again() {
        let large = Arc::new(LargeMessages::default());
        let words = Error::input("x".repeat(SMALL + 1));
        let answer = CallReply::Reply(Box::new(Reply::from(words)));
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        let outbox = Arc::new(Outbox::default());
        assert!(outbox.answer(AnswerBytes::of(&answer, &large)));
        let refused = AnswerBytes::of(&answer, &large);
        let CallReply::Reply(says) = codec::decode(refused.bytes()).expect("read") else {
            panic!("a second one was kept")
        };
        assert!(format!("{says:?}").contains("Try again"), "{says:?}");
        // Once its client has it, there is room for the next.
        let writing = {
            let outbox = Arc::clone(&outbox);
            thread::spawn(move || outbox.write_to(&ours))
        };
        let came = message::receive(&theirs, 2 * SMALL).expect("whole").expect("a message");
        assert!(came.len() > SMALL);
        outbox.close();
        writing.join().expect("ended").expect("in order");
        assert!(AnswerBytes::of(&answer, &large).bytes().len() > SMALL);
    }

    #[test]
    fn writing_ends_with_the_client() {
        let (ours, theirs) = UnixStream::pair().expect("two ends");
        drop(theirs);
        let outbox = Outbox::default();
        assert!(outbox.answer(bytes(vec![7; 100])));
        outbox.write_to(&ours).expect("a client may leave");
        assert!(!outbox.answer(bytes(vec![7; 100])), "it has gone");
    }
}
