//! A finding: what a rule asks of a case, by when, how that date was counted, and the step that
//! settles it.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::case::{RowId, Session};
use crate::domain::rules::phrase::Phrase;
use crate::domain::rules::rule::{Authority, Rule};

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
}

/// Something that a case lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: &'static Rule,
    /// What of the case it is about.
    pub about: About,
    /// What to do, in the officer's words.
    pub says: Phrase,
    /// The last day on which it is in time by the letter; none where it has no date.
    pub due: Option<NaiveDate>,
    /// The school day on which to do it: `due`, or the last school day before it.
    pub task: Option<NaiveDate>,
    /// The arithmetic behind the dates, line by line.
    pub why: Vec<String>,
    pub step: NextStep,
    /// The day on which what asks for it happened: no task lies before it.
    pub since: Option<NaiveDate>,
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

/// How pressing a finding is on a day, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    LateStatute,
    LateGuidance,
    LateProtocol,
    Today,
    /// By Sunday.
    Week,
    Later,
    None,
}

impl Urgency {
    /// Returns the words on screen.
    pub fn words(self) -> &'static str {
        match self {
            Urgency::LateStatute => "late by law",
            Urgency::LateGuidance => "late by guidance",
            Urgency::LateProtocol => "late",
            Urgency::Today => "due today",
            Urgency::Week => "due this week",
            Urgency::Later => "later",
            Urgency::None => "no date",
        }
    }

    /// Returns the mark before the words.
    pub fn mark(self) -> &'static str {
        match self {
            Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol => "!",
            Urgency::Today => "*",
            Urgency::Week => ".",
            Urgency::Later | Urgency::None => " ",
        }
    }

    /// Returns whether the day by which it is due has passed.
    pub fn is_late(self) -> bool {
        matches!(self, Urgency::LateStatute | Urgency::LateGuidance | Urgency::LateProtocol)
    }

    /// Returns the day that is shown with it: where it is late, that on which it was due, else that
    /// on which to do it.
    pub fn day(self, due: Option<NaiveDate>, task: Option<NaiveDate>) -> Option<NaiveDate> {
        if self.is_late() { due } else { task }
    }
}

impl Finding {
    /// Returns how pressing it is today.
    pub fn urgency(&self, today: NaiveDate) -> Urgency {
        urgency(self.rule.basis, self.due, self.task, today)
    }

    /// Adds one line to the arithmetic.
    pub(super) fn why(mut self, line: impl Into<String>) -> Finding {
        self.why.push(line.into());
        self
    }

    /// Returns what tells it from the other findings of its case.
    pub fn key(&self) -> FindingKey {
        (self.rule.id, self.about.clone())
    }

    /// Says which row it is about, where the step does not name it.
    pub(super) fn about(mut self, row: RowId) -> Finding {
        self.about = About::Row(row);
        self
    }

    /// Says which table's rows it asks for, where its rule asks for several kinds.
    pub(super) fn about_table(mut self, table: &str) -> Finding {
        self.about = About::Table(table.to_owned());
        self
    }

    /// Says what settles it; a step that names a row or a session says what it is about.
    pub(super) fn step(mut self, step: NextStep) -> Finding {
        match step {
            NextStep::Row(_, row) => self.about = About::Row(row),
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
    pub(super) fn due(mut self, due: Option<NaiveDate>, task: Option<NaiveDate>) -> Finding {
        (self.due, self.task) = (due, task);
        self
    }
}

/// Returns how pressing something is today: late from the day after `due`, and asking to be done
/// from the day of `task` on.
pub fn urgency(
    basis: Authority,
    due: Option<NaiveDate>,
    task: Option<NaiveDate>,
    today: NaiveDate,
) -> Urgency {
    let Some(due) = due else { return Urgency::None };
    let task = task.unwrap_or(due);
    let sunday = today
        .checked_add_days(chrono::Days::new(6 - u64::from(today.weekday().num_days_from_monday())));
    if due < today {
        return match basis {
            Authority::Statute => Urgency::LateStatute,
            Authority::Guidance => Urgency::LateGuidance,
            Authority::Protocol | Authority::Practice => Urgency::LateProtocol,
        };
    }
    if task <= today {
        Urgency::Today
    } else if sunday.is_none_or(|sunday| task <= sunday) {
        Urgency::Week
    } else {
        Urgency::Later
    }
}
