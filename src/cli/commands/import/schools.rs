//! `offsite import schools`: the register of schools.

use std::path::Path;

use crate::cli::args::ImportHow;
use crate::cli::commands::import::report::{faults, file_text, show};
use crate::documents::schools::read_schools;
use crate::domain::plural::pluralize;
use crate::error::Result;
use crate::service::Service;

pub(super) fn schools(owner: &mut Service, file: &Path, how: ImportHow) -> Result<()> {
    let read = read_schools(&file_text(file)?).map_err(|f| faults(file, f))?;
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
