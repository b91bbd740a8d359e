//! The monthly list: which cases the retention schedule keeps no longer.

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::case::pupil::{Pupil, PupilIndex, SamePupil};
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
        Ok(retention(&self.load(case)?, &self.evaluator.profile().retention))
    }

    /// Returns the cases that the viewer sees and that are due by a day, those of which it cannot be
    /// told, and those that the schedule keeps although every sum of theirs is due.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn retention_list(
        &self,
        until: NaiveDate,
        progress: Progress<'_>,
    ) -> Result<Vec<RetentionLine>> {
        let (mut ended, mut open) = (Vec::new(), Vec::new());
        self.each_seen_line(|line| {
            if line.stage.is_ended() {
                ended.push(line.id);
            } else {
                open.push((line.id, line.pupil()));
            }
        })?;
        let open = PupilIndex::new(open);
        let mut list = Vec::new();
        for (done, id) in ended.iter().enumerate() {
            progress("Reading cases for the list", done as u64, ended.len() as u64);
            let case = self.load(*id)?;
            let due = retention(&case, &self.evaluator.profile().retention);
            let is_listed = match due.due {
                RetentionDue::From(day) => day <= until,
                RetentionDue::CannotBeTold => true,
                RetentionDue::Kept => {
                    let last = due.classes.iter().filter_map(|class| class.due).max();
                    last.is_none_or(|day| day <= until)
                }
                RetentionDue::Open => false,
            };
            if is_listed {
                let same = open.find(&Pupil::from_case(&case)).into_iter();
                let same = same.filter(|(_, why)| *why != SamePupil::Name);
                list.push(RetentionLine {
                    case: *id,
                    retention: due,
                    hold: self.hold_on(*id)?,
                    open: same.map(|(id, _)| id).collect(),
                });
            }
        }
        Ok(list)
    }
}
