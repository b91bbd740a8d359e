//! `offsite import schools`: the register of schools.

use std::path::Path;

use crate::cli::args::ImportHow;
use crate::cli::commands::import::report::{confirm, faults, show_rest};
use crate::cli::named_files::read_whole;
use crate::cli::output::note;
use crate::documents::schools::read_schools;
use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::service::{SchoolMoves, ViewerService};

pub(super) fn schools(
    owner: &mut ViewerService<'_>,
    file: &Path,
    move_cases: bool,
    how: ImportHow,
) -> Result<()> {
    let read = read_schools(&read_whole(file)?).map_err(|f| faults(file, f))?;
    let count = read.open.len();
    let plan = owner.plan_schools(&read.open, &read.closed)?;
    show_rest(&read.reading, how)?;
    plan.cases.iter().for_each(|words| note(words));
    let moves = owner.plan_moves(&read.open)?;
    told(&moves, move_cases);
    if how.dry_run {
        let changed = pluralize(plan.items.len(), "school");
        note(&format!("Would change {changed}. No changes made."));
        return Ok(());
    }
    confirm("Save these schools?", how.yes)?;
    let changed = owner.import_schools(plan, if move_cases { &moves.sure } else { &[] })?;
    note(&format!("Read {}: {changed} new or changed.", pluralize(count, "school")));
    Ok(())
}

/// Says which open cases the file has under another number, and what becomes of them.
fn told(moves: &SchoolMoves, move_cases: bool) {
    moves.sure.iter().for_each(|one| note(&one.to_string()));
    moves.doubtful.iter().for_each(|words| note(words));
    if !moves.sure.is_empty() && !move_cases {
        note(
            "Are these the same schools? --move-cases moves the cases to them, in one change you can undo.",
        );
    }
}
