//! What a front end asks for when a document is made, and what comes back. The documents themselves
//! are made in `documents::papers`.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates;
use crate::domain::case::edit::Edit;
use crate::domain::forms::schema::Visibility;
use crate::domain::plural::pluralize;

/// For whose eyes a paper is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    /// The home school's own copy: everything.
    Full,
    /// The host school.
    Host,
    /// The child's parents, or the pupil from 18 on.
    Parent,
}

impl Audience {
    /// Every audience with its name on the command line and the words on screen.
    pub const ALL: [(Audience, &'static str, &'static str); 3] = [
        (Audience::Full, "full", "home school"),
        (Audience::Host, "host", "host school"),
        (Audience::Parent, "parent", "parents"),
    ];

    /// Returns whether this audience may see an answer of that field.
    pub fn sees(self, seen: Visibility) -> bool {
        match seen {
            Visibility::All => true,
            Visibility::Schools => self != Audience::Parent,
            Visibility::Home => self == Audience::Full,
        }
    }

    /// Returns the name on the command line.
    pub fn name(self) -> &'static str {
        Audience::ALL.iter().find(|(a, _, _)| *a == self).map_or("full", |(_, name, _)| name)
    }
}

/// In which form a paper is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFormat {
    /// What schools edit, sign and print.
    Docx,
    /// For the terminal and for mail.
    Text,
}

/// One paper asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentOrder {
    /// The id of a kind of paper: `letter`, `passport`.
    pub kind: String,
    /// For forms only; the full one where none is named.
    pub audience: Option<Audience>,
    /// An empty form, for a school without the program.
    pub blank: bool,
    /// Which review, counted from the first by date; where none is named the one that the paper is
    /// most likely about.
    pub review: Option<usize>,
    /// As a Word document, or as text.
    pub format: FileFormat,
    /// Mark it as a draft, even where it may go out. One that may not go out is always a draft.
    pub draft: bool,
    /// The day that stands on the paper.
    #[serde(rename = "on")]
    pub date: NaiveDate,
}

/// A particular that a paper should hold and the record does not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missing {
    /// The particular in words: "session finish time".
    pub words: String,
    /// The ids of the fields that would give it.
    pub fields: Vec<String>,
}

/// One written copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentCopy {
    /// The name of its file, without any name of a person.
    pub name: String,
    /// Whom it is for, in words.
    pub to: String,
    /// The file itself.
    pub bytes: Vec<u8>,
}

/// The copies of one paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeDocument {
    /// A copy for each reader.
    pub copies: Vec<DocumentCopy>,
    /// What the record does not hold.
    pub missing: Vec<Missing>,
    /// The sentences of the rules that forbid it to go out as the record stands.
    pub held: Vec<String>,
    /// Whether it is marked as a draft on every page and in the names of its files.
    pub draft: bool,
    /// Sentences that the officer should read before it is sent.
    pub notes: Vec<String>,
    /// The first copy as plain text, for the screen.
    pub preview: String,
    /// The edits that record it as sent on the day of the order; none for a draft. Their new rows
    /// take the next free number when they are stored.
    pub record: Vec<Edit>,
}

impl MadeDocument {
    /// Returns why it is only a draft, in one sentence after another; none where it may go out.
    pub fn why_draft(&self) -> Option<String> {
        why_draft(&self.held, &self.missing)
    }
}

/// Returns why a paper is only a draft: what forbids it, then how much is missing.
fn why_draft(held: &[String], missing: &[Missing]) -> Option<String> {
    let mut parts = held.to_vec();
    match missing {
        [] => {}
        [one] => parts.push(format!("One detail is missing: {}.", one.words)),
        all => parts.push(format!("{} are missing.", pluralize(all.len(), "detail"))),
    }
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// A review that a paper may be about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewOption {
    /// As an order names it: counted from the first by date.
    pub number: usize,
    /// The day for which it is booked, or on which it was held.
    #[serde(rename = "on")]
    pub date: Option<NaiveDate>,
    /// Whether it was held.
    pub held: bool,
}

/// Shows the review in words: "review of Mon 30 Nov 2026, booked".
impl fmt::Display for ReviewOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let on = self.date.map_or_else(|| "a day not fixed yet".to_owned(), dates::show_long);
        write!(f, "review of {on}, {}", if self.held { "held" } else { "booked" })
    }
}

/// A kind of paper as a list shows it for one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentLine {
    /// The id of the kind: `letter`.
    pub kind: String,
    /// Whose copy it is; none for a paper that is the same for all.
    pub audience: Option<Audience>,
    /// Whether it is the blank form, which holds nothing of the case.
    pub blank: bool,
    /// What it is called on screen.
    pub label: String,
    /// What it is for, in a few words.
    #[serde(rename = "says")]
    pub purpose: String,
    /// How many copies it makes.
    pub copies: usize,
    /// What the record does not hold.
    pub missing: Vec<Missing>,
    /// The sentences of the rules that forbid it to go out; it can be made as a draft all the same.
    pub held: Vec<String>,
    /// When it was last recorded as sent.
    pub sent: Option<NaiveDate>,
    /// The reviews that it may be about, the likeliest first; none where it is about no review or
    /// cannot be made.
    pub reviews: Vec<ReviewOption>,
    /// Why it cannot be made as the case stands.
    pub refused: Option<String>,
}

impl DocumentLine {
    /// Returns whether it may go out as the record stands.
    pub fn is_complete(&self) -> bool {
        self.refused.is_none() && self.held.is_empty() && self.missing.is_empty()
    }

    /// Returns how it stands: a mark and a word. "Complete" means that it may go out.
    pub fn state(&self) -> String {
        match (&self.refused, self.held.is_empty(), self.missing.len()) {
            _ if self.blank => "  blank form".to_owned(),
            (Some(_), _, _) => "- not now".to_owned(),
            (None, false, _) => "! draft only".to_owned(),
            (None, true, 0) => "= complete".to_owned(),
            (None, true, n) => format!("? {n} missing"),
        }
    }

    /// Returns why it would be only a draft; none where it may go out or cannot be made at all.
    pub fn why_draft(&self) -> Option<String> {
        why_draft(&self.held, &self.missing).filter(|_| self.refused.is_none())
    }
}
