//! A session at the other end of a server's socket.

use std::fs;
use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::api::{Backend, Draft, Heard, Reply, Request, SessionId};
use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::places;
use crate::server::call::{Asked, Call, CallReply, CommandOutput};
use crate::server::hello::{ClientHello, ServerHello};
use crate::server::listen::is_in_safe_folder;
use crate::server::{build, codec, hello, message};

/// How long a session waits for a server that has gone to come back: a restart takes a second, and
/// three after it was killed.
const RETURN: Duration = Duration::from_secs(4);
/// What is said of an answer to another question.
const OTHER: &str = "The server answered something else.";
/// How long it waits for a server that says that it is busy.
const BUSY: Duration = Duration::from_mins(1);
/// How long it waits between two tries.
const PAUSE: Duration = Duration::from_millis(50);

/// A connection to the server that holds the store.
#[derive(Debug)]
pub struct Connection {
    path: PathBuf,
    /// None once the server has gone, until it is there again.
    line: Option<UnixStream>,
    officer: String,
    /// The session, by a number that no other has.
    session: SessionId,
    /// How many requests that change something were sent.
    changes: u64,
    /// Set once the server runs another build: the texts that it could not be given.
    outdated: Option<Vec<Draft>>,
    /// The last such request, where no answer to it has come: it may be stored all the same.
    unanswered: Option<(Request, RequestId)>,
    /// What came unasked and has not been taken note of.
    heard: Heard,
}

impl Connection {
    /// Connects to the server at a path, and never to the store itself.
    ///
    /// # Errors
    /// Nobody answers there, somebody else could have put the socket there, or the server is another
    /// build.
    pub fn connect(path: &Path) -> Result<Connection> {
        Connection::connect_and_wait(path, &mut || {})
    }

    /// Connects as [`Connection::connect`] does; `waits` is called where the server answers another
    /// request first, which takes long.
    ///
    /// # Errors
    /// As there, and where the server is still busy after a minute.
    pub fn connect_and_wait(path: &Path, waits: &mut dyn FnMut()) -> Result<Connection> {
        let (line, officer) = open(path, waits)?.welcome()?;
        Ok(Connection {
            path: path.to_owned(),
            line: Some(line),
            officer,
            session: SessionId::random(),
            changes: 0,
            outdated: None,
            unanswered: None,
            heard: Heard::Nothing,
        })
    }

    /// Returns the officer's name, by the server's word.
    pub fn officer(&self) -> &str {
        &self.officer
    }

    /// Returns the id under which a request that changes something is sent: that of the last one,
    /// where this is the same and no answer to it has come.
    fn id_of(&mut self, request: &Request) -> (RequestId, bool) {
        if let Some((last, id)) = &self.unanswered
            && codec::encode(last).ok() == codec::encode(request).ok()
        {
            return (*id, true);
        }
        self.changes += 1;
        (RequestId { session: self.session.0, number: self.changes }, false)
    }

    /// Sends a request, and once more where no answer came; not for ever, since a server may end at
    /// this very request.
    ///
    /// # Errors
    /// The server does not answer, or the request is too large to be sent.
    fn ask_twice(&mut self, call: &mut Call) -> Result<Reply> {
        let mut answer = Err(io::ErrorKind::NotConnected.into());
        for _ in 0..2 {
            if self.line.is_none() {
                self.reconnect().map_err(|error| {
                    Error::input(format!(
                        "The server of the records does not answer. What you typed stays here. {error}"
                    ))
                })?;
            }
            answer = self.exchange(&codec::encode(call)?);
            if answer.is_ok() {
                break;
            }
            if let Call::Ask(asked) = call {
                asked.is_again = true;
            }
        }
        match answer {
            Ok(CallReply::Reply(reply)) => Ok(*reply),
            Ok(CallReply::Ran(_) | CallReply::Rings) => Ok(Reply::Refused(OTHER.into())),
            Err(cause) => Err(Error::io("The server of the records does not answer.", cause)),
        }
    }

    /// Keeps what no answer came to: a change, which may be stored all the same, and a text that the
    /// server can no longer be given, for the program that takes over.
    fn keep(&mut self, asked: Asked) {
        match (asked.id, asked.request, &mut self.outdated) {
            (Some(id), request, _) => self.unanswered = Some((request, id)),
            (None, Request::SaveDraft(draft), Some(unsent)) => {
                unsent.retain(|kept| (kept.case, &kept.path) != (draft.case, &draft.path));
                unsent.push(draft);
            }
            (None, ..) => {}
        }
    }

    /// Waits for a server that has gone to come back.
    fn reconnect(&mut self) -> Result<()> {
        let until = Instant::now() + RETURN;
        loop {
            match open(&self.path, &mut || {}) {
                Ok(Answer::Welcome(line, officer)) if officer == self.officer => {
                    self.line = Some(line);
                    self.heard = Heard::Back;
                    return Ok(());
                }
                Ok(Answer::OtherBuild) => {
                    self.outdated = Some(Vec::new());
                    return Answer::OtherBuild.welcome().map(drop);
                }
                Ok(Answer::Welcome(..)) => {
                    return Err(Error::conflict(
                        "The server now gives you another name. Leave and log in again.",
                    ));
                }
                Err(error) if Instant::now() >= until => return Err(error),
                Err(_) => thread::sleep(PAUSE),
            }
        }
    }

    /// Runs a command for scripts, as it was typed after the program's name.
    ///
    /// # Errors
    /// The server is gone, or does not know the command.
    pub fn run(&mut self, args: Vec<String>) -> Result<CommandOutput> {
        match self.exchange(&codec::encode(&Call::Run(args))?) {
            Ok(CallReply::Ran(output)) => Ok(output),
            Ok(CallReply::Reply(reply)) => Err(match *reply {
                Reply::Refused(words) => Error::input(words),
                _ => Error::input(OTHER),
            }),
            Ok(CallReply::Rings) => Err(Error::input(OTHER)),
            Err(cause) => Err(Error::io("The server of the records does not answer.", cause)),
        }
    }

    /// Sends a call and waits for its answer. After an error the line is given up.
    fn exchange(&mut self, call: &[u8]) -> io::Result<CallReply> {
        let answer = self.try_exchange(call);
        if answer.is_err() {
            self.line = None;
        }
        answer
    }

    fn try_exchange(&mut self, call: &[u8]) -> io::Result<CallReply> {
        message::send(self.line()?, call)?;
        loop {
            match self.receive()? {
                CallReply::Rings => self.rings(),
                answer => return Ok(answer),
            }
        }
    }

    fn line(&self) -> io::Result<&UnixStream> {
        self.line.as_ref().ok_or_else(|| io::ErrorKind::NotConnected.into())
    }

    fn receive(&self) -> io::Result<CallReply> {
        let came = message::receive(self.line()?, codec::MAX_MESSAGE)?;
        let came = came.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        codec::decode(&came).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// Takes note that something waits; a server that is back has more to be asked.
    fn rings(&mut self) {
        if self.heard != Heard::Back {
            self.heard = Heard::News;
        }
    }

    /// Returns whether something has come, or the server has gone.
    fn has_come(&self) -> bool {
        let Some(line) = &self.line else { return false };
        let mut waits = [PollFd::new(line, PollFlags::IN)];
        let now = Timespec { tv_sec: 0, tv_nsec: 0 };
        poll(&mut waits, Some(&now)).is_ok_and(|n| n > 0)
    }
}

impl Backend for Connection {
    fn ask(&mut self, request: Request) -> Reply {
        let (id, is_again) = match request.changes().then(|| self.id_of(&request)) {
            Some((id, is_again)) => (Some(id), is_again),
            None => (None, false),
        };
        let mut call = Call::Ask(Box::new(Asked { request, id, is_again }));
        match self.ask_twice(&mut call) {
            Ok(reply) => {
                if id.is_some() {
                    self.unanswered = None;
                }
                reply
            }
            Err(error) => {
                if let Call::Ask(asked) = call {
                    self.keep(*asked);
                }
                Reply::Refused(error.to_string())
            }
        }
    }

    fn outdated(&self) -> Option<Vec<Draft>> {
        self.outdated.clone()
    }

    fn bell(&self) -> Option<BorrowedFd<'_>> {
        self.line.as_ref().map(UnixStream::as_fd)
    }

    fn heard(&mut self) -> Heard {
        // Nothing but bells comes unasked.
        while self.has_come() {
            let Ok(CallReply::Rings) = self.receive() else {
                self.line = None;
                return Heard::Gone;
            };
            self.rings();
        }
        std::mem::replace(&mut self.heard, Heard::Nothing)
    }

    // Which day it is, and what to get ready, is the server's own affair.
    fn set_today(&mut self, _: NaiveDate) {}

    fn prepare(&mut self, _: NaiveDate) {}

    fn back_up(&mut self, _: &str, _: usize, _: &str) -> Result<String> {
        Err(Error::input("The server backs the shared records up.")
            .with_hint("Ask your IT team when the last backup was made."))
    }

    fn editing_folder(&self) -> Result<PathBuf> {
        let folder = places::runtime().ok_or_else(|| {
            Error::input("There is no private folder for the editor's file on this computer.")
                .with_hint("Type the answer in Offsite instead.")
        })?;
        Ok(folder.join(format!("offsite-{}", std::process::id())))
    }
}

/// What a server answered to the first words.
enum Answer {
    /// It answers requests, those of an officer.
    Welcome(UnixStream, String),
    /// It runs another build.
    OtherBuild,
}

impl Answer {
    /// Returns the line and the officer.
    ///
    /// # Errors
    /// The server runs another build.
    fn welcome(self) -> Result<(UnixStream, String)> {
        match self {
            Answer::Welcome(line, officer) => Ok((line, officer)),
            Answer::OtherBuild => Err(Error::conflict(
                "Offsite was upgraded, and the server runs another version.",
            )
            .with_hint(
                "Leave and start Offsite again; if that does not help, ask IT to restart the server.",
            )),
        }
    }
}

/// Opens a line to the server, with the first words said.
fn open(path: &Path, waits: &mut dyn FnMut()) -> Result<Answer> {
    holds_no_trap(path)?;
    let cannot = |cause| {
        Error::io(format!("No server answers at {}.", path.display()), cause)
            .with_hint("Ask your IT team to start it.")
    };
    let own = build::of_this_process()?;
    let line = UnixStream::connect(path).map_err(cannot)?;
    hello::say(&line, &ClientHello { offsite: own.to_owned() }).map_err(cannot)?;
    let until = Instant::now() + BUSY;
    let mut said = hello::hear(&line).map_err(cannot)?;
    if said == ServerHello::Wait {
        waits();
    }
    while said == ServerHello::Wait && Instant::now() < until {
        said = hello::hear(&line).map_err(cannot)?;
    }
    match said {
        ServerHello::Wait => Err(Error::held("The server is busy with another request.")
            .with_hint("Try again in a few minutes.")),
        ServerHello::Welcome { officer } => Ok(Answer::Welcome(line, officer)),
        ServerHello::Refused { why } => Err(Error::input(why)),
        ServerHello::OtherBuild { .. } => Ok(Answer::OtherBuild),
    }
}

/// Holds that a path is a socket of the system's or of the server's, which nobody else could have put
/// there: nothing is sent to any other.
fn holds_no_trap(path: &Path) -> Result<()> {
    let shown = path.display();
    let found = fs::symlink_metadata(path).map_err(|cause| {
        Error::io(format!("There is no server at {shown}."), cause)
            .with_hint("Ask your IT team to start it.")
    })?;
    if !found.file_type().is_socket() {
        return Err(Error::input(format!("{shown} is not a socket.")));
    }
    is_in_safe_folder(path, found.uid())
}
