//! A command for scripts that a server runs for a client. The server has neither the client's files
//! nor its terminal: what the command reads there is asked for, and what it writes is sent back.
//!
//! A command that needs something ends with a [`Need`]. The client gives it and sends the command
//! again with everything that was given before, so that it comes to the same place and goes on. So
//! nobody waits in the server for somebody at a terminal. Nothing is stored before the last need,
//! and what was shown before a question is what is done after it, or the question is asked anew.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::api::{Bytes, NamedFile};
use crate::error::ErrorKind;
use crate::server::outbox::Outbox;
use crate::service::ViewerService;

/// A command, and what has been given to it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandCall {
    /// As it was typed after the program's name.
    pub words: Vec<String>,
    /// What it has needed so far, in order.
    pub given: Vec<Given>,
    /// The sum of what the client was told before the last need.
    pub seen: u32,
    /// Somebody can be asked.
    pub can_answer: bool,
    /// What is printed on standard output is shown on a terminal.
    pub is_shown: bool,
}

/// What a command needs of its client before it can go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// The bytes of a file as its path was typed; `most` of them, and one more where there are more.
    File {
        /// The path.
        path: PathBuf,
        /// The most bytes; none where it is read whole.
        most: Option<u64>,
    },
    /// The authority's files in a folder, or a profile; none for the client's configuration folder.
    Authority(Option<PathBuf>),
    /// The first line of standard input.
    FirstLine,
    /// A line in answer to a question.
    Answer(String),
    /// Yes or no in answer to a question.
    YesOrNo(String),
}

/// What a client gives a command that needs it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// To [`Need::File`].
    File(Bytes),
    /// To [`Need::Authority`].
    Authority(NewAuthority),
    /// To [`Need::FirstLine`] and [`Need::Answer`].
    Line(String),
    /// To [`Need::YesOrNo`].
    Yes(bool),
}

/// The authority's files as they are to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAuthority {
    /// The path they were read from, as it is shown.
    pub from: String,
    /// What was read: name and text, as the records keep them.
    pub items: Vec<(String, String)>,
    /// It is a profile alone, and leaves the other files as they are.
    pub is_profile_alone: bool,
}

/// Something that a command says or writes, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// On standard output.
    Out(Bytes),
    /// A line on standard error.
    Note(String),
    /// Into the copies of documents.
    Copies(WrittenCopies),
    /// Into one file, whose path is then said on standard output.
    File {
        /// The folder, as it was typed.
        to: PathBuf,
        /// The file.
        file: NamedFile,
    },
}

/// Documents that a command writes into a folder of the client, all or none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrittenCopies {
    /// The folder, as it was typed.
    pub to: PathBuf,
    /// The files.
    pub files: Vec<NamedFile>,
    /// What is said of each that was written.
    pub said: SaidOfCopy,
}

/// What is said of a document that a command has written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SaidOfCopy {
    /// Its path, on standard output.
    Path,
    /// That it was created, on standard error.
    Created,
}

/// What a command said, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandOutput {
    /// What it said that the client has not been told.
    pub said: Vec<Said>,
    /// The sum of all that it said, told before or now.
    pub sum: u32,
    /// How it ended.
    pub end: CommandEnd,
}

/// How a command ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommandEnd {
    /// It is done.
    Done,
    /// It was not done.
    Refused {
        /// Why, for the exit status.
        kind: ErrorKind,
        /// Why, in sentences.
        says: String,
    },
    /// It goes on once it is given something.
    Needs {
        /// What it needs.
        need: Need,
        /// After how much of what was given; the rest is given anew.
        after: usize,
    },
}

/// How far work is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkProgress {
    /// What is being done, in words.
    pub what: String,
    /// How much is done.
    pub done: u64,
    /// Of how much; 0 where that is not known.
    pub of: u64,
}

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
