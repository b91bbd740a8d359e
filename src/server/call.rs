//! What goes through a socket once the first words are said.

use serde::{Deserialize, Serialize};

use crate::api::{Reply, Request, WhyGone};
use crate::domain::request_id::RequestId;
use crate::server::command::{CommandCall, CommandOutput, WorkProgress};

/// What a client sends.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Call {
    /// A request of a session.
    Ask(Box<Asked>),
    /// A command for scripts.
    Run(Box<CommandCall>),
}

/// A request of a session, as it is sent.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Asked {
    /// The request.
    pub request: Request,
    /// Its id, where it changes something.
    pub id: Option<RequestId>,
    /// Whether it was sent before, and no answer came.
    pub is_again: bool,
}

impl Call {
    /// Returns whether it reads for long and changes nothing; `only_reads` says so of a command.
    pub(super) fn reads_long(&self, only_reads: fn(&[String]) -> bool) -> bool {
        match self {
            Call::Ask(asked) => asked.request.reads_long(),
            Call::Run(call) => only_reads(&call.words),
        }
    }
}

/// What the server sends back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum CallReply {
    /// To a request.
    Reply(Box<Reply>),
    /// To a command.
    Ran(CommandOutput),
    /// To nothing: something waits that the session has not been told.
    Rings,
    /// To nothing: how far the work is that the client waits for.
    Progress(WorkProgress),
    /// To nothing: the server ends. Nothing follows.
    Bye(WhyGone),
}
