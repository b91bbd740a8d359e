//! Merges the two marks of one session, depending on where the pupil was expected. Each pair of
//! codes has exactly one reading.

use crate::domain::attendance::codes::{AttendanceCode, CodeClass};

/// Where a pupil is expected in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpectedAt {
    /// At the home school.
    Home,
    /// At the host.
    Host,
    /// Within the direction, but the timetable leaves the session free.
    Nowhere,
    /// The school that would expect the pupil is closed, or both are.
    Closed,
    /// Before the first day or after the last.
    Outside,
}

impl ExpectedAt {
    /// Every place, for tables and tests.
    pub const ALL: [ExpectedAt; 5] = [
        ExpectedAt::Home,
        ExpectedAt::Host,
        ExpectedAt::Nowhere,
        ExpectedAt::Closed,
        ExpectedAt::Outside,
    ];

    /// Returns the word on screen.
    pub fn label(self) -> &'static str {
        match self {
            ExpectedAt::Home => "home",
            ExpectedAt::Host => "host",
            ExpectedAt::Nowhere => "free",
            ExpectedAt::Closed => "closed",
            ExpectedAt::Outside => "-",
        }
    }
}

/// The merged reading of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MergedMark {
    /// The mark that counts.
    Mark(&'static AttendanceCode),
    /// No register says anything yet.
    Unmarked,
    /// Both say D: nobody expected the pupil.
    Gap,
    /// Two different marks, and no timetable that says which school's counts.
    Conflict,
    /// Outside the direction or without school: nothing is counted.
    NotExpected,
}

impl MergedMark {
    /// Returns the mark on screen: the code, or a sign whose word stands beside it in the key.
    pub fn sign(self) -> &'static str {
        match self {
            MergedMark::Mark(code) => code.code,
            MergedMark::Unmarked => "·",
            MergedMark::Gap => "!!",
            MergedMark::Conflict => "?",
            MergedMark::NotExpected => "",
        }
    }

    /// Returns the reading in words.
    pub fn description(self) -> &'static str {
        match self {
            MergedMark::Mark(code) => code.meaning,
            MergedMark::Unmarked => "not marked",
            MergedMark::Gap => "neither school expected the pupil",
            MergedMark::Conflict => "two marks that differ",
            MergedMark::NotExpected => "not counted",
        }
    }
}

/// Returns what two marks say together.
///
/// The mark that is not D counts. Where both schools claim the pupil, that of the school which
/// expects the pupil counts, and a fault says so; a planned closure at one school never hides the
/// other's mark.
pub fn merged(
    place: ExpectedAt,
    home: Option<&'static AttendanceCode>,
    host: Option<&'static AttendanceCode>,
) -> MergedMark {
    let (own, other) = match place {
        ExpectedAt::Outside | ExpectedAt::Closed => return MergedMark::NotExpected,
        ExpectedAt::Home | ExpectedAt::Nowhere => (home, host),
        ExpectedAt::Host => (host, home),
    };
    let claim = |mark: Option<&'static AttendanceCode>| mark.filter(|c| c.claims());
    match (claim(own), claim(other)) {
        (Some(own), Some(other)) if place == ExpectedAt::Nowhere && own != other => {
            MergedMark::Conflict
        }
        (Some(mark), _) | (None, Some(mark)) => MergedMark::Mark(mark),
        (None, None) => unclaimed(own, other),
    }
}

/// Returns the reading where neither school claims the pupil.
fn unclaimed(
    own: Option<&'static AttendanceCode>,
    other: Option<&'static AttendanceCode>,
) -> MergedMark {
    let administrative =
        [own, other].into_iter().flatten().find(|c| c.class == CodeClass::Administrative);
    if let Some(code) = administrative {
        return MergedMark::Mark(code);
    }
    if own.is_some() && other.is_some() { MergedMark::Gap } else { MergedMark::Unmarked }
}
