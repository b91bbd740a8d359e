//! Both registers of one case over the calendars of both schools.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::faults::AttendanceFault;
use crate::domain::attendance::merged::{ExpectedAt, MergedMark};
use crate::domain::attendance::timetable::{WeekPlan, half_words};
use crate::domain::attendance::{codes, faults, merged, timetable};
use crate::domain::calendar::{Calendar, dates};
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{first_day, last_day};
use crate::domain::case::{Case, Half, Marks, RowId, Session, Side};
use crate::domain::forms::choice::HostKind;
use crate::domain::forms::{field, table};

/// The calendars of both schools.
#[derive(Debug, Clone, Copy)]
pub struct BothSchools<'a> {
    pub home: &'a Calendar,
    pub host: &'a Calendar,
}

impl<'a> BothSchools<'a> {
    /// Returns the calendars of a case's schools, `unknown` for one whose terms are not stored.
    pub fn of_case(
        case: &Case,
        stored: &'a BTreeMap<String, Calendar>,
        unknown: &'a Calendar,
    ) -> BothSchools<'a> {
        let of = |field| stored.get(case.answer(field).as_text()).unwrap_or(unknown);
        BothSchools { home: of(field::SCHOOL_HOME.id), host: of(field::SCHOOL_HOST.id) }
    }

    /// Returns the calendar of one school.
    pub fn of(&self, side: Side) -> &'a Calendar {
        match side {
            Side::Home => self.home,
            Side::Host => self.host,
        }
    }
}

/// Both registers of a case, with what is worked out once for all its sessions.
pub struct Registers<'a> {
    pub case: &'a Case,
    pub schools: BothSchools<'a>,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
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
    pub fn within(&self, day: NaiveDate) -> bool {
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
        if !self.within(day) {
            return ExpectedAt::Outside;
        }
        match self.week_on(day).at(session) {
            Some(side) if !self.schools.of(side).is_school_day(day) => ExpectedAt::Closed,
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
        let (home, host) = self.codes(session);
        merged::merged(self.place(session), home, host)
    }

    /// Returns every fault of a session, most serious first. A host's mark is missing from the day
    /// after; a suspension that is recorded is no longer a fault.
    pub fn faults(&self, session: Session, today: NaiveDate) -> Vec<AttendanceFault> {
        let (home, host) = self.codes(session);
        // Where the school that expects the pupil is closed, the other one is open and marks its
        // register all the same: its D is right, and only a mark of the closed school is wrong.
        if self.place(session) == ExpectedAt::Closed {
            let is_wrong = |mark: Option<&AttendanceCode>, side: Side| {
                mark.is_some_and(|c| c.class != CodeClass::Administrative)
                    && !self.schools.of(side).is_school_day(session.0)
            };
            let wrong = is_wrong(home, Side::Home) || is_wrong(host, Side::Host);
            return if wrong { vec![AttendanceFault::NoSchoolDay] } else { Vec::new() };
        }
        let mut faults = faults::judge(self.place(session), home, host, self.host_is_school);
        faults.retain(|fault| match fault {
            AttendanceFault::HostMissing => session.0 < today,
            AttendanceFault::SuspendedAtHost => !self.is_recorded(session.0),
            _ => true,
        });
        faults
    }

    /// Returns whether a suspension by the host is recorded for a day.
    pub fn is_recorded(&self, day: NaiveDate) -> bool {
        self.suspended.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// Returns every fault of the case up to today and of every mark, by session.
    pub fn all_faults(&self, today: NaiveDate) -> Vec<(Session, AttendanceFault)> {
        let sessions: BTreeSet<Session> =
            self.sessions(today).chain(self.case.marks.keys().copied()).collect();
        sessions
            .into_iter()
            .flat_map(|s| self.faults(s, today).into_iter().map(move |f| (s, f)))
            .collect()
    }

    /// Returns the fault of the case itself: both schools registered as main.
    pub fn case_fault(&self) -> Option<AttendanceFault> {
        let is_main = |field: &str| matches!(self.case.answer(field).as_text(), "main" | "single");
        (is_main(field::SCHOOL_HOME_ROLL.id) && is_main(field::SCHOOL_HOST_ROLL.id))
            .then_some(AttendanceFault::BothMain)
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
        self.schools.of(side).add_school_days(day, 5)
    }

    /// Reads a typed mark for one register.
    ///
    /// # Errors
    /// A sentence that says why the mark cannot stand there and what to do: before the start, after
    /// the end, no school, not yet come, a withdrawn or unknown code, D where the pupil is not
    /// registered at the host.
    pub fn check(
        &self,
        session: Session,
        side: Side,
        raw: &str,
        today: NaiveDate,
    ) -> Result<&'static AttendanceCode, String> {
        let (day, half) = session;
        let code = codes::parse(raw, session)?;
        self.check_day(day, side)?;
        let shown = || format!("{} {}", dates::show_short(day), half_words(half));
        if code.class == CodeClass::Attending && day > today {
            return Err(format!(
                "{} has not come yet: nobody can be marked present there.",
                shown()
            ));
        }
        if code.code == "D" && !self.host_is_school {
            return Err("D stands only where the pupil is registered at the other place, and this host is no school. Type B, or K where \
                        the council arranged the place."
                .into());
        }
        if !code.stands_at(side) {
            return Err(format!(
                "Code {} ({}) cannot stand in the home register of a pupil on its roll.",
                code.code, code.meaning
            ));
        }
        Ok(code)
    }

    /// Refuses a day on which a school's register takes no mark.
    fn check_day(&self, day: NaiveDate, side: Side) -> Result<(), String> {
        let shown = dates::show_long(day);
        let Some(first) = self.first else {
            return Err("The direction has no first day yet. Record the first day at the host, or answer Start in the passport.".into());
        };
        if day < first {
            return Err(format!(
                "{shown} lies before the first day, {}. Move to a day within the direction.",
                dates::show_short(first)
            ));
        }
        if let Some(last) = self.last.filter(|last| *last < day) {
            return Err(format!(
                "{shown} lies after the last day, {}. Record the continuation first.",
                dates::show_short(last)
            ));
        }
        let word = if side == Side::Home { "home" } else { "host" };
        self.schools
            .of(side)
            .why_closed(day)
            .map_or(Ok(()), |why| Err(format!("No school on {shown} at the {word} school: {why}.")))
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
