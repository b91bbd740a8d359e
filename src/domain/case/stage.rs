//! How far a case has come. The stage is derived from recorded events; nobody types it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::choice::{EndHow, HostAnswer, Route};
use crate::domain::forms::{field, table};
use crate::domain::value::{EMPTY, Value};

/// The stages of a case, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// No host has been asked.
    Considering,
    /// A host was asked and has not agreed.
    HostApproached,
    /// A host agreed in principle (P-PR4).
    AgreedInPrinciple,
    /// The board decided for it; the pupil has not started (P-BG1).
    Directed,
    /// The pupil is at the host.
    Running,
    /// Nothing is left to run, and how it ended.
    Ended(EndHow),
}

impl Stage {
    /// Returns the words on screen.
    pub fn label(self) -> &'static str {
        match self {
            Stage::Considering => "considering",
            Stage::HostApproached => "host approached",
            Stage::AgreedInPrinciple => "agreed in principle",
            Stage::Directed => "directed",
            Stage::Running => "running",
            Stage::Ended(EndHow::Returned) => "ended: returned",
            Stage::Ended(EndHow::ManagedMove) => "ended: managed move",
            Stage::Ended(EndHow::HostEnded) => "ended: host ended it",
            Stage::Ended(EndHow::Post16) => "ended: post-16",
        }
    }

    /// Returns whether the child has been at the host: the direction runs, or ended.
    pub fn has_begun(self) -> bool {
        matches!(self, Stage::Running | Stage::Ended(_))
    }

    /// Returns whether nothing is left to run.
    pub fn is_ended(self) -> bool {
        matches!(self, Stage::Ended(_))
    }
}

/// Returns a cell of a row, `Empty` where it has none.
pub fn cell(cells: &RowValues, field: impl AsRef<str>) -> &Value {
    cells.get(field.as_ref()).unwrap_or(&EMPTY)
}

/// Returns the stage that the recorded events give.
pub fn stage(case: &Case) -> Stage {
    if let Some((_, end)) = case.rows(table::EVENT_END).next_back() {
        return Stage::Ended(end.choice(field::END_HOW).unwrap_or(EndHow::Returned));
    }
    let agreed = host_agreed(case);
    let started = case.rows(table::EVENT_START).next().is_some();
    if started && case.is(field::CASE_ROUTE, Route::ManagedMove) {
        // The first day of a direct managed move is the roll date: the move is made (P-MM3).
        Stage::Ended(EndHow::ManagedMove)
    } else if started {
        Stage::Running
    } else if agreed && board_decided(case) {
        Stage::Directed
    } else if agreed {
        Stage::AgreedInPrinciple
    } else if case.rows(table::EVENT_HOST_APPROACH).next().is_some() {
        Stage::HostApproached
    } else {
        Stage::Considering
    }
}

/// Returns whether the host of the case agreed in principle (P-PR4). An approach that names no
/// school is taken to be to that host; the agreement of another school is none.
pub fn host_agreed(case: &Case) -> bool {
    host_agreements(case).next().is_some()
}

/// Returns the approaches to which the host of the case agreed.
pub fn host_agreements(case: &Case) -> impl DoubleEndedIterator<Item = (RowId, &RowValues)> {
    let host = case.school(field::SCHOOL_HOST);
    case.rows(table::EVENT_HOST_APPROACH).filter(move |(_, r)| {
        let asked = r.school(field::HOST_APPROACH_SCHOOL);
        r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Agreed)
            && (asked.is_empty() || host.is_empty() || asked == host)
    })
}

/// Returns whether the board, or whoever it delegated to, decided for the direction (P-BG1).
pub fn board_decided(case: &Case) -> bool {
    case.rows(table::EVENT_BOARD_DECISION)
        .next_back()
        .is_some_and(|(_, r)| r.is_yes(field::BOARD_DECISION_AGREED))
}

/// Returns the first day at the host: the recorded start, else the planned one.
pub fn first_day(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_START)
        .next_back()
        .and_then(|(_, r)| r.date(field::START_ON))
        .or_else(|| case.date(field::DIRECTION_START))
}

/// Returns the last day: the recorded end, else the day to which the latest decision that names one
/// continued the direction or on which it ends it (P-RV3, P-RV7), else the proposed one.
pub fn last_day(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_END)
        .next_back()
        .and_then(|(_, r)| r.date(field::END_ON))
        .or_else(|| decided_last(case))
        .or_else(|| case.date(field::DIRECTION_END))
}

/// Returns the last day that the latest decision names, be it later or sooner than the one before.
fn decided_last(case: &Case) -> Option<NaiveDate> {
    let named = |(_, r): (RowId, &RowValues)| {
        r.date(field::DECISION_LAST_DAY).or_else(|| r.date(field::DECISION_UNTIL))
    };
    case.rows(table::EVENT_DECISION).rev().find_map(named)
}
