//! Which cases may hold some words, by the signature beside each.

use crate::domain::case::CaseRef;
use crate::domain::list::full_text;
use crate::error::Result;
use crate::store::{Store, keys};

impl Store {
    /// Returns the cases that may hold all the words, in the order of references; those that do not
    /// come hold them for certain not.
    ///
    /// # Errors
    /// The signatures cannot be read.
    pub fn may_hold(&self, wanted: &[String]) -> Result<Vec<CaseRef>> {
        let mut out = Vec::new();
        for entry in self.scan(b"w") {
            let (key, signature) = entry?;
            if full_text::may_hold(&signature, wanted) {
                out.extend(keys::case_of(&key));
            }
        }
        Ok(out)
    }

    /// Returns the cases of which something stands under keys of a kind, in the order of
    /// references.
    pub(in crate::store) fn cases_under(&self, kind: &[u8]) -> Result<Vec<CaseRef>> {
        self.scan_raw(kind)
            .map(|e| e.map(|(key, _)| keys::case_of(&key)))
            .filter_map(Result::transpose)
            .collect()
    }
}
