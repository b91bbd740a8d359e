//! How far a case has come. A stage follows from the recorded events; nobody types it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::case::value::Value;
use crate::domain::case::{Case, EMPTY, RowValues};

/// How a direction ended (`DfE 2026` adds the post-16 destination to the protocol's outcomes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum End {
    Returned,
    ManagedMove,
    HostEnded,
    Post16,
}

/// The stages of a case, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    Considering,
    HostApproached,
    AgreedInPrinciple,
    Directed,
    Running,
    Ended(End),
}

impl Stage {
    /// Returns the words on screen.
    pub fn words(self) -> &'static str {
        match self {
            Stage::Considering => "considering",
            Stage::HostApproached => "host approached",
            Stage::AgreedInPrinciple => "agreed in principle",
            Stage::Directed => "directed",
            Stage::Running => "running",
            Stage::Ended(End::Returned) => "ended: returned",
            Stage::Ended(End::ManagedMove) => "ended: managed move",
            Stage::Ended(End::HostEnded) => "ended: host ended it",
            Stage::Ended(End::Post16) => "ended: post-16",
        }
    }

    /// Returns whether nothing is left to run.
    pub fn is_ended(self) -> bool {
        matches!(self, Stage::Ended(_))
    }
}

/// Returns a cell of a row, `Empty` where it has none.
pub fn cell<'a>(cells: &'a RowValues, field: &str) -> &'a Value {
    cells.get(field).unwrap_or(&EMPTY)
}

/// Returns the stage that the recorded events give.
pub fn stage(case: &Case) -> Stage {
    if let Some((_, end)) = case.rows("event.end").next_back() {
        return Stage::Ended(match cell(end, "end.how").as_text() {
            "managed_move" => End::ManagedMove,
            "host_ended" => End::HostEnded,
            "post16" => End::Post16,
            _ => End::Returned,
        });
    }
    let agreed = host_agreed(case);
    if case.rows("event.start").next().is_some() {
        Stage::Running
    } else if agreed && board_decided(case) {
        Stage::Directed
    } else if agreed {
        Stage::AgreedInPrinciple
    } else if case.rows("event.host_approach").next().is_some() {
        Stage::HostApproached
    } else {
        Stage::Considering
    }
}

/// Returns whether some host agreed in principle (P-PR4).
pub fn host_agreed(case: &Case) -> bool {
    case.rows("event.host_approach")
        .any(|(_, r)| cell(r, "host_approach.answer").as_text() == "agreed")
}

/// Returns whether the board, or whoever it delegated to, decided for the direction (P-BG1).
pub fn board_decided(case: &Case) -> bool {
    case.rows("event.board_decision")
        .next_back()
        .is_some_and(|(_, r)| cell(r, "board_decision.agreed").is_yes())
}

/// Returns the first day at the host: the recorded start, else the planned one.
pub fn first_day(case: &Case) -> Option<NaiveDate> {
    case.rows("event.start")
        .next_back()
        .and_then(|(_, r)| cell(r, "start.on").as_date())
        .or_else(|| case.answer("direction.start").as_date())
}

/// Returns the last day: the recorded end, else the proposed one.
pub fn last_day(case: &Case) -> Option<NaiveDate> {
    case.rows("event.end")
        .next_back()
        .and_then(|(_, r)| cell(r, "end.on").as_date())
        .or_else(|| decided_until(case))
        .or_else(|| case.answer("direction.end").as_date())
}

/// Returns the day to which the latest decision continued the direction (P-RV3).
fn decided_until(case: &Case) -> Option<NaiveDate> {
    case.rows("event.decision").filter_map(|(_, r)| cell(r, "decision.until").as_date()).max()
}
