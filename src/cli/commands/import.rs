//! `offsite import` of cases, schools and terms: a file is taken whole or not at all.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::cli::progress::ProgressBar;
use crate::documents;
use crate::error::{Error, Faults, Result};
use crate::service::Service;
use crate::terminal::files::unreadable;

/// So many cases are one change, which one undo takes back; more are stored in parts.
const ONE_CHANGE: usize = 1000;
/// Of more faults than these only the first are said.
const FAULTS_SHOWN: usize = 20;

pub(super) fn cases(owner: &mut Service, file: &Path) -> Result<(), Error> {
    let open = || {
        std::fs::File::open(file)
            .map(|f| BufReader::with_capacity(1 << 20, f))
            .map_err(|e| unreadable(file, e))
    };
    let mut shown = ProgressBar::new();
    // The whole file is read once to find every fault, and once more to take it in: so it need not
    // fit into memory.
    let (mut seen, mut first) = (HashSet::new(), Vec::new());
    let count = documents::jsonl::each(open()?, &mut |case| {
        shown.tell("Reading the file", seen.len() as u64, 0);
        if !seen.insert(case.id) || owner.has_case(case.id)? {
            return Err(format!("{} is in this store already, or twice in the file.", case.id));
        }
        if seen.len() <= ONE_CHANGE {
            first.push(case);
        } else {
            first.clear();
        }
        Ok(())
    });
    let count = count.map_err(|f| faults(file, f))?;
    if count <= ONE_CHANGE {
        owner.import_cases(&first)?;
    } else {
        let changed = || {
            Error::conflict(format!("{} was changed while it was read.", file.display()))
                .with_hint("Nothing was imported; import it again.")
        };
        let mut lines = open()?
            .lines()
            .filter(|l| !l.as_ref().is_ok_and(|l| l.trim().is_empty()))
            .map(|line| {
                let line = line.map_err(|e| changed().with_source(e))?;
                documents::jsonl::parse(&line)
                    .ok()
                    .and_then(|mut all| all.pop())
                    .filter(|c| seen.remove(&c.id))
                    .ok_or_else(changed)
            });
        owner.import_many(&mut lines, &mut |what, done, of| shown.tell(what, done, of))?;
    }
    shown.end();
    eprintln!("{count} cases imported.");
    Ok(())
}

pub(super) fn schools(owner: &mut Service, file: &Path) -> Result<(), Error> {
    let all = documents::schools::read_schools(&file_text(file)?).map_err(|f| faults(file, f))?;
    let count = all.len();
    let items = all
        .into_iter()
        .filter_map(|s| Some((s.id.clone(), serde_json::to_string(&s).ok()?)))
        .collect();
    let changed = owner.import_items("schools", items)?;
    eprintln!("{count} schools read, {changed} new or changed.");
    Ok(())
}

pub(super) fn terms(owner: &mut Service, file: &Path, school: &str) -> Result<(), Error> {
    let all =
        documents::terms::read_terms(school, &file_text(file)?).map_err(|f| faults(file, f))?;
    let count = all.len();
    let items = all
        .into_iter()
        .filter_map(|t| Some((t.school.clone(), serde_json::to_string(&t).ok()?)))
        .collect();
    let changed = owner.import_items("terms", items)?;
    eprintln!("Term dates of {count} schools read, {changed} new or changed.");
    Ok(())
}

pub(super) fn file_text(file: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(file).map_err(|e| unreadable(file, e))
}

/// Returns what is said of a file of which nothing was taken, with its first faults.
pub(super) fn faults(file: &Path, faults: impl Into<Faults>) -> Error {
    let first: Faults = faults.into().into_iter().take(FAULTS_SHOWN).collect();
    let head = format!("{} was not imported, nothing was changed.", file.display());
    Error::input(format!("{head}\n{first}"))
}
