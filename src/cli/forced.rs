//! Commands where this program is all that somebody may run: what was given to ssh on an account
//! with a forced command, and what a server runs for its clients.

use std::path::PathBuf;

use clap::Parser;

use crate::cli::args::{Args, Command, RunsAt};
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

/// Returns the only folder whose files a command may name, where that it is forced is certain.
pub(super) fn folder_of_commands(args: &Args) -> Option<PathBuf> {
    let is_given = std::env::var_os("SSH_ORIGINAL_COMMAND").is_some();
    folder(args).filter(|_| args.confined || is_given)
}

/// What was typed, here or after the name of a host.
pub(super) struct Typed {
    /// The arguments; of a forced command its own, with the command that was given to ssh.
    pub args: Args,
    /// The words of the command.
    pub words: Vec<String>,
    /// They were given to ssh where this program is all that somebody may run.
    pub is_forced: bool,
}

impl Typed {
    /// Returns what was typed: the arguments of this process, or the command that somebody gave to
    /// ssh. That is split as a shell would and never handed to one.
    ///
    /// # Errors
    /// It is no command of this program, or claims another name or day.
    pub(super) fn of(mut args: Args) -> Result<Typed> {
        let given = std::env::var("SSH_ORIGINAL_COMMAND").ok().filter(|_| args.verb.is_none());
        let words = given.map(|line| split(&line)).transpose()?.unwrap_or_default();
        if words.is_empty() {
            return Ok(Typed { args, words: std::env::args().skip(1).collect(), is_forced: false });
        }
        // Words that are no command are told, and end it, as they are without ssh.
        let read = try_parse(&words).unwrap_or_else(|error| error.exit());
        refuse_claims(&read)?;
        // Which records are read is not for whoever typed it to say.
        args.verb = read.verb;
        args.linear |= read.linear;
        args.take_over |= read.take_over;
        Ok(Typed { args, words, is_forced: true })
    }
}

/// Splits a command that was given to ssh into words, without the name of this program.
fn split(line: &str) -> Result<Vec<String>> {
    let mut words = shlex::split(line).ok_or_else(|| {
        Error::input("The command has a quotation mark without its pair.")
            .with_hint("Type it again, as in: ssh HOST today --json")
    })?;
    if words.first().is_some_and(|first| first.rsplit('/').next() == Some("offsite")) {
        words.remove(0);
    }
    Ok(words)
}

/// Reads the words of a command that stand after the program's name.
fn try_parse(words: &[String]) -> Result<Args, clap::Error> {
    Args::try_parse_from(std::iter::once("offsite").chain(words.iter().map(String::as_str)))
}

/// Reads the words of a command from somebody who may claim neither a name nor a day.
fn parse(words: &[String]) -> Result<Args> {
    let read = try_parse(words).map_err(|error| Error::input(error.to_string()))?;
    refuse_claims(&read)?;
    Ok(read)
}

/// Reads a command that a server runs for an officer, as it was typed after the program's name.
/// Options for the whole program count for nothing.
///
/// # Errors
/// It is no command, one that does not run on a server, or claims another name or day.
pub(super) fn read(words: &[String]) -> Result<Command> {
    let verb = parse(words)?.verb.ok_or_else(|| Error::input("There is no command."))?;
    verb.refuse_at_store()?;
    if verb.kind().at == RunsAt::Records {
        return Ok(verb);
    }
    Err(Error::not_allowed("This command needs no server.")
        .with_hint("Run it without --socket, or in a session."))
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
