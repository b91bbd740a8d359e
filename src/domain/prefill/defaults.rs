//! Default answers for an event about to be recorded: its most likely day, its review, and what the
//! record already says.

#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, cell, stage};
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::choice::{
    AttendanceReturnKind, DeletedFrom, EndHow, PortalReturnKind, ReviewKind, ReviewOutcome,
};
use crate::domain::forms::schema::Table;
use crate::domain::forms::{field, table};
use crate::domain::rules::{Finding, NextStep};
use crate::domain::value::Value;

/// Returns the first answers of a new row. `settles` is what the officer deals with; where nothing
/// is named, the first of `asked` that this event settles.
pub fn default_cells(
    case: &Case,
    table: &'static Table,
    asked: &[Finding],
    settles: Option<&Finding>,
    today: NaiveDate,
) -> RowValues {
    let asks = |f: &&Finding| f.step == NextStep::Record(table.id);
    // What cannot wait is meant before what is only late.
    let urgent = || asked.iter().filter(asks).find(|f| f.rule.id == "emergency-review");
    let settles = settles.filter(asks).or_else(urgent).or_else(|| asked.iter().find(asks));
    let mut cells = RowValues::from([(
        table.title.to_owned(),
        Value::Date(day(case, table, asked, settles, today)),
    )]);
    if let Some((link, review)) = table.review_link().zip(review(case, table)) {
        cells.insert(link.id.to_owned(), Value::Number(i64::from(review)));
    }
    let mut choose = |field: &str, option: Value| drop(cells.insert(field.to_owned(), option));
    match (table.id, settles) {
        (table::EVENT_REVIEW, Some(f)) => match f.rule.id {
            "emergency-review" => choose(field::REVIEW_KIND.id, ReviewKind::Emergency.into()),
            "review-request" | "review-request-letter" => {
                choose(field::REVIEW_KIND.id, ReviewKind::Requested.into());
            }
            _ => choose(field::REVIEW_KIND.id, ReviewKind::Ordinary.into()),
        },
        (table::EVENT_END, _) => match latest_outcome(case) {
            Some(ReviewOutcome::Return) => choose(field::END_HOW.id, EndHow::Returned.into()),
            Some(ReviewOutcome::ManagedMove) => {
                choose(field::END_HOW.id, EndHow::ManagedMove.into());
            }
            Some(ReviewOutcome::Post16) => choose(field::END_HOW.id, EndHow::Post16.into()),
            Some(ReviewOutcome::Continue) | None => {}
        },
        (table::EVENT_DELETION, Some(_)) => {
            let moved = stage(case) == Stage::Ended(EndHow::ManagedMove);
            let school = if moved { DeletedFrom::Home } else { DeletedFrom::Host };
            choose(field::DELETION_SCHOOL.id, school.into());
        }
        (table::EVENT_PORTAL_RETURN, Some(_)) => {
            choose(field::PORTAL_RETURN_KIND.id, portal_return(case).into());
        }
        (table::EVENT_ATTENDANCE_RETURN, Some(f)) => {
            let is_sickness = f.rule.id == "sickness-return";
            let (off_sick, absent) =
                (AttendanceReturnKind::Sickness, AttendanceReturnKind::Absence);
            let kind = if is_sickness { off_sick } else { absent };
            choose(field::ATTENDANCE_RETURN_KIND.id, kind.into());
        }
        _ => {}
    }
    cells
}

/// Returns the portal return that comes next: after a move the new school's, then that of the
/// school that is left; otherwise the host takes the pupil off its roll.
fn portal_return(case: &Case) -> PortalReturnKind {
    let has_moved = stage(case) == Stage::Ended(EndHow::ManagedMove);
    let is_on = |(_, r): (RowId, &RowValues)| r.is(field::PORTAL_RETURN_KIND, PortalReturnKind::On);
    if has_moved && !case.rows(table::EVENT_PORTAL_RETURN).any(is_on) {
        PortalReturnKind::On
    } else {
        PortalReturnKind::Off
    }
}

fn latest_outcome(case: &Case) -> Option<ReviewOutcome> {
    case.rows(table::EVENT_DECISION)
        .next_back()
        .and_then(|(_, r)| r.choice(field::DECISION_OUTCOME))
}

/// Returns the day that is most likely meant: what is booked lies ahead, what happened happened on
/// the day that is asked about, and everything else is done today.
fn day(
    case: &Case,
    table: &Table,
    asked: &[Finding],
    settles: Option<&Finding>,
    today: NaiveDate,
) -> NaiveDate {
    let due = settles.and_then(|f| f.due);
    match table.id {
        table::EVENT_REVIEW if settles.is_none_or(|f| f.rule.id != "emergency-review") => {
            booking(case, asked, today).unwrap_or(today)
        }
        table::EVENT_END | table::EVENT_DELETION => due.unwrap_or(today),
        table::EVENT_START | table::EVENT_HOST_SUSPENSION => due.unwrap_or(today).min(today),
        _ => today,
    }
}

/// Returns the day for which a review is to be booked: that which the last meeting named, else the
/// soonest by which one is asked for.
fn booking(case: &Case, asked: &[Finding], today: NaiveDate) -> Option<NaiveDate> {
    let ahead = |day: &NaiveDate| *day >= today;
    let last = case.rows(table::EVENT_REVIEW).rfind(|(_, r)| r.is_yes(field::REVIEW_HELD));
    let named = match last {
        Some((_, r)) => r.date(field::REVIEW_NEXT_ON),
        None => case.date(field::INITIAL_FIRST_REVIEW),
    };
    let is_booked = |day: &NaiveDate| {
        case.rows(table::EVENT_REVIEW).any(|(_, r)| r.date(field::REVIEW_ON) == Some(*day))
    };
    let by = asked
        .iter()
        .filter(|f| f.step == NextStep::Record(table::EVENT_REVIEW))
        .filter_map(|f| f.task.or(f.due));
    named.filter(|day| ahead(day) && !is_booked(day)).or_else(|| by.filter(ahead).min())
}

/// Returns the review a new row most likely refers to: the next one ahead, or else the last one held,
/// preferring one that has no such row yet.
pub fn review(case: &Case, table: &Table) -> Option<RowId> {
    let link = table.review_link()?;
    let mut all: Vec<(RowId, &RowValues)> = case.rows(table::EVENT_REVIEW).collect();
    all.sort_by_key(|(row, r)| (r.date(field::REVIEW_ON).unwrap_or(NaiveDate::MAX), *row));
    let held = |(_, r): &&(RowId, &RowValues)| r.is_yes(field::REVIEW_HELD);
    let open = |(row, _): &&(RowId, &RowValues)| {
        case.rows(table.id).all(|(_, r)| cell(r, link.id).as_number() != Some(i64::from(*row)))
    };
    let found = if matches!(table.id, table::EVENT_INVITATION | table::EVENT_PARENT_VIEWS) {
        let ahead = || all.iter().filter(|r| !held(r));
        ahead().find(open).or_else(|| ahead().next())
    } else {
        let behind = || all.iter().rev().filter(held);
        behind().find(open).or_else(|| behind().next())
    };
    found.or(all.last()).map(|(row, _)| *row)
}
