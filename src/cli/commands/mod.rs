//! Commands for scripts, one file for each kind: data to standard output, messages to standard
//! error.

mod about;
mod admin;
mod audit;
mod case;
mod census;
mod chase;
mod dispose;
mod doctor;
mod document;
mod evidence;
mod export;
mod forms;
pub(super) mod frame;
mod governors;
mod hold;
mod import;
mod inspection;
mod list;
mod maintenance;
mod oversight;
mod panel;
mod profile;
pub(super) mod reference;
mod restrict;
mod retention;
mod search;
mod stats;
mod subject_access;
mod why;

use chrono::NaiveDate;

use crate::cli::args::{CaseCommand, Command};
use crate::cli::env::Env;
use crate::cli::input::asked;
use crate::error::Result;
use crate::service::ViewerService;
use crate::ui::App;

/// Runs a command that needs no store; none where it needs one.
pub(super) fn without_store(verb: &Command) -> Option<Result<()>> {
    Some(match verb {
        Command::Forms { shape } => forms::forms(*shape),
        Command::Keys { keymap, shape } => reference::keys(keymap.as_deref(), *shape),
        Command::Config { shape } => reference::config(*shape),
        Command::Completions { shell } => reference::completions(*shell),
        Command::Man { topic } => reference::man(topic.as_deref()),
        Command::Manual { topic } => reference::manual(topic.as_deref()),
        Command::Schema => reference::schema(),
        Command::Serve { print_setup: true } => crate::cli::setup::print_setup(),
        Command::Document(ask) => return document::without_store(ask),
        _ => return None,
    })
}

/// Runs one command on an open store.
pub(super) fn run(
    verb: &Command,
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
    ui: impl FnOnce() -> App,
) -> Result<()> {
    match verb {
        Command::Today { shape } => list::today(owner, today, *shape),
        Command::Why { reference, rule, shape } => {
            why::why(owner, reference, rule.as_deref(), *shape, today)
        }
        Command::Cases { search, shape } => list::search(owner, today, *shape, &asked(search)?),
        Command::Search { words, most, shape } => {
            search::search(owner, &asked(words)?, *most, *shape)
        }
        Command::Case { what: CaseCommand::Show { reference, shape } } => {
            case::show(owner, reference, *shape)
        }
        Command::Import { what } => import::run(what, owner, today),
        Command::Evidence(args) => evidence::run(owner, args, today),
        Command::Export { what } => export::run(owner, what, today),
        Command::Admin { what } => admin::run(owner, what),
        Command::Audit(args) => audit::run(owner, args, today),
        Command::Restrict { reference, logins, open } => {
            restrict::run(owner, reference, logins, *open)
        }
        Command::Profile { what } => profile::run(owner, what),
        Command::Hold(args) => hold::run(owner, args),
        Command::Retention(args) => retention::retention(owner, args, today),
        Command::SubjectAccess { what } => subject_access::run(owner, what, today),
        Command::Chase(args) => chase::chase(owner, args, today),
        Command::Oversight { shape } => oversight::oversight(owner, *shape, today),
        Command::Stats(args) => stats::stats(owner, args, today),
        Command::Document(ask) => document::document(owner, today, ask),
        Command::Frame { pane, size, keys } => frame::frame(owner, ui(), pane, size, keys),
        Command::Forms { .. }
        | Command::Demo { .. }
        | Command::Tutor
        | Command::Keys { .. }
        | Command::Config { .. }
        | Command::Completions { .. }
        | Command::Man { .. }
        | Command::Manual { .. }
        | Command::Schema
        | Command::Verify { .. }
        | Command::Backup(_)
        | Command::Dispose(_)
        | Command::Rekey(_)
        | Command::Restore(_)
        | Command::Doctor { .. }
        | Command::Anchor
        | Command::Accept
        | Command::Serve { .. } => Ok(()),
    }
}

/// Runs a command that needs no open store of its own; none where the command does.
pub(super) fn beside(verb: &Command, env: &Env) -> Option<Result<()>> {
    match verb {
        Command::Verify { shape } => Some(maintenance::verify(env, *shape)),
        Command::Backup(asked) => Some(maintenance::backup(env, asked)),
        Command::Restore(asked) => Some(maintenance::restore(env, asked)),
        Command::Dispose(asked) => Some(dispose::dispose(env, asked)),
        Command::Rekey(asked) => Some(dispose::rekey(env, asked)),
        Command::Doctor { shape } => Some(doctor::doctor(env, *shape)),
        Command::Anchor => Some(maintenance::anchor(env)),
        Command::Accept => Some(maintenance::accept(env)),
        _ => None,
    }
}
