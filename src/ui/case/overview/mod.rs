//! The overview of the case under the cursor: where it stands, what is to be done, who is reached
//! how, and what happened last.

mod column;
mod draw;
mod facts;
mod tasks;

pub(super) use draw::draw;

use crate::domain::rules::Finding;

/// The overview's cursor, on one of the findings.
#[derive(Debug, Default)]
pub(super) struct Overview {
    cursor: usize,
}

impl Overview {
    /// Returns the finding under the cursor.
    pub(super) fn current<'a>(&self, findings: &'a [Finding]) -> Option<&'a Finding> {
        findings.get(self.cursor)
    }

    /// Keeps the cursor on its finding where others come before it.
    pub(super) fn keep(&mut self, old: &[Finding], new: &[Finding]) {
        let at = self.current(old).and_then(|here| new.iter().position(|f| f.key() == here.key()));
        self.cursor = at.unwrap_or(self.cursor).min(new.len().saturating_sub(1));
    }

    /// Moves the cursor by a number of findings.
    pub(super) fn step(&mut self, findings: &[Finding], by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(findings.len().saturating_sub(1));
    }
}
