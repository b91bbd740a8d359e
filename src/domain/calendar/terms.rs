//! The terms of one school, and the days on which it is closed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The terms of one school.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Terms {
    /// The id of the school.
    pub school: String,
    /// First and last day of each term, both included.
    pub terms: Vec<(NaiveDate, NaiveDate)>,
    /// Days within them without school: half-term, INSET, unexpected closures.
    pub closed: Vec<ClosedSpan>,
}

/// A day on which a school does not open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosedSpan {
    /// The day without school.
    pub day: NaiveDate,
    /// Why, in the school's words: "INSET", "boiler".
    pub reason: String,
}

impl Terms {
    /// Returns what is wrong with the terms, as a sentence: an end before its start, terms that
    /// overlap, too long a term.
    pub fn fault(&self) -> Option<String> {
        let mut terms = self.terms.clone();
        terms.sort();
        for (first, last) in &terms {
            let shown = |day: &NaiveDate| crate::domain::calendar::dates::format(*day);
            if last < first {
                return Some(format!(
                    "A term from {} to {} ends before it starts. Correct one of the days.",
                    shown(first),
                    shown(last)
                ));
            }
            if last.signed_duration_since(*first).num_days() > 200 {
                return Some(format!(
                    "A term from {} to {} is longer than 200 days. Correct one of the days.",
                    shown(first),
                    shown(last)
                ));
            }
        }
        let overlap =
            terms.windows(2).find(|pair| matches!(pair, [(_, last), (next, _)] if next <= last));
        overlap.map(|_| "Two terms overlap. Correct one of them.".to_owned())
    }
}
