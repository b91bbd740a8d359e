//! The faults of both registers, session by session and of the whole case.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::faults;
use crate::domain::attendance::faults::AttendanceFault;
use crate::domain::attendance::merged::ExpectedAt;
use crate::domain::attendance::registers::Registers;
use crate::domain::case::{Session, Side};
use crate::domain::forms::field;

impl Registers<'_> {
    /// Returns every fault of a session, most serious first. A host's mark is missing from the day
    /// after; a suspension that is recorded is no longer a fault.
    pub fn faults(&self, session: Session, today: NaiveDate) -> Vec<AttendanceFault> {
        let (home, host) = self.codes(session);
        // Where the school that expects the pupil is closed, the other one is open and marks its
        // register all the same: its D is right, and only a mark of the closed school is wrong.
        if self.place(session) == ExpectedAt::Closed {
            let is_wrong = |mark: Option<&AttendanceCode>, side: Side| {
                mark.is_some_and(|c| c.class != CodeClass::Administrative)
                    && !self.schools.calendar(side).is_school_day(session.0)
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

    /// Returns whether what a session counts as rests on a disputed mark: a school has the pupil that
    /// did not expect it, or both have the pupil and cannot both be right.
    pub fn is_disputed(&self, session: Session) -> bool {
        let (home, host) = self.codes(session);
        let faults = faults::judge(self.place(session), home, host, self.host_is_school);
        faults.iter().any(|fault| match fault {
            AttendanceFault::PresentAtBoth
            | AttendanceFault::SuspendedOnOthersDay
            | AttendanceFault::HomeNotD
            | AttendanceFault::HostNotD
            | AttendanceFault::Disagree => true,
            AttendanceFault::NobodyExpected
            | AttendanceFault::SuspendedAtHost
            | AttendanceFault::DAtHome
            | AttendanceFault::DAtHost
            | AttendanceFault::DForNoSchool
            | AttendanceFault::HostMissing
            | AttendanceFault::UnresolvedN(_)
            | AttendanceFault::NoSchoolDay
            | AttendanceFault::OutsideDirection
            | AttendanceFault::BothMain => false,
        })
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
}
