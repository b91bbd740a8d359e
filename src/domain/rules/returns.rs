//! What is reported and kept when a direction ends in a return or a managed move.

#[cfg(test)]
pub(super) mod tests;

use chrono::NaiveDate;

use crate::domain::calendar::dates::show_long;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::Stage;
use crate::domain::case::{RowId, RowValues};
use crate::domain::forms::choice::{EndHow, MeetingKind, PortalReturnKind};
use crate::domain::forms::{field, table};
use crate::domain::rules::case_context::CaseContext;
use crate::domain::rules::reviews::held_reviews;
use crate::domain::rules::rule::{Finding, NextStep, Rule, RuleText};

pub(super) static RULES: &[Rule] = &[
    Rule::protocol(
        RuleText {
            id: "portal-return",
            cites: "P-MM4",
            asks: "Report on-roll and off-roll changes on the Children's Services Portal.",
        },
        portal,
    ),
    Rule::protocol(
        RuleText {
            id: "spreadsheet",
            cites: "P-MM5",
            asks: "Update the off-site direction spreadsheet on conversion and on return.",
        },
        spreadsheet,
    ),
    Rule::protocol(
        RuleText {
            id: "reintegration",
            cites: "P-LE8; P-RV7",
            asks: "Hold a reintegration strategy meeting on return.",
        },
        reintegration,
    ),
    Rule::protocol(
        RuleText {
            id: "host-ended-review",
            cites: "P-RV8",
            asks: "A review is good practice even if the host ends the direction.",
        },
        host_ended,
    ),
];

/// How a direction ended, for what is to be done after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClosingRow {
    Return,
    Conversion,
    /// On to a place after Year 11: both registers close.
    PostSixteen,
}

/// Returns how the case ended, and the day from which it counts: the last day, or the first on the
/// new roll.
pub(super) fn closing(look: &CaseContext) -> Option<(ClosingRow, NaiveDate)> {
    match look.stage() {
        Stage::Ended(EndHow::Returned | EndHow::HostEnded) => {
            Some((ClosingRow::Return, look.last()?))
        }
        // A direct managed move is on the new roll from its first day (P-MM3).
        Stage::Ended(EndHow::ManagedMove) => {
            let on = look.latest(table::EVENT_END, field::END_ROLL_ON);
            let first = look.first().filter(|_| !look.is_direction());
            Some((ClosingRow::Conversion, on.or(first).or_else(|| look.last())?))
        }
        Stage::Ended(EndHow::Post16) => Some((ClosingRow::PostSixteen, look.last()?)),
        Stage::Considering
        | Stage::HostApproached
        | Stage::AgreedInPrinciple
        | Stage::Directed
        | Stage::Running => None,
    }
}

fn portal(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some((how, day)) = closing(look) else { return Vec::new() };
    let portal = &look.context.profile.portal;
    let made = |kind: PortalReturnKind| {
        look.case
            .rows(table::EVENT_PORTAL_RETURN)
            .any(|(_, r)| r.is(field::PORTAL_RETURN_KIND, kind))
    };
    // What the host entered when the direction began reports no ending.
    let reported = |(_, r): (RowId, &RowValues)| {
        r.is(field::PORTAL_RETURN_KIND, PortalReturnKind::Off)
            || r.date(field::PORTAL_RETURN_ON).is_some_and(|on| on >= day)
    };
    let missing = match how {
        ClosingRow::Return | ClosingRow::PostSixteen
            if look.case.rows(table::EVENT_PORTAL_RETURN).any(reported) =>
        {
            return Vec::new();
        }
        ClosingRow::Return | ClosingRow::PostSixteen => format!("Complete the {portal} return"),
        ClosingRow::Conversion => match (made(PortalReturnKind::On), made(PortalReturnKind::Off)) {
            (true, true) => return Vec::new(),
            (false, true) => {
                format!("Check the new school made the on-roll return on the {portal}")
            }
            (true, false) => format!("Make the off-roll return on the {portal}"),
            (false, false) => format!("Make the[ on-roll and off-roll] returns[ on the {portal}]"),
        },
    };
    let line = match how {
        ClosingRow::Return | ClosingRow::PostSixteen => {
            format!(
                "The direction ended on {}. Each school reports its own roll: on a return, only the host's changes.",
                show_long(day)
            )
        }
        ClosingRow::Conversion => {
            format!("On the new roll from {}. Each school makes its own return.", show_long(day))
        }
    };
    vec![
        look.finding_due(rule, missing, day)
            .why(line)
            .step(NextStep::Record(table::EVENT_PORTAL_RETURN)),
    ]
}

fn spreadsheet(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some((_, day)) = closing(look) else { return Vec::new() };
    // An update of the start shows no ending; one of the last day does, before the new roll's first.
    let since = look.latest(table::EVENT_END, field::END_ON).map_or(day, |last| last.min(day));
    let updates = look.latest(table::EVENT_SPREADSHEET_UPDATE, field::SPREADSHEET_UPDATE_ON);
    if updates.is_some_and(|on| on >= since) {
        return Vec::new();
    }
    let found =
        look.finding_due(rule, format!("Update the {}", look.context.profile.spreadsheet), day);
    vec![
        found
            .why("For every ending, so that the weightings grid is right.")
            .step(NextStep::Record(table::EVENT_SPREADSHEET_UPDATE)),
    ]
}

fn reintegration(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let held = look
        .case
        .rows(table::EVENT_MEETING)
        .any(|(_, r)| r.is(field::MEETING_KIND, MeetingKind::Reintegration));
    let Some((ClosingRow::Return, day)) = closing(look).filter(|_| !held) else {
        return Vec::new();
    };
    let back = look.context.home.add_school_days(day, 1);
    let line = format!(
        "The direction ended on {}. The next school day at home is {}.",
        show_long(day),
        show_long(back)
    );
    let counted = look.counted(look.context.home, day, back, line).since(day);
    vec![
        look.ask_counted(rule, "Hold the reintegration meeting", counted)
            .step(NextStep::Record(table::EVENT_MEETING)),
    ]
}

fn host_ended(rule: &'static Rule, look: &CaseContext) -> Vec<Finding> {
    let Some(last) = look.last().filter(|_| look.stage() == Stage::Ended(EndHow::HostEnded)) else {
        return Vec::new();
    };
    let booked_or_held = look
        .case
        .rows(table::EVENT_REVIEW)
        .any(|(_, r)| r.date(field::REVIEW_ON).is_some_and(|on| on >= last));
    if booked_or_held || held_reviews(look).any(|(_, _, on)| on >= last) {
        return Vec::new();
    }
    let found = look.finding_due(rule, "Hold a review: {host} ended the direction", last);
    vec![
        found
            .why(
                "Good practice even if the host ends it at once. Hold it on or after the last day.",
            )
            .step(NextStep::Record(table::EVENT_REVIEW)),
    ]
}
