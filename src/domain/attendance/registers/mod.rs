//! Both registers of one case over the calendars of both schools.

mod check;
mod faulty;
mod mark_error;
mod schools;

use chrono::NaiveDate;

use crate::domain::attendance::codes::AttendanceCode;
use crate::domain::attendance::merged::{ExpectedAt, MergedMark};
pub use crate::domain::attendance::registers::mark_error::MarkError;
pub use crate::domain::attendance::registers::schools::BothSchools;
use crate::domain::attendance::timetable::WeekPlan;
use crate::domain::attendance::{codes, merged, timetable};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{first_day, last_day};
use crate::domain::case::{Case, Half, Marks, RowId, Session, Side};
use crate::domain::forms::choice::HostKind;
use crate::domain::forms::{field, table};

/// Both registers of a case, with what is worked out once for all its sessions.
pub struct Registers<'a> {
    /// Whose registers they are.
    pub case: &'a Case,
    /// The calendars of both schools.
    pub schools: BothSchools<'a>,
    /// The first day at the host, recorded or planned.
    pub first: Option<NaiveDate>,
    /// The last day, recorded or proposed; none where it is open.
    pub last: Option<NaiveDate>,
    /// Each timetable with the day from which it holds, in order of days.
    pub timetables: Vec<(NaiveDate, RowId, WeekPlan)>,
    /// Whether the pupil is registered at the host. Where the kind of host is not answered, it is
    /// taken to be a school.
    pub host_is_school: bool,
    suspended: Vec<(NaiveDate, NaiveDate)>,
}

const NONE: Marks = Marks { home: None, host: None };

impl<'a> Registers<'a> {
    /// Returns the registers of a case.
    pub fn new(case: &'a Case, schools: BothSchools<'a>) -> Registers<'a> {
        let suspended = case.rows(table::EVENT_HOST_SUSPENSION).filter_map(|(_, row)| {
            let on = row.date(field::HOST_SUSPENSION_ON)?;
            let half = i64::from(row.is_yes(field::HOST_SUSPENSION_HALF));
            let days = row.number(field::HOST_SUSPENSION_DAYS).unwrap_or(1);
            let days = days.saturating_add(half).clamp(1, 46) as u32;
            Some((on, schools.host.add_school_days(on, days - 1)))
        });
        Registers {
            case,
            schools,
            first: first_day(case),
            last: last_day(case),
            timetables: timetable::all(case),
            host_is_school: !case.is(field::SCHOOL_HOST_KIND, HostKind::ApOther),
            suspended: suspended.collect(),
        }
    }

    /// Returns whether a day lies in the direction, first and last day included.
    pub fn is_within(&self, day: NaiveDate) -> bool {
        self.first.is_some_and(|first| first <= day) && self.last.is_none_or(|last| day <= last)
    }

    /// Returns the week that holds on a day.
    pub fn week_on(&self, day: NaiveDate) -> WeekPlan {
        self.timetables
            .iter()
            .rev()
            .find(|(from, ..)| *from <= day)
            .map_or(WeekPlan::FULL, |(.., week)| *week)
    }

    /// Returns where the pupil is expected.
    pub fn place(&self, session: Session) -> ExpectedAt {
        let day = session.0;
        if !self.is_within(day) {
            return ExpectedAt::Outside;
        }
        match self.week_on(day).at(session) {
            Some(side) if !self.schools.calendar(side).is_school_day(day) => ExpectedAt::Closed,
            Some(Side::Home) => ExpectedAt::Home,
            Some(Side::Host) => ExpectedAt::Host,
            None if self.schools.home.is_school_day(day)
                || self.schools.host.is_school_day(day) =>
            {
                ExpectedAt::Nowhere
            }
            None => ExpectedAt::Closed,
        }
    }

    /// Returns the marks of a session.
    pub fn marks(&self, session: Session) -> &Marks {
        self.case.marks.get(&session).unwrap_or(&NONE)
    }

    fn codes(
        &self,
        session: Session,
    ) -> (Option<&'static AttendanceCode>, Option<&'static AttendanceCode>) {
        let marks = self.marks(session);
        (marks.home.as_deref().and_then(codes::find), marks.host.as_deref().and_then(codes::find))
    }

    /// Returns what both registers say together.
    pub fn reading(&self, session: Session) -> MergedMark {
        self.place_and_reading(session).1
    }

    /// Returns where the pupil is expected, and what both registers say together.
    pub fn place_and_reading(&self, session: Session) -> (ExpectedAt, MergedMark) {
        let place = self.place(session);
        let (home, host) = self.codes(session);
        (place, merged::merged(place, home, host))
    }

    /// Returns the sessions of the direction up to a day, included, in which there is school for
    /// the pupil.
    pub fn sessions(&self, until: NaiveDate) -> impl Iterator<Item = Session> + '_ {
        let end = self.last.map_or(until, |last| last.min(until));
        let days = self
            .first
            .into_iter()
            .flat_map(move |first| first.iter_days().take_while(move |d| *d <= end));
        days.flat_map(|d| [(d, Half::Am), (d, Half::Pm)]).filter(|s| {
            matches!(self.place(*s), ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere)
        })
    }

    /// Returns the sessions of a Monday's week that the host has yet to mark, before today (P-AT3).
    pub fn missing(&self, monday: NaiveDate, today: NaiveDate) -> Vec<Session> {
        let days = monday.iter_days().take(5).flat_map(|d| [(d, Half::Am), (d, Half::Pm)]);
        days.filter(|s| {
            s.0 < today && self.place(*s) == ExpectedAt::Host && self.marks(*s).host.is_none()
        })
        .collect()
    }

    /// Returns the last day on which a reason may replace N: the fifth school day after (SI
    /// 2024/208 reg 10).
    pub fn n_until(&self, day: NaiveDate, side: Side) -> NaiveDate {
        self.schools.calendar(side).add_school_days(day, 5)
    }
}

/// Returns the sessions in which the host's register has the pupil as suspended, recorded or not
/// (P-RV9).
pub fn host_suspensions(case: &Case) -> impl Iterator<Item = Session> + '_ {
    case.marks
        .iter()
        .filter(|(_, marks)| marks.host.as_deref() == Some("E"))
        .map(|(session, _)| *session)
}
