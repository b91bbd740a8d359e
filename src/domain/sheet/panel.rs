//! The figures of the Fair Access Panel: what each school took, gave and had returned in a time, by
//! year group.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::AddAssign;

use chrono::NaiveDate;

use crate::domain::case::Case;
use crate::domain::case::answers::Answers;
use crate::domain::case::stage::{Stage, stage};
use crate::domain::forms::choice::EndHow;
use crate::domain::forms::{field, table};

/// How the figures are counted, a sentence each.
pub const HOW_COUNTED: [&str; 4] = [
    "Given: pupils whose first day at a host is in the time, by their home school.",
    "Taken: the same pupils, by their host.",
    "Returned: pupils whose direction ended in the time with a return or by the host. They count as returned to the home school and as returned by the host.",
    "Balance: taken and returned to the school, less given and returned by it. Weightings are not part of it.",
];

/// What one school took, gave and had returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PanelCounts {
    /// Pupils it took as the host.
    pub taken: i64,
    /// Pupils it gave as the home school.
    pub given: i64,
    /// Pupils who came back to it.
    pub returned_to: i64,
    /// Pupils whom it returned as the host.
    pub returned_by: i64,
}

impl PanelCounts {
    /// Returns how many more pupils came than went.
    pub fn balance(self) -> i64 {
        self.taken + self.returned_to - self.given - self.returned_by
    }
}

impl AddAssign for PanelCounts {
    fn add_assign(&mut self, other: PanelCounts) {
        self.taken += other.taken;
        self.given += other.given;
        self.returned_to += other.returned_to;
        self.returned_by += other.returned_by;
    }
}

/// The figures by school id and year group; none is a year group that nobody has answered.
pub type PanelFigures = BTreeMap<(String, Option<i64>), PanelCounts>;

/// Counts a case into the figures of a time, both days included.
pub fn count(figures: &mut PanelFigures, case: &Case, from: NaiveDate, to: NaiveDate) {
    let within = |day: Option<NaiveDate>| day.is_some_and(|day| (from..=to).contains(&day));
    let started =
        case.rows(table::EVENT_START).filter_map(|(_, r)| r.date(field::START_ON)).next_back();
    let ended = case.rows(table::EVENT_END).filter_map(|(_, r)| r.date(field::END_ON)).next_back();
    let went_back = matches!(stage(case), Stage::Ended(EndHow::Returned | EndHow::HostEnded))
        && started.is_some();
    let year = case.answer(field::CHILD_YEAR_GROUP).as_number();
    let mut add = |school: &str, counts: PanelCounts| {
        if !school.is_empty() && counts != PanelCounts::default() {
            *figures.entry((school.to_owned(), year)).or_default() += counts;
        }
    };
    let (begun, back) = (i64::from(within(started)), i64::from(went_back && within(ended)));
    let home = PanelCounts { given: begun, returned_to: back, ..PanelCounts::default() };
    let host = PanelCounts { taken: begun, returned_by: back, ..PanelCounts::default() };
    add(case.school(field::SCHOOL_HOME), home);
    add(case.school(field::SCHOOL_HOST), host);
}
