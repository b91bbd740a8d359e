//! Answers one call on the records.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use crate::api::{Reply, Viewer};
use crate::error::{Error, ErrorKind};
use crate::server::call::{Asked, Call, CallReply};
use crate::server::codec;
use crate::server::defects::{CallKind, Defects};
use crate::server::large::{LargeMessages, LargePlace, SMALL};
use crate::server::outbox::Outbox;
use crate::server::work::{Commands, WorkWatch};
use crate::service::Service;
use crate::unwind::catch_unwind_opt;

/// What is said to whoever asks for something large while another is still being sent such a thing.
const NO_PLACE: &str = "The server is sending another large file. Try again in a moment.";

/// An answer as bytes, with its place where it is large.
#[derive(Debug)]
pub(super) struct AnswerBytes {
    bytes: Vec<u8>,
    _place: Option<LargePlace>,
}

impl AnswerBytes {
    /// Returns an answer to be sent. One of the large ones at a time is kept until its client has
    /// taken it; in place of another there is a sentence that says so.
    pub(super) fn of(answer: &CallReply, large: &Arc<LargeMessages>) -> AnswerBytes {
        let bytes = encoded(answer);
        if bytes.len() <= SMALL {
            return AnswerBytes { bytes, _place: None };
        }
        match large.take_now() {
            Some(place) => AnswerBytes { bytes, _place: Some(place) },
            None => AnswerBytes { bytes: encoded(&refused(Error::held(NO_PLACE))), _place: None },
        }
    }

    /// Returns bytes that are given out as they are.
    #[cfg(test)]
    pub(super) fn from(bytes: Vec<u8>) -> AnswerBytes {
        AnswerBytes { bytes, _place: None }
    }

    /// Returns the bytes.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Where the answer to a request goes: onto the line at once where that takes it, else to the thread
/// that reads what the client sends, which may wait.
pub(super) struct AnswerPath {
    outbox: Arc<Outbox>,
    reader: Sender<Option<AnswerBytes>>,
}

impl AnswerPath {
    /// Returns a path to a client, and where its reader hears that the answer is sent, or gets it to
    /// be sent.
    pub(super) fn to(outbox: &Arc<Outbox>) -> (AnswerPath, Receiver<Option<AnswerBytes>>) {
        let (reader, heard) = channel();
        (AnswerPath { outbox: Arc::clone(outbox), reader }, heard)
    }

    /// Sends the answer, and waits for nobody.
    pub(super) fn send(self, answer: &CallReply) {
        let answer = AnswerBytes::of(answer, self.outbox.large());
        let left = self.outbox.answer_at_once(answer);
        // A client that has gone meanwhile hears nothing.
        let _ = self.reader.send(left);
    }
}

/// Returns the answer that says why something was not done.
pub(super) fn refused(error: Error) -> CallReply {
    CallReply::Reply(Box::new(Reply::from(error)))
}

/// Answers one call. A defect that it meets ends this call and nothing else; a kind of call that
/// meets one again and again is refused.
pub(super) fn answer_to(
    service: &mut Service,
    viewer: &Viewer,
    call: Call,
    (commands, watch): (Commands, &WorkWatch),
    defects: &Defects,
) -> CallReply {
    let kind = CallKind::of(&call);
    if defects.is_closed(&kind) {
        return refused(Error::new(
            ErrorKind::Defect,
            "This met a defect three times, so the server does it no more until IT restarts it. Everything else goes on.",
        ));
    }
    let answer = catch_unwind_opt(|| match call {
        Call::Ask(asked) => {
            let Asked { request, id, is_again } = *asked;
            let mut viewed = service.for_viewer(&Viewer { request: id, ..viewer.clone() });
            let reply = if is_again { viewed.ask_again(request) } else { viewed.ask(request) };
            CallReply::Reply(Box::new(reply))
        }
        Call::Run(call) => {
            let viewed = &mut service.for_viewer(viewer);
            CallReply::Ran((commands.run)(viewed, *call, watch.clone()))
        }
    });
    answer.unwrap_or_else(|| {
        if watch.is_stopped() {
            return refused(Error::not_found("The client has gone, so its work was ended."));
        }
        let is_closed = defects.met(kind);
        let after = if is_closed { " It is refused until the next start." } else { "" };
        eprintln!("offsite: A request met a defect; the others go on.{after}");
        refused(Error::new(
            ErrorKind::Defect,
            "A defect in the server stopped this. Look whether it was saved, and report it.",
        ))
    })
}

/// Returns an answer as bytes; one that is too large as a sentence that says so.
fn encoded(answer: &CallReply) -> Vec<u8> {
    codec::encode(answer).unwrap_or_else(|error| codec::encode(&refused(error)).unwrap_or_default())
}
