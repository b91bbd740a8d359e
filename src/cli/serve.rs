//! The server of several officers' records, and a session at the other end of its socket.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, Utc};

use crate::cli::args::Args;
use crate::cli::env::Env;
use crate::cli::open::{open_with_progress, say};
use crate::cli::session::{Frontend, begin_backup, open_session};
use crate::domain::calendar::zone;
use crate::error::{Error, Result};
use crate::server::client::Client;
use crate::server::listen::Listener;
use crate::store::backup::Daily;

/// Returns today in London, whatever the machine's zone.
fn today() -> NaiveDate {
    zone::day(Utc::now())
}

/// Holds the store of a folder for the clients of a socket, until a signal ends it.
pub(super) fn serve(args: &Args, env: &Env) -> Result<()> {
    refuse_claims(args)?;
    // The lock of the store comes before the socket: a second server never gets as far as that.
    let (mut owner, notices) = open_with_progress(env, &mut || {})?;
    say(&notices);
    owner.wait_for_check()?;
    let listener = Listener::take(args.socket.as_deref())?;
    let mut backup: Option<Daily> = None;
    let served = crate::server::serve::serve(&mut owner, &listener, today, &mut |owner, day| {
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

/// Runs a session on the records that a server holds. It never falls back to a store of its own.
pub(super) fn session(args: &Args, socket: &Path, day: NaiveDate) -> Result<()> {
    refuse_claims(args)?;
    if args.verb.is_some() {
        return Err(Error::input(
            "This command opens the records itself, and a server has them open.",
        )
        .with_hint(
            "Do it in a session, or as the server's own user while the server is stopped.",
        ));
    }
    // The folder is the server's, and nothing of it is looked at here.
    let mut env = Env::in_folder(args, day, PathBuf::new());
    let mut client = Client::connect(socket)?;
    client.officer().clone_into(&mut env.officer);
    open_session(&mut client, &env, Frontend::new(&env), None)
}

/// Refuses what would let somebody write under another name, or on another day.
fn refuse_claims(args: &Args) -> Result<()> {
    let claimed = match (&args.user, args.today) {
        (Some(_), _) => "--as",
        (None, Some(_)) => "--today",
        (None, None) => return Ok(()),
    };
    Err(Error::input(format!("{claimed} does not work with a server."))
        .with_hint("The computer says who you are and which day it is. Leave it out."))
}
