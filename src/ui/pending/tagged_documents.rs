//! One document for every tagged case: asked for case by case, counted, and written only once the
//! officer has seen who gets one.

use std::collections::VecDeque;

use crate::api::{Reply, Request};
use crate::domain::case::CaseRef;
use crate::domain::document::{DocumentCopy, DocumentOrder};
use crate::domain::plural::pluralize;
use crate::ui::pending::{Pending, Then};

/// The documents made so far, and the cases that have not been asked about yet.
#[derive(Debug)]
pub struct TaggedDocuments {
    /// The document's name.
    pub label: String,
    order: DocumentOrder,
    waiting: VecDeque<CaseRef>,
    /// Every copy made.
    pub copies: Vec<DocumentCopy>,
    /// How many cases get one.
    pub cases: usize,
    /// How many of those have gaps in it.
    gaps: usize,
    refused: Vec<(CaseRef, String)>,
}

impl TaggedDocuments {
    /// Returns the collection for these cases, none of which has been asked about.
    pub fn new(label: String, order: DocumentOrder, cases: &[CaseRef]) -> TaggedDocuments {
        TaggedDocuments {
            label,
            order,
            waiting: cases.iter().copied().collect(),
            copies: Vec::new(),
            cases: 0,
            gaps: 0,
            refused: Vec::new(),
        }
    }

    /// Asks for the next case's document.
    ///
    /// # Errors
    /// The collection itself, once every case was asked about.
    pub fn ask_next(mut self: Box<Self>) -> Result<Pending, Box<Self>> {
        let Some(case) = self.waiting.pop_front() else { return Err(self) };
        let request = Request::MakePaper { case: Some(case), order: self.order.clone() };
        Ok(Pending { request, then: Then::CollectDocument { case, all: self } })
    }

    /// Takes what came for one case; a case that gets none is named with the others.
    pub fn take(&mut self, case: CaseRef, reply: Reply) {
        match reply {
            Reply::PaperMade(made) => {
                self.cases += 1;
                self.gaps += usize::from(!made.missing.is_empty());
                self.copies.extend(made.copies);
            }
            Reply::Refused { says: why, .. } => self.refused.push((case, why)),
            _ => {}
        }
    }

    /// Returns the cases that get none, each with why.
    pub fn left_out(&self) -> Vec<String> {
        self.refused.iter().map(|(case, why)| format!("{case}: {why}")).collect()
    }

    /// Returns the question for the folder, and what should be known before it is answered.
    pub fn question(&self) -> (String, String) {
        let files = pluralize(self.copies.len(), "file");
        let label =
            format!("{}: {files} for {}. Folder?", self.label, pluralize(self.cases, "case"));
        let gaps = match self.gaps {
            0 => "Nothing is missing.".to_owned(),
            n => format!("Drafts with missing details marked: {}.", pluralize(n, "case")),
        };
        let left_out = self.left_out();
        if left_out.is_empty() {
            return (label, gaps);
        }
        let count = pluralize(left_out.len(), "case");
        (label, format!("{count} left out: {} {gaps}", left_out.join(" ")))
    }
}
