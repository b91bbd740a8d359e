//! The `Copy` form of a [`Summary`](crate::domain::list::summary::Summary), with everything that
//! sorting and filtering need and nothing else.

use chrono::NaiveDate;

use crate::domain::case::CaseRef;
use crate::domain::case::stage::Stage;
use crate::domain::list::facets::Facets;
use crate::domain::list::group::Group;
use crate::domain::rules::Consequence;

/// When a case's next task is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TaskKey {
    /// The school day on which to do it.
    pub task: Option<NaiveDate>,
    /// The last day on which it is in time by the letter.
    pub due: Option<NaiveDate>,
}

/// The order of the morning list: what is overdue by its consequence, then by the day it was due;
/// then by the day of the next task and its due day; cases that ended after the others, and the
/// longest untouched first.
pub type Rank = (u8, NaiveDate, NaiveDate, bool, i64, CaseRef);

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
    /// The day on which the first duty of each consequence is due.
    pub late: [Option<NaiveDate>; Consequence::COUNT],
    /// The duty whose task comes first.
    pub soonest: Option<TaskKey>,
}

impl SortKey {
    /// Returns the day on which the next duty is due.
    pub fn due(&self) -> Option<NaiveDate> {
        self.late.iter().flatten().min().copied()
    }

    /// Returns the sessions attended in thousandths of a per cent of those possible; none where
    /// none was.
    pub fn attendance(&self) -> Option<u32> {
        let Facets { attended, possible, .. } = self.facts;
        (possible > 0).then(|| u32::from(attended) * 100_000 / u32::from(possible))
    }

    /// Returns the key by which lists are ordered on a day.
    pub fn rank(&self, today: NaiveDate) -> Rank {
        let (level, first, second) = if let Some((at, due)) = overdue(&self.late, today) {
            (at, due, NaiveDate::MIN)
        } else {
            let next = self.soonest;
            let day = |day: Option<NaiveDate>| day.unwrap_or(NaiveDate::MAX);
            let task = day(next.and_then(|n| n.task));
            (Consequence::COUNT, task, day(next.and_then(|n| n.due)))
        };
        (level as u8, first, second, self.stage.is_ended(), self.modified_ms, self.id)
    }

    /// Returns the group of the list in which the case stands on a day.
    pub fn group(&self, today: NaiveDate) -> Group {
        if let Some((at, _)) = overdue(&self.late, today) {
            return Group::late(Consequence::ALL[at]);
        }
        let task = self.soonest.and_then(|n| n.task);
        Group::ahead(task.unwrap_or(NaiveDate::MAX), today)
    }
}

/// Returns which consequence is the gravest with something overdue on a day, and since when.
pub(super) fn overdue(
    due: &[Option<NaiveDate>; Consequence::COUNT],
    today: NaiveDate,
) -> Option<(usize, NaiveDate)> {
    due.iter().enumerate().find_map(|(at, due)| Some((at, due.filter(|due| *due < today)?)))
}
