//! The `Copy` form of a [`Summary`](crate::domain::list::summary::Summary), with everything that
//! sorting and filtering need and nothing else.

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::case::stage::Stage;
use crate::domain::list::facets::Facets;
use crate::domain::rules::{Authority, Urgency, urgency};

/// When something is asked of a case, and by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DutyKey {
    /// Who asks.
    pub basis: Authority,
    /// The last day on which it is in time by the letter.
    pub due: Option<NaiveDate>,
    /// The school day on which to do it.
    pub task: Option<NaiveDate>,
}

/// The order of the morning list: late by statute, late by protocol, due today, this week, later,
/// none; then by date, then the longest untouched.
pub type Rank = (Urgency, NaiveDate, NaiveDate, bool, i64, CaseRef);

/// A line of the list without its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey {
    /// The case.
    pub id: CaseRef,
    /// The date of birth.
    pub born: Option<NaiveDate>,
    /// The year group, as it was answered.
    pub year_group: Option<i64>,
    /// How far the case has come.
    pub stage: Stage,
    /// What searches ask besides.
    pub facts: Facets,
    /// When the case was changed last, in milliseconds since 1970.
    pub modified_ms: i64,
    /// The duty by law that is due first.
    pub law: Option<DutyKey>,
    /// The duty that is due first.
    pub first: Option<DutyKey>,
    /// The duty whose task comes first.
    pub soonest: Option<DutyKey>,
}

impl SortKey {
    /// Returns the day on which the next duty is due.
    pub fn due(&self) -> Option<NaiveDate> {
        self.first.and_then(|n| n.due)
    }

    /// Returns the sessions attended in thousandths of a per cent of those possible; none where
    /// none was.
    pub fn attendance(&self) -> Option<u32> {
        let Facets { attended, possible, .. } = self.facts;
        (possible > 0).then(|| u32::from(attended) * 100_000 / u32::from(possible))
    }

    /// Returns the key by which lists are ordered on a day.
    pub fn rank(&self, today: NaiveDate) -> Rank {
        let ended = self.stage.is_ended();
        let Some(next) = pressing([&self.law, &self.first, &self.soonest], |n| n.due, today) else {
            return (
                Urgency::None,
                NaiveDate::MAX,
                NaiveDate::MAX,
                ended,
                self.modified_ms,
                self.id,
            );
        };
        let (due, task) = (next.due.unwrap_or(NaiveDate::MAX), next.task.unwrap_or(NaiveDate::MAX));
        // What is late by guidance and by the protocol is ranked by its day alone, as the index on the
        // disk has it.
        let urgency = match urgency(next.basis, next.due, next.task, today) {
            Urgency::LateGuidance => Urgency::LateProtocol,
            other => other,
        };
        let (first, second) = if urgency.is_late() { (due, NaiveDate::MIN) } else { (task, due) };
        (urgency, first, second, ended, self.modified_ms, self.id)
    }
}

/// Returns what is most pressing on a day: the law's finding once it is late, else whatever is
/// late, else the task that comes first.
pub(super) fn pressing<T>(
    [law, first, soonest]: [&Option<T>; 3],
    due: impl Fn(&T) -> Option<NaiveDate>,
    today: NaiveDate,
) -> Option<&T> {
    let late = |n: &&T| due(n).is_some_and(|due| due < today);
    law.as_ref().filter(late).or(first.as_ref().filter(late)).or(soonest.as_ref())
}
