//! The figures of the Fair Access Panel: what each school took, gave and had returned.

use chrono::NaiveDate;

use crate::domain::sheet::panel::{PanelFigures, count};
use crate::error::Result;
use crate::service::Service;
use crate::store::Progress;

impl Service {
    /// Returns the figures of the cases that the viewer sees, for a time with both its days.
    ///
    /// # Errors
    /// A case cannot be read.
    pub fn panel_figures(
        &self,
        (from, to): (NaiveDate, NaiveDate),
        progress: Progress<'_>,
    ) -> Result<PanelFigures> {
        let mut figures = PanelFigures::new();
        self.each_begun("Counting cases for the panel", NaiveDate::MIN, progress, |case| {
            count(&mut figures, case, from, to);
        })?;
        Ok(figures)
    }
}
