//! What is suggested, where it would stand, and where it comes from.

use crate::domain::case::pupil::Pupil;
use crate::domain::case::{FieldPath, RowValues};
use crate::domain::value::Value;

/// Where an offered value belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An answer of the case itself, by its field.
    Answer(String, Value),
    /// An answer at a place of its own.
    At(FieldPath, Value),
    /// A row: laid over the row whose title is the same, else added.
    Row(String, RowValues),
}

/// One thing that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// Where it would stand.
    pub put: Target,
    /// Why it is not taken by itself: what the officer has to check first. Empty where it may be
    /// taken as it is.
    pub check: String,
    /// An answer that it never overwrites (D15: `Sex` says nothing against "non-binary").
    pub never_over: Option<Value>,
}

impl Suggestion {
    /// Returns an answer that may be taken as it is.
    pub fn answer(field: &str, value: Value) -> Suggestion {
        Suggestion {
            put: Target::Answer(field.to_owned(), value),
            check: String::new(),
            never_over: None,
        }
    }

    /// Returns a row that may be taken as it is; empty cells are left out.
    pub fn row(table: &str, cells: impl IntoIterator<Item = (&'static str, Value)>) -> Suggestion {
        let cells = cells
            .into_iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(k, v)| (k.to_owned(), v))
            .collect();
        Suggestion {
            put: Target::Row(table.to_owned(), cells),
            check: String::new(),
            never_over: None,
        }
    }

    /// Says what is to be checked before it is taken.
    pub fn check(mut self, words: impl Into<String>) -> Suggestion {
        self.check = words.into();
        self
    }
}

/// What is offered for one child, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// The file, or the earlier case, in words.
    pub from: String,
    /// The child that it is about.
    pub child: Pupil,
    /// Whether it is a file and not something that the store holds.
    pub is_file: bool,
    /// What it suggests.
    pub offers: Vec<Suggestion>,
    /// What the source holds and the program does not take, and what looks odd; a sentence each.
    pub notes: Vec<String>,
}
