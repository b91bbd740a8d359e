//! Term dates of schools, from TOML or iCalendar.

mod calendar;
mod fault;
mod moment;
mod repeat;
mod spans;
#[cfg(test)]
mod tests;
mod title;
mod toml;

use std::collections::BTreeMap;

use crate::documents::decode;
use crate::documents::reading::Reading;
use crate::domain::calendar::Terms;

pub use fault::{TermFault, TermFaults};

/// The largest file read, in bytes.
const MAX_SIZE: usize = 5_000_000;

/// What the officer said of doubtful events, by the line on which each begins: whether the school
/// is closed then.
pub type Answers = BTreeMap<usize, bool>;

/// The term dates of a file and what became of everything in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TermsReading {
    /// The terms and closures of each school.
    pub schools: Vec<Terms>,
    /// What became of each event or entry.
    pub reading: Reading,
}

/// Reads term dates. An iCalendar file says nothing of whose it is: `school` is the id of the
/// school that it belongs to. In TOML every school names itself, and `school` is not used.
///
/// ```toml
/// [[school]]
/// id = "136898"              # URN, or leave it out where the school has none
/// name = "Haybridge High School and Sixth Form"
///
/// [[school.term]]
/// name = "Autumn"            # optional
/// start = 2026-09-01
/// end = 2026-12-18
///
/// [[school.closed]]
/// date = 2026-10-26
/// end = 2026-10-30           # optional: the last day, for more days than one
/// reason = "Half-term"
/// ```
///
/// In iCalendar an event counts where its whole title is made up of known phrases (`Autumn term`,
/// `Half term`, `INSET day`, `Non-pupil days`) and it lasts whole days in London; one that has such
/// a phrase among other words, or hours, is doubtful and counts where `answers` says so. All others
/// are passed over, each by its name. Bank holidays are built in.
///
/// # Errors
/// Every fault with its line; then nothing is read.
pub fn read_terms(
    school: &str,
    bytes: &[u8],
    answers: &Answers,
) -> Result<TermsReading, TermFaults> {
    if bytes.len() > MAX_SIZE {
        return Err(TermFaults::whole(TermFault::TooLarge(MAX_SIZE / 1_000_000)));
    }
    let text = decode(bytes);
    if text.trim().is_empty() {
        return Err(TermFaults::whole(TermFault::Empty));
    }
    let is_calendar = text
        .trim_start()
        .get(..15)
        .is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if is_calendar { calendar::read(school, &text, answers) } else { toml::read(&text) }
}
