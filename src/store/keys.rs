//! How records are laid out: a case is many small values, so that a save writes little and no value grows large.

use super::{codec, pieces};
use crate::domain::case::{Case, CaseRef, Cells, Half, Marks, RowId};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

pub const APPLIED: &[u8] = b"m-applied";
pub const DIGEST: &[u8] = b"m-digest";

/// Returns whether a key's record counts in the digest.
pub fn is_record(key: &[u8]) -> bool {
    matches!(key.first(), Some(b'c' | b'i' | b'n')) || pieces::is_piece(key)
}

/// Returns the key of a case's head; every key of the case begins with it.
pub fn head(id: CaseRef) -> Vec<u8> {
    [b"c".as_slice(), &id.year.to_be_bytes(), &id.number.to_be_bytes()].concat()
}

/// Returns the case of a key that is a head and nothing more.
pub fn whole_head(key: &[u8]) -> Option<CaseRef> {
    let [b'c', a, b, c, d, e, f] = key else { return None };
    Some(CaseRef { year: u16::from_be_bytes([*a, *b]), number: u32::from_be_bytes([*c, *d, *e, *f]) })
}

/// Returns the key of the highest number given in a year.
pub fn counter(year: u16) -> Vec<u8> {
    [b"n".as_slice(), &year.to_be_bytes()].concat()
}

/// Returns the key of an item; with an empty id, the beginning of all keys of the kind.
pub fn item(kind: &str, id: &str) -> Vec<u8> {
    format!("i{kind}/{id}").into_bytes()
}

/// Returns what a key belongs to, in words.
pub fn words(key: &[u8]) -> String {
    let case = |at: usize| key.get(at..at + 6).and_then(|id| whole_head(&[b"c", id].concat()));
    match key.first() {
        Some(b'c') => case(1)
            .map_or_else(|| "A case".into(), |id| format!("{id}, part \"{}\",", String::from_utf8_lossy(key.get(7..).unwrap_or_default()))),
        Some(b'h') => case(1).map_or_else(|| "A history".into(), |id| format!("The history of {id}")),
        Some(b'i') => format!("The item {}", String::from_utf8_lossy(&key[1..])),
        Some(b'n') => "The highest reference of a year".into(),
        Some(b'u') => "An officer's list of changes".into(),
        Some(_) | None => "A list".into(),
    }
}

type Week = Vec<((NaiveDate, Half), Marks)>;

/// Returns a case as the values in which it is stored: its head, a value a form section, a row, a week of marks.
pub fn parts(case: &Case) -> BTreeMap<Vec<u8>, Vec<u8>> {
    let head = head(case.id);
    let key = |tail: &str| [head.as_slice(), tail.as_bytes()].concat();
    let mut out = BTreeMap::from([(head.clone(), codec::write(&()))]);
    let mut sections: BTreeMap<&str, Cells> = BTreeMap::new();
    for (field, value) in &case.answers {
        let section = field.split('.').next().unwrap_or(field);
        sections.entry(section).or_default().insert(field.clone(), value.clone());
    }
    out.extend(sections.iter().map(|(s, cells)| (key(&format!("a{s}")), codec::write(cells))));
    for (table, rows) in &case.rows {
        out.extend(rows.iter().map(|(row, cells)| (key(&format!("r{row:010}{table}")), codec::write(cells))));
    }
    let mut weeks: BTreeMap<NaiveDate, Week> = BTreeMap::new();
    for (session, marks) in &case.marks {
        let monday = session.0 - chrono::Days::new(u64::from(session.0.weekday().num_days_from_monday()));
        weeks.entry(monday).or_default().push((*session, marks.clone()));
    }
    out.extend(weeks.iter().map(|(monday, week)| (key(&format!("w{monday}")), codec::write(week))));
    out
}

/// Puts one stored value back into its case.
///
/// # Errors
/// A sentence where the value is damaged.
pub fn take(case: &mut Case, key: &[u8], value: &[u8]) -> Result<(), String> {
    let Some((kind, name)) = key.get(7..).and_then(|t| t.split_first()) else { return Ok(()) };
    let name = String::from_utf8_lossy(name).into_owned();
    match kind {
        b'a' => case.answers.extend(codec::read::<Cells>(value)?),
        b'r' => {
            let (row, table) = name.split_at_checked(10).unwrap_or((&name, ""));
            let row: RowId = row.parse().map_err(|_| format!("A row of {} has a damaged number.", case.id))?;
            case.rows.entry(table.to_owned()).or_default().insert(row, codec::read(value)?);
        }
        b'w' => case.marks.extend(codec::read::<Week>(value)?),
        _ => {}
    }
    Ok(())
}
