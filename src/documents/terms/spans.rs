//! Terms and closures as they are gathered from a file.

use chrono::NaiveDate;

use crate::documents::clean;
use crate::documents::place::FilePlace;
use crate::documents::terms::{TermFault, TermFaults};
use crate::domain::calendar::{ClosedSpan, Terms};

/// The longest term or closure, in days.
const MAX_DAYS: i64 = 200;

/// Terms and closures as they are gathered, with what is wrong with them.
pub(super) struct DateSpans {
    pub terms: Terms,
    pub faults: TermFaults,
}

impl DateSpans {
    pub(super) fn new(school: String) -> DateSpans {
        DateSpans { terms: Terms { school, ..Terms::default() }, faults: TermFaults::default() }
    }

    /// Returns both days where they make a span; else a fault is noted.
    fn span(
        &mut self,
        at: &FilePlace,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) -> Option<(NaiveDate, NaiveDate)> {
        let (Some(first), Some(last)) = (first, last) else {
            self.faults.push(at.clone(), TermFault::NoDay { like: "2026-09-01" });
            return None;
        };
        let days = last.signed_duration_since(first).num_days();
        if days < 0 {
            self.faults.push(at.clone(), TermFault::Backwards(first, last));
        } else if days > MAX_DAYS {
            self.faults.push(at.clone(), TermFault::TooLong { first, last, most: MAX_DAYS });
        } else {
            return Some((first, last));
        }
        None
    }

    pub(super) fn term(
        &mut self,
        at: &FilePlace,
        first: Option<NaiveDate>,
        last: Option<NaiveDate>,
    ) {
        let Some(term) = self.span(at, first, last) else { return };
        if let Some(other) = self.terms.terms.iter().find(|t| t.0 <= term.1 && term.0 <= t.1) {
            self.faults.push(at.clone(), TermFault::Overlap(other.0, other.1));
        }
        self.terms.terms.push(term);
    }

    pub(super) fn closed(
        &mut self,
        at: &FilePlace,
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
    pub(super) fn done(mut self) -> (Terms, TermFaults) {
        self.terms.terms.sort();
        self.terms.closed.sort_by_key(|c| c.day);
        self.terms.closed.dedup_by_key(|c| c.day);
        (self.terms, self.faults)
    }
}
