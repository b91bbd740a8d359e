//! The input of a document: the case, its schools, the calendars, the profile and the wording.

use chrono::NaiveDate;

use crate::documents::papers::span::plain;
use crate::documents::papers::wording::Wording;
use crate::domain::attendance::{BothSchools, Registers};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::cell;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::document::DocumentOrder;
use crate::domain::forms::{field, table};
use crate::domain::rules::RuleContext;
use crate::domain::school::{School, typed_name};
use crate::error::{Error, Result};

/// Everything that papers may know.
pub struct PaperFacts<'a> {
    /// The case.
    pub case: &'a Case,
    /// Gives a school of the register by its id.
    pub school: &'a dyn Fn(&str) -> Option<School>,
    /// The calendars of both schools, and the profile of the authority.
    pub context: &'a RuleContext<'a>,
    /// The authority's own templates and letterheads.
    pub wording: &'a Wording,
    /// What is asked for.
    pub order: &'a DocumentOrder,
    /// The officer at the keyboard.
    pub officer: &'a str,
}

impl PaperFacts<'_> {
    /// Returns the school that a field names; one typed by hand has only its name.
    pub fn school_of(&self, field: impl AsRef<str>) -> School {
        let id = self.case.answer(field).as_text();
        let school = (self.school)(id).unwrap_or_else(|| School {
            id: id.to_owned(),
            name: named(id),
            ..School::default()
        });
        self.wording.letterheads.laid_over(school)
    }

    /// Returns the name of a school by its id.
    pub fn school_name(&self, id: &str) -> String {
        (self.school)(id).map_or_else(|| named(id), |s| s.name)
    }

    /// Returns an answer as text without control characters.
    pub fn text(&self, field: impl AsRef<str>) -> String {
        plain(self.case.answer(field).as_text()).trim().to_owned()
    }

    /// Returns the name of the local authority, in the words of the home school's entry in the
    /// register, else of the profile.
    pub fn authority(&self) -> String {
        let la = plain(&self.school_of(field::SCHOOL_HOME).la);
        if la.trim().is_empty() { plain(&self.context.profile.name) } else { la }
    }

    /// Returns the reviews by date, those without one last.
    pub fn reviews(&self) -> Vec<(RowId, &RowValues)> {
        let mut all: Vec<_> = self.case.rows(table::EVENT_REVIEW).collect();
        all.sort_by_key(|(id, r)| (r.date(field::REVIEW_ON).unwrap_or(NaiveDate::MAX), *id));
        all
    }

    /// Returns the review that the order names, or the one that `likely` picks.
    ///
    /// # Errors
    /// A sentence where there is no such review.
    pub fn review(
        &self,
        likely: impl Fn(&RowValues) -> bool,
        latest: bool,
        record: &str,
    ) -> Result<(RowId, &RowValues)> {
        let all = self.reviews();
        if let Some(n) = self.order.review {
            let count = all.len();
            return n.checked_sub(1).and_then(|i| all.get(i).copied()).ok_or_else(|| {
                Error::input(match count {
                    0 => "No review is recorded in this case. Book one first.".to_owned(),
                    1 => format!("There is no review {n}: the case has one. Name it with --review 1."),
                    _ => format!("There is no review {n}: the case has {count}, counted by their dates. Name one from 1 to {count}."),
                })
            });
        }
        let mut fit = all.into_iter().filter(|(_, r)| likely(r));
        let found = if latest { fit.next_back() } else { fit.next() };
        found.ok_or_else(|| Error::rule(record))
    }

    /// Returns the last row of a table.
    pub fn latest(&self, table: &str) -> Option<&RowValues> {
        self.case.rows(table).next_back().map(|(_, r)| r)
    }

    /// Returns the pupil's age in whole years on the day of the paper, where the date of birth is
    /// known.
    pub fn age(&self) -> Option<u32> {
        let born = self.case.date(field::CHILD_DOB)?;
        self.first_day().unwrap_or(self.order.date).max(self.order.date).years_since(born)
    }

    /// Returns whether the pupil stands in the parents' place: from 18 on (SI 2010/1156 reg 2).
    pub fn is_adult(&self) -> bool {
        self.age().is_some_and(|a| a >= 18)
    }

    /// Returns whether the case is a managed move without a direction before it (P-MM2).
    pub fn is_direct_move(&self) -> bool {
        self.case.answer(field::CASE_ROUTE.id).as_text() == "managed_move"
    }

    /// Returns whether the terms of the school that the days are counted by are loaded.
    pub fn knows_terms(&self) -> bool {
        self.context.host.knows_terms()
    }

    /// Returns on how many days, from the first to the proposed last, the child goes to the host.
    pub fn days_at_host(&self) -> Option<i64> {
        let schools = BothSchools { home: self.context.home, host: self.context.host };
        Registers::new(self.case, schools).days_at_host()
    }

    /// Returns the day that is recorded as the last of the direction.
    pub fn ended_on(&self) -> Option<NaiveDate> {
        self.latest(table::EVENT_END).and_then(|r| cell(r, field::END_ON.id).as_date())
    }

    /// Returns the first day at the host, recorded or planned.
    pub fn first_day(&self) -> Option<NaiveDate> {
        crate::domain::case::stage::first_day(self.case)
    }
}

/// Returns the name of a school that the register does not have: as it was typed by hand. An id
/// that resolves to nothing is no name, and so it is missing rather than printed to a family.
fn named(id: &str) -> String {
    typed_name(id).unwrap_or_default().to_owned()
}
