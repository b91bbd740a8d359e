//! Counts in words: `1 case`, `2 cases`.

use std::fmt::Display;

/// Returns a count with its word, which takes an s where there is not one: "1 case", "2 cases".
///
/// ```
/// use offsite::domain::plural::pluralize;
///
/// assert_eq!(pluralize(1, "case"), "1 case");
/// assert_eq!(pluralize(2, "case"), "2 cases");
/// ```
pub fn pluralize<N: Number>(n: N, one: &str) -> String {
    count(n, one, &format!("{one}s"))
}

/// Returns a count with its word, where the plural is more than an s at the end: "1 journal entry",
/// "2 journal entries".
pub fn count<N: Number>(n: N, one: &str, many: &str) -> String {
    let word = if n == N::from(1) { one } else { many };
    format!("{n} {word}")
}

/// Returns how often something comes round: "every school week", "every 2 school weeks".
pub fn every<N: Number>(n: N, one: &str) -> String {
    if n == N::from(1) { format!("every {one}") } else { format!("every {}", pluralize(n, one)) }
}

/// A whole number that counts.
pub trait Number: Display + PartialEq + From<u8> {}

impl<N: Display + PartialEq + From<u8>> Number for N {}
