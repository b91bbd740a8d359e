//! What a finding asks for, in parts: the words, and the days that may stand beside them instead.
//!
//! A rule writes its words once. `{child}`, `{host}` and `{home}` stand for the names of the case,
//! and what is in square brackets is said only where there is room: "Send \[the parents written
//! \]notice". The list, the overview, the reasons and the JSON all come from that one text.

#[cfg(test)]
mod tests;
mod words;

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates::{show_long, show_short};
pub(in crate::domain::rules) use crate::domain::rules::phrase::words::{Names, plain};

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

/// The word before the day of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joint {
    /// "on Thu 3 Dec".
    On,
    /// "from Thu 3 Dec".
    From,
    /// "since Thu 3 Dec".
    Since,
}

impl Joint {
    fn label(self) -> &'static str {
        match self {
            Joint::On => "on",
            Joint::From => "from",
            Joint::Since => "since",
        }
    }
}

/// What to do, in the officer's words: "Hold the review on Mon 30 Nov, by Sun 6 Dec 2026 (no term
/// dates)".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// Verb and object, without the parts below: "Hold the review".
    pub what: String,
    /// The same in fewer words, for a list that names child and schools; none where it is no
    /// shorter.
    pub short: Option<String>,
    /// The day of the thing that it is about, and the word before it.
    pub of: Option<(Joint, NaiveDate)>,
    /// What is said of it in brackets: "code N".
    pub note: Option<String>,
    /// How many more of the same kind there are.
    pub more: u32,
    /// The last day by the letter, where that is no school day.
    pub latest: Option<NaiveDate>,
    /// Why the date rests on assumed school days; none where it does not.
    pub assumed: Option<Assumed>,
}

impl Phrase {
    /// Returns words that end on the day of what they are about: "Hold the review" on a day.
    pub fn of_day(what: impl Into<String>, day: NaiveDate) -> Phrase {
        Phrase::from(what.into()).joined(Joint::On, day)
    }

    /// Says it in these words where there is little room and brackets cannot shorten it.
    pub(in crate::domain::rules) fn in_short(mut self, words: &str) -> Phrase {
        self.short = Some(words.to_owned());
        self
    }

    /// Adds the day of what it is about, after a word.
    pub(in crate::domain::rules) fn joined(mut self, joint: Joint, day: NaiveDate) -> Phrase {
        self.of = Some((joint, day));
        self
    }

    /// Adds a word in brackets.
    pub(in crate::domain::rules) fn note(mut self, note: impl Into<String>) -> Phrase {
        self.note = Some(note.into());
        self
    }

    /// Says how many more of the same kind there are.
    pub(in crate::domain::rules) fn more(mut self, more: usize) -> Phrase {
        self.more = u32::try_from(more).unwrap_or(u32::MAX);
        self
    }

    /// Returns the words without the day that already stands beside them: "Hold the review on Mon
    /// 30 Nov" under "Mon 30 Nov" is "Hold the review".
    pub fn beside(&self, shown: Option<NaiveDate>) -> String {
        Phrase {
            of: self.of.filter(|(_, day)| Some(*day) != shown),
            latest: self.latest.filter(|day| Some(*day) != shown),
            ..self.clone()
        }
        .to_string()
    }

    /// Returns the fewest words that still say what to do, for one line of a list in which a day
    /// may stand already, with as much in brackets as so many letters hold: "Find out why absent
    /// (Tue 13 Oct, 2 more)".
    pub fn brief(&self, shown: Option<NaiveDate>, room: usize) -> String {
        let day = self.of.map(|(_, day)| day).filter(|day| Some(*day) != shown);
        let words = self.short.as_ref().unwrap_or(&self.what);
        let said = |parts: &[Option<String>]| {
            let parts: Vec<&str> = parts.iter().flatten().map(String::as_str).collect();
            if parts.is_empty() { words.clone() } else { format!("{words} ({})", parts.join(", ")) }
        };
        let day = day.map(show_short);
        let more = (self.more > 0).then(|| format!("{} more", self.more));
        let assumed = self.assumed.map(|why| why.to_string());
        let whole = said(&[day.clone(), self.note.clone(), more.clone(), assumed.clone()]);
        let fits = |text: &String| text.chars().count() <= room;
        [whole, said(&[day, more, assumed.clone()]), said(&[assumed])]
            .into_iter()
            .find(fits)
            .unwrap_or_else(|| words.clone())
    }

    /// Returns whether the words name this day.
    pub fn names(&self, day: NaiveDate) -> bool {
        self.of.is_some_and(|(_, of)| of == day) || self.latest == Some(day)
    }
}

impl From<String> for Phrase {
    fn from(what: String) -> Phrase {
        let (short, of, note, latest, assumed) = Default::default();
        Phrase { what, short, of, note, more: 0, latest, assumed }
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
        if let Some((joint, day)) = self.of {
            write!(f, " {} {}", joint.label(), show_short(day))?;
        }
        if let Some(note) = &self.note {
            write!(f, " ({note})")?;
        }
        if self.more > 0 {
            write!(f, ", and {} more", self.more)?;
        }
        if let Some(day) = self.latest {
            write!(f, ", by {}", show_long(day))?;
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
