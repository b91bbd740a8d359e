//! The documents pane: what each document lacks, when it was last sent, and where it was written.

mod bar;
pub(crate) mod draw;
pub(crate) mod folder;
mod update;
mod words;
mod written;

use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentLine, ReviewOption};
use crate::ui::effect::WrittenDocument;

/// The documents of a case with a cursor, and the one that was written last.
#[derive(Debug, Default)]
pub struct DocumentsPane {
    of: Option<CaseRef>,
    all: Vec<DocumentLine>,
    cursor: usize,
    /// The folder that documents are written to; asked for once a session.
    folder: String,
    /// What was typed for it last, to be mended where it would not do.
    typed: String,
    /// The review that was chosen for the document being made, where there was a choice.
    review: Option<usize>,
    /// The document written last, ready to be recorded as sent.
    made: Option<WrittenDocument>,
}

impl DocumentsPane {
    /// Moves the cursor.
    pub fn step(&mut self, by: isize) {
        self.cursor = self.cursor.saturating_add_signed(by).min(self.all.len().saturating_sub(1));
    }

    /// Returns the paper under the cursor.
    pub fn current(&self) -> Option<&DocumentLine> {
        self.all.get(self.cursor)
    }

    /// Returns the paper under the cursor where it was made last, ready to be recorded.
    pub fn ready(&self) -> Option<&WrittenDocument> {
        let line = self.current()?;
        self.made.as_ref().filter(|r| {
            Some(r.case) == self.of && r.kind == line.kind && r.audience == line.audience
        })
    }

    /// Returns the review that the paper under the cursor is made for: the one chosen, else the
    /// likeliest.
    pub fn about(&self) -> Option<&ReviewOption> {
        let all = &self.current()?.reviews;
        all.iter().find(|a| Some(a.number) == self.review).or(all.first())
    }

    /// Returns whether these are the papers of that case.
    pub fn are_of(&self, case: &Case) -> bool {
        self.of == Some(case.id)
    }
}
