//! What tests feed with hostile bytes: the readers of records and of journal entries, which nothing outside the store may otherwise name.

use crate::domain::case::value::Value;
use crate::domain::case::{Case, CaseRef, Cells, Half, Marks};
use crate::domain::list::summary::Summary;
use crate::store::chain::Mark;
use crate::store::{Draft, codec, journal, keys, record};

const ONE: CaseRef = CaseRef { year: 2026, number: 1 };

/// Reads bytes as every kind of record. What reads as a record is not taken for another one: its checksum is right.
pub fn value(data: &[u8]) {
    let _ = codec::read::<Cells>(data);
    let _ = codec::read::<Summary>(data);
    let _ = codec::read::<Draft>(data);
    let _ = codec::read::<(Mark, Mark)>(data);
    let _ = record::read(ONE, data);
    let _ = keys::words(data);
    let _ = keys::case_at(data);
}

/// Returns records to begin from.
pub fn records() -> Vec<Vec<u8>> {
    let mut case = Case::new(ONE);
    case.answers.insert("child.full_name".into(), Value::Text("Zoë".into()));
    case.rows.entry("contacts".into()).or_default().insert(1, Cells::from([("contacts.relation".to_owned(), Value::Number(9))]));
    let day = chrono::NaiveDate::default();
    case.marks.insert((day, Half::Am), Marks { home: Some("D".into()), host: None });
    vec![record::write(&case, 1), codec::write(&case.answers), codec::write(&Mark::ORIGIN), codec::write(&7u64)]
}

/// Reads the payload of a journal entry.
pub fn entry(payload: &[u8]) {
    let _ = journal::decode(payload);
}
