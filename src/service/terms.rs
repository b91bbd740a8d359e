//! Terms and closures of a school, stored as one item.

use crate::api::Outcome;
use crate::domain::calendar::Terms;
use crate::error::{Error, Result};
use crate::service::Service;
use crate::store::{ChangeKind, Subject};

/// The kind of item that terms are stored as.
pub(super) const KIND: &str = "terms";

impl Service {
    /// Returns the stored terms of a school; empty ones where there are none.
    ///
    /// Answers [`Request::Terms`](crate::api::Request::Terms).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn terms(&self, school: &str) -> Result<Terms> {
        let stored =
            self.store.item(KIND, school)?.and_then(|json| serde_json::from_str(&json).ok());
        Ok(stored.unwrap_or_else(|| Terms { school: school.to_owned(), ..Terms::default() }))
    }

    /// Stores a school's terms and closures whole, and judges every case by them; an undo takes
    /// them back.
    ///
    /// Answers [`Request::SetTerms`](crate::api::Request::SetTerms).
    ///
    /// # Errors
    /// Where no school is named, or terms overlap or end before they begin.
    pub fn set_terms(&mut self, mut terms: Terms) -> Result<Outcome> {
        if terms.school.is_empty() {
            return Err(Error::conflict("The case names no such school yet.")
                .with_hint("Choose it in the passport first."));
        }
        if let Some(fault) = terms.fault() {
            return Err(Error::input(fault));
        }
        // A closure without a reason is a training day, by the authority's word for it.
        let inset = self.judge.profile().inset.clone();
        terms
            .closed
            .iter_mut()
            .filter(|c| c.reason.is_empty())
            .for_each(|c| c.reason.clone_from(&inset));
        let old = self.store.item(KIND, &terms.school)?;
        let new = if terms.terms.is_empty() && terms.closed.is_empty() {
            None
        } else {
            Some(serde_json::to_string(&terms).map_err(|e| {
                Error::input("The term dates could not be written. Nothing was changed.")
                    .with_source(e)
            })?)
        };
        if old == new {
            return Ok(Outcome::Terms { terms: Box::new(terms), says: "Nothing changed.".into() });
        }
        let part = Subject::Item { kind: KIND.to_owned(), id: terms.school, old, new };
        self.commit_all(vec![part], None, ChangeKind::Do)
    }

    /// Returns the answer to a change of terms only: the terms as they stand now.
    pub(super) fn terms_outcome(
        &self,
        edits: &[Subject],
        act: ChangeKind,
    ) -> Result<Option<Outcome>> {
        let school = edits.iter().find_map(|part| match part {
            Subject::Item { kind, id, .. } if kind == KIND => Some(id),
            Subject::Item { .. } | Subject::Case(_) => None,
        });
        let Some(school) = school else { return Ok(None) };
        let before = match act {
            ChangeKind::Do => "",
            ChangeKind::Undo(_) => "Undone: ",
            ChangeKind::Redo(_) => "Done again: ",
        };
        let says = format!("{before}term dates of {}.", self.school_name(school));
        Ok(Some(Outcome::Terms { terms: Box::new(self.terms(school)?), says }))
    }
}
