//! The orders in which lines stand, and the keys that sort so.

use chrono::{Datelike, NaiveDate};

use crate::domain::list::summary::Summary;
use crate::domain::rules::Consequence;
use crate::store::keys;

/// The orders in which lines stand.
#[derive(Clone, Copy)]
pub(in crate::store) enum IndexOrder {
    /// What is due first of one consequence.
    Due(Consequence),
    /// Whose task comes first.
    Task,
}

impl IndexOrder {
    /// Returns how its keys begin.
    pub(in crate::store) fn prefix(self) -> [u8; 2] {
        match self {
            IndexOrder::Due(consequence) => [b'x', b'0' + consequence as u8],
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

/// Returns the day that sorts as these bytes; the end of time for no date.
pub(in crate::store) fn date(bytes: &[u8]) -> NaiveDate {
    let number = bytes.try_into().map_or(u32::MAX, u32::from_be_bytes) ^ 0x8000_0000;
    NaiveDate::from_num_days_from_ce_opt(number as i32).unwrap_or(NaiveDate::MAX)
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

/// Returns the keys under which a line stands. Each holds the day on which what is due first is
/// late, for each consequence, so that a walk need not read the line to know whether the case has
/// come already.
pub(in crate::store) fn places(line: &Summary) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> {
    let (task, due) = line.soonest().unwrap_or_default();
    let mut keys = vec![key(IndexOrder::Task, task, due, line)];
    let late = line.due_days();
    // A walk through what is late never comes to a line without a day.
    for (consequence, due) in Consequence::ALL.into_iter().zip(late) {
        if due.is_some() {
            keys.push(key(IndexOrder::Due(consequence), due, None, line));
        }
    }
    let late = late.map(day).concat();
    keys.into_iter().map(move |key| (key, late.clone()))
}

/// Returns whether a place of the index is late on a day as it sorts, by one of the first so many
/// consequences.
pub(in crate::store) fn is_late(value: &[u8], now: [u8; 4], of: usize) -> bool {
    value.chunks(now.len()).take(of).any(|due| due < &now[..])
}
