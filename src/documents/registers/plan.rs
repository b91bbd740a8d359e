//! Works out what a register file would change: whose marks they are, which are new, which are
//! refused.

use crate::domain::attendance::correct;
use crate::domain::case::edit::CaseChange;
use crate::domain::case::{CaseRef, Session};
use crate::domain::plural::pluralize;

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ImportPlan {
    /// New and changed marks, by case.
    pub changes: Vec<CaseChange>,
    /// Marks that stand already.
    pub unchanged: usize,
    /// Marks that say nothing of the direction: the home school's own before and after it, planned
    /// closures on days without school.
    pub passed: usize,
    /// Pupils of the file that have no case, as the file names them.
    pub strangers: Vec<String>,
    /// Pupils whose UPN in the file is a temporary one, as the file names them.
    pub temporary: Vec<String>,
    /// Sessions newly marked as suspended by the host (P-RV9).
    pub suspended: Vec<(CaseRef, Session)>,
}

impl ImportPlan {
    /// Returns how many marks are new, and how many change a mark that stands.
    pub fn counts(&self) -> (usize, usize) {
        let edits = self.changes.iter().map(|c| c.edits.len()).sum::<usize>();
        let corrected = self.changes.iter().map(|c| correct::corrections(&c.edits)).sum();
        (edits - corrected, corrected)
    }

    /// Returns one sentence of what would change.
    pub fn summary(&self) -> String {
        let (new, corrected) = self.counts();
        let mut says = match (new, corrected) {
            (0, 0) => "Nothing would change".to_owned(),
            (n, 0) => format!("{n} new {} in {}", marks(n), pluralize(self.changes.len(), "case")),
            (n, c) => format!(
                "{n} new {} and {c} corrected in {}",
                marks(n),
                pluralize(self.changes.len(), "case")
            ),
        };
        if self.unchanged > 0 {
            says += &format!(", {} stand already", self.unchanged);
        }
        if self.passed > 0 {
            says += &format!(", {} outside the direction or on closed days left out", self.passed);
        }
        if !self.strangers.is_empty() {
            says += &format!(
                ", {} of the file without a case here left out",
                pluralize(self.strangers.len(), "pupil")
            );
        }
        says + "."
    }
}

pub(super) fn marks(n: usize) -> &'static str {
    if n == 1 { "mark" } else { "marks" }
}
