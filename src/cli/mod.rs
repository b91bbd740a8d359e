//! The command line: reads the arguments, opens the store and runs a command or a session.
//!
//! Only this module and [`crate::terminal`] touch the world: arguments, environment, clock, files.
//! Errors become exit codes here, by [`crate::error::ErrorKind::EXIT_CODES`].
//!
//! - [`args`]: The command line's arguments and commands, as clap reads them.

pub mod args;
mod commands;
mod env;
mod forced;
mod input;
mod key;
mod named_files;
mod open;
mod output;
mod passphrase;
mod progress;
mod remote;
mod serve;
mod session;
mod setup;
#[cfg(test)]
mod tests;
mod there;
mod upgrade;

use std::process::ExitCode;

use args::{Args, Command};
use chrono::NaiveDate;

use crate::cli::env::Env;
use crate::cli::forced::Typed;
use crate::cli::open::open;
use crate::cli::session::{demo_run, session, ui};
use crate::error::Result;
use crate::terminal::watchdog::{ended_by, taken_over};

/// Runs what the arguments ask for; words go to standard error, data to standard output.
pub fn run(args: Args) -> ExitCode {
    crate::terminal::hardening::harden();
    match verb(args) {
        Ok(()) => match ended_by() {
            None => ExitCode::SUCCESS,
            Some(signal) => {
                if let Some(words) = taken_over(signal) {
                    eprintln!("offsite: {words}");
                }
                ExitCode::from(u8::try_from(128 + signal).unwrap_or(u8::MAX))
            }
        },
        // Whoever reads the answer has seen enough, as head does: nothing went wrong.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("offsite: {}", failure.report());
            ExitCode::from(failure.kind().exit_code())
        }
    }
}

fn verb(args: Args) -> Result<()> {
    let typed = Typed::of(args)?;
    let args = &typed.args;
    if let Some(folder) = forced::folder_of_commands(args) {
        named_files::confine(folder);
    }
    if let Some(verb) = args.verb.as_ref().filter(|_| typed.is_forced) {
        verb.refuse_at_store()?;
    }
    let today = args.today.unwrap_or_else(env::today);
    if let Some(done) = args.verb.as_ref().and_then(commands::without_store) {
        return done;
    }
    match &args.verb {
        Some(Command::Demo { fill }) => return demo_run(args, fill.as_deref(), today),
        Some(Command::Tutor) => return demo_run(args, None, today),
        Some(Command::Serve { .. }) => return serve::serve(args, &Env::resolve(args, today)?),
        _ => {}
    }
    if let Some(socket) = &args.socket {
        return there::connect(&typed, socket, today);
    }
    let env = Env::resolve(args, today)?;
    if let Some(done) = args.verb.as_ref().and_then(|verb| commands::beside(verb, &env)) {
        return done;
    }
    let Some(verb) = &args.verb else { return session(&env) };
    run_on_store(verb, &env, today)
}

/// Opens the store of a run and runs a command on it.
fn run_on_store(verb: &Command, env: &Env, today: NaiveDate) -> Result<()> {
    // A blank form needs no record.
    if env.only_reads && !matches!(verb, Command::Document(asked) if asked.blank) {
        env.has_store()?;
    }
    let mut owner = open(env)?;
    // An officer reads on while the records are looked through; a script is answered only from
    // sound ones.
    let done = owner.wait_for_check().and_then(|()| {
        commands::run(verb, &mut owner.for_viewer(&env.viewer()), today, || ui(env))
    });
    owner.close().and(done)
}
