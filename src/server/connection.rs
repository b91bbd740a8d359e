//! A session at the other end of a server's socket.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use crate::api::{Backend, Draft, Heard, Reply, Request, SessionId, WhyGone};
use crate::domain::request_id::RequestId;
use crate::error::{Error, Result};
use crate::places;
use crate::server::call::{Asked, Call, CallReply};
use crate::server::command::{CommandCall, CommandOutput, WorkProgress};
use crate::server::opening::{Answer, open};
use crate::server::posts::Posts;
use crate::server::returning::Returning;
use crate::server::{codec, message};

/// How long a session that ends waits until its last texts are kept.
const LAST: Duration = Duration::from_secs(2);
/// How often it looks meanwhile whether a server that has gone is back.
const PAUSE: Duration = Duration::from_millis(20);
/// What is said of an answer to another question.
const OTHER: &str = "The server answered something else.";

/// A connection to the server that holds the store.
#[derive(Debug)]
pub struct Connection {
    path: PathBuf,
    /// None once the server has gone, until it is there again.
    line: Option<UnixStream>,
    /// What waits for it, once it has gone.
    returning: Option<Returning>,
    officer: String,
    /// The session, by a number that no other has.
    session: SessionId,
    /// How many requests that change something were sent.
    changes: u64,
    /// Whether the server runs another build.
    is_outdated: bool,
    /// What is sent without being waited for.
    posts: Posts,
    /// The last such request, where no answer to it has come: it may be stored all the same.
    unanswered: Option<(Request, RequestId)>,
    /// Why the server has gone, where it said so last.
    why_gone: WhyGone,
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
            returning: None,
            why_gone: WhyGone::Unsaid,
            is_outdated: false,
            posts: Posts::default(),
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
                self.wait_for_server().map_err(|error| {
                    let words =
                        "The server of the records does not answer. What you typed stays here.";
                    Error::new(error.kind(), format!("{words} {error}"))
                })?;
            }
            answer = self.exchange(&codec::encode(call)?, &mut |_| ());
            if answer.is_ok() {
                break;
            }
            if let Call::Ask(asked) = call {
                asked.is_again = true;
            }
        }
        match answer {
            Ok(CallReply::Reply(reply)) => Ok(*reply),
            Ok(_) => Err(Error::input(OTHER)),
            Err(cause) => Err(Error::io("The server of the records does not answer.", cause)),
        }
    }

    /// Keeps what no answer came to: a change, which may be stored all the same, and a text that the
    /// server is given once it is back.
    fn keep(&mut self, asked: Asked) {
        match (asked.id, asked.request) {
            (Some(id), request) => self.unanswered = Some((request, id)),
            (None, draft @ Request::SaveDraft(_)) => self.posts.add(draft),
            (None, discarded @ Request::DiscardDraft { .. }) => self.posts.forget(&discarded),
            (None, _) => {}
        }
    }

    /// Takes note that the server has gone, and begins to wait for it.
    fn lose(&mut self) {
        self.line = None;
        self.posts.send_again();
        self.heard = Heard::Gone(std::mem::replace(&mut self.why_gone, WhyGone::Unsaid));
        if !self.is_outdated {
            self.returning = Returning::begin(&self.path).ok();
        }
    }

    /// Waits for a server that has gone to come back, as long as a restart takes.
    fn wait_for_server(&mut self) -> Result<()> {
        if self.is_outdated {
            return Answer::OtherBuild.welcome().map(drop);
        }
        let cannot = |cause| Error::io("Nothing can be asked of it.", cause);
        let returning = match self.returning.take() {
            Some(returning) => returning,
            None => Returning::begin(&self.path).map_err(cannot)?,
        };
        match returning.wait() {
            Ok(answer) => self.take_back(answer),
            Err(error) => {
                self.returning = Some(returning);
                Err(error)
            }
        }
    }

    /// Takes the answer of a server that is there again.
    fn take_back(&mut self, answer: Answer) -> Result<()> {
        match answer {
            Answer::Welcome(line, officer) if officer == self.officer => {
                self.line = Some(line);
                self.heard = Heard::Back;
                Ok(())
            }
            Answer::OtherBuild => {
                self.is_outdated = true;
                Answer::OtherBuild.welcome().map(drop)
            }
            Answer::Welcome(..) => Err(Error::conflict(
                "The server now gives you another name. Leave and log in again.",
            )),
        }
    }

    /// Runs a command for scripts; `on_progress` hears how far it is, where that takes long.
    ///
    /// # Errors
    /// The server is gone, or does not know the command.
    pub fn run(
        &mut self,
        call: &CommandCall,
        on_progress: &mut dyn FnMut(WorkProgress),
    ) -> Result<CommandOutput> {
        let call = codec::encode(&Call::Run(Box::new(call.clone())))?;
        match self.exchange(&call, on_progress) {
            Ok(CallReply::Ran(output)) => Ok(output),
            Ok(CallReply::Reply(reply)) => Err(match *reply {
                Reply::Refused { kind, says } => Error::new(kind, says),
                _ => Error::input(OTHER),
            }),
            Ok(_) => Err(Error::input(OTHER)),
            Err(cause) => Err(Error::io("The server of the records does not answer.", cause)
                .with_hint("Look whether it was done before you repeat the command.")),
        }
    }

    /// Sends a call and waits for its answer. After an error the line is given up.
    fn exchange(
        &mut self,
        call: &[u8],
        on_progress: &mut dyn FnMut(WorkProgress),
    ) -> io::Result<CallReply> {
        let answer = self.try_exchange(call, on_progress);
        if answer.is_err() {
            self.lose();
        }
        answer
    }

    fn try_exchange(
        &mut self,
        call: &[u8],
        on_progress: &mut dyn FnMut(WorkProgress),
    ) -> io::Result<CallReply> {
        let line = self.line.as_ref().ok_or(io::ErrorKind::NotConnected)?;
        self.posts.send_all(line)?;
        message::send(line, call)?;
        loop {
            match self.receive_answer()? {
                None => {}
                Some(CallReply::Progress(progress)) => on_progress(progress),
                Some(answer) => return Ok(answer),
            }
        }
    }

    /// Receives what the server sends next; none where it answers nothing that is waited for.
    ///
    /// # Errors
    /// The server has gone, or says that it goes.
    fn receive_answer(&mut self) -> io::Result<Option<CallReply>> {
        match self.receive()? {
            CallReply::Rings => self.rings(),
            CallReply::Bye(why) => {
                self.why_gone = why;
                return Err(io::ErrorKind::ConnectionAborted.into());
            }
            CallReply::Reply(reply) if self.posts.is_unanswered() => {
                self.posts.take_answer(*reply);
            }
            answer => return Ok(Some(answer)),
        }
        Ok(None)
    }

    /// Takes what has come without having been waited for, and sends what waits.
    ///
    /// # Errors
    /// The server has gone.
    fn take_what_has_come(&mut self) -> io::Result<()> {
        while self.has_come_within(Duration::ZERO) {
            if self.receive_answer()?.is_some() {
                return Err(io::ErrorKind::InvalidData.into());
            }
        }
        self.line.as_ref().map_or(Ok(()), |line| self.posts.send_next(line))
    }

    fn receive(&self) -> io::Result<CallReply> {
        let line = self.line.as_ref().ok_or(io::ErrorKind::NotConnected)?;
        let came = message::receive(line, codec::MAX_MESSAGE)?;
        let came = came.ok_or_else(|| io::Error::from(io::ErrorKind::UnexpectedEof))?;
        codec::decode(&came).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
    }

    /// Takes note that something waits; a server that is back has more to be asked.
    fn rings(&mut self) {
        if self.heard != Heard::Back {
            self.heard = Heard::News;
        }
    }

    /// Waits, for a time at most, until something has come or the server has gone; returns whether
    /// either has.
    fn has_come_within(&self, within: Duration) -> bool {
        let Some(line) = &self.line else { return false };
        let mut waits = [PollFd::new(line, PollFlags::IN)];
        let within = Timespec {
            tv_sec: within.as_secs().cast_signed(),
            tv_nsec: within.subsec_nanos().into(),
        };
        poll(&mut waits, Some(&within)).is_ok_and(|n| n > 0)
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
                // The answer says it.
                self.heard = Heard::Nothing;
                Reply::from(error)
            }
        }
    }

    fn post(&mut self, request: Request) -> Option<Reply> {
        self.posts.add(request);
        if self.line.is_some() && self.take_what_has_come().is_err() {
            self.lose();
        }
        None
    }

    fn take_refusal(&mut self) -> Option<String> {
        self.posts.take_refusal()
    }

    fn settle(&mut self) {
        let until = Instant::now() + LAST;
        while !self.posts.drafts().is_empty() && Instant::now() < until {
            let back = self.returning.as_ref().and_then(Returning::answer);
            let Some(line) = &self.line else {
                match back {
                    Some(answer) => drop(self.take_back(answer)),
                    None => thread::sleep(PAUSE),
                }
                continue;
            };
            let sent = self.posts.send_all(line);
            let has_come = self.has_come_within(until.saturating_duration_since(Instant::now()));
            if sent.is_err() || !has_come || self.take_what_has_come().is_err() {
                return;
            }
        }
    }

    fn outdated(&self) -> Option<Vec<Draft>> {
        self.is_outdated.then(|| self.posts.drafts())
    }

    fn bell(&self) -> Option<BorrowedFd<'_>> {
        let line = self.line.as_ref().map(UnixStream::as_fd);
        line.or_else(|| self.returning.as_ref().map(Returning::bell))
    }

    fn heard(&mut self) -> Heard {
        let back = self.returning.as_ref().and_then(Returning::answer);
        if let Some(answer) = back {
            self.returning = None;
            // A server of another build is asked nothing more, and the session goes on there.
            let _ = self.take_back(answer);
        }
        if self.line.is_some() && self.take_what_has_come().is_err() {
            self.lose();
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

#[cfg(test)]
mod tests;
