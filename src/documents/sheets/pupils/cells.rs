//! Cells of a management system that are another form of an answer.

use crate::domain::fold;
use crate::domain::forms::headings;

/// Returns the EHCP and the SEND support that a census letter or its words say: `N`, `K - SEN
/// support`, `EHCP`. The support is none where nothing is known of it.
pub(in crate::documents::sheets) fn special_needs(cell: &str) -> Option<(bool, Option<bool>)> {
    let letter = cell.split([' ', '-', '–', ':']).next().unwrap_or_default().trim();
    let is_letter = letter.chars().count() == 1 && letter.len() < cell.trim().len();
    let key = headings::key(if is_letter { letter } else { cell });
    match key.as_str() {
        "e" | "ehcp" | "ehcplan" | "ehc" | "educationhealthandcareplan" => Some((true, None)),
        "k" | "sensupport" | "sendsupport" => Some((false, Some(true))),
        "n"
        | "none"
        | "no"
        | "nosen"
        | "nospecialeducationalneed"
        | "nospecialeducationalneeds" => Some((false, Some(false))),
        _ => None,
    }
}

/// Returns yes or no; none where a cell says neither.
pub(super) fn yes_no(cell: &str) -> Option<bool> {
    match fold::search(cell).trim() {
        "y" | "yes" | "true" | "t" | "1" => Some(true),
        "n" | "no" | "false" | "f" | "0" => Some(false),
        _ => None,
    }
}

/// Returns whether a language is English; none where it is not known or not said.
pub(super) fn is_english(cell: &str) -> Option<bool> {
    let words = fold::search(cell);
    let words = words.trim();
    let is_unsaid = ["not known", "unknown", "not obtained", "refused", "information not"]
        .iter()
        .any(|unsaid| words.contains(unsaid));
    match words {
        "" | "other" | "nyo" | "ref" | "zzz" => None,
        _ if is_unsaid || words.starts_with("believed") => None,
        "eng" | "enb" => Some(true),
        _ => Some(words.starts_with("english")),
    }
}

/// Returns the whole days and whether there is half a day more: `2.5`, `3`, `0.5 days`.
pub(super) fn days_and_half(cell: &str) -> Option<(i64, bool)> {
    let number = cell.trim().trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let is_half = match part.trim_end_matches('0') {
        "" => false,
        "5" => true,
        _ => return None,
    };
    Some((whole.parse().ok()?, is_half))
}

/// Returns the same of a number of sessions, two a day.
pub(super) fn of_sessions(cell: &str) -> Option<(i64, bool)> {
    let (sessions, is_half) = days_and_half(cell)?;
    (!is_half && sessions >= 0).then_some((sessions / 2, sessions % 2 == 1))
}

/// Returns whether a word says that a child was excluded for good; none where it says neither that
/// nor that it was a suspension.
pub(super) fn is_permanent(cell: &str) -> Option<bool> {
    let word = fold::search(cell);
    let has = |all: &[&str]| all.iter().any(|part| word.contains(part));
    if has(&["perm"]) {
        return Some(true);
    }
    has(&["susp", "fixed", "fixd", "lnch", "lunch"]).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_and_sessions_are_days_and_a_half() {
        for (cell, days) in [("2.5", (2, true)), ("3", (3, false)), ("0.5 days", (0, true))] {
            assert_eq!(days_and_half(cell), Some(days), "{cell}");
        }
        assert_eq!((days_and_half("2.25"), days_and_half("two")), (None, None));
        assert_eq!((of_sessions("5"), of_sessions("6")), (Some((2, true)), Some((3, false))));
        assert_eq!(of_sessions("1.5"), None);
    }

    #[test]
    fn words_of_special_needs_and_languages_are_read_and_what_is_not_said_is_no_answer() {
        assert_eq!(special_needs("K - SEN Support"), Some((false, Some(true))));
        assert_eq!(special_needs("E"), Some((true, None)));
        assert_eq!(special_needs("No Special Educational Need"), Some((false, Some(false))));
        assert_eq!(special_needs("Statement"), None);
        assert_eq!((is_english("English"), is_english("Polish")), (Some(true), Some(false)));
        assert_eq!((is_english("Believed to be English"), is_english("Not known")), (None, None));
        assert_eq!((is_permanent("PERM"), is_permanent("SUSP")), (Some(true), Some(false)));
        assert_eq!(is_permanent("Detention"), None);
    }
}
