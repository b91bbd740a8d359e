//! The placements that the school census asks for.

use chrono::NaiveDate;

use crate::domain::case::stage::Stage;
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
        let mut begun = Vec::new();
        self.each_seen_line(|line| {
            if matches!(line.stage, Stage::Running | Stage::Ended(_)) {
                begun.push(line.id);
            }
        })?;
        let mut rows = Vec::new();
        for (done, id) in begun.iter().enumerate() {
            progress("Reading placements", done as u64, begun.len() as u64);
            rows.extend(CensusRow::of(&self.load(*id)?, from, to));
        }
        Ok(rows)
    }
}
