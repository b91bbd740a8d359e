//! The account an importer gives of a file: every row, sheet, column or event is taken, passed over
//! or doubtful, and the three add up to the whole, so that nothing is lost or guessed silently.

use std::fmt;

use serde::Serialize;

use crate::domain::plural::pluralize;

/// One part of a file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Where it stands: `Line 12`, `Cell E7`, `Sheet "Cover"`.
    pub place: String,
    /// What it is, as the file has it.
    pub what: String,
    /// What was made of it, or why nothing was.
    #[serde(rename = "says")]
    pub message: String,
}

/// Everything that a file holds, by what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Reading {
    /// What the file is made of, in the singular: `event`, or `part` of one with parts of several kinds.
    pub unit: String,
    /// What was taken.
    pub taken: Vec<Item>,
    /// What was passed over.
    pub passed: Vec<Item>,
    /// What the officer is asked about, one by one; it is not taken unless they say so.
    pub doubtful: Vec<Item>,
}

impl Reading {
    /// Begins an account of a file that is made of these.
    pub fn new(unit: &str) -> Reading {
        Reading { unit: unit.to_owned(), ..Reading::default() }
    }

    /// Notes what was taken.
    pub fn take(&mut self, place: impl fmt::Display, what: &str, message: impl Into<String>) {
        self.taken.push(item(place, what, message));
    }

    /// Notes what was passed over, and why.
    pub fn pass(&mut self, place: impl fmt::Display, what: &str, message: impl Into<String>) {
        self.passed.push(item(place, what, message));
    }

    /// Notes what is to be asked about.
    pub fn doubt(&mut self, place: impl fmt::Display, what: &str, message: impl Into<String>) {
        self.doubtful.push(item(place, what, message));
    }

    /// Returns the same without what was taken, for where that is shown otherwise.
    #[must_use]
    pub fn without_taken(&self) -> Reading {
        Reading { taken: Vec::new(), ..self.clone() }
    }

    /// Returns how many parts there are in all.
    pub fn len(&self) -> usize {
        self.taken.len() + self.passed.len() + self.doubtful.len()
    }

    /// Returns whether the file has no part.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the sum in one sentence: `12 events: 5 taken, 6 passed over, 1 doubtful.`
    pub fn summary(&self) -> String {
        format!(
            "{}: {} taken, {} passed over, {} doubtful.",
            pluralize(self.len(), &self.unit),
            self.taken.len(),
            self.passed.len(),
            self.doubtful.len()
        )
    }

    /// Returns a line for each part, at most `most` of each kind; the rest are counted.
    pub fn lines(&self, most: usize) -> Vec<String> {
        let mut out = Vec::new();
        for (mark, kind, items) in [
            ("+ taken   ", "taken", &self.taken),
            ("? doubtful", "doubtful", &self.doubtful),
            (". passed  ", "passed over", &self.passed),
        ] {
            out.extend(items.iter().take(most).map(|i| {
                let what = if i.what.is_empty() { String::new() } else { format!(" {}:", i.what) };
                format!("{mark}  {}:{what} {}", i.place, i.message)
            }));
            if items.len() > most {
                out.push(format!("{mark}  and {} more {kind}", items.len() - most));
            }
        }
        out
    }
}

fn item(place: impl fmt::Display, what: &str, message: impl Into<String>) -> Item {
    let what = crate::documents::clean(what).chars().take(60).collect();
    Item { place: place.to_string(), what, message: message.into() }
}
