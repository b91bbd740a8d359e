//! The server of several officers' records.

use crate::cli::args::Args;
use crate::cli::commands;
use crate::cli::env::{Env, today};
use crate::cli::forced;
use crate::cli::open::{open_with_progress, say};
use crate::cli::remote;
use crate::cli::session::begin_backup;
use crate::error::Result;
use crate::server::command::{CommandCall, CommandOutput};
use crate::server::listen::Listener;
use crate::server::work::{Commands, WorkWatch};
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

/// The commands that clients may send.
pub(super) const COMMANDS: Commands = Commands {
    run: run_for,
    only_reads: |typed| forced::read(typed).is_ok_and(|verb| verb.kind().only_reads),
};

/// Runs a command that a client sent, for the officer at the other end.
fn run_for(service: &mut ViewerService<'_>, call: CommandCall, watch: WorkWatch) -> CommandOutput {
    remote::run_for(call, watch, |typed| {
        let verb = forced::read(typed)?;
        service.allow_command(verb.kind().right)?;
        let today = service.today();
        let no_screen = || unreachable!("a command that draws is refused above");
        commands::run(&verb, service, today, no_screen)
    })
}
