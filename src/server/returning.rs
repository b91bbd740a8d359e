//! Waits, in a thread of its own, for a server that has gone to come back.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, Builder};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::server::opening::{Answer, open};

/// How long a session waits before it says that there is no server: a restart takes a second, and
/// three after it was killed.
const RETURN: Duration = Duration::from_secs(4);
/// How long the thread waits between two tries, and how long once that time is over.
const PAUSE: Duration = Duration::from_millis(50);
const LONG_PAUSE: Duration = Duration::from_secs(1);

/// A thread that tries to reach the server until it answers, or until nobody wants to know.
#[derive(Debug)]
pub(super) struct Returning {
    answers: Receiver<Result<Answer>>,
    /// Readable once the server has answered.
    bell: UnixStream,
}

impl Returning {
    /// Begins to try.
    ///
    /// # Errors
    /// The system has no room for another thread.
    pub(super) fn begin(path: &Path) -> io::Result<Returning> {
        let (bell, rings) = UnixStream::pair()?;
        let (answers, come) = channel();
        let path = path.to_owned();
        let tries = move || {
            try_until_answered(&path, &answers);
            // Its end makes the bell readable.
            drop(rings);
        };
        Builder::new().name("returning".into()).spawn(tries)?;
        Ok(Returning { answers: come, bell })
    }

    /// Returns what becomes readable once the server has answered.
    pub(super) fn bell(&self) -> BorrowedFd<'_> {
        self.bell.as_fd()
    }

    /// Returns what the server has answered, without waiting.
    pub(super) fn answer(&self) -> Option<Answer> {
        self.answers.try_iter().find_map(Result::ok)
    }

    /// Waits for the server as long as a restart takes; where that was waited for already, no longer.
    ///
    /// # Errors
    /// Why it cannot be reached.
    pub(super) fn wait(&self) -> Result<Answer> {
        let mut why = None;
        for answer in self.answers.try_iter() {
            match answer {
                Ok(answer) => return Ok(answer),
                Err(error) => why = Some(error),
            }
        }
        if let Some(why) = why {
            return Err(why);
        }
        let busy = || Error::held("It is busy.").with_hint("Try again in a few minutes.");
        self.answers.recv_timeout(RETURN + LONG_PAUSE).unwrap_or_else(|_| Err(busy()))
    }
}

fn try_until_answered(path: &Path, answers: &Sender<Result<Answer>>) {
    let begun = Instant::now();
    loop {
        let pause = match open(path, &mut || {}) {
            Ok(answer) => return drop(answers.send(Ok(answer))),
            Err(_) if begun.elapsed() < RETURN => PAUSE,
            Err(error) => match answers.send(Err(error)) {
                Ok(()) => LONG_PAUSE,
                Err(_) => return,
            },
        };
        thread::sleep(pause);
    }
}
