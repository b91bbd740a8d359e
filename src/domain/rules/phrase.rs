//! What a finding asks for, in parts: the words, and the days that may stand beside them instead.

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
    pub assumed: Option<Assumed>,
}

impl Phrase {
    /// Returns words that end on the day of what they are about: "hold the review" of a day.
    pub fn of(what: impl Into<String>, day: NaiveDate) -> Phrase {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_stands_beside_the_words_is_not_said_in_them_again() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let shown = day("2026-11-30");
        let hold = Phrase::of("hold the review", shown);
        let why = Phrase {
            assumed: Some(Assumed::NoTerms),
            ..Phrase::of("find the reason for the N", shown)
        };
        let more = format!("find the reason for the N of {}, the first of 2", show_short(shown));
        let invite = Phrase {
            latest: Some(shown),
            ..Phrase::of("invite the parents to the review", day("2026-12-04"))
        };
        let forward = format!("bring the review forward from {}", show_short(shown));
        for (says, whole, wanted) in [
            (hold, "hold the review of Mon 30 Nov", "hold the review"),
            (
                why,
                "find the reason for the N of Mon 30 Nov (no term dates)",
                "find the reason for the N (no term dates)",
            ),
            (more.as_str().into(), more.as_str(), more.as_str()),
            (
                invite,
                "invite the parents to the review of Fri 4 Dec, latest Mon 30 Nov 2026",
                "invite the parents to the review of Fri 4 Dec",
            ),
            (forward.as_str().into(), forward.as_str(), forward.as_str()),
        ] {
            assert_eq!(says.beside(Some(shown)), wanted);
            assert_eq!(says.beside(None), whole);
            assert_eq!(says.to_string(), whole);
        }
    }
}
