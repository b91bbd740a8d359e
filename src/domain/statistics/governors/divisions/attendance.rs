//! By how much of the possible attendance was missed during a direction.

use crate::domain::attendance::figures::Band;
use crate::domain::attendance::{BothSchools, Figures, Registers};
use crate::domain::statistics::governors::counted::{CountedCase, Item};

/// The bands, which do not overlap.
pub(super) const BANDS: &[&str] = &[
    "Severe absence: 50% or more missed",
    "Persistent absence: 10% to under 50% missed",
    "Under 10% missed",
    "No session marked",
];

/// How they are counted.
pub(super) const HOW: &str = "Sessions missed of those possible, from the first day of the direction, by the combined register.";

/// Returns the place of the band up to the day of an item.
pub(super) fn band(of: &CountedCase, item: Item) -> usize {
    let schools = BothSchools { home: of.context.home, host: of.context.host };
    let registers = Registers::new(of.case, schools);
    let mut sum = Figures::default();
    for session in of.case.marks.keys().filter(|session| session.0 <= item.on) {
        let (place, reading) = registers.place_and_reading(*session);
        sum.count(reading, place, true);
    }
    match sum.band() {
        Some(Band::Severe) => 0,
        Some(Band::Persistent) => 1,
        Some(Band::Usual) => 2,
        None => 3,
    }
}
