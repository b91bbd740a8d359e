//! A finding: what a rule asks of a case, by when, how that date was counted, and the step that
//! settles it.

use chrono::{Datelike, NaiveDate};

use crate::domain::calendar::dates::{show_long, show_short};
use crate::domain::case::{RowId, Session};
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
    /// What to do, in the officer's words.
    pub says: String,
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

/// Returns what to do, without the day that already stands beside it: "hold the review of Mon 30
/// Nov" under "Mon 30 Nov" is "hold the review".
pub fn beside(says: &str, shown: Option<NaiveDate>) -> String {
    let Some(day) = shown else { return says.to_owned() };
    let latest = format!(", latest {}", show_long(day));
    let of = format!(" of {}", show_short(day));
    let says = says.replacen(&latest, "", 1);
    // In the middle of a sentence the day is needed, as in "the week of Mon 9 Nov and the one
    // after".
    let Some(at) = says.rfind(&of) else { return says };
    let rest = &says[at + of.len()..];
    if rest.is_empty() || rest.starts_with(" (") { format!("{}{rest}", &says[..at]) } else { says }
}

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

    /// Says what settles it.
    pub(super) fn step(mut self, step: NextStep) -> Finding {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_stands_beside_the_words_is_not_said_in_them_again() {
        let shown: Option<NaiveDate> = "2026-11-30".parse().ok();
        for (says, wanted) in [
            ("hold the review of Mon 30 Nov", "hold the review"),
            (
                "find the reason for the N of Mon 30 Nov (no term dates)",
                "find the reason for the N (no term dates)",
            ),
            (
                "find the reason for the N of Mon 30 Nov, the first of 2",
                "find the reason for the N of Mon 30 Nov, the first of 2",
            ),
            (
                "invite the parents to the review of Fri 4 Dec, latest Mon 30 Nov 2026",
                "invite the parents to the review of Fri 4 Dec",
            ),
            (
                "bring the review forward from Mon 30 Nov",
                "bring the review forward from Mon 30 Nov",
            ),
        ] {
            assert_eq!(beside(says, shown), wanted);
            assert_eq!(beside(says, None), says);
        }
    }
}
