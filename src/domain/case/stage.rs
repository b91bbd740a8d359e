//! How far a case has come. The stage is derived from recorded events; nobody types it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, RowValues};
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

/// Returns whether some host agreed in principle (P-PR4).
pub fn host_agreed(case: &Case) -> bool {
    case.rows(table::EVENT_HOST_APPROACH)
        .any(|(_, r)| r.is(field::HOST_APPROACH_ANSWER, HostAnswer::Agreed))
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

/// Returns the last day: the recorded end, else the proposed one.
pub fn last_day(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_END)
        .next_back()
        .and_then(|(_, r)| r.date(field::END_ON))
        .or_else(|| decided_until(case))
        .or_else(|| case.date(field::DIRECTION_END))
}

/// Returns the day to which the latest decision continued the direction (P-RV3).
fn decided_until(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_DECISION).filter_map(|(_, r)| r.date(field::DECISION_UNTIL)).max()
}
