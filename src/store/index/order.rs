//! The orders in which lines stand, and the keys that sort so.

use chrono::{Datelike, NaiveDate};

use crate::domain::list::summary::{NextDuty, Summary};
use crate::store::keys;

/// The orders in which lines stand.
#[derive(Clone, Copy)]
pub(in crate::store) enum IndexOrder {
    /// What the law asks, by due day.
    Law,
    /// What is due first.
    Due,
    /// Whose task comes first.
    Task,
}

impl IndexOrder {
    /// Returns how its keys begin.
    pub(in crate::store) fn prefix(self) -> [u8; 2] {
        match self {
            IndexOrder::Law => *b"xl",
            IndexOrder::Due => *b"xd",
            IndexOrder::Task => *b"xt",
        }
    }
}

/// Returns a day as bytes that sort as days do.
pub(in crate::store) fn day(date: Option<NaiveDate>) -> [u8; 4] {
    // Shifted so that days sort as bytes; no date comes last.
    let n = date.map_or(i32::MAX, |d| d.num_days_from_ce());
    (n as u32 ^ 0x8000_0000).to_be_bytes()
}

fn key(
    order: IndexOrder,
    first: Option<NaiveDate>,
    second: Option<NaiveDate>,
    line: &Summary,
) -> Vec<u8> {
    let touched = (line.modified_ms as u64 ^ 1 << 63).to_be_bytes();
    let ended = [u8::from(line.stage.is_ended())];
    [&order.prefix()[..], &day(first), &day(second), &ended, &touched, &keys::case(line.id)]
        .concat()
}

/// Returns the keys under which a line stands. Each holds the day on which the law's finding is
/// late and that on which any is, so that a walk need not read the line to know whether the case
/// has come already.
pub(in crate::store) fn places(line: &Summary) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let due = |n: &Option<NextDuty>| n.as_ref().and_then(|n| n.due);
    let mut keys = vec![key(
        IndexOrder::Task,
        line.soonest.as_ref().and_then(|n| n.task),
        due(&line.soonest),
        line,
    )];
    // A walk through what is late never comes to a line without a day.
    if line.first.is_some() {
        keys.push(key(IndexOrder::Due, due(&line.first), None, line));
    }
    if line.law.is_some() {
        keys.push(key(IndexOrder::Law, due(&line.law), None, line));
    }
    let late = [day(due(&line.law)), day(due(&line.first))].concat();
    keys.into_iter().map(move |key| (key, late.clone()))
}

/// Returns whether a place of the index is late on a day as it sorts: by law, or at all.
pub(in crate::store) fn is_late(value: &[u8], now: [u8; 4]) -> (bool, bool) {
    let before = |at: std::ops::Range<usize>| value.get(at).is_some_and(|due| due < &now[..]);
    let (law, any) = (before(0..4), before(4..8));
    (law, law || any)
}
