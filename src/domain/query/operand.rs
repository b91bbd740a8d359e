//! Reads what stands after a term: days, counts of days, and numbers.

use crate::domain::query::expr::{Operand, QueryDay};

pub(super) fn days(text: &str) -> Option<Operand> {
    if text.eq_ignore_ascii_case("none") {
        return Some(Operand::NoDay);
    }
    match text.split_once("..") {
        Some((from, to)) => Some(Operand::Between(QueryDay::parse(from)?, QueryDay::parse(to)?)),
        None => QueryDay::parse(text).map(Operand::Day),
    }
}

/// Reads `14d`, `2w` or `14` as a number of days.
pub(super) fn span(text: &str) -> Option<i64> {
    let (count, unit) = match text.to_lowercase() {
        t if t.ends_with('w') => (t[..t.len() - 1].to_owned(), 7),
        t if t.ends_with('d') => (t[..t.len() - 1].to_owned(), 1),
        t => (t, 1),
    };
    let digits = !count.is_empty() && count.len() <= 5 && count.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| count.parse::<i64>().ok().map(|n| n * unit)).flatten()
}

/// Reads a number with at most one decimal, with or without `%`, as tenths.
pub(super) fn tenths(text: &str) -> Option<i64> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |t: &str, most: usize| {
        !t.is_empty() && t.len() <= most && t.bytes().all(|b| b.is_ascii_digit())
    };
    if !digits(whole, 6) || !digits(part, 1) {
        return None;
    }
    Some(whole.parse::<i64>().ok()? * 10 + part.parse::<i64>().ok()?)
}
