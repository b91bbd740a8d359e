//! How pressing something is on a day.

use chrono::{Datelike, NaiveDate};

use crate::domain::rules::rule::Authority;

/// How pressing a finding is on a day, most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
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
