//! What a store holds of one case before it is disposed of, for the certificate; and whether any of
//! it is left.

use sha2::{Digest, Sha256};

use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::store::chain::JournalPos;
use crate::store::evidence::file_sum;
use crate::store::hex::to_hex;
use crate::store::journal::{SealedEntry, SealedPart};
use crate::store::keyring::CaseKey;
use crate::store::{Store, drafts};

/// Files of evidence by the names under which they lie, each with the SHA-256 sum of its sealed
/// bytes; none where it cannot be read.
pub type SealedFiles = Vec<(String, Option<String>)>;

/// What a store holds of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holdings {
    /// The files of evidence.
    pub evidence: SealedFiles,
    /// How many unsaved texts.
    pub drafts: usize,
    /// What the journal has of it.
    pub entries: SealedEntries,
}

/// The parts of journal entries that are sealed with a case's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntries {
    /// In how many entries there is one.
    pub count: usize,
    /// The SHA-256 sum of the sealed bytes of all, in the order of the journal. They stay after the
    /// key is destroyed, so that it can be had again.
    pub sum: String,
}

impl Store {
    /// Returns what the store holds of a case.
    ///
    /// # Errors
    /// Something cannot be read.
    pub fn holdings(&self, case: CaseRef) -> Result<Holdings> {
        // A file that cannot be read is still disposed of, without a sum.
        let with_sum = |name: String| {
            let sum = file_sum(&self.dir, &name).unwrap_or_default();
            (name, sum)
        };
        let evidence = self.named_evidence()?.of_case(case).into_iter().map(with_sum).collect();
        let drafts = drafts::count_of(&self.dir, case)
            .map_err(|e| Error::io("The unsaved texts cannot be read.", e))?;
        Ok(Holdings { evidence, drafts, entries: self.sealed_entries(case)? })
    }

    /// Returns what the journal has of a case, whether it was disposed of or not.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn sealed_entries(&self, case: CaseRef) -> Result<SealedEntries> {
        let (mut count, mut sum) = (0, Sha256::new());
        self.journal.payloads(JournalPos::ORIGIN, |_, payload| {
            let entry = SealedEntry::decode(payload)?;
            let parts = entry.parts().iter().filter_map(|part| match part {
                SealedPart::Case { case: of, sealed, .. } | SealedPart::ItemOfCase(of, sealed)
                    if *of == case =>
                {
                    Some(sealed)
                }
                _ => None,
            });
            let mut has_any = false;
            for sealed in parts {
                sum.update(sealed);
                has_any = true;
            }
            count += usize::from(has_any);
            Ok(())
        })?;
        Ok(SealedEntries { count, sum: to_hex(&sum.finalize()) })
    }

    /// Checks after a disposal that nothing is left of what a case had.
    ///
    /// # Errors
    /// Its key, its record, a file of evidence or a text is still there, or there is no tombstone.
    pub fn is_wholly_gone(&self, case: CaseRef) -> Result<()> {
        let left = |what: &str| {
            Err(Error::damaged(format!("{what} of {case} is still there. No certificate.")))
        };
        if !matches!(self.keys.of(case), CaseKey::Destroyed) {
            return left("The key");
        }
        if self.disposed(case)?.is_none() || self.case(case)?.is_some() {
            return left("The record");
        }
        // The journal names the files still.
        for name in self.named_evidence()?.of_case(case) {
            if !matches!(file_sum(&self.dir, &name), Ok(None)) {
                return left("Evidence");
            }
        }
        match drafts::count_of(&self.dir, case) {
            Ok(0) => Ok(()),
            _ => left("An unsaved text"),
        }
    }
}
