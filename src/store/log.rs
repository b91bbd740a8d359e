//! Index of journal entries by case and by officer, so that history and undo need not read the
//! whole journal.

use std::collections::BTreeMap;

use crate::domain::case::CaseRef;
use crate::domain::request_id::RequestId;
use crate::error::Result;
use crate::store::chain::JournalPos;
use crate::store::change::{Change, ChangeKind, StoredChange, Subject};
use crate::store::{Store, codec, keys};

/// Says of a change whether it can be turned as things stand.
pub(super) type Fits<'a> = &'a dyn Fn(&StoredChange) -> Result<bool>;

/// The sum over all entries of the lists, in which order does not matter.
pub(super) const SUM: &[u8] = b"m-log";

/// Returns whether a key is one of these lists.
pub(super) fn is_log(key: &[u8]) -> bool {
    matches!(key.first(), Some(b'h' | b'u'))
}

pub(super) fn case_list(case: CaseRef) -> Vec<u8> {
    [b"h".as_slice(), &keys::case(case)[1..]].concat()
}

fn officer_list(officer: &str) -> Vec<u8> {
    [b"u", officer.as_bytes(), b"\0"].concat()
}

/// Returns what the lists gain by a change that was journalled before `mark`.
///
/// # Errors
/// It does not go into bytes.
pub(super) fn rows(change: &Change, mark: JournalPos) -> Result<BTreeMap<Vec<u8>, Vec<u8>>> {
    let key = |list: Vec<u8>| [list, mark.seq.to_be_bytes().to_vec()].concat();
    let mut out = BTreeMap::from([(
        key(officer_list(&change.officer)),
        codec::write(&(change.act, mark.start))?,
    )]);
    for subject in &change.edits {
        let case = match subject {
            Subject::Case(part) => Some(part.case),
            Subject::Item { kind, id, .. } => keys::case_of_item(kind, id),
            Subject::Disposal(_) | Subject::Erased(_) => None,
        };
        if let Some(case) = case {
            out.insert(key(case_list(case)), codec::write(&mark.start)?);
        }
    }
    Ok(out)
}

/// What a change says of itself before it is read.
#[derive(Debug)]
pub struct ChangeHead {
    /// Its number.
    pub seq: u64,
    /// Who saved it, as stated.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub saved_ms: i64,
    /// How many cases and items it changes.
    pub parts: u64,
}

/// What is done with a change whose head was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// It is read.
    Read,
    /// It is passed over.
    Skip,
    /// Neither it nor an earlier one is wanted.
    NoMore,
}

impl Store {
    /// Returns the changes of a case, newest first: of those that changed other cases too, what they
    /// did to this one.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn history(&self, id: CaseRef, max: usize) -> Result<Vec<StoredChange>> {
        self.history_where(id, |_| Wanted::Read).take(max).collect()
    }

    /// Returns the changes of a case one by one, newest first, up to the first whose head `wanted`
    /// refuses; of those only the ones that it wants to be read are read. What has no head is read.
    ///
    /// # Errors
    /// Each where the journal cannot be read.
    pub fn history_where(
        &self,
        id: CaseRef,
        wanted: impl Fn(&ChangeHead) -> Wanted,
    ) -> impl Iterator<Item = Result<StoredChange>> {
        let places = self.scan(&case_list(id)).rev().map(move |entry| -> Result<_> {
            let (key, value) = entry?;
            let (seq, start) = (number(&key), codec::decode::<u64>(&value)?);
            let wish = self.journal.head_at(start).map_or(Wanted::Read, |head| {
                wanted(&ChangeHead {
                    seq,
                    officer: head.officer,
                    saved_ms: head.saved_ms,
                    parts: head.parts,
                })
            });
            Ok((seq, start, wish))
        });
        let goes_on =
            |place: &Result<(u64, u64, Wanted)>| !matches!(place, Ok((_, _, Wanted::NoMore)));
        let read = move |place: Result<(u64, u64, Wanted)>| match place {
            Ok((_, _, Wanted::Skip | Wanted::NoMore)) => None,
            Ok((seq, start, Wanted::Read)) => {
                let read = self.journal.read_of(start, Some(id));
                Some(read.map(|(change, by)| StoredChange { seq, change, by }))
            }
            Err(error) => Some(Err(error)),
        };
        places.take_while(goes_on).filter_map(read)
    }

    /// Returns the number of the latest change of a case, without reading it; none where it has none.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn last_change_of(&self, id: CaseRef) -> Result<Option<u64>> {
        let last = self.scan(&case_list(id)).next_back().transpose()?;
        Ok(last.map(|(key, _)| number(&key)))
    }

    /// Returns who saved the latest change of a case, as stated, without reading it; none where that
    /// is not known.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn last_officer_of(&self, id: CaseRef) -> Result<Option<String>> {
        let Some((_, value)) = self.scan(&case_list(id)).next_back().transpose()? else {
            return Ok(None);
        };
        Ok(self.journal.head_at(codec::decode(&value)?).map(|head| head.officer))
    }

    /// Returns every change of the journal, in order: of a case that was disposed of, what is left.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub fn changes(&self) -> Result<Vec<StoredChange>> {
        let mut all = Vec::new();
        self.journal.replay_with_authors(JournalPos::ORIGIN, |mark, change, by| {
            all.push(StoredChange { seq: mark.seq, change, by });
            Ok(())
        })?;
        Ok(all)
    }

    /// Returns when the last change was stored, in milliseconds since 1970.
    pub fn last_change_at(&self) -> Option<i64> {
        self.journal.last_at_ms()
    }

    /// Returns the officer's latest change that still stands and that `fits` takes.
    ///
    /// # Errors
    /// The records cannot be read, or what `fits` says.
    pub fn undo_target(&self, officer: &str, fits: Fits<'_>) -> Result<Option<StoredChange>> {
        self.turn_target(officer, true, fits)
    }

    /// Returns the change that the officer took back last and that `fits` takes, unless something
    /// was done since.
    ///
    /// # Errors
    /// As [`Store::undo_target`].
    pub fn redo_target(&self, officer: &str, fits: Fits<'_>) -> Result<Option<StoredChange>> {
        self.turn_target(officer, false, fits)
    }

    /// Returns whether an officer's change is taken back as things stand.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn is_undone(&self, officer: &str, seq: u64) -> Result<bool> {
        for entry in self.scan(&officer_list(officer)).rev() {
            let (key, value) = entry?;
            match codec::decode::<(ChangeKind, u64)>(&value)?.0 {
                ChangeKind::Undo(n) if n == seq => return Ok(true),
                ChangeKind::Redo(n) if n == seq => return Ok(false),
                _ if number(&key) <= seq => break,
                _ => {}
            }
        }
        Ok(false)
    }

    /// Returns the first change that was stored for a request of an officer, among the latest 200
    /// of the officer.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn stored_for(&self, officer: &str, request: RequestId) -> Result<Option<StoredChange>> {
        let mut found = None;
        for entry in self.scan(&officer_list(officer)).rev().take(200) {
            let (key, value) = entry?;
            let (_, start) = codec::decode::<(ChangeKind, u64)>(&value)?;
            if self.journal.request_at(start) == Some(request) {
                found = Some((number(&key), start));
            }
        }
        let Some((seq, start)) = found else { return Ok(None) };
        let (change, by) = self.journal.read_at(start)?;
        Ok(Some(StoredChange { seq, change, by }))
    }

    /// Returns an officer's change by its number, where it can be taken back.
    pub fn change_of(&self, officer: &str, seq: u64) -> Option<StoredChange> {
        let key = [officer_list(officer).as_slice(), &seq.to_be_bytes()].concat();
        let (_, start) = codec::decode::<(ChangeKind, u64)>(&self.get(&key).ok()??).ok()?;
        let (change, by) = self.journal.read_at(start).ok()?;
        Some(StoredChange { seq, change, by }).filter(is_reversible)
    }

    fn turn_target(
        &self,
        officer: &str,
        undo: bool,
        fits: Fits<'_>,
    ) -> Result<Option<StoredChange>> {
        let list = officer_list(officer);
        let turnable = |seq: u64, start: u64| -> Result<Option<StoredChange>> {
            let (change, by) = self.journal.read_at(start)?;
            let stored = StoredChange { seq, change, by };
            // What was disposed of since cannot be taken back.
            Ok(if is_reversible(&stored) && fits(&stored)? { Some(stored) } else { None })
        };
        let mut settled: BTreeMap<u64, bool> = BTreeMap::new();
        for entry in self.scan(&list).rev() {
            let (key, value) = entry?;
            let (seq, (act, start)) = (number(&key), codec::decode::<(ChangeKind, u64)>(&value)?);
            match act {
                ChangeKind::Undo(n) => {
                    if settled.contains_key(&n) {
                        continue;
                    }
                    settled.insert(n, true);
                    let of = [list.as_slice(), &n.to_be_bytes()].concat();
                    if let Some(value) = self.get(&of)?.filter(|_| !undo) {
                        let (_, start) = codec::decode::<(ChangeKind, u64)>(&value)?;
                        if let Some(found) = turnable(n, start)? {
                            return Ok(Some(found));
                        }
                    }
                }
                ChangeKind::Redo(n) => {
                    settled.entry(n).or_insert(false);
                }
                ChangeKind::Do => match settled.get(&seq) {
                    Some(true) => {}
                    Some(false) if !undo => {}
                    Some(false) | None if !undo => return Ok(None),
                    Some(false) | None => {
                        if let Some(found) = turnable(seq, start)? {
                            return Ok(Some(found));
                        }
                    }
                },
            }
        }
        Ok(None)
    }
}

fn is_reversible(stored: &StoredChange) -> bool {
    stored.change.edits.iter().any(Subject::is_reversible)
}

fn number(key: &[u8]) -> u64 {
    key.iter().rev().take(8).rev().fold(0, |n, b| n << 8 | u64::from(*b))
}
