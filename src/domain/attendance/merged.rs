//! What two marks of one session say together, by where the pupil was expected. Each pair of codes has one reading.

use crate::domain::attendance::codes::{Class, Code};

/// Where a pupil is expected in a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Place {
    Home,
    Host,
    /// Within the direction, but the timetable leaves the session free.
    Nowhere,
    /// The school that would expect the pupil is closed, or both are.
    Closed,
    /// Before the first day or after the last.
    Outside,
}

impl Place {
    /// Every place, for tables and tests.
    pub const ALL: [Place; 5] = [Place::Home, Place::Host, Place::Nowhere, Place::Closed, Place::Outside];

    /// Returns the word on screen.
    pub fn word(self) -> &'static str {
        match self {
            Place::Home => "home",
            Place::Host => "host",
            Place::Nowhere => "free",
            Place::Closed => "closed",
            Place::Outside => "-",
        }
    }
}

/// The merged reading of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The mark that counts.
    Mark(&'static Code),
    /// No register says anything yet.
    Unmarked,
    /// Both say D: nobody expected the pupil.
    Gap,
    /// Two different marks, and no timetable that says which school's counts.
    Conflict,
    /// Outside the direction or without school: nothing is counted.
    NotExpected,
}

impl Reading {
    /// Returns the mark on screen: the code, or a sign whose word stands beside it in the key.
    pub fn sign(self) -> &'static str {
        match self {
            Reading::Mark(code) => code.code,
            Reading::Unmarked => "·",
            Reading::Gap => "!!",
            Reading::Conflict => "?",
            Reading::NotExpected => "",
        }
    }

    /// Returns the reading in words.
    pub fn words(self) -> &'static str {
        match self {
            Reading::Mark(code) => code.meaning,
            Reading::Unmarked => "not marked",
            Reading::Gap => "nobody expected the pupil",
            Reading::Conflict => "two marks that differ",
            Reading::NotExpected => "not counted",
        }
    }
}

/// Returns what two marks say together.
///
/// The mark that is not D counts. Where both schools claim the pupil, that of the school which expects the pupil counts, and a fault says
/// so; a planned closure at one school never hides the other's mark.
pub fn merged(place: Place, home: Option<&'static Code>, host: Option<&'static Code>) -> Reading {
    let (own, other) = match place {
        Place::Outside | Place::Closed => return Reading::NotExpected,
        Place::Home | Place::Nowhere => (home, host),
        Place::Host => (host, home),
    };
    let claim = |mark: Option<&'static Code>| mark.filter(|c| c.claims());
    match (claim(own), claim(other)) {
        (Some(own), Some(other)) if place == Place::Nowhere && own != other => Reading::Conflict,
        (Some(mark), _) | (None, Some(mark)) => Reading::Mark(mark),
        (None, None) => unclaimed(own, other),
    }
}

/// Returns the reading where neither school claims the pupil.
fn unclaimed(own: Option<&'static Code>, other: Option<&'static Code>) -> Reading {
    let administrative = [own, other].into_iter().flatten().find(|c| c.class == Class::Administrative);
    if let Some(code) = administrative {
        return Reading::Mark(code);
    }
    if own.is_some() && other.is_some() { Reading::Gap } else { Reading::Unmarked }
}
