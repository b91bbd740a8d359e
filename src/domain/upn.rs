//! Unique pupil numbers: format and check letter (GDSC Unique Pupil Number 2.0; `A`-`Z` without I,
//! O and S).

#[cfg(test)]
mod tests;

use std::fmt;

const LETTERS: &[u8] = b"ABCDEFGHJKLMNPQRTUVWXYZ";

/// What is wrong with a UPN.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UpnFault {
    /// It cannot be a UPN.
    Format(UpnFormatFault),
    /// The first letter does not fit the digits. It may be kept with a reason.
    CheckLetter {
        /// The letter that fits them.
        expected: char,
    },
}

/// Why something cannot be a UPN at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpnFormatFault {
    /// It has this many characters instead of 13.
    Length(usize),
    /// It begins with something else than one of the 23 letters.
    FirstLetter,
    /// What follows the first letter is no number.
    Digits,
}

impl fmt::Display for UpnFormatFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            UpnFormatFault::Length(n) => write!(f, "A UPN has 13 characters; this has {n}."),
            UpnFormatFault::FirstLetter => {
                f.write_str("A UPN begins with a letter, never I, O or S.")
            }
            UpnFormatFault::Digits => f.write_str(
                "After its first letter a UPN has 12 digits; only the last may be a letter (temporary UPN).",
            ),
        }
    }
}

/// Returns the letter that belongs before the twelve characters of `body`, or none where they are
/// no UPN body.
///
/// ```
/// use offsite::domain::upn::{check_letter, parse};
///
/// let letter = check_letter("999120400001").expect("twelve digits");
/// let upn = format!("{letter}999120400001");
/// assert_eq!(parse(&upn), (upn.clone(), None));
/// ```
pub fn check_letter(body: &str) -> Option<char> {
    let bytes = body.as_bytes();
    if bytes.len() != 12 || !bytes[..11].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let mut sum = 0usize;
    for (i, b) in bytes.iter().enumerate() {
        let value = if b.is_ascii_digit() {
            usize::from(b - b'0')
        } else {
            LETTERS.iter().position(|l| l == b)?
        };
        sum += value * (i + 2);
    }
    Some(LETTERS[sum % 23] as char)
}

/// Returns the UPN in capitals without spaces, with the fault that it has, if any.
///
/// ```
/// use offsite::domain::upn::{UpnFault, parse};
///
/// assert_eq!(parse(" f999 999925001 "), ("F999999925001".to_owned(), None));
/// let (_, fault) = parse("A999999925001");
/// assert_eq!(fault, Some(UpnFault::CheckLetter { expected: 'F' }));
/// ```
pub fn parse(raw: &str) -> (String, Option<UpnFault>) {
    let upn: String =
        raw.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
    if upn.chars().count() != 13 {
        let n = upn.chars().count();
        return (upn, Some(UpnFault::Format(UpnFormatFault::Length(n))));
    }
    if !upn.is_ascii() || !LETTERS.contains(&upn.as_bytes()[0]) {
        return (upn, Some(UpnFault::Format(UpnFormatFault::FirstLetter)));
    }
    match check_letter(&upn[1..]) {
        None => (upn, Some(UpnFault::Format(UpnFormatFault::Digits))),
        Some(expected) if upn.starts_with(expected) => (upn, None),
        Some(expected) => (upn, Some(UpnFault::CheckLetter { expected })),
    }
}

/// What is said of a temporary UPN.
pub const TEMPORARY: &str =
    "This UPN is a temporary one: it ends in a letter. Ask for the permanent one.";

/// Returns whether a UPN is a temporary one, given until the permanent one is known: it ends in a
/// letter (GDSC Unique Pupil Number 2.0).
pub fn is_temporary(upn: &str) -> bool {
    upn.chars().count() == 13 && upn.ends_with(|c: char| c.is_ascii_alphabetic())
}

/// Returns whether a UPN of the right format has a check letter that does not fit its digits.
pub fn is_wrong(upn: &str) -> bool {
    matches!(parse(upn).1, Some(UpnFault::CheckLetter { .. }))
}
