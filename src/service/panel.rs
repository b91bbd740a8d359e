//! The figures of the Fair Access Panel: what each school took, gave and had returned.

use chrono::NaiveDate;

use crate::domain::case::stage::Stage;
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
        let mut begun = Vec::new();
        self.each_seen_line(|line| {
            if matches!(line.stage, Stage::Running | Stage::Ended(_)) {
                begun.push(line.id);
            }
        })?;
        let mut figures = PanelFigures::new();
        for (done, id) in begun.iter().enumerate() {
            progress("Counting cases for the panel", done as u64, begun.len() as u64);
            count(&mut figures, &self.load(*id)?, from, to);
        }
        Ok(figures)
    }
}
