//! The evidence checklist of a case, and which items are held (P-ME2).

#[cfg(test)]
mod tests;

use crate::domain::case::answers::Answers;
use crate::domain::case::{Case, RowId, RowValues};
use crate::domain::forms::choice::HostKind;
use crate::domain::forms::evidence::KINDS;
use crate::domain::forms::{field, table};
use crate::domain::plural::pluralize;
use crate::domain::value::Value;

/// The largest file that is taken in, in bytes: 20 MB, a long register as pictures.
pub const MAX_BYTES: u64 = 20_000_000;

/// How an item of the list stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// This many files are there.
    Held(usize),
    /// The case wants it, and there is none.
    Missing,
    /// An answer that decides it is not given yet.
    Open,
    /// The case does not call for it.
    NotAsked,
}

impl ItemState {
    /// Returns the mark and the word of a state.
    pub fn mark_and_label(self) -> (&'static str, String) {
        match self {
            ItemState::Held(n) => ("=", pluralize(n, "file")),
            ItemState::Missing => ("?", "missing".to_owned()),
            ItemState::Open => (".", "not known yet".to_owned()),
            ItemState::NotAsked => ("-", "not needed".to_owned()),
        }
    }
}

/// One item of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceItem {
    /// The option's id: `behaviour_log`.
    pub kind: &'static str,
    /// What it is called on screen.
    pub words: &'static str,
    /// Whether it is held, missing or not asked.
    pub state: ItemState,
}

/// Returns the protocol's list of evidence as it stands in a case.
pub fn checklist(case: &Case) -> Vec<EvidenceItem> {
    KINDS
        .iter()
        .map(|(kind, words)| EvidenceItem { kind, words, state: state(case, kind) })
        .collect()
}

fn state(case: &Case, kind: &str) -> ItemState {
    let held = case
        .rows(table::EVIDENCE)
        .filter(|(_, r)| r.get(field::EVIDENCE_KIND.id).is_some_and(|k| k.as_text() == kind))
        .count();
    if held > 0 {
        return ItemState::Held(held);
    }
    let of = |value: &Value| match value {
        Value::YesNo(true) => ItemState::Missing,
        Value::YesNo(false) => ItemState::NotAsked,
        _ => ItemState::Open,
    };
    let any = |fields: &[&str]| {
        let answers: Vec<ItemState> = fields.iter().map(|f| of(case.answer(f))).collect();
        let first = |s: ItemState| answers.contains(&s).then_some(s);
        first(ItemState::Missing).or(first(ItemState::Open)).unwrap_or(ItemState::NotAsked)
    };
    match kind {
        "plans" => any(&[field::SEND_IEP.id, field::SEND_PSP.id, field::SEND_IHCP.id]),
        "pep" => of(case.answer(field::CLA_IS)),
        "ks4" => of(case.answer(field::ACADEMIC_KS4)),
        "send" => any(&[field::SEND_EHCP.id, field::SEND_SUPPORT.id, field::SEND_ASSESSMENT.id]),
        "exclusions"
            if case
                .rows(table::EXCLUSIONS)
                .chain(case.rows(table::SUSPENSIONS))
                .next()
                .is_none() =>
        {
            ItemState::NotAsked
        }
        "agency" => any(&[
            field::AGENCY_CME.id,
            field::AGENCY_EP.id,
            field::AGENCY_YOS.id,
            field::AGENCY_CAMHS.id,
            field::AGENCY_EHA.id,
            field::AGENCY_OTHER.id,
        ]),
        "host_checks" => match case.choice(field::SCHOOL_HOST_KIND) {
            Some(HostKind::Pru | HostKind::ApSchool | HostKind::ApOther) => ItemState::Missing,
            Some(HostKind::School) => ItemState::NotAsked,
            None => ItemState::Open,
        },
        "ctf" | "other" | "other_school" | "passport" => ItemState::NotAsked,
        _ => ItemState::Missing,
    }
}

/// A file as a row names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldFile {
    /// The row that names it.
    pub row: RowId,
    /// What the officer calls it.
    pub title: String,
    /// The kind of evidence, by the option's id.
    pub kind: String,
    /// The name under which it came.
    pub file: String,
    /// Its media type: `application/pdf`.
    pub media: String,
    /// The check sum of its bytes, by which it is found beside the store.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// The day that the paper itself bears.
    pub dated: Option<chrono::NaiveDate>,
    /// The day on which it was taken in.
    pub added_on: Option<chrono::NaiveDate>,
    /// The officer who took it in.
    pub added_by: String,
}

/// Returns the files of a case in the order in which they were taken in.
pub fn held(case: &Case) -> Vec<HeldFile> {
    case.rows(table::EVIDENCE).map(|(row, cells)| of_row(row, cells)).collect()
}

fn of_row(row: RowId, cells: &RowValues) -> HeldFile {
    let get = |id: &str| cells.get(id);
    let text = |id: &str| get(id).map_or(String::new(), |v| v.as_text().to_owned());
    HeldFile {
        row,
        title: text(field::EVIDENCE_TITLE.id),
        kind: text(field::EVIDENCE_KIND.id),
        file: text(field::EVIDENCE_FILE.id),
        media: text(field::EVIDENCE_MEDIA.id),
        sha256: text(field::EVIDENCE_SHA256.id),
        bytes: get(field::EVIDENCE_BYTES.id)
            .and_then(Value::as_number)
            .and_then(|n| u64::try_from(n).ok())
            .unwrap_or(0),
        dated: get(field::EVIDENCE_DATED.id).and_then(Value::as_date),
        added_on: get(field::EVIDENCE_ADDED_ON.id).and_then(Value::as_date),
        added_by: text(field::EVIDENCE_ADDED_BY.id),
    }
}

/// Returns a size in plain words: `812 bytes`, `34 KB`, `2.1 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} KB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}
