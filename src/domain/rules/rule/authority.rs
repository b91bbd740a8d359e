//! Where a rule comes from, whom it binds, and by which day of a direction its edition is chosen.

/// Where a rule comes from. A protocol may ask for more than the law, never for less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Authority {
    /// The law.
    Statute,
    /// Statutory guidance, to which a school must have regard: neither law nor the protocol.
    Guidance,
    /// The authority's protocol.
    Protocol,
    /// Good practice, which nobody prescribes.
    Practice,
}

impl Authority {
    /// Returns the word on screen.
    pub fn label(self) -> &'static str {
        match self {
            Authority::Statute => "statute",
            Authority::Guidance => "guidance",
            Authority::Protocol => "protocol",
            Authority::Practice => "practice",
        }
    }
}

/// Whom a rule binds. The regulations came to academies and pupil referral units on 26 July 2026
/// (`BOUND_FROM`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppliesTo {
    /// Every home school.
    Everyone,
    /// Home schools under the regulations: maintained ones, and from 26 July 2026 the others.
    Bound,
    /// Home schools outside the regulations: academies and pupil referral units before that day.
    Unbound,
}

/// The day of the direction that chooses the edition of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionDate {
    /// The first day: what had to be done before it.
    FirstDay,
    /// The last day: a direction that goes on into a new edition comes under it.
    LastDay,
}
