//! Verifies a store with what the evaluator says of its cases.

use crate::domain::case::Case;
use crate::service::Service;
use crate::store::{Progress, Report};

impl Service {
    /// Verifies the whole store: the journal, the records against it, and the lists against the
    /// records.
    pub fn verify(&mut self, progress: Progress<'_>) -> Report {
        let mut report = self.store.verify(progress);
        if !report.faults.is_empty() {
            return report;
        }
        let Service { store, evaluator, .. } = self;
        let line = |case: &Case, touched: i64| evaluator.line(case, touched);
        match store.verify_index(&line, &mut |done, of| {
            progress("Verifying the lists", done as u64, of as u64);
        }) {
            Ok((entries, faults)) => {
                report.records += entries as u64;
                report.faults.extend(faults);
            }
            Err(error) => report.faults.push(error.to_string()),
        }
        match self.lost_evidence() {
            Ok(lost) => report.faults.extend(lost),
            Err(error) => report.faults.push(error.to_string()),
        }
        report
    }
}
