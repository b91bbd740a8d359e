//! Counts in words: `1 case`, `2 cases`.

/// Returns a count with its word, which takes an s where there is not one: "1 case", "2 cases".
///
/// ```
/// use offsite::domain::plural::pluralize;
///
/// assert_eq!(pluralize(1, "case"), "1 case");
/// assert_eq!(pluralize(2, "case"), "2 cases");
/// ```
pub fn pluralize(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// Returns a count with its word, where the plural is more than an s at the end: "1 journal entry",
/// "2 journal entries".
pub fn count(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}
