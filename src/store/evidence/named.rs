//! The evidence that a journal names, and what is said where it is not there or not whole.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::case::CaseRef;
use crate::store::codec::DecodeError;
use crate::store::evidence_name::evidence_of;
use crate::store::journal;
use crate::store::journal::{SealedEntry, SealedPart};

/// The files of evidence that a journal names, by the names under which they lie. Gathered without
/// any key.
#[derive(Default)]
pub(in crate::store) struct NamedFiles {
    by_case: BTreeMap<CaseRef, BTreeSet<String>>,
    disposed: Vec<CaseRef>,
}

impl NamedFiles {
    /// Takes in the next entry of a journal.
    ///
    /// # Errors
    /// It does not read.
    pub(in crate::store) fn take(
        &mut self,
        payload: &[u8],
        is_sealed: bool,
    ) -> Result<(), DecodeError> {
        if !is_sealed {
            let change = journal::decode_plain(payload)?;
            for (case, sum) in evidence_of(&change) {
                self.by_case.entry(case).or_default().insert(sum.to_owned());
            }
            return Ok(());
        }
        for part in SealedEntry::decode(payload)?.parts() {
            match part {
                SealedPart::Case { case, files, .. } if !files.is_empty() => {
                    self.by_case.entry(*case).or_default().extend(files.iter().cloned());
                }
                SealedPart::Disposal(case, _) => self.disposed.push(*case),
                SealedPart::Case { .. } | SealedPart::Item(_) | SealedPart::ItemOfCase(..) => {}
            }
        }
        Ok(())
    }

    /// Returns the names, without those of cases that were disposed of.
    pub(in crate::store) fn into_names(mut self) -> BTreeSet<String> {
        self.by_case.retain(|case, _| !self.disposed.contains(case));
        self.by_case.into_values().flatten().collect()
    }

    /// Returns the names of one case, whether it was disposed of or not.
    pub(in crate::store) fn of_case(mut self, case: CaseRef) -> BTreeSet<String> {
        self.by_case.remove(&case).unwrap_or_default()
    }
}

/// Returns whether an entry may name a file of evidence; one that does not read may.
pub(in crate::store) fn names_a_file(payload: &[u8], is_sealed: bool) -> bool {
    let names =
        |part: &SealedPart| matches!(part, SealedPart::Case { files, .. } if !files.is_empty());
    !is_sealed || SealedEntry::decode(payload).map_or(true, |entry| entry.parts().iter().any(names))
}

/// Returns what is said of evidence that is not what its name says.
pub(in crate::store) fn rotten(name: &str) -> String {
    format!(
        "{name} is not the file that was put there; it is not in the backup. Take it from an earlier backup, or take the paper in again."
    )
}

/// Returns what is said of evidence that the journal names and that is not there.
pub(in crate::store) fn missing(sum: &str) -> String {
    format!(
        "The evidence {sum} is named in the journal and is not there. Take it from an earlier backup, or take the paper in again."
    )
}
