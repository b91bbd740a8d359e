//! The table of attendance faults: what is wrong with a session's two marks, what to do, and which
//! letter asks for it.

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};
use crate::domain::attendance::merged::ExpectedAt;
use crate::domain::case::Side;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttendanceFault {
    NobodyExpected,
    PresentAtBoth,
    SuspendedAtHost,
    SuspendedOnOthersDay,
    HomeNotD,
    HostNotD,
    DAtHome,
    DAtHost,
    DForNoSchool,
    Disagree,
    HostMissing,
    UnresolvedN(Side),
    NoSchoolDay,
    OutsideDirection,
    /// Of the case, not of one session.
    BothMain,
}

/// A fault's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultText {
    /// Short, for a list: no capital, no full stop.
    pub words: &'static str,
    /// What the officer does about it, a sentence.
    pub todo: &'static str,
    /// The paper that asks for it, by its kind.
    pub letter: Option<&'static str>,
    pub cites: &'static str,
}

const fn about(
    words: &'static str,
    todo: &'static str,
    letter: Option<&'static str>,
    cites: &'static str,
) -> FaultText {
    FaultText { words, todo, letter, cites }
}

/// The letter to the host that asks for marks.
const CHASE: Option<&str> = Some("chase");

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
            AttendanceFault::NobodyExpected => about(
                "both D: nobody expected the pupil",
                "Find out where the pupil was, today: this is a safeguarding matter. Then the school that the timetable names marks it.",
                CHASE,
                "P-AT1; P-LE4",
            ),
            AttendanceFault::PresentAtBoth => about(
                "present at both schools",
                "Ask both schools who saw the pupil. The other school marks D.",
                CHASE,
                "P-AT1; P-AT2",
            ),
            AttendanceFault::SuspendedAtHost => about(
                "suspended at the host",
                "Record the suspension by the host and call an emergency review.",
                Some("suspension-notice"),
                "P-RV9",
            ),
            AttendanceFault::SuspendedOnOthersDay => about(
                "suspended on the other school's day",
                "A suspension is not marked in sessions due at the other school. Put D back there.",
                CHASE,
                "DfE census guide, second hand",
            ),
            AttendanceFault::HomeNotD => about(
                "home not D in a host session",
                "Have the home register corrected to D for this session.",
                None,
                "P-AT1",
            ),
            AttendanceFault::HostNotD => about(
                "host not D in a home session",
                "Ask the host for D in this session, or change the timetable if it no longer holds.",
                CHASE,
                "P-LE4",
            ),
            AttendanceFault::DAtHome => about(
                "D at home in a home session",
                "The pupil was due at home. Mark what happened, or change the timetable.",
                None,
                "P-LE4",
            ),
            AttendanceFault::DAtHost => about(
                "D at the host in a host session",
                "The host says that the pupil was due at home. Ask it for the real mark, or change the timetable.",
                CHASE,
                "P-AT2; P-LE4",
            ),
            AttendanceFault::DForNoSchool => about(
                "D for a host that is no school",
                "Nobody is registered there, so D cannot stand. Mark B where the pupil attended, K where the council arranged the place.",
                None,
                "SI 2024/208 reg 10",
            ),
            AttendanceFault::Disagree => about(
                "home and host differ on who attended",
                "The home register is the one that counts. Ask the host what happened, then correct one of them.",
                CHASE,
                "P-AT3",
            ),
            AttendanceFault::HostMissing => {
                about("host mark missing", "Ask the host for the mark.", CHASE, "P-AT3")
            }
            AttendanceFault::UnresolvedN(Side::Home) => about(
                "N at home: reason not known",
                "Find the reason within five school days; after that it is O.",
                None,
                "SI 2024/208 reg 10",
            ),
            AttendanceFault::UnresolvedN(Side::Host) => about(
                "N at the host: reason not known",
                "Ask the host for the reason within five school days; after that it is O.",
                CHASE,
                "SI 2024/208 reg 10; P-AT3",
            ),
            AttendanceFault::NoSchoolDay => about(
                "mark on a day without school",
                "Clear the mark, or correct the school's term dates.",
                None,
                "practice",
            ),
            AttendanceFault::OutsideDirection => about(
                "mark outside the direction",
                "Clear the mark, or correct the first or last day.",
                None,
                "P-AT1",
            ),
            AttendanceFault::BothMain => about(
                "both schools registered as main",
                "The home school stays main and the host is subsidiary. Ask the school that is wrong to change it.",
                None,
                "P-AT1; P-AT2",
            ),
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
    let mut out = Vec::new();
    let mut add = |wrong: bool, fault: AttendanceFault| {
        if wrong {
            out.push(fault);
        }
    };
    let claims = |mark: Option<&AttendanceCode>| mark.is_some_and(AttendanceCode::claims);
    let attends = |mark: Option<&AttendanceCode>| mark.is_some_and(|c| c.class.attends());
    let is = |mark: Option<&AttendanceCode>, code: &str| mark.is_some_and(|c| c.code == code);
    let any = [home, host].into_iter().flatten().any(|c| c.class != CodeClass::Administrative);
    match place {
        ExpectedAt::Outside => {
            add(any, AttendanceFault::OutsideDirection);
            return out;
        }
        ExpectedAt::Closed => {
            add(any, AttendanceFault::NoSchoolDay);
            return out;
        }
        ExpectedAt::Home | ExpectedAt::Host | ExpectedAt::Nowhere => {}
    }
    let (home_d, host_d) = (is(home, "D"), is(host, "D"));
    let both_d = home_d && host_d;
    // Where the host is no school, the home register follows the host's with an approved activity;
    // that is no second presence.
    let seen_at_home = if host_is_school {
        attends(home)
    } else {
        home.is_some_and(|c| c.class == CodeClass::Attending)
    };
    let at_both = seen_at_home && attends(host);
    let (at_home, at_host) = (place == ExpectedAt::Home, place == ExpectedAt::Host);
    add(both_d, AttendanceFault::NobodyExpected);
    add(at_both, AttendanceFault::PresentAtBoth);
    add(is(host, "E"), AttendanceFault::SuspendedAtHost);
    add(
        (at_host && host_is_school && is(home, "E")) || (at_home && is(host, "E")),
        AttendanceFault::SuspendedOnOthersDay,
    );
    add(
        at_host && host_is_school && claims(home) && !at_both && !is(home, "E"),
        AttendanceFault::HomeNotD,
    );
    add(
        at_home && host_is_school && claims(host) && !at_both && !is(host, "E"),
        AttendanceFault::HostNotD,
    );
    add(at_home && home_d && !both_d, AttendanceFault::DAtHome);
    add(at_host && host_d && !both_d, AttendanceFault::DAtHost);
    add(!host_is_school && (home_d || host_d), AttendanceFault::DForNoSchool);
    add(
        at_host
            && !host_is_school
            && claims(home)
            && claims(host)
            && attends(home) != attends(host),
        AttendanceFault::Disagree,
    );
    add(at_host && host.is_none(), AttendanceFault::HostMissing);
    add(is(home, "N"), AttendanceFault::UnresolvedN(Side::Home));
    add(is(host, "N"), AttendanceFault::UnresolvedN(Side::Host));
    out
}
