//! What tests feed with hostile bytes: the readers of records and of journal entries, which nothing outside the store may otherwise name.

use super::{Draft, chain::Mark, codec, journal, keys};
use crate::domain::case::{Case, CaseRef, Cells};
use crate::domain::summary::Summary;
use crate::domain::value::Value;

/// Reads bytes as every kind of record. What reads as a record is not taken for another one: its checksum is right.
pub fn record(data: &[u8]) {
    let _ = codec::read::<Cells>(data);
    let _ = codec::read::<Summary>(data);
    let _ = codec::read::<Draft>(data);
    let _ = codec::read::<(Mark, Mark)>(data);
    let mut case = Case::new(CaseRef { year: 2026, number: 1 });
    for tail in ["achild", "r0000000001event.review", "w2026-11-23", "r999"] {
        let key = [keys::head(case.id), tail.as_bytes().to_vec()].concat();
        let _ = keys::take(&mut case, &key, data);
        let _ = keys::words(&key);
    }
    let _ = keys::words(data);
    let _ = keys::whole_head(data);
}

/// Returns records to begin from.
pub fn records() -> Vec<Vec<u8>> {
    let cells = Cells::from([("child.full_name".to_owned(), Value::Text("Zoë".into())), ("child.year_group".to_owned(), Value::Number(9))]);
    vec![codec::write(&cells), codec::write(&Mark::ORIGIN), codec::write(&7u64)]
}

/// Reads the payload of a journal entry.
pub fn entry(payload: &[u8]) {
    let _ = journal::decode(payload);
}
