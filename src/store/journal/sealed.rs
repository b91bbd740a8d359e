//! An entry as it is written from format 2 on: who and when in clear, what it says of a case sealed
//! with the case's key. The chain of hashes runs over what is sealed, so that it stays whole when a
//! key is destroyed.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::case::edit::{CaseChange, Edit};
use crate::error::{Error, Result};
use crate::store::author::SystemUser;
use crate::store::chain::HASH;
use crate::store::change::{Change, ChangeKind, Disposal, Subject};
use crate::store::codec::DecodeError;
use crate::store::evidence_name::{evidence_in, file_name};
use crate::store::keyring::{COMMON, KeyRing, Unsealed};
use crate::store::keys::case_of_item;

/// An entry. The officer comes first, as in format 1.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) struct SealedEntry {
    officer: String,
    saved_ms: i64,
    by: Option<SystemUser>,
    act: ChangeKind,
    parts: Vec<SealedPart>,
}

/// What an entry says of itself in clear, before what is sealed.
#[derive(Debug, Deserialize)]
pub(in crate::store) struct EntryHead {
    /// Who saved it, as stated.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub saved_ms: i64,
    _by: Option<SystemUser>,
    _act: ChangeKind,
    /// How many cases and items it changes.
    pub parts: u64,
}

/// One part of an entry.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::store) enum SealedPart {
    /// Edits of a case.
    Case {
        /// The case.
        case: CaseRef,
        /// The files of evidence that the edits name, by the names under which they lie.
        files: Vec<String>,
        /// Why, and the edits.
        #[serde(with = "serde_bytes")]
        sealed: Vec<u8>,
    },
    /// Why, and the kind, id, old and new value of an item.
    Item(#[serde(with = "serde_bytes")] Vec<u8>),
    /// A case, and why and by whose agreement it was disposed of.
    Disposal(CaseRef, #[serde(with = "serde_bytes")] Vec<u8>),
    /// As an item, of one that tells of a case.
    ItemOfCase(CaseRef, #[serde(with = "serde_bytes")] Vec<u8>),
}

type SealedItem = (Option<String>, String, String, Option<String>, Option<String>);

/// What is wrong with an entry that does not read.
fn damaged(cause: DecodeError) -> Error {
    Error::from(cause)
}

impl SealedEntry {
    /// Seals a change as the entry that follows a hash; keys are made for cases that have none.
    ///
    /// # Errors
    /// A case was disposed of, or a key cannot be written.
    pub(in crate::store) fn seal(
        change: &Change,
        by: Option<&SystemUser>,
        after: &[u8; HASH],
        keys: &KeyRing,
    ) -> Result<SealedEntry> {
        let why = &change.why;
        let too_long = |e: bincode::Error| {
            Error::input("Your change was not saved: it is too large.")
                .with_hint("Make several smaller ones.")
                .with_source(e)
        };
        let mut parts = Vec::new();
        for (i, subject) in change.edits.iter().enumerate() {
            let place = place(after, i);
            parts.push(match subject {
                Subject::Case(part) => {
                    let plain = bincode::serialize(&(why, &part.edits)).map_err(too_long)?;
                    let key = keys.ensure(part.case)?;
                    let names = evidence_in(&part.edits).map(|sum| file_name(&key, sum)).collect();
                    let sealed = key.seal(&place, &plain)?;
                    SealedPart::Case { case: part.case, files: names, sealed }
                }
                Subject::Item { kind, id, old, new } => {
                    let plain = bincode::serialize(&(why, kind, id, old, new)).map_err(too_long)?;
                    match case_of_item(kind, id) {
                        Some(case) => {
                            SealedPart::ItemOfCase(case, keys.seal(case, &place, &plain)?)
                        }
                        None => SealedPart::Item(keys.seal(COMMON, &place, &plain)?),
                    }
                }
                Subject::Disposal(d) => {
                    let plain = bincode::serialize(&(&d.agreed_by, &d.reason)).map_err(too_long)?;
                    SealedPart::Disposal(d.case, keys.seal(COMMON, &place, &plain)?)
                }
                Subject::Erased(case) => {
                    return Err(Error::conflict(format!("{case} was disposed of."))
                        .with_hint("Nothing of it can be saved again."));
                }
            });
        }
        Ok(SealedEntry {
            officer: change.officer.clone(),
            saved_ms: change.saved_ms,
            by: by.cloned(),
            act: change.act,
            parts,
        })
    }

    /// Reads the entry in a payload.
    ///
    /// # Errors
    /// It is too short, or none.
    pub(in crate::store) fn decode(payload: &[u8]) -> Result<SealedEntry, DecodeError> {
        let entry = payload.get(HASH..).ok_or(DecodeError::Checksum)?;
        bincode::deserialize(entry).map_err(DecodeError::Body)
    }

    /// Returns the parts, sealed as they are.
    pub(in crate::store) fn parts(&self) -> &[SealedPart] {
        &self.parts
    }

    /// Opens the entry that follows a hash, with `only` no more of it than what it says of one case:
    /// the other cases are named without their edits. What was sealed with a key that was destroyed
    /// is told as erased.
    ///
    /// # Errors
    /// A part does not open, or its key is missing although nobody destroyed it.
    pub(in crate::store) fn open(
        self,
        after: &[u8],
        keys: &KeyRing,
        only: Option<CaseRef>,
    ) -> Result<(Change, Option<SystemUser>)> {
        let (mut why, mut edits) = (None, Vec::new());
        for (i, part) in self.parts.into_iter().enumerate() {
            let place = place(after, i);
            let opened = |case: CaseRef, sealed: &[u8]| keys.unseal(case, &place, sealed);
            edits.push(match part {
                SealedPart::Case { case, .. } if only.is_some_and(|only| only != case) => {
                    if keys.is_destroyed(case) {
                        Subject::Erased(case)
                    } else {
                        Subject::Case(CaseChange { case, edits: Vec::new() })
                    }
                }
                SealedPart::Case { case, sealed, .. } => match opened(case, &sealed)? {
                    Unsealed::Destroyed => Subject::Erased(case),
                    Unsealed::Plain(plain) => {
                        let (reason, edits): (Option<String>, Vec<Edit>) = read(&plain)?;
                        why = why.or(reason);
                        Subject::Case(CaseChange { case, edits })
                    }
                },
                SealedPart::Item(sealed) => item(&plain(opened(COMMON, &sealed)?)?, &mut why)?,
                SealedPart::ItemOfCase(case, sealed) => match opened(case, &sealed)? {
                    Unsealed::Destroyed => Subject::Erased(case),
                    Unsealed::Plain(plain) => item(&plain, &mut why)?,
                },
                SealedPart::Disposal(case, sealed) => {
                    let (agreed_by, reason) = read(&plain(opened(COMMON, &sealed)?)?)?;
                    Subject::Disposal(Disposal { case, agreed_by, reason })
                }
            });
        }
        let SealedEntry { officer, saved_ms, by, act, .. } = self;
        Ok((Change { officer, saved_ms, why, act, edits }, by))
    }
}

/// Reads an item, and why it was changed where nothing before it says so.
fn item(plain: &[u8], why: &mut Option<String>) -> Result<Subject> {
    let (reason, kind, id, old, new): SealedItem = read(plain)?;
    *why = why.take().or(reason);
    Ok(Subject::Item { kind, id, old, new })
}

/// Returns the place of a part: the hash before its entry and its number within it.
fn place(after: &[u8], part: usize) -> Vec<u8> {
    [b"journal".as_slice(), after, &(part as u64).to_le_bytes()].concat()
}

fn plain(unsealed: Unsealed) -> Result<Vec<u8>> {
    match unsealed {
        Unsealed::Plain(plain) => Ok(plain),
        Unsealed::Destroyed => Err(damaged(DecodeError::Checksum)),
    }
}

fn read<T: serde::de::DeserializeOwned>(plain: &[u8]) -> Result<T> {
    bincode::deserialize(plain).map_err(|e| damaged(DecodeError::Body(e)))
}
