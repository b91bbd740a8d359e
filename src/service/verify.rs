//! Verifies a store with what the evaluator says of its cases.

use crate::domain::case::Case;
use crate::service::Service;
use crate::store::{Progress, Report};

impl Service {
    /// Verifies the whole store: the journal, the records against it, and the lists against the
    /// records.
    pub fn verify(&mut self, progress: Progress<'_>) -> Report {
        let Service { store, evaluator, .. } = self;
        store.verify_with_lists(&|case: &Case, touched| evaluator.line(case, touched), progress)
    }
}
