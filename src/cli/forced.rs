//! Commands where this program is all that somebody may run: what was given to ssh on an account
//! with a forced command, and what a server runs for its clients.

use std::path::PathBuf;

use clap::Parser;

use crate::cli::args::{Args, Command};
use crate::error::{Error, Result};
use crate::places;
use crate::terminal::shell::is_under_shell;

/// Returns the only folder whose files a session may name, where this program is all that the
/// officer may run: `offsite` in the home folder. None for an officer with a shell.
///
/// That it is so is told by an option, or by a command given to ssh that a forced command replaced.
/// A forced command by itself leaves no trace, so a session over SSH that no shell has started is
/// taken for one.
pub(super) fn folder(args: &Args) -> Option<PathBuf> {
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let is_confined = args.confined
        || is_set("SSH_ORIGINAL_COMMAND")
        || (is_set("SSH_CONNECTION") && !is_under_shell());
    is_confined.then(|| places::home().unwrap_or_else(|| PathBuf::from("/")).join("offsite"))
}

/// Returns the command that somebody gave to ssh where this program is all that they may run, split
/// as a shell would and never handed to one.
pub(super) fn asked_over_ssh(args: &Args) -> Result<Option<Vec<String>>> {
    let Some(line) = std::env::var("SSH_ORIGINAL_COMMAND").ok().filter(|_| args.verb.is_none())
    else {
        return Ok(None);
    };
    let mut words = shlex::split(&line).ok_or_else(|| {
        Error::input("The command has a quotation mark without its pair.")
            .with_hint("Type it again, as in: ssh HOST today --json")
    })?;
    if words.first().is_some_and(|first| first.rsplit('/').next() == Some("offsite")) {
        words.remove(0);
    }
    Ok(Some(words).filter(|words| !words.is_empty()))
}

/// Reads a command that a server runs for an officer, as it was typed after the program's name. Options for the whole
/// program count for nothing: which records are read is not for whoever typed it to say.
///
/// # Errors
/// It is no command, another one, or claims another name or day.
pub(super) fn read(typed: &[String]) -> Result<Command> {
    let words = std::iter::once("offsite").chain(typed.iter().map(String::as_str));
    let read = Args::try_parse_from(words).map_err(|error| Error::input(error.to_string()))?;
    refuse_claims(&read)?;
    let verb = read.verb.ok_or_else(|| Error::input("There is no command."))?;
    if verb.runs_on_server() {
        return Ok(verb);
    }
    Err(Error::input("This command does not run here.").with_hint(
        "These do: today, why, cases, search, case, export, stats, audit, restrict and admin. Do the rest in a session.",
    ))
}

/// Refuses what would let somebody write under another name, or on another day.
///
/// # Errors
/// Always where one is claimed.
pub(super) fn refuse_claims(args: &Args) -> Result<()> {
    let claimed = match (&args.user, args.today) {
        (Some(_), _) => "--as",
        (None, Some(_)) => "--today",
        (None, None) => return Ok(()),
    };
    Err(Error::input(format!("{claimed} does not work here."))
        .with_hint("The computer says who you are and which day it is. Leave it out."))
}
