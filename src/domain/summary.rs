//! A case in one line of the list.

use crate::domain::case::{Case, CaseRef};
use crate::domain::facts::Facts;
use crate::domain::rules::{Context, Finding, findings};
use crate::domain::stage::{Stage, stage};
use chrono::NaiveDate;

/// What the case list shows of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub id: CaseRef,
    pub name: String,
    pub upn: String,
    /// Numbers that the child had before.
    pub former_upns: Vec<String>,
    pub born: Option<NaiveDate>,
    pub year_group: Option<i64>,
    /// Ids of the schools in the register, "" where none is chosen.
    pub home: String,
    pub host: String,
    pub stage: Stage,
    pub next: Option<Finding>,
    /// What searches ask.
    pub facts: Facts,
}

impl Summary {
    /// Returns the line of a case.
    pub fn of(case: &Case, context: &Context) -> Summary {
        Summary {
            id: case.id,
            name: case.answer("child.full_name").as_text().to_owned(),
            upn: case.answer("child.upn").as_text().to_owned(),
            former_upns: crate::domain::child::Child::of(case).former,
            born: case.answer("child.dob").as_date(),
            year_group: case.answer("child.year_group").as_number(),
            home: case.answer("school.home").as_text().to_owned(),
            host: case.answer("school.host").as_text().to_owned(),
            stage: stage(case),
            next: findings(case, context).into_iter().next(),
            facts: Facts::of(case),
        }
    }

    /// Returns the key by which lists are ordered: soonest duty first, ended cases without one last.
    pub fn rank(&self) -> (NaiveDate, bool, CaseRef) {
        let due = self.next.as_ref().and_then(|d| d.due).unwrap_or(NaiveDate::MAX);
        (due, self.stage.is_ended(), self.id)
    }
}
