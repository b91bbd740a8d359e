//! A case as stored: one value under one key. Few keys keep opening fast and memory small; a long
//! value is stored in chunks.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::domain::case::{Case, CaseRef, Half, Marks, RowId, RowValues};
use crate::error::{Error, Result};
use crate::store::codec;

/// The marks of one session: its day (days from the year 1), whether it is the afternoon, the home
/// school's mark and the host's.
type StoredSession = (i32, bool, Option<String>, Option<String>);

/// The stored value. Frozen: another layout is another number of `codec` or of the store's
/// format.
type Record = (i64, RowValues, BTreeMap<String, BTreeMap<RowId, RowValues>>, Vec<StoredSession>);

/// Returns the value of a case that was changed last at a time in milliseconds since 1970.
///
/// # Errors
/// It does not go into bytes.
pub(super) fn write(case: &Case, touched_ms: i64) -> Result<Vec<u8>> {
    let session = |((day, half), marks): (&(NaiveDate, Half), &Marks)| {
        (day.num_days_from_ce(), *half == Half::Pm, marks.home.clone(), marks.host.clone())
    };
    let marks: Vec<StoredSession> = case.marks.iter().map(session).collect();
    Ok(codec::write(&(touched_ms, &case.answers, &case.rows, marks))?)
}

/// Reads a case back, and when it was changed last.
///
/// # Errors
/// The value is damaged.
pub(super) fn decode(id: CaseRef, value: &[u8]) -> Result<(Case, i64)> {
    let (touched_ms, answers, rows, sessions): Record = codec::decode(value)?;
    let mut marks = BTreeMap::new();
    for (day, is_pm, home, host) in sessions {
        let day = NaiveDate::from_num_days_from_ce_opt(day)
            .ok_or_else(|| Error::damaged(format!("A mark of {id} has no day.")))?;
        marks.insert((day, if is_pm { Half::Pm } else { Half::Am }), Marks { home, host });
    }
    Ok((Case { id, answers, rows, marks }, touched_ms))
}
