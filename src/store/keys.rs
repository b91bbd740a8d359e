//! Key layout of the sled tree.

use crate::domain::case::CaseRef;

/// The number of the last journal entry that the records hold, as formats 1 and 2 read it.
pub(super) const APPLIED: &[u8] = b"m-applied";

/// The sum over the whole index, in which order does not matter.
pub(super) const INDEX_SUM: &[u8] = b"m-index";
/// The sum over all records, in which order does not matter.
pub(super) const DIGEST: &[u8] = b"m-digest";

/// Returns what kind of key a key is, that of a piece by what it is a piece of: the pieces of a line
/// of the list are no more in the journal than the line is.
pub(super) fn kind(key: &[u8]) -> Option<u8> {
    match key {
        [b'p', of, ..] | [of, ..] => Some(*of),
        [] => None,
    }
}

/// Returns whether a key's record counts in the digest.
pub(super) fn is_record(key: &[u8]) -> bool {
    matches!(kind(key), Some(b'c' | b'i' | b'n' | b't'))
}

/// Returns the key of a case.
pub(super) fn case(id: CaseRef) -> Vec<u8> {
    [b"c".as_slice(), &id.year.to_be_bytes(), &id.number.to_be_bytes()].concat()
}

/// Returns the key under which something of another kind is kept of a case.
pub(super) fn of_case(kind: u8, id: CaseRef) -> Vec<u8> {
    let mut key = case(id);
    key[0] = kind;
    key
}

/// How the keys of what is left of cases that were disposed of begin.
pub(super) const TOMBSTONES: &[u8] = b"t";

/// Returns the key of what is left of a case that was disposed of.
pub(super) fn tombstone(id: CaseRef) -> Vec<u8> {
    of_case(b't', id)
}

/// Returns the case at the end of a key of any kind.
pub(super) fn case_of(key: &[u8]) -> Option<CaseRef> {
    let mut head = key.get(key.len().checked_sub(7)?..)?.to_vec();
    head[0] = b'c';
    case_at(&head)
}

/// Returns the case that lies under a key.
pub(super) fn case_at(key: &[u8]) -> Option<CaseRef> {
    let (year, number) = key.strip_prefix(b"c")?.split_first_chunk()?;
    Some(CaseRef {
        year: u16::from_be_bytes(*year),
        number: u32::from_be_bytes(number.try_into().ok()?),
    })
}

/// Returns the key of the highest number given in a year.
pub(super) fn counter(year: u16) -> Vec<u8> {
    [b"n".as_slice(), &year.to_be_bytes()].concat()
}

/// Returns the key of an item; with an empty id, the beginning of all keys of the kind.
pub(super) fn item(kind: &str, id: &str) -> Vec<u8> {
    format!("i{kind}/{id}").into_bytes()
}

/// How the kinds of items begin that tell of one case. The id of such an item begins with the case's
/// reference and a slash. It is sealed with the key of its case, and goes with it.
const OF_A_CASE: &str = "case-";

/// Returns the case of which an item tells; none where it tells of none alone.
pub(super) fn case_of_item(kind: &str, id: &str) -> Option<CaseRef> {
    let (case, _) = id.split_once('/').filter(|_| kind.starts_with(OF_A_CASE))?;
    case.parse().ok()
}

/// Returns the case of which the item under a key tells; none where it tells of none alone.
pub(super) fn case_of_item_at(key: &[u8]) -> Option<CaseRef> {
    let (kind, id) = std::str::from_utf8(key.strip_prefix(b"i")?).ok()?.split_once('/')?;
    case_of_item(kind, id)
}

/// Returns how the keys of all items begin that tell of one case.
pub(super) fn items_of_cases() -> Vec<u8> {
    format!("i{OF_A_CASE}").into_bytes()
}

/// Returns what a key belongs to, in words.
pub(super) fn describe(key: &[u8]) -> String {
    let of = |at: usize| key.get(at..at + 6).and_then(|id| case_at(&[b"c", id].concat()));
    match key.first() {
        Some(b'c') => of(1).map_or_else(|| "A case".into(), |id| id.to_string()),
        Some(b'h') => of(1).map_or_else(|| "A history".into(), |id| format!("The history of {id}")),
        Some(b'i') => format!("The item {}", String::from_utf8_lossy(&key[1..])),
        Some(b'n') => "The highest reference of a year".into(),
        Some(b't') => {
            of(1).map_or_else(|| "A disposal".into(), |id| format!("The disposal of {id}"))
        }
        Some(b'u') => "An officer's list of changes".into(),
        Some(_) | None => "A list".into(),
    }
}
