//! The commands for scripts, a file each kind: data on standard output, words on standard error.

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

use crate::api::{Asked, Reply, Request};
use crate::cli::args::{Args, CaseVerb, Export, Import, Verb};
use crate::domain::case::{Case, CaseRef};
use crate::domain::list::summary::Summary;
use crate::domain::list::view::Sort;
use crate::error::Failure;
use crate::service::Owner;
use crate::ui::Ui;
use chrono::NaiveDate;
use std::io::Write;
use std::path::Path;

/// Runs a command that needs no store; none where it needs one.
pub fn without_store(verb: &Verb) -> Option<Result<(), Failure>> {
    Some(match verb {
        Verb::Forms { json } => forms::forms(*json),
        Verb::Keys { keymap, json } => crate::cli::commands::reference::keys(keymap.as_deref(), *json),
        Verb::Config => crate::cli::commands::reference::config(),
        Verb::Completions { shell } => crate::cli::commands::reference::completions(*shell),
        Verb::Man => crate::cli::commands::reference::man(),
        Verb::Schema => crate::cli::commands::reference::schema(),
        Verb::Document(ask) => return document::without_store(ask),
        _ => return None,
    })
}

/// Runs one command on an open store.
pub fn run(verb: &Verb, owner: &mut Owner, today: NaiveDate, ui: impl FnOnce() -> Ui) -> Result<(), Failure> {
    match verb {
        Verb::Today { json } => list::today(owner, today, *json),
        Verb::Why { reference, rule, json } => why::why(owner, reference, rule.as_deref(), *json, today),
        Verb::Cases { search, json } => list::search(owner, today, *json, &search.join(" ")),
        Verb::Search { words, most, json } => search::search(owner, &words.join(" "), *most, *json),
        Verb::Case { what: CaseVerb::Show { reference, json } } => case::show(owner, reference, *json),
        Verb::Import { what: Import::Cases { file } } => import::cases(owner, file),
        Verb::Import { what: Import::Schools { file } } => import::schools(owner, file),
        Verb::Import { what: Import::Terms { file, school } } => import::terms(owner, file, school),
        Verb::Import { what: Import::Ctf(args) } => ctf::import(owner, args, today),
        Verb::Evidence { reference, add, kind, title, dated, extract, to, json } => {
            let id = reference.parse::<CaseRef>()?;
            match (add, extract.zip(to.as_deref())) {
                (Some(file), _) => evidence::add(owner, id, today, file, evidence::Words { kind, title, dated: *dated }),
                (None, Some((number, to))) => evidence::extract(owner, id, number, to),
                (None, None) => evidence::list(owner, id, *json),
            }
        }
        Verb::Import { what: Import::Register(register) } => register::import(owner, register, today),
        Verb::Export { what: Export::Cases } => export::export(owner),
        Verb::Export { what: Export::Register { reference, format } } => register::export(owner, reference, *format, today),
        Verb::Chase { week, json, to, format } => chase::chase(owner, *week, *json, to.as_deref().map(|dir| (dir, *format)), today),
        Verb::Document(ask) => document::document(owner, today, ask),
        Verb::Frame { pane, size, keys } => frame::frame(owner, ui(), pane, size, keys),
        Verb::Forms { .. }
        | Verb::Demo { .. }
        | Verb::Tutor
        | Verb::Keys { .. }
        | Verb::Config
        | Verb::Completions { .. }
        | Verb::Man
        | Verb::Schema => Ok(()),
        Verb::Verify => crate::cli::commands::maintenance::verify(owner),
        Verb::Backup(_) | Verb::Restore(_) | Verb::Doctor => Ok(()),
    }
}

/// Runs a command that needs no open store of its own; none where the command does.
pub fn beside(verb: &Verb, dir: &Path, args: &Args, today: NaiveDate) -> Option<Result<(), Failure>> {
    match verb {
        Verb::Backup(asked) => Some(crate::cli::commands::maintenance::backup(dir, asked)),
        Verb::Restore(asked) => Some(crate::cli::commands::maintenance::restore(dir, asked, args)),
        Verb::Doctor => Some(doctor::doctor(dir, args, today)),
        _ => None,
    }
}

/// Prints a line, and leaves quietly when nobody reads any more.
fn print(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(|_| Failure { code: 1, says: "Nobody read the whole answer.".into() })
}

/// Returns the lines that a search lets through, most pressing first.
fn lines(owner: &mut Owner, today: NaiveDate, filter: &str) -> Result<Vec<Summary>, Failure> {
    match owner.ask(Request::List(Asked { today, filter: filter.to_owned(), sort: Sort::Pressing, from: 0, count: usize::MAX })) {
        Reply::List(page) => Ok(page.rows),
        Reply::Refused(words) => Err(words.into()),
        _ => Ok(Vec::new()),
    }
}

fn whole(owner: &mut Owner, id: CaseRef) -> Result<Case, Failure> {
    match owner.ask(Request::Case(id)) {
        Reply::Case { case, .. } => Ok(*case),
        Reply::Refused(words) => Err(words.into()),
        _ => Err(format!("{id} could not be read.").into()),
    }
}
