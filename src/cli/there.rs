//! A session or a command on the records of a server, at the other end of its socket.

use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::api::Bytes;
use crate::cli::args::{Command, RunsAt};
use crate::cli::commands::frame;
use crate::cli::env::Env;
use crate::cli::forced::{self, Typed};
use crate::cli::input::{answer_here, first_line, yes_here};
use crate::cli::named_files::{authority_here, read_here, say_here};
use crate::cli::progress::ProgressBar;
use crate::cli::session::{Frontend, open_session, ui};
use crate::cli::upgrade;
use crate::error::{Error, Result};
use crate::server::command::{
    CommandCall, CommandEnd, CommandOutput, Given, Need, Said, WorkProgress, WrittenCopies,
};
use crate::server::connection::Connection;

/// Runs a session or a command on the records of a server. It never falls back to records of its own.
pub(super) fn connect(typed: &Typed, socket: &Path, day: NaiveDate) -> Result<()> {
    let args = &typed.args;
    forced::refuse_claims(args)?;
    let open = || Connection::connect_and_wait(socket, &mut say_busy);
    // The folder is the server's, and nothing of it is looked at here.
    let mut env = Env::in_folder(args, day, PathBuf::new());
    match &args.verb {
        Some(Command::Frame { pane, size, keys }) => {
            let mut client = open()?;
            client.officer().clone_into(&mut env.officer);
            frame::frame(&mut client, ui(&env), pane, size, keys)
        }
        Some(verb) => {
            verb.refuse_at_store()?;
            debug_assert_eq!(verb.kind().at, RunsAt::Records, "all others were run before");
            run(typed.words.clone(), &mut |call, on_progress| open()?.run(call, on_progress))
        }
        None => {
            let mut client = open()?;
            client.officer().clone_into(&mut env.officer);
            let from = upgrade::resumed();
            match open_session(&mut client, &env, Frontend::new(&env), None, from)? {
                Some(point) => Err(upgrade::replace(&point)),
                None => Ok(()),
            }
        }
    }
}

/// Says why nothing happens yet.
fn say_busy() {
    eprintln!("offsite: The server is starting, or busy with another request. Please wait.");
}

/// Has a server run a command; the second argument hears how far it is.
pub(super) type RunsThere<'a> =
    &'a mut dyn FnMut(&CommandCall, &mut dyn FnMut(WorkProgress)) -> Result<CommandOutput>;

/// Has a server run a command, prints and writes what it says, and gives it what it needs.
///
/// # Errors
/// Why it was not done, as the server or this computer says.
pub(super) fn run(words: Vec<String>, there: RunsThere<'_>) -> Result<()> {
    let mut call = CommandCall {
        words,
        given: Vec::new(),
        seen: 0,
        can_answer: stdin().is_terminal(),
        is_shown: stdout().is_terminal(),
    };
    loop {
        let mut shown = ProgressBar::new();
        let on_progress = &mut |at: WorkProgress| shown.report(&at.what, at.done, at.of);
        let done = there(&call, on_progress);
        shown.end();
        let CommandOutput { said, sum, end } = done?;
        for said in said {
            if let Said::File { to, .. }
            | Said::Folder { to, .. }
            | Said::Copies(WrittenCopies { to, .. }) = &said
            {
                was_typed(&call.words, to)?;
            }
            say_here(said)?;
        }
        match end {
            CommandEnd::Done => return Ok(()),
            CommandEnd::Refused { kind, says } => return Err(Error::new(kind, says)),
            CommandEnd::Needs { need, after } => {
                // What it has not used is no answer any more.
                call.given.truncate(after);
                call.given.push(give(need, &call.words)?);
                call.seen = sum;
            }
        }
    }
}

/// Gives a command what it needs of this computer, or of whoever sits at it.
fn give(need: Need, words: &[String]) -> Result<Given> {
    Ok(match need {
        Need::File { path, most } => {
            was_typed(words, &path)?;
            Given::File(Bytes(read_here(&path, most)?.to_vec()))
        }
        Need::Authority(from) => {
            from.as_deref().map_or(Ok(()), |from| was_typed(words, from))?;
            Given::Authority(authority_here(from.as_deref())?)
        }
        Need::FirstLine => Given::Line(first_line()?),
        Need::Answer(question) => Given::Line(answer_here(&question)?),
        Need::YesOrNo(question) => Given::Yes(yes_here(&question)?),
    })
}

/// Refuses a path that a server names and nobody has typed.
fn was_typed(words: &[String], path: &Path) -> Result<()> {
    let is_it = |word: &String| {
        let value = word.strip_prefix("--").and_then(|word| word.split_once('='));
        Path::new(value.map_or(word.as_str(), |(_, value)| value)) == path
    };
    // Documents go into the folder where the command was typed, if no other is named.
    if path == Path::new(".") || words.iter().any(is_it) {
        return Ok(());
    }
    Err(Error::not_allowed("The server asked for a file that you have not named.")
        .with_hint("Nothing was read or written. Report it to IT."))
}
