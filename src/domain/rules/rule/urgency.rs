//! How pressing something is on a day.

use chrono::NaiveDate;

use crate::domain::calendar::dates::week_end;
use crate::domain::rules::rule::{Authority, Consequence, Rule};

/// How pressing a finding is on a day, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Past its day, and the child may be missing or at risk.
    LateSafety,
    /// Past its day, and asked by law.
    LateStatute,
    /// Past its day, and asked by statutory guidance.
    LateGuidance,
    /// Past its day, and asked by the protocol or by practice.
    LateProtocol,
    /// To be done today at the latest.
    Today,
    /// By Sunday.
    Week,
    /// After this week.
    Later,
    /// It has no date.
    None,
}

impl Urgency {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Urgency::LateSafety => "overdue (safety)",
            Urgency::LateStatute => "overdue (legal)",
            Urgency::LateGuidance => "overdue (guidance)",
            Urgency::LateProtocol => "overdue",
            Urgency::Today => "due today",
            Urgency::Week => "due this week",
            Urgency::Later => "later",
            Urgency::None => "no date",
        }
    }

    /// Returns the mark before the words.
    pub fn mark(self) -> &'static str {
        match self {
            Urgency::LateSafety
            | Urgency::LateStatute
            | Urgency::LateGuidance
            | Urgency::LateProtocol => "!",
            Urgency::Today => "*",
            Urgency::Week => ".",
            Urgency::Later | Urgency::None => " ",
        }
    }

    /// Returns whether the day by which it is due has passed.
    pub fn is_late(self) -> bool {
        self <= Urgency::LateProtocol
    }

    /// Returns the day that is shown with it: where it is late, that on which it was due, else that
    /// on which to do it.
    pub fn day(self, due: Option<NaiveDate>, task: Option<NaiveDate>) -> Option<NaiveDate> {
        if self.is_late() { due } else { task }
    }
}

/// Returns how pressing something is today: late from the day after `due`, and asking to be done
/// from the day of `task` on.
pub fn urgency(
    rule: &Rule,
    due: Option<NaiveDate>,
    task: Option<NaiveDate>,
    today: NaiveDate,
) -> Urgency {
    let Some(due) = due else { return Urgency::None };
    let task = task.unwrap_or(due);
    if due < today {
        return match (rule.consequence, rule.basis) {
            (Consequence::Whereabouts | Consequence::Safeguarding, _) => Urgency::LateSafety,
            (_, Authority::Statute) => Urgency::LateStatute,
            (_, Authority::Guidance) => Urgency::LateGuidance,
            (_, Authority::Protocol | Authority::Practice) => Urgency::LateProtocol,
        };
    }
    if task <= today {
        Urgency::Today
    } else if task <= week_end(today) {
        Urgency::Week
    } else {
        Urgency::Later
    }
}
