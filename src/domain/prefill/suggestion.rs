//! What is suggested, where it would stand, and where it comes from.

use serde::{Deserialize, Serialize};

use crate::domain::case::pupil::Pupil;
use crate::domain::case::{FieldPath, RowValues};
use crate::domain::value::Value;

/// Where an offered value belongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// An answer of the case itself, by its field.
    Answer(String, Value),
    /// An answer at a place of its own.
    At(FieldPath, Value),
    /// A row: laid over the row whose title is the same, else added.
    Row(String, RowValues),
}

/// One thing that is offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Where it would stand.
    pub put: Target,
    /// Why it is not taken by itself: what the officer has to check first. Empty where it may be
    /// taken as it is.
    pub check: String,
    /// Cells of the row that are offered beside it and never taken by themselves, each with what is
    /// to be asked first.
    pub asked: Vec<AskedCell>,
    /// An answer that it never overwrites (D15: `Sex` says nothing against "non-binary").
    pub never_over: Option<Value>,
}

/// One cell of an offered row that is to be asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedCell {
    /// The field of the cell.
    pub field: String,
    /// What would stand there.
    pub value: Value,
    /// What is to be checked first.
    pub check: String,
}

impl Suggestion {
    /// Returns an offer that may be taken as it is.
    pub fn new(put: Target) -> Suggestion {
        Suggestion { put, check: String::new(), asked: Vec::new(), never_over: None }
    }

    /// Returns an answer that may be taken as it is.
    pub fn answer(field: &str, value: Value) -> Suggestion {
        Suggestion::new(Target::Answer(field.to_owned(), value))
    }

    /// Returns a row that may be taken as it is; empty cells are left out.
    pub fn row(table: &str, cells: impl IntoIterator<Item = (&'static str, Value)>) -> Suggestion {
        let cells = cells
            .into_iter()
            .filter(|(_, v)| !v.is_empty())
            .map(|(k, v)| (k.to_owned(), v))
            .collect();
        Suggestion::new(Target::Row(table.to_owned(), cells))
    }

    /// Offers a cell of the row that is to be asked about first.
    pub fn ask(mut self, field: &str, value: Value, check: impl Into<String>) -> Suggestion {
        self.asked.push(AskedCell { field: field.to_owned(), value, check: check.into() });
        self
    }

    /// Returns the same without the cells that are to be asked about.
    #[must_use]
    pub fn without_asked(self) -> Suggestion {
        Suggestion { asked: Vec::new(), ..self }
    }

    /// Says what is to be checked before it is taken.
    pub fn check(mut self, words: impl Into<String>) -> Suggestion {
        self.check = words.into();
        self
    }
}

/// What is offered for one child, and from where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
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
