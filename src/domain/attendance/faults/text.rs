//! What each fault is called, what to do about it, and which letter asks for it.

/// A fault's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultText {
    /// Short, for a list: no capital, no full stop.
    pub words: &'static str,
    /// What the officer does about it, a sentence.
    pub todo: &'static str,
    /// The paper that asks for it, by its kind.
    pub letter: Option<&'static str>,
    /// The requirement or the regulation behind it.
    pub cites: &'static str,
}

pub(super) const fn about(
    words: &'static str,
    todo: &'static str,
    letter: Option<&'static str>,
    cites: &'static str,
) -> FaultText {
    FaultText { words, todo, letter, cites }
}

/// The letter to the host that asks for marks.
const CHASE: Option<&str> = Some("chase");

pub(super) const NOBODY_EXPECTED: FaultText = about(
    "both D: neither school expected the pupil",
    "Find out where the pupil was, today: this is a safeguarding matter. Then the school that the timetable names marks it.",
    CHASE,
    "P-AT1; P-LE4",
);
pub(super) const PRESENT_AT_BOTH: FaultText = about(
    "present at both schools",
    "Ask both schools who saw the pupil. The other school marks D.",
    CHASE,
    "P-AT1; P-AT2",
);
pub(super) const SUSPENDED_AT_HOST: FaultText = about(
    "suspended at the host",
    "Record the suspension by the host and call an emergency review.",
    Some("suspension-notice"),
    "P-RV9",
);
pub(super) const SUSPENDED_ON_OTHERS_DAY: FaultText = about(
    "suspended on the other school's day",
    "A suspension is not marked in sessions due at the other school. Put D back there.",
    CHASE,
    "DfE census guide, second hand",
);
pub(super) const HOME_NOT_D: FaultText = about(
    "home not D in a host session",
    "Have the home register corrected to D for this session.",
    None,
    "P-AT1",
);
pub(super) const HOST_NOT_D: FaultText = about(
    "host not D in a home session",
    "Ask the host for D in this session, or change the timetable if it is out of date.",
    CHASE,
    "P-LE4",
);
pub(super) const D_AT_HOME: FaultText = about(
    "D at home in a home session",
    "The pupil was due at home. Mark what happened, or change the timetable.",
    None,
    "P-LE4",
);
pub(super) const D_AT_HOST: FaultText = about(
    "D at the host in a host session",
    "The host says that the pupil was due at home. Ask it for the real mark, or change the timetable.",
    CHASE,
    "P-AT2; P-LE4",
);
pub(super) const D_FOR_NO_SCHOOL: FaultText = about(
    "D for a host that is no school",
    "The host has no register, so D is wrong. Use B if the pupil attended, K if the council arranged the place.",
    None,
    "SI 2024/208 reg 10",
);
pub(super) const DISAGREE: FaultText = about(
    "home and host differ on who attended",
    "The home register is the one that counts. Ask the host what happened, then correct one of them.",
    CHASE,
    "P-AT3",
);
pub(super) const HOST_MISSING: FaultText =
    about("host mark missing", "Ask the host for the mark.", CHASE, "P-AT3");
pub(super) const UNRESOLVED_N_HOME: FaultText = about(
    "N at home: reason not known",
    "Find the reason within five school days; after that it is O.",
    None,
    "SI 2024/208 reg 10",
);
pub(super) const UNRESOLVED_N_HOST: FaultText = about(
    "N at the host: reason not known",
    "Ask the host for the reason within five school days; after that it is O.",
    CHASE,
    "SI 2024/208 reg 10; P-AT3",
);
pub(super) const NO_SCHOOL_DAY: FaultText = about(
    "mark on a day without school",
    "Clear the mark, or correct the school's term dates.",
    None,
    "practice",
);
pub(super) const OUTSIDE_DIRECTION: FaultText = about(
    "mark outside the direction",
    "Clear the mark, or correct the first or last day.",
    None,
    "P-AT1",
);
pub(super) const BOTH_MAIN: FaultText = about(
    "both schools registered as main",
    "The home school stays main and the host is subsidiary. Ask the school that is wrong to change it.",
    None,
    "P-AT1; P-AT2",
);
