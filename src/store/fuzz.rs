//! Private decoders exposed to the fuzz targets.

use crate::domain::case::{Case, CaseRef, Half, Marks, RowValues};
use crate::domain::forms::field;
use crate::domain::list::summary::Summary;
use crate::domain::value::Value;
use crate::store::chain::JournalPos;
use crate::store::{StoredDraft, codec, journal, keys, record};

const ONE: CaseRef = CaseRef { year: 2026, number: 1 };

/// Reads bytes as every kind of record. What reads as a record is not taken for another one: its
/// checksum is right.
pub fn value(data: &[u8]) {
    let _ = codec::decode::<RowValues>(data);
    let _ = codec::decode::<Summary>(data);
    let _ = codec::decode::<StoredDraft>(data);
    let _ = codec::decode::<(JournalPos, JournalPos)>(data);
    let _ = record::decode(ONE, data);
    let _ = keys::describe(data);
    let _ = keys::case_at(data);
}

/// Returns records to begin from.
pub fn records() -> Vec<Vec<u8>> {
    let mut case = Case::new(ONE);
    case.answers.insert(field::CHILD_FULL_NAME.id.into(), Value::Text("Zoë".into()));
    case.rows
        .entry("contacts".into())
        .or_default()
        .insert(1, RowValues::from([("contacts.relation".to_owned(), Value::Number(9))]));
    let day = chrono::NaiveDate::default();
    case.marks.insert((day, Half::Am), Marks { home: Some("D".into()), host: None });
    [
        record::write(&case, 1).ok(),
        codec::write(&case.answers).ok(),
        codec::write(&JournalPos::ORIGIN).ok(),
        codec::write(&7u64).ok(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Reads the payload of a journal entry.
pub fn entry(payload: &[u8]) {
    let _ = journal::decode_plain(payload);
    let _ = journal::SealedEntry::decode(payload);
}
