//! The server of several officers' records, and a session at the other end of its socket.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::cli::args::{Args, Command};
use crate::cli::commands;
use crate::cli::env::{Env, today};
use crate::cli::forced;
use crate::cli::input::asked;
use crate::cli::open::{open_with_progress, say};
use crate::cli::output::{captured, write};
use crate::cli::session::{Frontend, begin_backup, open_session};
use crate::cli::upgrade;
use crate::error::{Error, ErrorKind, Result};
use crate::server::call::{CommandOutput, Commands};
use crate::server::connection::Connection;
use crate::server::listen::Listener;
use crate::service::ViewerService;
use crate::store::backup::Daily;

/// Holds the store of a folder for the clients of a socket, until a signal ends it.
pub(super) fn serve(args: &Args, env: &Env) -> Result<()> {
    forced::refuse_claims(args)?;
    // The lock of the store comes before the socket: a second server never gets as far as that.
    let (mut owner, notices) = open_with_progress(env, &mut || {})?;
    say(&notices);
    owner.wait_for_check()?;
    let listener = Listener::take(args.socket.as_deref())?;
    let mut backup: Option<Daily> = None;
    let served =
        crate::server::serve::serve(&mut owner, &listener, today, COMMANDS, &mut |owner, day| {
            end_backup(backup.take());
            backup = begin_backup(env, owner, day).unwrap_or_else(|error| {
                say(&[error.to_string()]);
                None
            });
        });
    drop(listener);
    end_backup(backup);
    owner.close().and(served)
}

fn end_backup(backup: Option<Daily>) {
    if let Some(Err(words)) = backup.map(Daily::end) {
        eprintln!("offsite: {words}");
    }
}

/// Runs a session or a command on the records of a server. It never falls back to records of its own.
pub(super) fn connect(args: &Args, socket: &Path, day: NaiveDate) -> Result<()> {
    forced::refuse_claims(args)?;
    if let Some(typed) = forced::asked_over_ssh(args)? {
        return run_there(socket, typed);
    }
    if args.verb.is_some() {
        return run_there(socket, std::env::args().skip(1).collect());
    }
    // The folder is the server's, and nothing of it is looked at here.
    let mut env = Env::in_folder(args, day, PathBuf::new());
    let mut client = Connection::connect_and_wait(socket, &mut say_busy)?;
    client.officer().clone_into(&mut env.officer);
    let from = upgrade::resumed();
    match open_session(&mut client, &env, Frontend::new(&env), None, from)? {
        Some(point) => Err(upgrade::replace(&point)),
        None => Ok(()),
    }
}

/// Says why nothing happens yet.
fn say_busy() {
    eprintln!("offsite: The server is busy with another request. Please wait.");
}

/// Has the server run a command, and prints what it printed.
fn run_there(socket: &Path, typed: Vec<String>) -> Result<()> {
    let verb = forced::read(&typed)?;
    let mut typed = typed;
    // Words on standard input are read here, where they were typed.
    if let Command::Cases { search: words, .. } | Command::Search { words, .. } = &verb
        && words == &["-"]
    {
        let said = asked(words)?;
        typed.iter_mut().filter(|word| *word == "-").for_each(|word| said.clone_into(word));
    }
    let CommandOutput { out, err, status } =
        Connection::connect_and_wait(socket, &mut say_busy)?.run(typed)?;
    if out.starts_with(b"PK") && std::io::stdout().is_terminal() {
        return Err(Error::input("A workbook cannot be shown on a terminal.")
            .with_hint("Send it to a file: > FILE.xlsx"));
    }
    write(&out)?;
    match ErrorKind::EXIT_CODES.iter().find(|(_, code)| *code == status) {
        Some((kind, _)) if status != 0 => Err(Error::new(*kind, err)),
        _ => Ok(()),
    }
}

/// The commands that clients may send.
const COMMANDS: Commands = Commands {
    run: run_for,
    only_reads: |typed| forced::read(typed).is_ok_and(|verb| verb.only_reads()),
};

/// Runs a command that a client sent, for the officer at the other end.
fn run_for(service: &mut ViewerService<'_>, typed: &[String]) -> CommandOutput {
    let today = today();
    let (out, done) = captured(|| {
        let verb = forced::read(typed)?;
        let no_screen = || unreachable!("a command that draws is refused above");
        verb.right().map_or(Ok(()), |right| service.allow(right))?;
        commands::run(&verb, service, today, no_screen)
    });
    match done {
        Ok(()) => CommandOutput { out, err: String::new(), status: 0 },
        Err(error) => CommandOutput { out, err: error.report(), status: error.kind().exit_code() },
    }
}
