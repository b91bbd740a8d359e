//! The table of attendance faults: what is wrong with a session's two marks, what to do, and which
//! letter asks for it.

mod text;
mod two_marks;

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
pub use crate::domain::attendance::faults::text::FaultText;
use crate::domain::attendance::faults::two_marks::TwoMarks;
use crate::domain::attendance::merged::ExpectedAt;
use crate::domain::case::Side;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttendanceFault {
    /// D stands in both registers: no school expected the pupil (P-AT1, P-LE4).
    NobodyExpected,
    /// Both schools say that the pupil was with them.
    PresentAtBoth,
    /// The host has the pupil as suspended, and no suspension is recorded (P-RV9).
    SuspendedAtHost,
    /// A suspension is marked in a session of the other school.
    SuspendedOnOthersDay,
    /// The home register has something else than D in a session of the host.
    HomeNotD,
    /// The host has something else than D in a session of the home school.
    HostNotD,
    /// The home register has D in its own session.
    DAtHome,
    /// The host has D in its own session.
    DAtHost,
    /// D stands, and the host is no school: nobody is registered there.
    DForNoSchool,
    /// A host that is no school and the home register differ on who attended (P-AT3).
    Disagree,
    /// The host's mark is missing (P-AT3).
    HostMissing,
    /// This register has N: the reason is not known yet (SI 2024/208 reg 10).
    UnresolvedN(Side),
    /// A mark stands on a day without school.
    NoSchoolDay,
    /// A mark stands before the first day or after the last.
    OutsideDirection,
    /// Of the case, not of one session.
    BothMain,
}

impl AttendanceFault {
    /// Every fault, most serious first.
    pub const ALL: [AttendanceFault; 16] = [
        AttendanceFault::NobodyExpected,
        AttendanceFault::PresentAtBoth,
        AttendanceFault::SuspendedAtHost,
        AttendanceFault::SuspendedOnOthersDay,
        AttendanceFault::HomeNotD,
        AttendanceFault::HostNotD,
        AttendanceFault::DAtHome,
        AttendanceFault::DAtHost,
        AttendanceFault::DForNoSchool,
        AttendanceFault::Disagree,
        AttendanceFault::HostMissing,
        AttendanceFault::UnresolvedN(Side::Home),
        AttendanceFault::UnresolvedN(Side::Host),
        AttendanceFault::NoSchoolDay,
        AttendanceFault::OutsideDirection,
        AttendanceFault::BothMain,
    ];

    /// Returns what is wrong in words, what to do and which letter asks for it.
    pub fn about(self) -> FaultText {
        match self {
            AttendanceFault::NobodyExpected => text::NOBODY_EXPECTED,
            AttendanceFault::PresentAtBoth => text::PRESENT_AT_BOTH,
            AttendanceFault::SuspendedAtHost => text::SUSPENDED_AT_HOST,
            AttendanceFault::SuspendedOnOthersDay => text::SUSPENDED_ON_OTHERS_DAY,
            AttendanceFault::HomeNotD => text::HOME_NOT_D,
            AttendanceFault::HostNotD => text::HOST_NOT_D,
            AttendanceFault::DAtHome => text::D_AT_HOME,
            AttendanceFault::DAtHost => text::D_AT_HOST,
            AttendanceFault::DForNoSchool => text::D_FOR_NO_SCHOOL,
            AttendanceFault::Disagree => text::DISAGREE,
            AttendanceFault::HostMissing => text::HOST_MISSING,
            AttendanceFault::UnresolvedN(Side::Home) => text::UNRESOLVED_N_HOME,
            AttendanceFault::UnresolvedN(Side::Host) => text::UNRESOLVED_N_HOST,
            AttendanceFault::NoSchoolDay => text::NO_SCHOOL_DAY,
            AttendanceFault::OutsideDirection => text::OUTSIDE_DIRECTION,
            AttendanceFault::BothMain => text::BOTH_MAIN,
        }
    }
}

/// Returns every fault of two marks, most serious first. `host_is_school` is whether the pupil is
/// registered at the host.
pub fn judge(
    place: ExpectedAt,
    home: Option<&'static AttendanceCode>,
    host: Option<&'static AttendanceCode>,
    host_is_school: bool,
) -> Vec<AttendanceFault> {
    let any = [home, host].into_iter().flatten().any(|c| c.class != CodeClass::Administrative);
    match place {
        ExpectedAt::Outside if any => vec![AttendanceFault::OutsideDirection],
        ExpectedAt::Closed if any => vec![AttendanceFault::NoSchoolDay],
        ExpectedAt::Outside | ExpectedAt::Closed => Vec::new(),
        ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere => {
            TwoMarks { place, home, host, host_is_school }.faults()
        }
    }
}
