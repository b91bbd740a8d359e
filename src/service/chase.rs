//! Which hosts still owe marks.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::attendance::chase::ChasedPupil;
use crate::domain::attendance::{Registers, chase};
use crate::error::Result;
use crate::service::Service;

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
    ) -> Result<BTreeMap<String, Vec<ChasedPupil>>> {
        let mut hosts: BTreeMap<String, Vec<ChasedPupil>> = BTreeMap::new();
        let mut lines = Vec::new();
        self.each_seen_line(|line| {
            lines.extend(Some(line).filter(|line| line.stage.has_begun()));
        })?;
        for line in lines {
            let Some(case) = self.store.case(line.id)? else { continue };
            if let Some(pupil) =
                chase::missing(&Registers::new(&case, self.schools_of(&case)), monday, today)
            {
                hosts.entry(line.host.clone()).or_default().push(pupil);
            }
        }
        Ok(hosts)
    }
}
