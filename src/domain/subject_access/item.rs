//! One part of the record that is decided on, and all parts of a case.

use std::ops::Range;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::access::Access;
use crate::domain::case::Case;
use crate::domain::case::edit::Edit;
use crate::domain::retention::Retention;
use crate::domain::retention::hold::Hold;
use crate::domain::subject_access::collect;
use crate::domain::text::to_hex;

/// A part of an item's text that repeats another item, as a change repeats the answer that it was
/// made to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// The key of the other item.
    pub key: String,
    /// Where, in bytes of the text.
    pub place: Range<usize>,
}

/// One part of the record: an answer, a row, the marks of a week, a change, the looks of a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What names it within its case, whatever else is recorded: `answer:child.dob`.
    pub key: String,
    /// Under which heading it is given.
    pub section: String,
    /// What it is, in words of the program alone.
    pub title: String,
    /// Its text, as it is given where nothing is redacted.
    pub text: String,
    /// The texts in it that people have typed: where it is withheld they are given nowhere else.
    pub typed: Vec<String>,
    /// What of it repeats other items: where one of those is withheld, it is hidden here too.
    pub repeats: Vec<Repeat>,
}

impl Item {
    /// Returns the sum by which a changed item is told.
    pub fn sum(&self) -> String {
        let mut hash = Sha256::new();
        for part in [&self.key, &self.section, &self.title, &self.text] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        to_hex(&hash.finalize())
    }
}

/// A change of a case, as its history has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastChange {
    /// Its number in the journal.
    pub seq: u64,
    /// When it was saved, as the clock on the wall showed it.
    pub at: NaiveDateTime,
    /// By whom.
    pub by: String,
    /// Why, where that was typed.
    pub why: Option<String>,
    /// What it did to the case.
    pub edits: Vec<Edit>,
}

/// Everything that the record has of a child in one case.
pub struct WholeRecord<'a> {
    /// The case as it now is.
    pub case: &'a Case,
    /// Its changes, the oldest first.
    pub changes: &'a [PastChange],
    /// Who looked at it or took something out, the oldest first.
    pub looks: &'a [Access],
    /// For how long it is kept.
    pub retention: &'a Retention,
    /// The hold against its disposal.
    pub hold: Option<&'a Hold>,
    /// The name of a school by its id.
    pub school: &'a dyn Fn(&str) -> String,
}

/// Returns every part of a case: answers by the sections of the forms, rows, marks by week, changes,
/// looks by day, then sources, recipients and how long it is kept. Their keys are unique.
pub fn items(record: &WholeRecord<'_>) -> Vec<Item> {
    collect::items(record)
}
