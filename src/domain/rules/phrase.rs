//! What a finding asks for, in parts: the words, and the days that may stand beside them instead.

#[cfg(test)]
mod tests;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates::{show_long, show_short};

/// Why a day was counted without the term dates that it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Assumed {
    /// Nobody has loaded the school's terms.
    NoTerms,
    /// The count runs past the terms that are loaded.
    BeyondTerms,
}

impl fmt::Display for Assumed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Assumed::NoTerms => "no term dates",
            Assumed::BeyondTerms => "beyond term dates",
        })
    }
}

/// What to do, in the officer's words: "hold the review of Mon 30 Nov, latest Sun 6 Dec 2026 (no
/// term dates)".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Verb and object, without the days below: "hold the review".
    pub what: String,
    /// The day of the thing that it is about.
    pub of: Option<NaiveDate>,
    /// The last day by the letter, where that is no school day.
    pub latest: Option<NaiveDate>,
    /// Why the date rests on assumed school days; none where it does not.
    pub assumed: Option<Assumed>,
}

impl Phrase {
    /// Returns words that end on the day of what they are about: "hold the review" of a day.
    pub fn of_day(what: impl Into<String>, day: NaiveDate) -> Phrase {
        Phrase { of: Some(day), ..Phrase::from(what.into()) }
    }

    /// Returns the words without the day that already stands beside them: "hold the review of Mon
    /// 30 Nov" under "Mon 30 Nov" is "hold the review".
    pub fn beside(&self, shown: Option<NaiveDate>) -> String {
        let other = |day: Option<NaiveDate>| day.filter(|_| day != shown);
        Phrase { of: other(self.of), latest: other(self.latest), ..self.clone() }.to_string()
    }

    /// Returns whether the words name this day.
    pub fn names(&self, day: NaiveDate) -> bool {
        self.of == Some(day) || self.latest == Some(day)
    }
}

impl From<String> for Phrase {
    fn from(what: String) -> Phrase {
        Phrase { what, of: None, latest: None, assumed: None }
    }
}

impl From<&str> for Phrase {
    fn from(what: &str) -> Phrase {
        Phrase::from(what.to_owned())
    }
}

impl fmt::Display for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        if let Some(day) = self.of {
            write!(f, " of {}", show_short(day))?;
        }
        if let Some(day) = self.latest {
            write!(f, ", latest {}", show_long(day))?;
        }
        self.assumed.map_or(Ok(()), |why| write!(f, " ({why})"))
    }
}

/// Tests look at the whole sentence.
#[cfg(test)]
#[expect(missing_docs, reason = "as those of str")]
impl Phrase {
    pub fn contains(&self, part: &str) -> bool {
        self.to_string().contains(part)
    }

    pub fn starts_with(&self, part: &str) -> bool {
        self.to_string().starts_with(part)
    }

    pub fn ends_with<P>(&self, part: P) -> bool
    where
        P: AsRef<str>,
    {
        self.to_string().ends_with(part.as_ref())
    }
}
