//! The list's index: a summary beside each case, three orders by date, and counts.
//!
//! All of it is derived from the records and written in the same batch. What no evaluator has seen
//! yet is marked and rebuilt.

mod list;
mod order;
mod rebuild;
mod verify;
mod words;
mod write;

pub use crate::store::index::verify::ListCheck;

use crate::domain::case::Case;
use crate::domain::list::summary::Summary;
use crate::store::keys;

/// Makes the line of a case that was changed last at a time in milliseconds since 1970.
pub type SummaryFn<'a> = &'a dyn Fn(&Case, i64) -> Summary;

/// What the lines were evaluated with.
const RULESET_HASH: &[u8] = b"k-stamp";

/// How many cases there are.
const COUNT_ALL: &[u8] = b"k-all";

/// How many cases are running.
const COUNT_RUNNING: &[u8] = b"k-running";

/// Returns whether a key belongs to the index: counts, lines, words, orders, and marks of cases
/// that no evaluator has seen.
pub fn is_index(key: &[u8]) -> bool {
    matches!(keys::kind(key), Some(b'k' | b's' | b'w' | b'x' | b'y'))
}
