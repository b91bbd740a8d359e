//! What is read of all tables of a file, as it grows.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::documents::cleaned;
use crate::documents::place::FilePlace;
use crate::documents::reading::Reading;
use crate::documents::registers::fault::{RegisterFault, RegisterFaults};
use crate::documents::registers::sheet::RegisterPupil;
use crate::domain::attendance::codes;
use crate::domain::attendance::codes::AttendanceCode;
use crate::domain::case::Session;

/// What is read of all tables of a file, as it grows.
#[derive(Default)]
pub(super) struct Gathered {
    pub pupils: Vec<RegisterPupil>,
    /// The place of each pupil by UPN, name in small letters and birthday.
    pub known: HashMap<(String, String, Option<NaiveDate>), usize>,
    pub faults: RegisterFaults,
    pub reading: Reading,
    /// How many marks there are so far.
    pub marks: usize,
}

/// Reads one mark; nothing for a session that is not marked.
pub(super) fn mark(
    raw: &str,
    session: Session,
    place: impl Fn() -> FilePlace,
    faults: &mut RegisterFaults,
) -> Option<&'static AttendanceCode> {
    if matches!(raw.trim(), "" | "-") {
        return None;
    }
    let raw = cleaned(raw);
    match codes::parse(without_words(&raw), session) {
        Ok(code) => Some(code),
        Err(wrong) => {
            faults.push(place(), RegisterFault::Mark(wrong.to_string()));
            None
        }
    }
}

/// Returns the code of a mark that has its meaning beside it: `/ (Present AM)`, `L - Late`. A mark
/// that is no code and words stays whole.
fn without_words(mark: &str) -> &str {
    let Some((code, rest)) = mark.split_once([' ', '(', ':']) else { return mark };
    let is_code = (1..=2).contains(&code.chars().count());
    if is_code && rest.chars().any(char::is_alphabetic) { code } else { mark }
}
