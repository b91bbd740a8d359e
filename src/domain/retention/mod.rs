//! How long a case is kept under the authority's schedule: which classes apply, the day from which
//! it may be disposed of, and why.
//!
//! - [`hold`]: A hold for a claim, a complaint or an inquiry.
//! - [`schedule`]: The rows of the schedule.

pub mod hold;
pub mod schedule;
#[cfg(test)]
mod tests;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, stage};
use crate::domain::forms::choice::EvidenceKind;
use crate::domain::forms::{SOCIAL_WORKER, field, table};
use crate::domain::retention::schedule::{
    RetentionBase, RetentionClass, RetentionPeriod, RetentionRow,
};
use crate::domain::value::Value;

/// What one class of the schedule says of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassDue {
    /// The class.
    pub class: RetentionClass,
    /// The first day on which it is kept no longer; none where it is kept on or cannot be told.
    pub due: Option<NaiveDate>,
    /// The arithmetic in words, with "uncertain" where the period is.
    pub why: String,
}

/// When a case may be disposed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RetentionDue {
    /// The case has not ended.
    Open,
    /// An answer is missing without which it cannot be told.
    CannotBeTold,
    /// The schedule holds one of its classes without an end.
    Kept,
    /// From this day: the latest of its classes.
    From(NaiveDate),
}

/// What the schedule says of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retention {
    /// When it may be disposed of.
    pub due: RetentionDue,
    /// Each class that applies, or of which it cannot be told whether it does.
    pub classes: Vec<ClassDue>,
}

/// Returns what a schedule says of a case.
pub fn retention(case: &Case, schedule: &[RetentionRow]) -> Retention {
    if !stage::stage(case).is_ended() {
        return Retention { due: RetentionDue::Open, classes: Vec::new() };
    }
    let mut due = None;
    let (mut is_kept, mut is_untold) = (false, false);
    let mut classes = Vec::new();
    for row in schedule {
        let one = match applies(case, row.class) {
            Some(false) => continue,
            None => {
                is_untold = true;
                let why = "not answered whether this applies".to_owned();
                ClassDue { class: row.class, due: None, why }
            }
            Some(true) => match row.period {
                RetentionPeriod::WithRecord => continue,
                RetentionPeriod::Hold => {
                    is_kept = true;
                    without_end(row)
                }
                RetentionPeriod::Years(base, years) => {
                    let one = counted(case, row, base, years);
                    is_untold |= one.due.is_none();
                    one
                }
            },
        };
        due = due.max(one.due);
        classes.push(one);
    }
    let due = match due {
        _ if is_kept => RetentionDue::Kept,
        Some(day) if !is_untold => RetentionDue::From(day),
        _ => RetentionDue::CannotBeTold,
    };
    Retention { due, classes }
}

/// Returns whether a class applies to a case; none where a question about it is unanswered.
fn applies(case: &Case, class: RetentionClass) -> Option<bool> {
    let has_begun = case.rows(table::EVENT_START).next().is_some();
    match class {
        RetentionClass::CaseFile => Some(has_begun),
        RetentionClass::NotStarted => Some(!has_begun),
        RetentionClass::Ehcp if case.lacks(field::SEND_EHCP) => None,
        RetentionClass::Ehcp => Some(case.is_yes(field::SEND_EHCP)),
        RetentionClass::Safeguarding => {
            let is_yes = |id: &&str| *case.answer(id) == Value::YesNo(true);
            if case.is_yes(field::SAFEGUARDING_CONCERNS) || SOCIAL_WORKER.iter().any(is_yes) {
                Some(true)
            } else if case.lacks(field::SAFEGUARDING_CONCERNS) || case.lacks(field::CLA_IS) {
                None
            } else {
                Some(false)
            }
        }
        RetentionClass::Registers => Some(!case.marks.is_empty()),
        RetentionClass::OtherSchool => has_papers_of_other_school(case),
        RetentionClass::Panel => Some(panel_day(case).is_some()),
        RetentionClass::Audit => Some(true),
        // It has a clock of its own, which no case starts.
        RetentionClass::SubjectAccess => Some(false),
    }
}

/// Returns whether the evidence has papers that the other school sent: those that are called so, and
/// its confirmation of the host's checks. None where a paper has no kind.
fn has_papers_of_other_school(case: &Case) -> Option<bool> {
    let kinds = || case.rows(table::EVIDENCE).map(|(_, row)| row.choice(field::EVIDENCE_KIND));
    let theirs = [EvidenceKind::HostChecks, EvidenceKind::OtherSchool];
    if kinds().flatten().any(|kind| theirs.contains(&kind)) {
        Some(true)
    } else {
        kinds().all(|kind| kind.is_some()).then_some(false)
    }
}

/// Returns the day on which the case ended.
fn ended_on(case: &Case) -> Option<NaiveDate> {
    case.rows(table::EVENT_END).next_back().and_then(|(_, row)| row.date(field::END_ON))
}

/// Returns the last mark's day.
fn last_mark(case: &Case) -> Option<NaiveDate> {
    case.marks.keys().next_back().map(|(day, _)| *day)
}

fn panel_day(case: &Case) -> Option<NaiveDate> {
    case.date(field::FAP_ON)
}

/// Returns for how long the log of a request for subject access is kept that was closed on a day;
/// none where the schedule has no row for it.
pub fn of_subject_access(closed: NaiveDate, schedule: &[RetentionRow]) -> Option<ClassDue> {
    let row = schedule.iter().find(|row| row.class == RetentionClass::SubjectAccess)?;
    Some(match row.period {
        RetentionPeriod::Years(base, years) => {
            summed(row, base, years, (base == RetentionBase::Closed).then_some(closed))
        }
        RetentionPeriod::WithRecord | RetentionPeriod::Hold => without_end(row),
    })
}

/// Returns the sum of one class: its event and its years.
fn counted(case: &Case, row: &RetentionRow, base: RetentionBase, years: u32) -> ClassDue {
    let from = match base {
        RetentionBase::Born => case.date(field::CHILD_DOB),
        RetentionBase::Entry => last_mark(case),
        RetentionBase::Panel => panel_day(case),
        RetentionBase::Ended => ended_on(case),
        RetentionBase::YearEnd => {
            ended_on(case).and_then(|day| NaiveDate::from_ymd_opt(day.year(), 12, 31))
        }
        RetentionBase::Closed => None,
    };
    summed(row, base, years, from)
}

/// Returns the sum of years from a day; none where the day is not known.
fn summed(
    row: &RetentionRow,
    base: RetentionBase,
    years: u32,
    from: Option<NaiveDate>,
) -> ClassDue {
    let due = from.and_then(|day| after_years(day, years));
    let why = match (from, due) {
        (Some(from), Some(_)) if years == 0 => {
            format!("{} {}", base.label(), dates::format(from))
        }
        (Some(from), Some(due)) => format!(
            "{} {} + {years} years = {}",
            base.label(),
            dates::format(from),
            dates::format(due)
        ),
        _ => format!("{} is not recorded, so it cannot be told", base.label()),
    };
    ClassDue { class: row.class, due, why: with_source(why, row) }
}

/// Returns what a class says for which no period is set.
fn without_end(row: &RetentionRow) -> ClassDue {
    let why = "kept until the authority sets a period".to_owned();
    ClassDue { class: row.class, due: None, why: with_source(why, row) }
}

/// Returns the day so many years later; 1 March for a 29 February that the year does not have.
fn after_years(day: NaiveDate, years: u32) -> Option<NaiveDate> {
    let later = day.checked_add_months(Months::new(years.saturating_mul(12)))?;
    if later.day() == day.day() { Some(later) } else { later.succ_opt() }
}

fn with_source(why: String, row: &RetentionRow) -> String {
    let doubt = if row.is_certain { "" } else { ", uncertain" };
    format!("{why} ({}{doubt})", row.authority)
}
