//! Gathers what a document is made from, and has it made.

use chrono::NaiveDate;

use crate::documents::papers;
use crate::documents::papers::PaperFacts;
use crate::domain::access::AccessKind;
use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentLine, DocumentOrder, FileFormat, MadeDocument, Missing};
use crate::domain::school::School;
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};

/// The number of a case that nobody has opened, behind a blank form.
const NOBODY: CaseRef = CaseRef { year: 0, number: 0 };

/// The rule that asks for the update of the LA's spreadsheet.
const SPREADSHEET_RULE: &str = "spreadsheet";

/// Returns an order of no certain paper, dated `on`.
pub(super) fn order_of_text(on: NaiveDate) -> DocumentOrder {
    DocumentOrder {
        kind: String::new(),
        audience: None,
        blank: false,
        review: None,
        format: FileFormat::Text,
        draft: false,
        date: on,
    }
}

impl Service {
    /// Returns the ended cases whose ending the LA's spreadsheet does not show yet (P-MM5).
    ///
    /// # Errors
    /// Where a case cannot be read.
    pub fn awaiting_spreadsheet(&self) -> Result<Vec<CaseRef>> {
        let mut out = Vec::new();
        for id in self.cases()? {
            let found = self.evaluator.findings(&self.load(id)?);
            if found.iter().any(|f| f.rule.id == SPREADSHEET_RULE) {
                out.push(id);
            }
        }
        Ok(out)
    }
}

impl ViewerService<'_> {
    /// Returns every paper of a case with what it lacks and when it was last sent; `on` is the day
    /// that stands on them.
    ///
    /// Answers [`Request::PaperList`](crate::api::Request::PaperList).
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn papers(&self, id: CaseRef, on: NaiveDate) -> Result<Vec<DocumentLine>> {
        let case = self.load(id)?;
        Ok(self.with_facts(&case, &order_of_text(on), papers::offers))
    }

    /// Makes one paper, and notes it first; a blank form needs no case. No file is written.
    ///
    /// Answers [`Request::MakePaper`](crate::api::Request::MakePaper).
    ///
    /// # Errors
    /// Where there is no such case or paper, or it cannot be made or noted now.
    pub fn make_paper(&self, id: Option<CaseRef>, order: &DocumentOrder) -> Result<MadeDocument> {
        let case = match (id, order.blank) {
            (Some(id), false) => self.load(id)?,
            (None, false) => {
                return Err(Error::input("A filled-in document needs its case reference.")
                    .with_hint("Write it as OSD-2026-0001."));
            }
            (_, true) => Case::new(NOBODY),
        };
        let made = self.with_facts(&case, order, papers::make)?;
        if !order.blank {
            self.note_first(AccessKind::Printed, id, made.copies.len(), &order.kind)?;
        }
        Ok(made)
    }

    /// Returns the headings of the authority's spreadsheet (P-MM5): its own where its profile has
    /// them.
    pub fn spreadsheet_headings(&self) -> Vec<String> {
        papers::spreadsheet_headings(self.evaluator.profile())
    }

    /// Returns which column of the spreadsheet has the references; none where the authority's own
    /// columns have none.
    pub fn spreadsheet_reference(&self) -> Option<usize> {
        papers::spreadsheet_reference(self.evaluator.profile())
    }

    /// Returns the row of one case for the authority's spreadsheet, a cell for each heading, and what
    /// it lacks.
    ///
    /// # Errors
    /// Where there is no such case.
    pub fn spreadsheet_row(
        &self,
        id: CaseRef,
        on: NaiveDate,
    ) -> Result<(Vec<String>, Vec<Missing>)> {
        let order = order_of_text(on);
        Ok(self.with_facts(&self.load(id)?, &order, papers::spreadsheet_row))
    }

    /// Gives a case with its schools, the profile and the wording to what makes papers of it.
    pub(super) fn with_facts<T>(
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
            officer: &self.viewer.officer,
        })
    }
}
