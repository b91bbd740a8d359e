//! The signs on the line: what kind of thing stands at a day. A word beside each says the same.

use crate::domain::case::outline::TimelineEvent;
use crate::domain::forms::table;
use crate::domain::rules::{Authority, Finding, Urgency};

/// Returns the sign of an event: reviews are milestones, the start and the end of a direction its
/// ends; what is only booked is hollow.
pub(super) fn of_event(event: &TimelineEvent, is_ahead: bool) -> &'static str {
    match (event.table.id, is_ahead) {
        (table::EVENT_REVIEW, false) => "◆",
        (table::EVENT_REVIEW, true) => "◇",
        (table::EVENT_START | table::EVENT_END, _) => "■",
        (_, false) => "●",
        (_, true) => "○",
    }
}

/// Returns the sign of a duty: its mark where it presses, else whether a law sets its day.
pub(super) fn of_duty(finding: &Finding, urgency: Urgency) -> &'static str {
    match urgency.mark() {
        "!" | "*" => urgency.mark(),
        _ if finding.rule.basis == Authority::Statute => "§",
        _ => "○",
    }
}
