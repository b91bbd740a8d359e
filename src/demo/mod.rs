//! Forty invented pupils at every stage of a direction, as on an ordinary morning: a handful late,
//! some due today, most calm. Their UPNs have LA 999, so none can be a real one.

mod around;
mod calm;
mod child;
mod full;
mod gaps;
mod marks;
mod path;
mod terms;
#[cfg(test)]
mod tests;
mod write;

use chrono::NaiveDate;

use crate::demo::around::SchoolDays;
use crate::documents::schools;
use crate::domain::calendar::Terms;
use crate::domain::case::{Case, stage};
use crate::domain::school::School;

/// Invented names, for whoever needs many pupils.
pub const FIRST: [&str; 20] = [
    "Bailey", "Daniel", "Maisie", "Tom", "Aman", "Zoë", "Māia", "Jack", "Ellie", "Reece", "Chloe",
    "Omar", "Freya", "Kian", "Lola", "Ryan", "Isla", "Josh", "Amber", "Leon",
];
/// Invented surnames.
pub const LAST: [&str; 20] = [
    "Ashworth",
    "Okafor",
    "Price",
    "Evans",
    "Singh",
    "Brontë-Hill",
    "Kahu",
    "Turner",
    "Dyer",
    "Cole",
    "Nash",
    "Haddad",
    "Lund",
    "Byrne",
    "Frost",
    "Walsh",
    "Reid",
    "Moss",
    "Field",
    "Grant",
];

/// How many cases there are.
const CASES: usize = 40;

/// The case of which only the bare decision is recorded.
const BARE: usize = 4;

/// The case that has run for weeks with hardly anything written down.
const NEGLECTED: usize = 5;

/// The case that is answered through and through.
const THROUGH: usize = 13;

/// The case in which nobody has asked what the child needs, nor whether it is on the roll.
const NOT_ASKED: usize = 19;

/// Returns invented term dates for most of the demo's schools.
pub fn terms(today: NaiveDate) -> Vec<Terms> {
    let ids: Vec<String> = schools::built_in().into_iter().map(|s| s.id).collect();
    terms::terms(&ids, today)
}

/// Returns the demo cases as they stand on a day.
pub fn cases(today: NaiveDate) -> Vec<Case> {
    let schools = schools::built_in();
    let known = terms(today);
    let terms_of =
        |school: &School| known.iter().find(|t| t.school == school.id).cloned().unwrap_or_default();
    let one = |n: usize| {
        let (home, host) = child::schools(n, schools.len());
        let (home, host) = (schools.get(home)?, schools.get(host)?);
        let days = SchoolDays::new(today, &terms_of(home), &terms_of(host));
        let mut case = child::one(n, today, home);
        path::walk(&mut case, n, &host.id, &days);
        if let Some(first) = stage::first_day(&case).filter(|_| n == THROUGH) {
            full::answer(&mut case, first, &days);
        }
        gaps::show(&mut case, n, &days);
        Some(case)
    };
    (0..CASES).filter_map(one).collect()
}
