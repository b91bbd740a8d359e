//! Gathers what a document is made from, and has it made.

use chrono::NaiveDate;

use crate::documents::papers;
use crate::documents::papers::{PaperFacts, Wording};
use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentLine, DocumentOrder, FileFormat, MadeDocument};
use crate::domain::school::School;
use crate::error::{Error, Result};
use crate::service::Service;

/// The number of a case that nobody has opened, behind a blank form.
const NOBODY: CaseRef = CaseRef { year: 0, number: 0 };

impl Service {
    /// Makes papers in an authority's own words from now on.
    pub fn set_wording(&mut self, wording: Wording) {
        self.wording = wording;
    }

    /// Returns every paper of a case with what it lacks and when it was last sent; `on` is the day
    /// that stands on them.
    ///
    /// Answers [`Request::PaperList`](crate::api::Request::PaperList).
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn papers(&self, id: CaseRef, on: NaiveDate) -> Result<Vec<DocumentLine>> {
        let case = self.load(id)?;
        let order = DocumentOrder {
            kind: String::new(),
            audience: None,
            blank: false,
            review: None,
            format: FileFormat::Text,
            draft: false,
            date: on,
        };
        Ok(self.with_facts(&case, &order, papers::offers))
    }

    /// Makes one paper; a blank form needs no case. Nothing is written.
    ///
    /// Answers [`Request::MakePaper`](crate::api::Request::MakePaper).
    ///
    /// # Errors
    /// Where there is no such case or paper, or it cannot be made now.
    pub fn make_paper(&self, id: Option<CaseRef>, order: &DocumentOrder) -> Result<MadeDocument> {
        let case = match (id, order.blank) {
            (Some(id), false) => self.load(id)?,
            (None, false) => {
                return Err(Error::input("A filled paper needs the reference of its case.")
                    .with_hint("Write it like OSD-2026-0001."));
            }
            (_, true) => Case::new(NOBODY),
        };
        self.with_facts(&case, order, papers::make)
    }

    fn with_facts<T>(
        &self,
        case: &Case,
        order: &DocumentOrder,
        make: impl Fn(&PaperFacts) -> T,
    ) -> T {
        let school = |id: &str| -> Option<School> { self.schools.get(id).cloned() };
        make(&PaperFacts {
            case,
            school: &school,
            context: &self.evaluator.context(case),
            wording: &self.wording,
            order,
            officer: &self.officer,
        })
    }
}
