//! Terms and closures of a school, stored as one item.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::api::Outcome;
use crate::domain::calendar::{Calendar, ClosedSpan, Terms, TermsChange, dates};
use crate::error::{Error, Result};
use crate::service::kinds;
use crate::service::{Service, ViewerService};
use crate::store::{ChangeKind, Subject};

/// What a file of term dates would change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermsPlan {
    /// The terms of each school by its id, as JSON text.
    pub items: Vec<(String, String)>,
    /// Day by day what is closed, and what opens that was closed before.
    pub days: Vec<String>,
}

impl Service {
    /// Works out what term dates from a file would change. A file that has closures and no term
    /// leaves the terms that stand.
    ///
    /// # Errors
    /// A sentence where a school is neither in the register nor in any case, or the terms that
    /// stand cannot be read.
    pub fn plan_terms(&self, read: Vec<Terms>) -> Result<TermsPlan> {
        let mut plan = TermsPlan::default();
        for mut new in read {
            self.known_school(&new.school)?;
            let old = self.terms(&new.school)?;
            if new.terms.is_empty() {
                new.terms.clone_from(&old.terms);
            }
            plan.days.push(format!("{} ({}):", self.school_name(&new.school), new.school));
            for (first, last) in &new.terms {
                plan.days.push(format!(
                    "  term   {} to {}",
                    dates::show_long(*first),
                    dates::show_long(*last)
                ));
            }
            let (before, after) = (Calendar::new(old), Calendar::new(new.clone()));
            let own: BTreeMap<NaiveDate, &ClosedSpan> =
                new.closed.iter().map(|c| (c.day, c)).collect();
            for (day, closed) in &own {
                let is_new = if before.is_school_day(*day) { "  new" } else { "" };
                let (shown, why) = (dates::show_long(*day), &closed.reason);
                plan.days.push(format!("  closed {shown}  {why}{is_new}"));
            }
            for day in before.closed_days().filter(|d| after.is_school_day(*d)) {
                plan.days.push(format!("  opens  {}", dates::show_long(day)));
            }
            let json = serde_json::to_string(&new).map_err(|e| {
                Error::input("The term dates could not be saved. No changes made.").with_source(e)
            })?;
            plan.items.push((new.school, json));
        }
        Ok(plan)
    }

    fn known_school(&self, id: &str) -> Result<()> {
        let mut known = self.schools.get(id).is_some();
        self.store.each_line(|line| known |= line.home == id || line.host == id)?;
        if known {
            return Ok(());
        }
        Err(Error::input(format!(
            "No school in the register and no case has the id {id}. No changes made."
        ))
        .with_hint("Check it, or import the school first."))
    }

    /// Returns the stored terms of a school; empty ones where there are none.
    ///
    /// Answers [`Request::Terms`](crate::api::Request::Terms).
    ///
    /// # Errors
    /// Where they cannot be read.
    pub fn terms(&self, school: &str) -> Result<Terms> {
        let stored = self
            .store
            .item(kinds::TERMS, school)?
            .and_then(|json| serde_json::from_str(&json).ok());
        Ok(stored.unwrap_or_else(|| Terms { school: school.to_owned(), ..Terms::default() }))
    }

    /// Returns the answer to a change of terms only: the terms as they stand now.
    pub(super) fn terms_outcome(
        &self,
        edits: &[Subject],
        act: ChangeKind,
        seq: u64,
    ) -> Result<Option<Outcome>> {
        let school = edits.iter().find_map(|part| match part {
            Subject::Item { kind, id, .. } if kind == kinds::TERMS => Some(id),
            _ => None,
        });
        let Some(school) = school else { return Ok(None) };
        let before = match act {
            ChangeKind::Do => "",
            ChangeKind::Undo(_) => "Undone: ",
            ChangeKind::Redo(_) => "Redone: ",
        };
        let says = format!("{before}term dates of {}.", self.school_name(school));
        let terms = Box::new(self.terms(school)?);
        let seq = Some(seq).filter(|_| !matches!(act, ChangeKind::Undo(_)));
        Ok(Some(Outcome::Terms { terms, message: says, seq }))
    }
}

impl ViewerService<'_> {
    /// Stores a change of a school's terms and closures, put onto what stands by then, and judges
    /// every case by them; an undo takes it back.
    ///
    /// Answers [`Request::SetTerms`](crate::api::Request::SetTerms).
    ///
    /// # Errors
    /// Where no school is named, terms overlap or end before they begin, or a colleague changed the
    /// same thing meanwhile.
    pub fn set_terms(&mut self, mut change: TermsChange) -> Result<Outcome> {
        if change.new.school.is_empty() {
            return Err(Error::conflict("The case does not have that school yet.")
                .with_hint("Choose it in the passport first."));
        }
        // A closure without a reason is a training day, by the authority's word for it.
        let inset = self.evaluator.profile().inset.clone();
        let unnamed = change.new.closed.iter_mut().filter(|c| c.reason.is_empty());
        unnamed.for_each(|c| c.reason.clone_from(&inset));
        let terms = change.onto(&self.terms(&change.new.school)?).map_err(|clash| {
            let words = match self.item_changed_by(kinds::TERMS, &change.new.school, 0) {
                Some((who, when)) => clash.words(&who, &when),
                None => clash.to_string(),
            };
            Error::conflict(format!("{words} Yours was not saved."))
                .with_hint("Enter it again to replace it.")
        })?;
        if let Some(fault) = terms.fault() {
            return Err(Error::input(fault));
        }
        let old = self.store.item(kinds::TERMS, &terms.school)?;
        let new = if terms.terms.is_empty() && terms.closed.is_empty() {
            None
        } else {
            Some(serde_json::to_string(&terms).map_err(|e| {
                Error::input("The term dates could not be saved. No changes made.").with_source(e)
            })?)
        };
        if old == new {
            return Ok(Outcome::Terms {
                terms: Box::new(terms),
                message: "Nothing changed.".into(),
                seq: None,
            });
        }
        let part = Subject::Item { kind: kinds::TERMS.to_owned(), id: terms.school, old, new };
        self.commit_all(vec![part], None, ChangeKind::Do)
    }
}
