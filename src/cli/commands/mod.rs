//! Commands for scripts, one file for each kind: data to standard output, messages to standard
//! error.

mod case;
mod chase;
mod ctf;
mod doctor;
mod document;
mod evidence;
mod export;
mod forms;
mod frame;
mod import;
mod list;
mod maintenance;
mod reference;
mod register;
mod search;
mod why;

use std::io::Write;

use chrono::NaiveDate;

use crate::api::ListQuery;
use crate::cli::args::{CaseCommand, Command, ExportCommand, ImportCommand};
use crate::cli::env::Env;
use crate::domain::case::{Case, CaseRef};
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::ui::App;

/// Runs a command that needs no store; none where it needs one.
pub(super) fn without_store(verb: &Command) -> Option<Result<(), Error>> {
    Some(match verb {
        Command::Forms { json } => forms::forms(*json),
        Command::Keys { keymap, json } => {
            crate::cli::commands::reference::keys(keymap.as_deref(), *json)
        }
        Command::Config => crate::cli::commands::reference::config(),
        Command::Completions { shell } => crate::cli::commands::reference::completions(*shell),
        Command::Man { topic } => reference::man(topic.as_deref()),
        Command::Manual { topic } => reference::manual(topic.as_deref()),
        Command::Schema => crate::cli::commands::reference::schema(),
        Command::Document(ask) => return document::without_store(ask),
        _ => return None,
    })
}

/// Runs one command on an open store.
pub(super) fn run(
    verb: &Command,
    owner: &mut Service,
    today: NaiveDate,
    ui: impl FnOnce() -> App,
) -> Result<(), Error> {
    match verb {
        Command::Today { json } => list::today(owner, today, *json),
        Command::Why { reference, rule, json } => {
            why::why(owner, reference, rule.as_deref(), *json, today)
        }
        Command::Cases { search, json } => list::search(owner, today, *json, &asked(search)?),
        Command::Search { words, most, json } => {
            search::search(owner, &asked(words)?, *most, *json)
        }
        Command::Case { what: CaseCommand::Show { reference, json } } => {
            case::show(owner, reference, *json)
        }
        Command::Import { what: ImportCommand::Cases { file, how } } => {
            import::cases(owner, file, *how, today)
        }
        Command::Import { what: ImportCommand::Schools { file, how } } => {
            import::schools(owner, file, *how)
        }
        Command::Import { what: ImportCommand::Terms { file, school, closed, open, how } } => {
            import::terms(owner, file, school, (closed, open), *how)
        }
        Command::Import { what: ImportCommand::Ctf(args) } => ctf::import_pupil(owner, args, today),
        Command::Evidence { reference, add, kind, title, dated, extract, to, json } => {
            let id = reference.parse::<CaseRef>()?;
            match (add, extract.zip(to.as_deref())) {
                (Some(file), _) => evidence::add(
                    owner,
                    id,
                    today,
                    file,
                    evidence::EvidenceText {
                        kind,
                        title: &asked(std::slice::from_ref(title))?,
                        dated: *dated,
                    },
                ),
                (None, Some((number, to))) => evidence::extract(owner, id, number, to),
                (None, None) => evidence::list(owner, id, *json),
            }
        }
        Command::Import { what: ImportCommand::Register(register) } => {
            register::import(owner, register, today)
        }
        Command::Export { what: ExportCommand::Cases } => export::export(owner),
        Command::Export { what: ExportCommand::Register { reference, format } } => {
            register::export(owner, reference, *format, today)
        }
        Command::Chase { week, json, to, format } => {
            chase::chase(owner, *week, *json, to.as_deref().map(|dir| (dir, *format)), today)
        }
        Command::Document(ask) => document::document(owner, today, ask),
        Command::Frame { pane, size, keys } => frame::frame(owner, ui(), pane, size, keys),
        Command::Forms { .. }
        | Command::Demo { .. }
        | Command::Tutor
        | Command::Keys { .. }
        | Command::Config
        | Command::Completions { .. }
        | Command::Man { .. }
        | Command::Manual { .. }
        | Command::Schema => Ok(()),
        Command::Verify => crate::cli::commands::maintenance::verify(owner),
        Command::Backup(_)
        | Command::Restore(_)
        | Command::Doctor
        | Command::Anchor
        | Command::Accept => Ok(()),
    }
}

/// Returns whether a command reads the store and changes nothing in it.
pub(super) fn only_reads(verb: &Command) -> bool {
    match verb {
        Command::Today { .. }
        | Command::Why { .. }
        | Command::Cases { .. }
        | Command::Search { .. }
        | Command::Case { .. }
        | Command::Export { .. }
        | Command::Chase { .. }
        | Command::Document(_)
        | Command::Verify => true,
        Command::Evidence { add, .. } => add.is_none(),
        _ => false,
    }
}

/// Runs a command that needs no open store of its own; none where the command does.
pub(super) fn beside(verb: &Command, env: &Env) -> Option<Result<()>> {
    match verb {
        Command::Backup(asked) => Some(crate::cli::commands::maintenance::backup(&env.dir, asked)),
        Command::Restore(asked) => Some(crate::cli::commands::maintenance::restore(env, asked)),
        Command::Doctor => Some(doctor::doctor(env)),
        Command::Anchor => Some(maintenance::anchor(&env.dir)),
        Command::Accept => Some(maintenance::accept(env)),
        _ => None,
    }
}

/// Returns words as they were given, or the first line of standard input where they are a single
/// "-": what stands in the arguments can be read by every user of the host.
fn asked(words: &[String]) -> Result<String> {
    if words != ["-"] {
        return Ok(words.join(" "));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|e| Error::io("Standard input cannot be read.", e))?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// Prints a line on standard output.
fn print(line: &str) -> Result<()> {
    writeln!(std::io::stdout(), "{line}").map_err(unheard)
}

/// Writes bytes to standard output.
fn write(bytes: &[u8]) -> Result<()> {
    std::io::stdout().write_all(bytes).map_err(unheard)
}

fn unheard(cause: std::io::Error) -> Error {
    Error::io("Nobody read the whole answer.", cause)
}

/// Returns the lines that a search lets through, most pressing first.
fn lines(owner: &mut Service, today: NaiveDate, filter: &str) -> Result<Vec<Summary>> {
    let query = ListQuery {
        today,
        filter: filter.to_owned(),
        sort: Sort::Pressing,
        from: 0,
        count: usize::MAX,
    };
    Ok(owner.page(&query)?.rows)
}

fn whole(owner: &Service, id: CaseRef) -> Result<Case> {
    Ok(*owner.case(id)?.case)
}
