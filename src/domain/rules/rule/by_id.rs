//! Rules, tables, fields and papers are written as their ids, and looked up again where they are
//! read: another build may not know one.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::case::{RowId, Session};
use crate::domain::forms;
use crate::domain::rules;
use crate::domain::rules::rule::{NextStep, Rule};

/// The papers that a rule may ask for, by the ids of their kinds.
const PAPERS_ASKED_FOR: [&str; 2] = ["authority", "outcome"];

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.id)
    }
}

impl<'de> Deserialize<'de> for &'static Rule {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<&'static Rule, D::Error> {
        let id = String::deserialize(from)?;
        let rule = rules::rules().find(|rule| rule.id == id);
        rule.ok_or_else(|| D::Error::custom(unknown("rule")))
    }
}

fn unknown(what: &str) -> String {
    format!("a {what} that this version does not know")
}

impl Serialize for NextStep {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        StepById::from(self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for NextStep {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<NextStep, D::Error> {
        StepById::deserialize(from)?.look_up().map_err(|what| D::Error::custom(unknown(what)))
    }
}

/// A [`NextStep`] as it is written.
#[derive(Serialize, Deserialize)]
enum StepById {
    Record(String),
    Answer(String),
    Rows(String),
    Marks(Session),
    Row(String, RowId),
    Terms,
    Paper(String),
    Nothing,
    Cell(String, RowId, String),
}

impl From<&NextStep> for StepById {
    fn from(step: &NextStep) -> StepById {
        match *step {
            NextStep::Record(table) => StepById::Record(table.to_owned()),
            NextStep::Answer(field) => StepById::Answer(field.to_owned()),
            NextStep::Rows(table) => StepById::Rows(table.to_owned()),
            NextStep::Marks(session) => StepById::Marks(session),
            NextStep::Row(table, row) => StepById::Row(table.to_owned(), row),
            NextStep::Terms => StepById::Terms,
            NextStep::Paper(kind) => StepById::Paper(kind.to_owned()),
            NextStep::Nothing => StepById::Nothing,
            NextStep::Cell(table, row, field) => {
                StepById::Cell(table.to_owned(), row, field.to_owned())
            }
        }
    }
}

impl StepById {
    /// Returns the step with the ids of this build, or what kind of id is not known.
    fn look_up(self) -> Result<NextStep, &'static str> {
        let table = |id: &str| forms::table(id).map(|table| table.id).ok_or("table");
        Ok(match self {
            StepById::Record(id) => NextStep::Record(table(&id)?),
            StepById::Answer(id) => {
                NextStep::Answer(forms::field(&id).map(|field| field.id).ok_or("field")?)
            }
            StepById::Rows(id) => NextStep::Rows(table(&id)?),
            StepById::Marks(session) => NextStep::Marks(session),
            StepById::Row(id, row) => NextStep::Row(table(&id)?, row),
            StepById::Terms => NextStep::Terms,
            StepById::Paper(id) => {
                let kind = PAPERS_ASKED_FOR.into_iter().find(|kind| *kind == id);
                NextStep::Paper(kind.ok_or("paper")?)
            }
            StepById::Nothing => NextStep::Nothing,
            StepById::Cell(id, row, field) => {
                let cell = forms::any_field(&field).map(|(_, cell)| cell.id).ok_or("field")?;
                NextStep::Cell(table(&id)?, row, cell)
            }
        })
    }
}
