//! Finds the marks that a host has not sent for a week, over all its pupils (P-AT3).

use chrono::NaiveDate;

use crate::domain::attendance::registers::Registers;
use crate::domain::attendance::timetable::half_words;
use crate::domain::calendar::dates;
use crate::domain::case::answers::Answers;
use crate::domain::case::{CaseRef, Half, Session};
use crate::domain::forms::field;

/// One pupil whose marks are missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChasedPupil {
    /// Whose marks are asked for.
    pub case: CaseRef,
    /// The child's name, "" where it is not known.
    pub name: String,
    /// The date of birth.
    pub born: Option<NaiveDate>,
    /// The sessions that the host has yet to mark, in order.
    pub sessions: Vec<Session>,
}

/// Returns what a case's host has yet to mark in a Monday's week, before today.
pub fn missing(registers: &Registers, monday: NaiveDate, today: NaiveDate) -> Option<ChasedPupil> {
    let sessions = registers.missing(monday, today);
    if sessions.is_empty() {
        return None;
    }
    let case = registers.case;
    let name = case.text(field::CHILD_FULL_NAME).to_owned();
    Some(ChasedPupil { case: case.id, name, born: case.date(field::CHILD_DOB), sessions })
}

impl ChasedPupil {
    /// Returns the sessions by day: `Tue 17 Nov am and pm, Thu 19 Nov pm`.
    pub fn to_line(&self) -> String {
        let mut days: Vec<(NaiveDate, Vec<Half>)> = Vec::new();
        for (day, half) in &self.sessions {
            match days.last_mut().filter(|(d, _)| d == day) {
                Some((_, halves)) => halves.push(*half),
                None => days.push((*day, vec![*half])),
            }
        }
        let words = |(day, halves): &(NaiveDate, Vec<Half>)| {
            let halves: Vec<&str> = halves.iter().map(|h| half_words(*h)).collect();
            format!("{} {}", dates::show_short(*day), halves.join(" and "))
        };
        days.iter().map(words).collect::<Vec<_>>().join(", ")
    }
}
