//! What goes through a socket once the first words are said.

use serde::{Deserialize, Serialize};

use crate::api::{Reply, Request};
use crate::domain::request_id::RequestId;
use crate::service::ViewerService;

/// What a client sends.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Call {
    /// A request of a session.
    Ask(Box<Asked>),
    /// A command for scripts, as it was typed after the program's name.
    Run(Vec<String>),
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
    /// Returns whether it reads for long and changes nothing.
    pub(super) fn reads_long(&self, commands: Commands) -> bool {
        match self {
            Call::Ask(asked) => asked.request.reads_long(),
            Call::Run(typed) => (commands.only_reads)(typed),
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
}

/// What a command printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommandOutput {
    /// On standard output.
    pub out: Vec<u8>,
    /// On standard error; "" where there is nothing to say.
    pub err: String,
    /// The exit status.
    pub status: u8,
}

/// The commands for scripts that a server knows.
#[derive(Clone, Copy)]
pub struct Commands {
    /// Runs one, as it was typed after the program's name.
    pub run: fn(&mut ViewerService<'_>, &[String]) -> CommandOutput,
    /// Returns whether it reads and changes nothing.
    pub only_reads: fn(&[String]) -> bool,
}
