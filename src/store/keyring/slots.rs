//! The form of the file of keys: a head that says what the store key is, then slots of one length,
//! so that one is destroyed where it lies.

use crate::domain::case::CaseRef;
use crate::store::keyring::cipher::{DataKey, KEY, OVERHEAD};

/// The first bytes of the file: its name and format.
const MAGIC: &[u8; 13] = b"offsite keys\x01";

/// Bytes of the head.
pub(super) const HEAD: usize = 64;

/// Bytes of a slot.
pub(super) const SLOT: usize = 96;

/// Bytes of a wrapped key.
const WRAPPED: usize = KEY + OVERHEAD;

/// How the store key is had from its source, as the file of keys says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrapping {
    /// It is written in a file.
    Key,
    /// It follows from a passphrase by scrypt.
    Passphrase {
        /// Its cost, as a power of two.
        log_n: u8,
        /// What makes it this store's.
        salt: [u8; 16],
    },
}

/// What the store key is, and how it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) wrapping: Wrapping,
    pub(super) fingerprint: [u8; 8],
}

impl Head {
    /// Returns the head as it is written.
    pub(super) fn encode(&self) -> [u8; HEAD] {
        let mut out = [0; HEAD];
        out[..13].copy_from_slice(MAGIC);
        if let Wrapping::Passphrase { log_n, salt } = self.wrapping {
            out[13] = 1;
            out[14] = log_n;
            out[16..32].copy_from_slice(&salt);
        }
        out[32..40].copy_from_slice(&self.fingerprint);
        check(&mut out);
        out
    }

    /// Reads a head; none where it is damaged.
    pub(super) fn decode(bytes: &[u8]) -> Option<Head> {
        let bytes = bytes.get(..HEAD).filter(|b| is_checked(b) && b.starts_with(MAGIC))?;
        let wrapping = match bytes[13] {
            0 => Wrapping::Key,
            1 => Wrapping::Passphrase { log_n: bytes[14], salt: bytes[16..32].try_into().ok()? },
            _ => return None,
        };
        Some(Head { wrapping, fingerprint: bytes[32..40].try_into().ok()? })
    }
}

/// One key of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) case: CaseRef,
    /// None once it was destroyed.
    pub(super) wrapped: Option<[u8; WRAPPED]>,
}

impl Slot {
    /// Wraps a key with the store key.
    pub(super) fn wrap(case: CaseRef, key: &DataKey, with: &DataKey) -> crate::error::Result<Slot> {
        let sealed = with.seal(&place(case), key.bytes())?;
        let mut wrapped = [0; WRAPPED];
        wrapped.copy_from_slice(&sealed);
        Ok(Slot { case, wrapped: Some(wrapped) })
    }

    /// Returns the key of a slot; none where it was destroyed or the store key is another.
    pub(super) fn unwrap_key(&self, with: &DataKey) -> Option<DataKey> {
        let plain = with.open(&place(self.case), &self.wrapped?)?;
        Some(DataKey::new(plain.as_slice().try_into().ok()?))
    }

    /// Returns the slot as it is written.
    pub(super) fn encode(&self) -> [u8; SLOT] {
        let mut out = [0; SLOT];
        out[0] = if self.wrapped.is_some() { 1 } else { 2 };
        out[1..7].copy_from_slice(&place(self.case));
        if let Some(wrapped) = &self.wrapped {
            out[7..7 + WRAPPED].copy_from_slice(wrapped);
        }
        check(&mut out);
        out
    }

    /// Reads a slot; none where it is damaged.
    pub(super) fn decode(bytes: &[u8]) -> Option<Slot> {
        let bytes = bytes.get(..SLOT).filter(|b| is_checked(b))?;
        let case = CaseRef {
            year: u16::from_be_bytes([bytes[1], bytes[2]]),
            number: u32::from_be_bytes(bytes[3..7].try_into().ok()?),
        };
        match bytes[0] {
            1 => Some(Slot { case, wrapped: Some(bytes[7..7 + WRAPPED].try_into().ok()?) }),
            2 => Some(Slot { case, wrapped: None }),
            _ => None,
        }
    }
}

/// Returns a case as it stands in a slot, which binds the key to it.
fn place(case: CaseRef) -> [u8; 6] {
    let mut out = [0; 6];
    out[..2].copy_from_slice(&case.year.to_be_bytes());
    out[2..].copy_from_slice(&case.number.to_be_bytes());
    out
}

/// Writes the checksum of what stands before it into the last four bytes.
fn check(bytes: &mut [u8]) {
    let at = bytes.len() - 4;
    let sum = crc32fast::hash(&bytes[..at]);
    bytes[at..].copy_from_slice(&sum.to_le_bytes());
}

fn is_checked(bytes: &[u8]) -> bool {
    let (body, sum) = bytes.split_at(bytes.len() - 4);
    crc32fast::hash(body).to_le_bytes() == sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_and_slots_read_as_they_were_written_and_not_when_a_bit_is_changed() {
        let store_key = DataKey::random().expect("a key");
        let case = CaseRef { year: 2026, number: 12 };
        let key = DataKey::random().expect("a key");
        let slot = Slot::wrap(case, &key, &store_key).expect("wrapped");
        assert_eq!(Slot::decode(&slot.encode()), Some(slot));
        assert_eq!(slot.unwrap_key(&store_key).map(|k| *k.bytes()), Some(*key.bytes()));
        assert!(slot.unwrap_key(&key).is_none(), "another store key");
        let elsewhere = Slot { case: CaseRef { number: 13, ..case }, ..slot };
        assert!(elsewhere.unwrap_key(&store_key).is_none(), "a key moved to another case");
        let gone = Slot { wrapped: None, ..slot };
        assert_eq!(Slot::decode(&gone.encode()), Some(gone));
        for wrapping in [Wrapping::Key, Wrapping::Passphrase { log_n: 15, salt: [7; 16] }] {
            let head = Head { wrapping, fingerprint: store_key.fingerprint() };
            assert_eq!(Head::decode(&head.encode()), Some(head));
            for at in 0..HEAD * 8 {
                let mut bad = head.encode();
                bad[at / 8] ^= 1 << (at % 8);
                assert_eq!(Head::decode(&bad), None, "bit {at}");
            }
        }
        for at in 0..SLOT * 8 {
            let mut bad = slot.encode();
            bad[at / 8] ^= 1 << (at % 8);
            assert_eq!(Slot::decode(&bad), None, "bit {at}");
        }
    }
}
