//! The faults of two marks of one session.

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::faults::AttendanceFault;
use crate::domain::attendance::merged::ExpectedAt;
use crate::domain::case::Side;

/// The marks of one session in which some school has the pupil.
#[derive(Clone, Copy)]
pub(super) struct TwoMarks {
    pub(super) place: ExpectedAt,
    pub(super) home: Option<&'static AttendanceCode>,
    pub(super) host: Option<&'static AttendanceCode>,
    pub(super) host_is_school: bool,
}

impl TwoMarks {
    pub(super) fn faults(self) -> Vec<AttendanceFault> {
        let TwoMarks { place, home, host, host_is_school } = self;
        let claims = |mark: Option<&AttendanceCode>| mark.is_some_and(AttendanceCode::claims);
        let attends = |mark: Option<&AttendanceCode>| mark.is_some_and(|c| c.class.attends());
        let is = |mark: Option<&AttendanceCode>, code: &str| mark.is_some_and(|c| c.code == code);
        let (at_home, at_host) = (place == ExpectedAt::Home, place == ExpectedAt::Host);
        let (home_d, host_d) = (is(home, "D"), is(host, "D"));
        let both_d = home_d && host_d;
        let at_both = self.is_at_both();
        let differ = attends(home) != attends(host);
        let all = [
            (both_d, AttendanceFault::NobodyExpected),
            (at_both, AttendanceFault::PresentAtBoth),
            (is(host, "E"), AttendanceFault::SuspendedAtHost),
            (
                (at_host && host_is_school && is(home, "E")) || (at_home && is(host, "E")),
                AttendanceFault::SuspendedOnOthersDay,
            ),
            (
                at_host && host_is_school && claims(home) && !at_both && !is(home, "E"),
                AttendanceFault::HomeNotD,
            ),
            (
                at_home && host_is_school && claims(host) && !at_both && !is(host, "E"),
                AttendanceFault::HostNotD,
            ),
            (at_home && home_d && !both_d, AttendanceFault::DAtHome),
            (at_host && host_d && !both_d, AttendanceFault::DAtHost),
            (!host_is_school && (home_d || host_d), AttendanceFault::DForNoSchool),
            (
                at_host && !host_is_school && claims(home) && claims(host) && differ,
                AttendanceFault::Disagree,
            ),
            (at_host && host.is_none(), AttendanceFault::HostMissing),
            (is(home, "N"), AttendanceFault::UnresolvedN(Side::Home)),
            (is(host, "N"), AttendanceFault::UnresolvedN(Side::Host)),
        ];
        all.into_iter().filter(|(wrong, _)| *wrong).map(|(_, fault)| fault).collect()
    }

    /// Returns whether both schools say that the pupil was with them.
    fn is_at_both(self) -> bool {
        // Where the host is no school, the home register follows the host's with an approved
        // activity; that is no second presence.
        let seen_at_home = self.home.is_some_and(|code| {
            if self.host_is_school {
                code.class.attends()
            } else {
                code.class == CodeClass::Attending
            }
        });
        seen_at_home && self.host.is_some_and(|code| code.class.attends())
    }
}
