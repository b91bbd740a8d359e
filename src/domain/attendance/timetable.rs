//! Which sessions are at which school, from a given day on (P-LE4). Earlier timetables are kept: a
//! session is read by the one then in force.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::domain::case::answers::Answers;
use crate::domain::case::edit::Edit;
use crate::domain::case::{Case, FieldPath, Half, RowId, RowValues, Session, Side};
use crate::domain::forms::choice::HalfDayAt;
use crate::domain::forms::field::{self, FieldId};
use crate::domain::forms::table;
use crate::domain::value::Value;

/// The field of each session of the week, Monday to Friday.
const FIELDS: [[FieldId<HalfDayAt>; 2]; 5] = [
    [field::TIMETABLE_MON_AM, field::TIMETABLE_MON_PM],
    [field::TIMETABLE_TUE_AM, field::TIMETABLE_TUE_PM],
    [field::TIMETABLE_WED_AM, field::TIMETABLE_WED_PM],
    [field::TIMETABLE_THU_AM, field::TIMETABLE_THU_PM],
    [field::TIMETABLE_FRI_AM, field::TIMETABLE_FRI_PM],
];

/// Where a pupil is expected in each session of a week; none is a session that is free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeekPlan(pub [[Option<Side>; 2]; 5]);

impl WeekPlan {
    /// Every session at the host: a direction without a timetable is full time.
    pub const FULL: WeekPlan = WeekPlan([[Some(Side::Host); 2]; 5]);

    /// Returns the week of a stored row; a session that is not answered is at the host.
    pub fn from_row(cells: &RowValues) -> WeekPlan {
        let mut week = WeekPlan::FULL;
        for (field, place) in FIELDS.iter().flatten().zip(week.0.iter_mut().flatten()) {
            *place = match cells.choice(*field) {
                Some(HalfDayAt::Home) => Some(Side::Home),
                Some(HalfDayAt::None) => None,
                Some(HalfDayAt::Host) | None => Some(Side::Host),
            };
        }
        week
    }

    /// Returns the cells of a row that holds this week from a day on.
    pub fn cells(&self, from: NaiveDate) -> RowValues {
        let mut cells = RowValues::from([(field::TIMETABLE_FROM.id.to_owned(), Value::Date(from))]);
        for (field, place) in FIELDS.iter().flatten().zip(self.0.iter().flatten()) {
            let option = match place {
                Some(Side::Home) => HalfDayAt::Home,
                Some(Side::Host) => HalfDayAt::Host,
                None => HalfDayAt::None,
            };
            cells.insert(field.id.to_owned(), option.into());
        }
        cells
    }

    /// Returns where the pupil is expected; none at weekends too.
    pub fn at(&self, (day, half): Session) -> Option<Side> {
        let weekday = weekday(day)?;
        self.0[weekday][half as usize]
    }

    /// Returns the edits that store it from a day on: into the timetable that begins on the same
    /// day, else as a new one; none where it stands already.
    pub fn edits(&self, case: &Case, from: NaiveDate) -> Vec<Edit> {
        let cells = self.cells(from);
        let all = all(case);
        let Some((_, row, _)) = all.iter().rev().find(|(begins, ..)| *begins == from) else {
            let row = case.next_row();
            return vec![Edit::AddRow { table: table::TIMETABLE.into(), row, cells }];
        };
        let set = |(field, new): (String, Value)| {
            let at = FieldPath::row(table::TIMETABLE, *row, &field);
            let old = case.at(&at).clone();
            (old != new).then_some(Edit::Set { path: at, old, new })
        };
        cells.into_iter().filter_map(set).collect()
    }

    /// Returns how many sessions a week are at a school.
    pub fn count(&self, side: Side) -> usize {
        self.0.iter().flatten().filter(|p| **p == Some(side)).count()
    }
}

/// Returns 0 to 4 for Monday to Friday, none at weekends.
pub fn weekday(day: NaiveDate) -> Option<usize> {
    (!matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
        .then(|| day.weekday().num_days_from_monday() as usize)
}

/// Returns every timetable with the day from which it holds, the oldest first; one without a day
/// holds from the beginning.
pub fn all(case: &Case) -> Vec<(NaiveDate, RowId, WeekPlan)> {
    let from = |cells: &RowValues| cells.date(field::TIMETABLE_FROM).unwrap_or(NaiveDate::MIN);
    let mut all: Vec<_> = case
        .rows(table::TIMETABLE)
        .map(|(row, cells)| (from(cells), row, WeekPlan::from_row(cells)))
        .collect();
    all.sort_by_key(|(from, row, _)| (*from, *row));
    all
}

/// Returns the half's words: "am", "pm".
pub fn half_words(half: Half) -> &'static str {
    match half {
        Half::Am => "am",
        Half::Pm => "pm",
    }
}
