//! Papers of a case: the owner brings together what they are made from.

use chrono::NaiveDate;

use crate::api::Reply;
use crate::documents::papers;
use crate::documents::papers::{PaperFacts, Wording};
use crate::domain::case::{Case, CaseRef};
use crate::domain::document::{DocumentOrder, FileFormat};
use crate::domain::school::School;
use crate::service::Service;

/// The number of a case that nobody has opened, behind a blank form.
const NOBODY: CaseRef = CaseRef { year: 0, number: 0 };

impl Service {
    /// Makes papers in an authority's own words from now on.
    pub fn set_wording(&mut self, wording: Wording) {
        self.wording = wording;
    }

    pub(super) fn papers(&self, id: CaseRef, on: NaiveDate) -> Result<Reply, String> {
        let case = self.case(id)?;
        let order = DocumentOrder {
            kind: String::new(),
            audience: None,
            blank: false,
            review: None,
            format: FileFormat::Text,
            on,
        };
        Ok(Reply::PaperList { case: id, all: self.with_facts(&case, &order, papers::offers) })
    }

    pub(super) fn make_paper(
        &self,
        id: Option<CaseRef>,
        order: &DocumentOrder,
    ) -> Result<Reply, String> {
        let case =
            match (id, order.blank) {
                (Some(id), false) => self.case(id)?,
                (None, false) => return Err(
                    "A filled paper needs the reference of its case. Write it like OSD-2026-0001."
                        .into(),
                ),
                (_, true) => Case::new(NOBODY),
            };
        Ok(Reply::PaperMade(Box::new(self.with_facts(&case, order, papers::make)?)))
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
            context: &self.judge.context(case),
            wording: &self.wording,
            order,
            officer: &self.who,
        })
    }
}
