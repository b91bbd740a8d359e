//! The monthly list: which cases the retention schedule keeps no longer.

use chrono::NaiveDate;

use crate::domain::case::pupil::{Pupil, PupilIndex, SamePupil};
use crate::domain::case::{Case, CaseRef};
use crate::domain::retention::hold::Hold;
use crate::domain::retention::{Retention, RetentionDue, retention};
use crate::error::Result;
use crate::service::Service;
use crate::store::Progress;

/// A case of the monthly list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetentionLine {
    /// The case.
    pub case: CaseRef,
    /// What the schedule says of it.
    pub retention: Retention,
    /// The hold on it.
    pub hold: Option<Hold>,
    /// Cases of the same child that have not ended.
    pub open: Vec<CaseRef>,
}

impl Service {
    /// Returns what the schedule says of a case.
    ///
    /// # Errors
    /// There is no such case, or it cannot be read.
    pub fn retention_of(&self, case: CaseRef) -> Result<Retention> {
        Ok(self.retention_for(&self.load(case)?))
    }

    fn retention_for(&self, case: &Case) -> Retention {
        retention(case, &self.evaluator.profile().retention)
    }

    /// Gives the cases that the viewer sees and that are due by a day to `each`, one at a time in the
    /// order of references, with those of which it cannot be told, and those that the schedule keeps
    /// although every sum of theirs is due.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn each_retention_line(
        &self,
        until: NaiveDate,
        progress: Progress<'_>,
        mut each: impl FnMut(&RetentionLine),
    ) -> Result<()> {
        let (mut ended, mut open) = (Vec::new(), Vec::new());
        self.each_seen_line(|line| {
            if line.stage.is_ended() {
                ended.push(line.id);
            } else {
                open.push((line.id, line.pupil()));
            }
        })?;
        let open: PupilIndex<CaseRef> = PupilIndex::new(open);
        self.each_of(&ended, "Reading cases for the list", progress, |case| {
            let retention = self.retention_for(case);
            if !is_listed(&retention, until) {
                return Ok(());
            }
            let same = open.find(&Pupil::from_case(case)).into_iter();
            let same = same.filter(|(_, why)| *why != SamePupil::Name);
            each(&RetentionLine {
                case: case.id,
                retention,
                hold: self.hold_on(case.id)?,
                open: same.map(|(id, _)| id).collect(),
            });
            Ok(())
        })
    }
}

/// Returns whether the list of those that are due by a day names a case.
fn is_listed(due: &Retention, until: NaiveDate) -> bool {
    match due.due {
        RetentionDue::From(day) => day <= until,
        RetentionDue::CannotBeTold => true,
        RetentionDue::Kept => {
            let last = due.classes.iter().filter_map(|class| class.due).max();
            last.is_none_or(|day| day <= until)
        }
        RetentionDue::Open => false,
    }
}
