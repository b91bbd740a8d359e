//! `offsite import cases`: cases that another store has exported, all of them or none.

use std::collections::HashSet;
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::args::ImportHow;
use crate::cli::commands::import::report::{confirm, faults, show_rest};
use crate::cli::named_files;
use crate::cli::output::note;
use crate::cli::progress::ProgressBar;
use crate::documents::jsonl;
use crate::documents::reading::Reading;
use crate::domain::case::{Case, CaseRef, doubtful};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};

/// So many cases are kept in memory and stored as one change; more are read once more and stored in
/// parts. One undo takes either back.
const ONE_CHANGE: usize = 1000;

/// The most days that are named as doubtful.
const MAX_DOUBTFUL: usize = 50;

/// What the first reading of a file found.
struct CasesRead {
    count: usize,
    /// Every case of the file, to see that the second reading meets the same.
    ids: HashSet<CaseRef>,
    /// The cases themselves, where they are few enough for one change.
    few: Vec<Case>,
    /// Days that may be wrong, in words.
    doubtful: Vec<String>,
    reading: Reading,
}

/// Imports cases, all or none.
///
/// The whole file is read once to find every fault, and once more to take it in: so it need not fit
/// into memory.
pub(super) fn cases(
    owner: &mut ViewerService<'_>,
    file: &Path,
    how: ImportHow,
    today: NaiveDate,
) -> Result<()> {
    let mut shown = ProgressBar::new();
    let read = read(owner, file, today, &mut shown)?;
    show_rest(&read.reading, how)?;
    read.doubtful.iter().take(MAX_DOUBTFUL).for_each(|says| note(&format!("? {says}")));
    if read.doubtful.len() > MAX_DOUBTFUL {
        note(&format!("? and {}.", pluralize(read.doubtful.len() - MAX_DOUBTFUL, "more day")));
    }
    let count = read.count;
    if how.dry_run {
        shown.end();
        note(&format!("Would import {}.", pluralize(count, "case")));
        return Ok(());
    }
    shown.end();
    confirm(&format!("Import {}?", pluralize(count, "case")), how.yes)?;
    if count <= ONE_CHANGE {
        owner.import_cases(&read.few)?;
    } else {
        take_in(owner, file, read.ids, &mut shown)?;
    }
    shown.end();
    note(&format!("{} imported.", pluralize(count, "case")));
    Ok(())
}

/// Reads a file to its end, and refuses it with its faults.
fn read(
    owner: &Service,
    file: &Path,
    today: NaiveDate,
    shown: &mut ProgressBar,
) -> Result<CasesRead> {
    let (mut ids, mut few, mut doubtful) = (HashSet::new(), Vec::new(), Vec::new());
    let mut reading = Reading::new("case");
    let count = jsonl::each(named_files::lines(file)?, &mut |case| {
        shown.report("Reading the file", ids.len() as u64, 0);
        if !ids.insert(case.id) || owner.has_case(case.id)? {
            let words = format!("{} is already in the records, or twice in the file.", case.id);
            return Err(Error::conflict(words));
        }
        let days = doubtful::days(&case, today);
        if let Some(day) = days.iter().find(|day| day.is_refused) {
            return Err(Error::input(format!("{}: {}", case.id, day.message)));
        }
        doubtful.extend(days.into_iter().map(|day| format!("{}, {}", case.id, day.message)));
        reading.take(case.id.to_string(), "case", "read.");
        if ids.len() <= ONE_CHANGE {
            few.push(case);
        } else {
            few.clear();
        }
        Ok(())
    });
    let count = count.map_err(|f| faults(file, f))?;
    Ok(CasesRead { count, ids, few, doubtful, reading })
}

/// Reads a file once more and takes its cases in; what differs from the first time ends it.
fn take_in(
    owner: &mut ViewerService<'_>,
    file: &Path,
    mut ids: HashSet<CaseRef>,
    shown: &mut ProgressBar,
) -> Result<()> {
    let changed = || {
        Error::conflict(format!("{} was changed while it was read.", file.display()))
            .with_hint("Nothing imported. Import it again.")
    };
    let lines = jsonl::CaseLines::new(named_files::lines(file)?);
    let mut lines = lines.map(|(_, case)| {
        let case = case.map_err(|faults| changed().with_source(faults))?;
        Some(case).filter(|c| ids.remove(&c.id)).ok_or_else(changed)
    });
    owner.import_many(&mut lines, &mut |what, done, of| shown.report(what, done, of))?;
    Ok(())
}
