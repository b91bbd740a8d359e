//! `offsite import terms`: term dates and closures.

use std::path::Path;

use crate::cli::args::ImportHow;
use crate::cli::commands::import::report::{confirm, faults, show};
use crate::cli::input::{ask, can_answer};
use crate::cli::named_files::read_whole;
use crate::cli::output::{note, print};
use crate::documents::terms::{Answers, read_terms};
use crate::domain::plural::pluralize;
use crate::error::{Error, Result};
use crate::service::ViewerService;

/// Imports term dates: what is closed is shown day by day before anything is stored, and doubtful
/// events are asked about one by one.
pub(super) fn terms(
    owner: &mut ViewerService<'_>,
    file: &Path,
    school: &str,
    (closed, open): (&[usize], &[usize]),
    how: ImportHow,
) -> Result<()> {
    let bytes = read_whole(file)?;
    let mut answers: Answers = closed.iter().map(|line| (*line, true)).collect();
    answers.extend(open.iter().map(|line| (*line, false)));
    let read = |answers: &Answers| read_terms(school, &bytes, answers).map_err(|f| faults(file, f));
    let mut found = read(&answers)?;
    if !found.reading.doubtful.is_empty() && !how.dry_run && can_answer() {
        for item in &found.reading.doubtful {
            let line = item.place.trim_start_matches("Line ").parse().unwrap_or_default();
            let question = format!("{}, {}: {}", item.place, item.what, item.message);
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
        note("No changes made.");
        return Ok(());
    }
    if let Some(first) = found.reading.doubtful.first() {
        let lines: Vec<&str> = found
            .reading
            .doubtful
            .iter()
            .map(|item| item.place.trim_start_matches("Line "))
            .collect();
        return Err(Error::input(format!(
            "No changes made: {} asked about, such as {} (\"{}\"). Use --closed or --open with their lines: {}.",
            if lines.len() == 1 { "an event is" } else { "some events are" },
            first.place.to_lowercase(),
            first.what,
            lines.join(",")
        )));
    }
    confirm("Save these term dates?", how.yes)?;
    let count = plan.items.len();
    let changed = owner.import_items("terms", plan.items)?;
    note(&format!("Term dates of {} read, {changed} new or changed.", pluralize(count, "school")));
    Ok(())
}
