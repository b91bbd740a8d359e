//! Register imports: whose marks they are, the preview, and the change.

mod plan;
mod preview;
mod take;

use chrono::NaiveDate;

use crate::api::RegisterStep;
use crate::documents::registers;
use crate::documents::registers::ImportPlan;
use crate::domain::attendance::intake::{AcceptedPreview, Intake};
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::case::Case;
use crate::error::{Error, Faults, Result};
use crate::service::{Service, ViewerService};

/// The most lines of a preview for what was passed over.
const MAX_PASSED: usize = 30;

/// A file's marks as they would be stored.
pub struct PlannedImport {
    /// What would change.
    pub plan: ImportPlan,
    /// Pupils who were matched by name and day of birth and not answered for, with the question.
    pub questions: Vec<(usize, String)>,
}

impl Service {
    /// Returns the calendars of a case's two schools.
    pub fn schools_of(&self, case: &Case) -> BothSchools<'_> {
        let context = self.evaluator.context(case);
        BothSchools { home: context.home, host: context.host }
    }

    /// Returns between which days a day of a register lies that does not say its year: those of
    /// the direction where it is one case's, else the year that ends today, since marks have
    /// happened.
    ///
    /// # Errors
    /// A sentence where the case cannot be read.
    pub fn register_span(&self, intake: &Intake) -> Result<(NaiveDate, NaiveDate)> {
        let year = intake.today.checked_sub_days(chrono::Days::new(364)).unwrap_or(intake.today);
        let first = match intake.case {
            None => None,
            Some(id) => self.store.case(id)?.and_then(|c| {
                Registers::new(&c, self.schools_of(&c)).first.filter(|first| *first > year)
            }),
        };
        Ok((first.unwrap_or(year), intake.today))
    }
}

impl ViewerService<'_> {
    /// Returns the officer's name in the record.
    pub fn officer(&self) -> &str {
        &self.viewer.officer
    }

    /// Shows what a register's file would change, or, once that was looked at, stores it.
    ///
    /// Answers [`Request::Register`](crate::api::Request::Register).
    ///
    /// # Errors
    /// Every fault by its place; nothing was then changed.
    pub fn register(
        &mut self,
        file: &[u8],
        intake: &Intake,
        take: Option<AcceptedPreview>,
    ) -> Result<RegisterStep, Faults> {
        let mut how = intake.how.clone();
        how.between = Some(self.register_span(intake)?);
        let sheet = registers::parse(file, &how)?;
        let planned = self.plan_register(&sheet, intake, &mut |_, _| ())?;
        // What is stored is what was looked at: neither the file nor a mark that stands may be
        // another, and nothing may have been done in a case since.
        let last = self.last_changes(planned.plan.changes.iter().map(|change| change.case))?;
        let changes = format!("{:?}{last:?}", planned.plan.changes);
        let sum = crc32fast::hash(&[file, changes.as_bytes()].concat());
        let Some(take) = take else {
            let mut preview = self.preview_register(&planned, intake.side, sum);
            preview.lines.extend(sheet.reading.without_taken().lines(MAX_PASSED));
            return Ok(RegisterStep::Preview(preview));
        };
        if take.sum != sum {
            return Err(Faults::from(Error::conflict(
                "The file, or a case in it, has changed since you looked at it. Import it again.",
            )));
        }
        Ok(RegisterStep::Stored(self.take_register(planned.plan, take.reason.as_ref())?))
    }
}
