//! What the register's type of establishment says of a school, in the words of the record.

use crate::domain::forms::choice::{HomeKind, HostKind};
use crate::domain::school::School;

/// Types of schools that the local authority maintains.
const MAINTAINED: [&str; 4] = [
    "community school",
    "voluntary aided school",
    "voluntary controlled school",
    "foundation school",
];

/// Words by which a type of establishment is known to be a trust's.
const OF_A_TRUST: [&str; 5] = [
    "academy",
    "free school",
    "university technical college",
    "studio school",
    "city technology college",
];

/// Returns whether the register has the school as a trust's, whatever it teaches: an academy, a free
/// school or another of their kinds.
pub(in crate::domain::rules) fn is_of_a_trust(school: &School) -> bool {
    kind_is(school, &OF_A_TRUST)
}

/// Returns whether the register's type has one of these words in it.
fn kind_is(school: &School, words: &[&str]) -> bool {
    let kind = school.kind.to_lowercase();
    words.iter().any(|word| kind.contains(word))
}

/// Returns whether the register's type fits a kind of home school; none where the register does
/// not say. A trust's special school fits both of its names.
pub(super) fn fits_home(school: &School, typed: HomeKind) -> Option<bool> {
    let (is_special, is_pru) =
        (kind_is(school, &["special"]), kind_is(school, &["pupil referral unit"]));
    let of_a_trust = is_of_a_trust(school);
    let known = of_a_trust || is_special || is_pru || kind_is(school, &MAINTAINED);
    known.then_some(match typed {
        HomeKind::Academy => of_a_trust,
        HomeKind::Special => is_special,
        HomeKind::Pru => is_pru,
        HomeKind::Maintained => !of_a_trust && !is_special && !is_pru,
    })
}

/// Returns whether the register's type fits a kind of host; none where the register does not
/// say. What stands in the register as a school is no provision outside one.
pub(super) fn fits_host(school: &School, typed: HostKind) -> Option<bool> {
    let is_pru = kind_is(school, &["pupil referral unit"]);
    let is_provision = kind_is(school, &["alternative provision"]);
    let is_school = is_of_a_trust(school) || kind_is(school, &MAINTAINED);
    (is_pru || is_provision || is_school).then_some(match typed {
        HostKind::Pru => is_pru,
        HostKind::ApSchool => is_provision,
        HostKind::School => !is_pru && !is_provision,
        HostKind::ApOther => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_held_against_the_registers_type() {
        let of = |kind: &str| School { kind: kind.into(), ..School::default() };
        for (kind, typed, fits) in [
            ("Academy converter", HomeKind::Maintained, Some(false)),
            ("Academy converter", HomeKind::Academy, Some(true)),
            ("Free schools", HomeKind::Academy, Some(true)),
            ("Academy special converter", HomeKind::Special, Some(true)),
            ("Academy special converter", HomeKind::Academy, Some(true)),
            ("Academy special converter", HomeKind::Maintained, Some(false)),
            ("Community school", HomeKind::Maintained, Some(true)),
            ("Voluntary aided school", HomeKind::Academy, Some(false)),
            ("Community special school", HomeKind::Maintained, Some(false)),
            ("Pupil referral unit", HomeKind::Pru, Some(true)),
            ("Other independent school", HomeKind::Maintained, None),
            ("", HomeKind::Academy, None),
        ] {
            assert_eq!(fits_home(&of(kind), typed), fits, "{kind} {typed:?}");
        }
        for (kind, typed, fits) in [
            ("Pupil referral unit", HostKind::School, Some(false)),
            ("Academy alternative provision converter", HostKind::School, Some(false)),
            ("Academy alternative provision converter", HostKind::ApSchool, Some(true)),
            ("Academy converter", HostKind::School, Some(true)),
            ("Academy converter", HostKind::ApOther, Some(false)),
            ("", HostKind::ApOther, None),
        ] {
            assert_eq!(fits_host(&of(kind), typed), fits, "{kind} {typed:?}");
        }
    }
}
