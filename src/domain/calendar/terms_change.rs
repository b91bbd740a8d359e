//! A change of one school's terms as an officer made it: put onto what stands by then, so that what
//! a colleague added meanwhile stays.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates;
use crate::domain::calendar::terms::{ClosedSpan, Terms};

/// A change of a school's terms and closures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsChange {
    /// What the officer saw.
    pub seen: Terms,
    /// What the officer made of it.
    pub new: Terms,
}

/// Two officers changed the same thing to different ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermsClash {
    /// The first and last days of terms.
    Terms,
    /// The closure of a day.
    Day {
        /// The day.
        day: NaiveDate,
        /// The reason that stands there now; none where the school is open on it.
        now: Option<String>,
    },
}

impl TermsClash {
    /// Returns a sentence: who changed what, when, and what stands there now.
    pub fn words(&self, who: &str, when: &str) -> String {
        match self {
            TermsClash::Terms => format!("{who} changed the first or last days of terms {when}."),
            TermsClash::Day { day, now: Some(reason) } => format!(
                "{who} changed the closure of {} {when}: it is “{reason}” now.",
                dates::show_long(*day)
            ),
            TermsClash::Day { day, now: None } => {
                format!("{who} removed the closure of {} {when}.", dates::show_long(*day))
            }
        }
    }
}

impl fmt::Display for TermsClash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words("A colleague", "after you saw it"))
    }
}

impl std::error::Error for TermsClash {}

impl TermsChange {
    /// Returns the terms with this change, from how they stand now.
    ///
    /// # Errors
    /// [`TermsClash`] where a colleague changed the same thing meanwhile.
    pub fn onto(&self, now: &Terms) -> Result<Terms, TermsClash> {
        let terms = merged(&self.seen.terms, &self.new.terms, &now.terms);
        let terms = terms.ok_or(TermsClash::Terms)?.clone();
        let (seen, new, stored) = (reasons(&self.seen), reasons(&self.new), reasons(now));
        let days: BTreeSet<NaiveDate> =
            [&seen, &new, &stored].into_iter().flat_map(|all| all.keys().copied()).collect();
        let mut closed = Vec::new();
        for day in days {
            let now = stored.get(&day);
            let reason = merged(seen.get(&day), new.get(&day), now)
                .ok_or_else(|| TermsClash::Day { day, now: now.map(|now| (*now).to_owned()) })?;
            closed.extend(reason.map(|reason| ClosedSpan { day, reason: (*reason).to_owned() }));
        }
        Ok(Terms { school: self.new.school.clone(), terms, closed })
    }
}

/// Returns what stands once both have had their way; none where both want something else.
fn merged<T: PartialEq>(seen: T, new: T, now: T) -> Option<T> {
    if seen == new { Some(now) } else { (now == seen || now == new).then_some(new) }
}

fn reasons(terms: &Terms) -> BTreeMap<NaiveDate, &str> {
    terms.closed.iter().map(|closed| (closed.day, closed.reason.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn terms(first: &str, closed: &[(&str, &str)]) -> Terms {
        let closed = closed
            .iter()
            .map(|(on, reason)| ClosedSpan { day: day(on), reason: (*reason).to_owned() })
            .collect();
        let terms = vec![(day(first), day("2026-12-18"))];
        Terms { school: "L-hagley".into(), terms, closed }
    }

    const FIRST: &str = "2026-09-02";
    const INSET: (&str, &str) = ("2026-11-27", "INSET");
    const BOILER: (&str, &str) = ("2026-12-01", "boiler");

    #[test]
    fn closures_of_two_officers_stand_side_by_side() {
        let seen = terms(FIRST, &[INSET]);
        let added = TermsChange { seen: seen.clone(), new: terms(FIRST, &[INSET, BOILER]) };
        let strike = ("2026-12-02", "strike");
        let now = terms(FIRST, &[INSET, strike]);
        assert_eq!(added.onto(&now), Ok(terms(FIRST, &[INSET, BOILER, strike])));
        // What was taken out goes, and what a colleague added stays.
        let removed = TermsChange { seen, new: terms(FIRST, &[]) };
        assert_eq!(removed.onto(&now), Ok(terms(FIRST, &[strike])));
        // The same change of both stands once.
        assert_eq!(added.onto(&added.new), Ok(added.new.clone()));
    }

    #[test]
    fn one_thing_that_two_officers_changed_to_different_ends_is_refused() {
        let seen = terms(FIRST, &[]);
        let boiler = TermsChange { seen: seen.clone(), new: terms(FIRST, &[BOILER]) };
        let now = terms(FIRST, &[(BOILER.0, "flood")]);
        let clash = boiler.onto(&now).expect_err("both");
        assert_eq!(clash, TermsClash::Day { day: day(BOILER.0), now: Some("flood".into()) });
        assert!(clash.to_string().contains("Tue 1 Dec"), "{clash}");
        assert!(clash.words("b.khan", "at 10:04").contains("b.khan changed"), "{clash}");
        let removed = TermsChange { seen: now.clone(), new: terms(FIRST, &[BOILER]) };
        let clash = removed.onto(&terms(FIRST, &[])).expect_err("a colleague opened the day");
        assert!(clash.to_string().contains("removed the closure of Tue 1 Dec"), "{clash}");
        let later = TermsChange { seen, new: terms("2026-09-03", &[]) };
        assert_eq!(later.onto(&terms("2026-09-04", &[])), Err(TermsClash::Terms));
        assert_eq!(later.onto(&now).expect("merged").closed.len(), 1);
    }
}
