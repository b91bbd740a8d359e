//! `offsite import`: a file is taken whole or not at all, and told part by part.

mod cases;
mod ctf;
mod pupils;
mod register;
mod report;
mod schools;
mod sheet;
mod terms;

use chrono::NaiveDate;

use crate::cli::args::ImportCommand;
use crate::error::Result;
use crate::service::ViewerService;

/// Runs one import.
pub(super) fn run(
    what: &ImportCommand,
    owner: &mut ViewerService<'_>,
    today: NaiveDate,
) -> Result<()> {
    match what {
        ImportCommand::Cases { file, how } => cases::cases(owner, file, *how, today),
        ImportCommand::Schools { file, move_cases, how } => {
            schools::schools(owner, file, *move_cases, *how)
        }
        ImportCommand::Terms { file, school, closed, open, how } => {
            terms::terms(owner, file, school, (closed, open), *how)
        }
        ImportCommand::Ctf(args) => ctf::import_pupil(owner, args, today),
        ImportCommand::Pupils(args) => pupils::pupils(owner, args, today),
        ImportCommand::Sheet(args) => sheet::sheet(owner, args, today),
        ImportCommand::Register(args) => register::import(owner, args, today),
    }
}
