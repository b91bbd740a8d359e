//! Keys and texts beside the journal that are of cases it does not know. A save that was cut off
//! leaves them, and so does a store that was put back to an earlier day where nothing else outlived
//! it: which of the two it was nobody can tell, so it is said.

use crate::domain::case::CaseRef;
use crate::error::Result;
use crate::store::{Store, drafts, keys, log};

/// How many cases are named one by one.
const NAMED: usize = 3;

impl Store {
    /// Returns a sentence where keys or texts being typed are of cases that the journal does not
    /// know.
    ///
    /// # Errors
    /// The records cannot be read.
    pub(super) fn unknown_beside(&self) -> Result<Option<String>> {
        let mut unknown = Vec::new();
        // Keys stand in the order in which their cases were opened: those that a journal put back
        // does not know are the last.
        for case in self.keys.held().into_iter().rev() {
            if self.knows(case)? {
                break;
            }
            unknown.push(case);
        }
        let texts = drafts::read_all(&self.dir, &self.keys).map(|(all, _)| all).unwrap_or_default();
        for case in texts.into_iter().map(|text| text.case) {
            if !unknown.contains(&case) && !self.knows(case)? {
                unknown.push(case);
            }
        }
        unknown.sort_unstable();
        let names: Vec<String> = unknown.iter().take(NAMED).map(ToString::to_string).collect();
        let more = match unknown.len().saturating_sub(NAMED) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        Ok((!unknown.is_empty()).then(|| {
            format!(
                "Keys or texts of {}{more} are here, and the journal, which ends at entry {}, does not know {}. A save was cut off, or the store was put back to an earlier day: if anything is missing, restore the newest backup.",
                names.join(", "),
                self.journal.mark().seq,
                if unknown.len() == 1 { "it" } else { "them" }
            )
        }))
    }

    /// Returns whether any entry of the journal is of a case, or was before it was disposed of.
    fn knows(&self, case: CaseRef) -> Result<bool> {
        let is_named = self.scan_raw(&log::case_list(case)).next().transpose()?.is_some();
        Ok(is_named || self.get_raw(&keys::tombstone(case))?.is_some())
    }
}
