//! Which hosts still owe marks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::attendance::chase::ChasedPupil;
use crate::domain::attendance::{Registers, chase};
use crate::domain::case::answers::Answers;
use crate::domain::forms::field;
use crate::error::Result;
use crate::service::Service;
use crate::store::Progress;

impl Service {
    /// Returns the authority's own name for an off-site direction, as its profile has it.
    pub fn route(&self) -> &str {
        &self.evaluator.profile().route
    }

    /// Returns the hosts that have yet to send marks of a Monday's week, with their pupils, by the
    /// school's id.
    ///
    /// # Errors
    /// A sentence where a case cannot be read.
    pub fn chase(
        &self,
        monday: NaiveDate,
        today: NaiveDate,
        progress: Progress<'_>,
    ) -> Result<BTreeMap<String, Vec<ChasedPupil>>> {
        let mut hosts: BTreeMap<String, Vec<ChasedPupil>> = BTreeMap::new();
        self.each_begun("Looking for missing marks", monday, progress, |case| {
            let registers = Registers::new(case, self.schools_of(case));
            if let Some(pupil) = chase::missing(&registers, monday, today) {
                let host = case.school(field::SCHOOL_HOST).to_owned();
                hosts.entry(host).or_default().push(pupil);
            }
        })?;
        Ok(hosts)
    }
}
