//! A register of schools from a file: what it would change, then the change itself.

use std::collections::BTreeSet;

use crate::api::{AcceptedSchools, SchoolsPreview};
use crate::documents::schools::{MAX_SIZE, SchoolsReading, read_schools};
use crate::domain::case::CaseRef;
use crate::domain::plural::pluralize;
use crate::error::{Error, Faults, Result};
use crate::service::file_import::{is_agreed, preview_sum};
use crate::service::school_moves::SchoolMoves;
use crate::service::schools::SchoolsPlan;
use crate::service::{Service, ViewerService};

/// The most bytes of a file of schools.
pub const MAX_SCHOOLS: u64 = MAX_SIZE as u64;

/// The most rows of the file that are listed because they were passed over.
const MAX_PASSED: usize = 30;

impl Service {
    /// Works out what a file of schools would change; nothing is stored.
    ///
    /// # Errors
    /// Every fault of the file, or that the cases cannot be read.
    pub fn preview_schools(&self, file: &[u8]) -> Result<SchoolsPreview, Faults> {
        let read = read(file)?;
        let plan = self.plan_schools(&read.open, &read.closed)?;
        let moves = self.plan_moves(&read.open)?;
        let cases: BTreeSet<CaseRef> = moves.sure.iter().map(|one| one.case).collect();
        let passed = read.reading.without_taken().lines(MAX_PASSED);
        let moved = moves.sure.iter().map(ToString::to_string);
        let sum = self.schools_sum(&plan, &moves);
        let lines = plan.cases.into_iter().chain(moved).chain(moves.doubtful).chain(passed);
        Ok(SchoolsPreview {
            sum,
            message: format!(
                "{} read. Nothing is saved yet.",
                pluralize(read.open.len(), "school")
            ),
            lines: lines.collect(),
            movable: cases.len(),
        })
    }

    /// Returns a check sum of what a file would change, and of the schools in whose place it puts
    /// others: one that a colleague has changed meanwhile gives another sum.
    fn schools_sum(&self, plan: &SchoolsPlan, moves: &SchoolMoves) -> u32 {
        let stands = plan.items.iter().map(|(id, _)| format!("{:?}", self.schools.get(id)));
        let all: Vec<String> = stands.chain([format!("{plan:?}{moves:?}")]).collect();
        preview_sum(&all)
    }
}

impl ViewerService<'_> {
    /// Stores a file of schools, and moves the open cases that name one of them by another number
    /// where that is wanted, all in one change. Returns what was done.
    ///
    /// # Errors
    /// Every fault of the file, or that it cannot be stored; nothing is then changed.
    pub fn store_schools(&mut self, file: &[u8], take: AcceptedSchools) -> Result<String, Faults> {
        let read = read(file)?;
        let plan = self.plan_schools(&read.open, &read.closed)?;
        let moves = self.plan_moves(&read.open)?;
        is_agreed(Some(take.sum), self.schools_sum(&plan, &moves))?;
        let moves = if take.move_cases { moves.sure } else { Vec::new() };
        let cases: BTreeSet<CaseRef> = moves.iter().map(|one| one.case).collect();
        let changed = self.import_schools(plan, &moves)?;
        let schools = pluralize(changed, "school");
        Ok(match cases.len() {
            0 => format!("{schools} new or changed."),
            n => format!("{schools} new or changed, {} moved.", pluralize(n, "case")),
        })
    }
}

fn read(file: &[u8]) -> Result<SchoolsReading, Faults> {
    read_schools(file).map_err(|faults| {
        let all: Faults = faults.into();
        let said = all.to_lines().into_iter().take(5).collect::<Vec<_>>().join(" ");
        Faults::from(Error::input(format!("Nothing was imported. {said}")))
    })
}
