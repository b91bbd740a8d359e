//! `offsite import` of cases, schools and terms: a file is taken whole or not at all.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, IsTerminal};
use std::path::Path;

use chrono::NaiveDate;

use crate::cli::args::ImportHow;
use crate::cli::commands::print;
use crate::cli::commands::register::ask;
use crate::cli::progress::ProgressBar;
use crate::documents;
use crate::documents::reading::Reading;
use crate::documents::terms::Answers;
use crate::domain::case::doubtful;
use crate::domain::plural::pluralize;
use crate::error::{Error, Faults, Result};
use crate::service::Service;
use crate::terminal::files::unreadable;

/// So many cases are one change, which one undo takes back; more are stored in parts.
const ONE_CHANGE: usize = 1000;
/// Of more faults than these only the first are said.
const FAULTS_SHOWN: usize = 20;

/// The most parts of each kind that are listed; JSON has them all.
const LISTED_MOST: usize = 200;

/// Shows what became of every part of a file.
pub(super) fn show(reading: &Reading, how: ImportHow) -> Result<()> {
    if how.json {
        let json = serde_json::to_string(reading)
            .map_err(|e| Error::from(format!("The answer could not be written ({e}).")))?;
        return print(&json);
    }
    reading.lines(LISTED_MOST).iter().try_for_each(|line| print(line))?;
    eprintln!("{}", reading.summary());
    Ok(())
}

/// The most days that are named as doubtful.
const DOUBTFUL_MOST: usize = 50;

pub(super) fn cases(
    owner: &mut Service,
    file: &Path,
    how: ImportHow,
    today: NaiveDate,
) -> Result<()> {
    let open = || {
        std::fs::File::open(file)
            .map(|f| BufReader::with_capacity(1 << 20, f))
            .map_err(|e| unreadable(file, e))
    };
    let mut shown = ProgressBar::new();
    let mut reading = Reading::new("case");
    // The whole file is read once to find every fault, and once more to take it in: so it need not
    // fit into memory.
    let (mut seen, mut first, mut doubtful) = (HashSet::new(), Vec::new(), Vec::new());
    let count = documents::jsonl::each(open()?, &mut |case| {
        shown.tell("Reading the file", seen.len() as u64, 0);
        if !seen.insert(case.id) || owner.has_case(case.id)? {
            return Err(format!("{} is in this store already, or twice in the file.", case.id));
        }
        doubtful.extend(doubtful::days(&case, today));
        if how.json {
            reading.take(&case.id.to_string(), "case", "read.");
        }
        if seen.len() <= ONE_CHANGE {
            first.push(case);
        } else {
            first.clear();
        }
        Ok(())
    });
    let count = count.map_err(|f| faults(file, f))?;
    if how.json {
        for says in &doubtful {
            reading.doubt("", "day", says);
        }
        show(&reading, how)?;
    }
    doubtful.iter().take(DOUBTFUL_MOST).for_each(|says| eprintln!("? {says}"));
    if doubtful.len() > DOUBTFUL_MOST {
        eprintln!("? and {} more days.", doubtful.len() - DOUBTFUL_MOST);
    }
    if how.dry_run {
        shown.end();
        eprintln!("{} would be imported.", pluralize(count, "case"));
        return Ok(());
    }
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
    eprintln!("{} imported.", pluralize(count, "case"));
    Ok(())
}

pub(super) fn schools(owner: &mut Service, file: &Path, how: ImportHow) -> Result<()> {
    let read = documents::schools::read_schools(&file_text(file)?).map_err(|f| faults(file, f))?;
    let count = read.open.len();
    let plan = owner.plan_schools(&read.open, &read.closed)?;
    if how.json {
        show(&read.reading, how)?;
    }
    plan.cases.iter().for_each(|words| eprintln!("{words}"));
    if how.dry_run {
        let changed = pluralize(plan.items.len(), "school");
        eprintln!("{}", read.reading.summary());
        eprintln!("{changed} would be written; nothing was changed.");
        return Ok(());
    }
    let changed = owner.import_items("schools", plan.items)?;
    eprintln!("{} read, {changed} new or changed.", pluralize(count, "school"));
    Ok(())
}

/// Imports term dates: what is closed is shown day by day before anything is stored, and doubtful
/// events are asked about one by one.
pub(super) fn terms(
    owner: &mut Service,
    file: &Path,
    school: &str,
    (closed, open): (&[usize], &[usize]),
    how: ImportHow,
) -> Result<()> {
    let bytes = file_text(file)?;
    let mut answers: Answers = closed.iter().map(|line| (*line, true)).collect();
    answers.extend(open.iter().map(|line| (*line, false)));
    let read = |answers: &Answers| {
        documents::terms::read_terms(school, &bytes, answers).map_err(|f| faults(file, f))
    };
    let mut found = read(&answers)?;
    if !found.reading.doubtful.is_empty() && !how.dry_run && std::io::stdin().is_terminal() {
        for item in &found.reading.doubtful {
            let line = item.place.trim_start_matches("Line ").parse().unwrap_or_default();
            let question = format!("{}, {}: {}", item.place, item.what, item.says);
            answers.insert(line, ask(&question)?);
        }
        found = read(&answers)?;
    }
    show(&found.reading, how)?;
    let plan = owner.plan_terms(found.schools)?;
    if !how.json {
        plan.days.iter().try_for_each(|line| print(line))?;
    }
    if how.dry_run {
        eprintln!("Nothing was changed.");
        return Ok(());
    }
    if let Some(first) = found.reading.doubtful.first() {
        let lines: Vec<&str> = found
            .reading
            .doubtful
            .iter()
            .map(|item| item.place.trim_start_matches("Line "))
            .collect();
        return Err(format!(
            "Nothing was changed: {} asked about, as {} (\"{}\"). Say --closed or --open with their lines: {}.",
            if lines.len() == 1 { "an event is" } else { "some events are" },
            first.place.to_lowercase(),
            first.what,
            lines.join(",")
        )
        .into());
    }
    let count = plan.items.len();
    let changed = owner.import_items("terms", plan.items)?;
    eprintln!("Term dates of {} read, {changed} new or changed.", pluralize(count, "school"));
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
