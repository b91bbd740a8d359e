//! Requests that are sent without their answers being waited for: texts as they are typed, and where
//! the session is. Of those that wait to be sent the latest of each place is enough.

use std::collections::VecDeque;
use std::io;
use std::os::unix::net::UnixStream;

use crate::api::{Draft, Reply, Request};
use crate::server::call::{Asked, Call};
use crate::server::{codec, message};

/// What was not sent, and what was sent and is not answered.
#[derive(Debug, Default)]
pub(super) struct Posts {
    waiting: Vec<Request>,
    sent: VecDeque<Request>,
    /// Why the last that was refused was.
    refusal: Option<String>,
}

impl Posts {
    /// Has a request wait; what it makes needless waits no longer.
    pub(super) fn add(&mut self, request: Request) {
        self.waiting.retain(|old| !makes_needless(&request, old));
        self.waiting.push(request);
    }

    /// Forgets a text that waits, since the officer gave it up.
    pub(super) fn forget(&mut self, discarded: &Request) {
        self.waiting.retain(|old| !makes_needless(discarded, old));
    }

    /// Sends the next that waits, if no other is on its way.
    ///
    /// # Errors
    /// The server has gone.
    pub(super) fn send_next(&mut self, line: &UnixStream) -> io::Result<()> {
        if self.sent.is_empty() && !self.waiting.is_empty() { self.send(line) } else { Ok(()) }
    }

    /// Sends all that wait, so that what is sent after them is answered after them.
    ///
    /// # Errors
    /// The server has gone.
    pub(super) fn send_all(&mut self, line: &UnixStream) -> io::Result<()> {
        while !self.waiting.is_empty() {
            self.send(line)?;
        }
        Ok(())
    }

    fn send(&mut self, line: &UnixStream) -> io::Result<()> {
        let request = self.waiting.remove(0);
        let asked = Asked { request: request.clone(), id: None, is_again: false };
        match codec::encode(&Call::Ask(Box::new(asked))) {
            Ok(call) => {
                self.sent.push_back(request);
                message::send(line, &call)
            }
            Err(error) => {
                self.refusal = Some(error.to_string());
                Ok(())
            }
        }
    }

    /// Returns whether an answer has yet to come.
    pub(super) fn is_unanswered(&self) -> bool {
        !self.sent.is_empty()
    }

    /// Takes the answer to the first that is not answered.
    pub(super) fn take_answer(&mut self, reply: Reply) {
        self.sent.pop_front();
        if let Reply::Refused { says, .. } = reply {
            self.refusal = Some(says);
        }
    }

    /// Has what was sent and is not answered wait again: the server has gone.
    pub(super) fn send_again(&mut self) {
        let newer = std::mem::take(&mut self.waiting);
        self.waiting.extend(self.sent.drain(..));
        for request in newer {
            self.add(request);
        }
    }

    /// Takes why the last that was refused was.
    pub(super) fn take_refusal(&mut self) -> Option<String> {
        self.refusal.take()
    }

    /// Returns the texts that the server has not said to have.
    pub(super) fn drafts(&self) -> Vec<Draft> {
        let all = self.sent.iter().chain(&self.waiting);
        let draft = |request: &Request| match request {
            Request::SaveDraft(draft) => Some(draft.clone()),
            _ => None,
        };
        all.filter_map(draft).collect()
    }
}

/// Returns whether a later request makes an earlier one needless.
fn makes_needless(later: &Request, earlier: &Request) -> bool {
    let place = |request: &Request| match request {
        Request::SaveDraft(draft) => Some((draft.case, draft.path.clone())),
        Request::DiscardDraft { case, at } => Some((*case, at.clone())),
        _ => None,
    };
    match (later, earlier) {
        (Request::Here { .. }, Request::Here { .. }) => true,
        _ => place(later).is_some() && place(later) == place(earlier),
    }
}
