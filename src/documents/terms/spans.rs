//! Terms and closures as they are gathered from a file.

use chrono::NaiveDate;

use crate::documents::clean;
use crate::domain::calendar::{ClosedSpan, Terms};

/// The longest term or closure, in days.
const DAYS_MOST: i64 = 200;

/// Terms and closures as they are gathered, with what is wrong with them.
pub(super) struct DateSpans {
    pub terms: Terms,
    pub faults: Vec<String>,
}

impl DateSpans {
    pub(super) fn new(school: String) -> DateSpans {
        DateSpans { terms: Terms { school, ..Terms::default() }, faults: Vec::new() }
    }

    /// Returns both days where they make a span; else a fault is noted.
    fn span(
        &mut self,
        at: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (Some(first), Some(last)) = (first, last) else {
            self.faults
                .push(format!("{at}: a day is missing or is none. Write days like 2026-09-01."));
            return None;
        };
        let days = last.signed_duration_since(first).num_days();
        if days < 0 {
            self.faults.push(format!("{at}: the last day, {last}, is before the first, {first}."));
        } else if days > DAYS_MOST {
            self.faults.push(format!(
                "{at}: {first} to {last} is longer than {DAYS_MOST} days. Check the years."
            ));
        } else {
            return Some((first, last));
        }
        None
    }

    pub(super) fn term(&mut self, at: &str, first: Option<NaiveDate>, last: Option<NaiveDate>) {
        let Some(term) = self.span(at, first, last) else { return };
        if let Some(other) = self.terms.terms.iter().find(|t| t.0 <= term.1 && term.0 <= t.1) {
            self.faults.push(format!(
                "{at}: this term runs into the one from {} to {}.",
                other.0, other.1
            ));
        }
        self.terms.terms.push(term);
    }

    pub(super) fn closed(
        &mut self,
        at: &str,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
        reason: &str,
    ) {
        let Some((first, last)) = self.span(at, first, last) else { return };
        let reason = clean(reason);
        self.terms.closed.extend(
            first
                .iter_days()
                .take_while(|d| *d <= last)
                .map(|day| ClosedSpan { day, reason: reason.clone() }),
        );
    }

    /// Returns whether neither a term nor a closure was found.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.terms.is_empty() && self.terms.closed.is_empty()
    }

    /// Returns the terms in order of days, with every fault.
    pub(super) fn done(mut self) -> (Terms, Vec<String>) {
        self.terms.terms.sort();
        self.terms.closed.sort_by_key(|c| c.day);
        self.terms.closed.dedup_by_key(|c| c.day);
        (self.terms, self.faults)
    }
}
