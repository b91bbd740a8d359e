//! The commands for scripts, a file each kind: data on standard output, words on standard error.

mod case;
mod export;
mod forms;
mod frame;
mod import;
mod list;

use super::Failure;
use super::args::{CaseVerb, Export, Import, Verb};
use crate::domain::case::{Case, CaseRef};
use crate::domain::summary::Summary;
use crate::owner::Owner;
use crate::panes::Ui;
use crate::wire::{Reply, Request};
use chrono::NaiveDate;
use std::io::Write;

pub use forms::forms;

/// Runs one command on an open store.
pub fn run(verb: &Verb, owner: &mut Owner, today: NaiveDate, ui: impl FnOnce() -> Ui) -> Result<(), Failure> {
    match verb {
        Verb::Today { json } => list::list(owner, today, *json, |s| s.next.is_some()),
        Verb::Cases { search, json } => list::search(owner, today, *json, &search.join(" ")),
        Verb::Case { what: CaseVerb::Show { reference, json } } => case::show(owner, reference, *json),
        Verb::Import { what: Import::Cases { file } } => import::cases(owner, file),
        Verb::Import { what: Import::Schools { file } } => import::schools(owner, file),
        Verb::Import { what: Import::Terms { file, school } } => import::terms(owner, file, school),
        Verb::Export { what: Export::Cases } => export::export(owner),
        Verb::Frame { pane, size, keys } => frame::frame(owner, ui(), pane, size, keys),
        Verb::Forms { .. } | Verb::Demo { .. } => Ok(()),
    }
}

/// Prints a line, and leaves quietly when nobody reads any more.
fn print(line: &str) -> Result<(), Failure> {
    writeln!(std::io::stdout(), "{line}").map_err(|_| Failure { code: 1, says: "Nobody read the whole answer.".into() })
}

fn lines(owner: &mut Owner) -> Result<Vec<Summary>, Failure> {
    match owner.ask(Request::List) {
        Reply::List(all) => Ok(all),
        Reply::Refused(words) => Err(words.into()),
        _ => Ok(Vec::new()),
    }
}

fn whole(owner: &mut Owner, id: CaseRef) -> Result<Case, Failure> {
    match owner.ask(Request::Case(id)) {
        Reply::Case(case) => Ok(*case),
        Reply::Refused(words) => Err(words.into()),
        _ => Err(format!("{id} could not be read.").into()),
    }
}
