//! The placements that the school census asks for.

use chrono::NaiveDate;

use crate::domain::census::CensusRow;
use crate::error::Result;
use crate::service::Service;
use crate::store::Progress;

impl Service {
    /// Returns the placements of the cases that the viewer sees that have a day in a time with both
    /// its days, in the order of references.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn census_rows(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        progress: Progress<'_>,
    ) -> Result<Vec<CensusRow>> {
        let mut rows = Vec::new();
        self.each_begun("Reading placements", from, progress, |case| {
            rows.extend(CensusRow::of(case, from, to));
        })?;
        Ok(rows)
    }
}
