//! A finding: what a rule asks of a case, by when, how that date was counted, and the step that
//! settles it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::{RowId, Session};
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::Rule;
use crate::domain::rules::rule::trigger::Trigger;
use crate::domain::rules::rule::urgency::{Urgency, urgency};

/// What the officer does about a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextStep {
    /// Record an event of this table.
    Record(&'static str),
    /// Answer this field of the case.
    Answer(&'static str),
    /// Fill in rows of this table.
    Rows(&'static str),
    /// Enter marks, beginning with this session.
    Marks(Session),
    /// Complete this row.
    Row(&'static str, RowId),
    /// Enter the term dates of the case's schools.
    Terms,
    /// Write this paper.
    Paper(&'static str),
    /// Nothing to press: it is done outside.
    Nothing,
    /// Answer this field of a row.
    Cell(&'static str, RowId, &'static str),
}

/// Something that a case lacks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule that asks.
    pub rule: &'static Rule,
    /// What of the case it is about.
    pub about: About,
    /// What to do, in the officer's words.
    pub phrase: Phrase,
    /// The last day on which it is in time by the letter; none where it has no date.
    pub due: Option<NaiveDate>,
    /// The school day on which to do it: `due`, or the last school day before it.
    pub task: Option<NaiveDate>,
    /// The arithmetic behind the dates, line by line.
    pub why: Vec<String>,
    /// What settles it.
    pub step: NextStep,
    /// What asks for it: no task lies before it.
    pub trigger: Trigger,
}

/// What a finding is about, within its rule.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum About {
    /// The case as a whole.
    Case,
    /// What rows of this table record, where a rule asks for several kinds.
    Table(String),
    /// One row, such as a review.
    Row(RowId),
    /// The marks of one session.
    Session(Session),
}

/// What tells one finding of a case from another, whatever its words: the rule's id, and what of
/// the case it is about.
pub type FindingKey = (&'static str, About);

impl Finding {
    /// Returns how pressing it is today.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        urgency(self.rule, self.due, self.task, today)
    }

    /// Adds one line to the arithmetic.
    pub(in crate::domain::rules) fn why(mut self, line: impl Into<String>) -> Finding {
        self.why.push(line.into());
        self
    }

    /// Returns what tells it from the other findings of its case.
    pub fn key(&self) -> FindingKey {
        (self.rule.id, self.about.clone())
    }

    /// Says which row it is about, where the step does not name it.
    pub(in crate::domain::rules) fn about(mut self, row: RowId) -> Finding {
        self.about = About::Row(row);
        self
    }

    /// Says which table's rows it asks for, where its rule asks for several kinds.
    pub(in crate::domain::rules) fn about_table(mut self, table: &str) -> Finding {
        self.about = About::Table(table.to_owned());
        self
    }

    /// Says what settles it; a step that names a row or a session says what it is about.
    pub(in crate::domain::rules) fn step(mut self, step: NextStep) -> Finding {
        match step {
            NextStep::Row(_, row) | NextStep::Cell(_, row, _) => self.about = About::Row(row),
            NextStep::Marks(session) => self.about = About::Session(session),
            NextStep::Record(_)
            | NextStep::Answer(_)
            | NextStep::Rows(_)
            | NextStep::Terms
            | NextStep::Paper(_)
            | NextStep::Nothing => {}
        }
        self.step = step;
        self
    }

    /// Sets the last day by the letter, and the school day on which to do it.
    pub(in crate::domain::rules) fn due(
        mut self,
        due: Option<NaiveDate>,
        task: Option<NaiveDate>,
    ) -> Finding {
        (self.due, self.task) = (due, task);
        self
    }
}
