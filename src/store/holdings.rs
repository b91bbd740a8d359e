//! What a store holds of one case before it is disposed of, for the certificate; and whether any of
//! it is left.

use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::store::evidence::file_sum;
use crate::store::keyring::CaseKey;
use crate::store::{Store, drafts};

/// What a store holds of one case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holdings {
    /// The files of evidence by the names under which they lie, each with the SHA-256 sum of its
    /// sealed bytes; none where it cannot be read.
    pub evidence: Vec<(String, Option<String>)>,
    /// How many unsaved texts.
    pub drafts: usize,
    /// How many entries of the journal have a part that is sealed with its key.
    pub entries: usize,
}

impl Store {
    /// Returns what the store holds of a case.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn holdings(&self, case: CaseRef) -> Result<Holdings> {
        let mut held = Holdings::default();
        for name in self.named_evidence()?.of_case(case) {
            // A file that cannot be read is still disposed of, without a sum.
            let sum = file_sum(&self.dir, &name).unwrap_or_default();
            held.evidence.push((name, sum));
        }
        held.drafts = drafts::count_of(&self.dir, case)
            .map_err(|e| Error::io("The unsaved texts cannot be read.", e))?;
        held.entries = self.count_changes_of(case)?;
        Ok(held)
    }

    /// Checks after a disposal that nothing is left of what a case had.
    ///
    /// # Errors
    /// Its key, its record, a file or a text is still there, or there is no tombstone.
    pub fn is_wholly_gone(&self, case: CaseRef, had: &Holdings) -> Result<()> {
        let left = |what: &str| {
            Err(Error::damaged(format!("{what} of {case} is still there. No certificate.")))
        };
        if !matches!(self.keys.of(case), CaseKey::Destroyed) {
            return left("The key");
        }
        if self.disposed(case)?.is_none() || self.case(case)?.is_some() {
            return left("The record");
        }
        for (name, _) in &had.evidence {
            if !matches!(file_sum(&self.dir, name), Ok(None)) {
                return left("Evidence");
            }
        }
        match drafts::count_of(&self.dir, case) {
            Ok(0) => Ok(()),
            _ => left("An unsaved text"),
        }
    }
}
