//! Seals bytes with XChaCha20-Poly1305. The nonce follows from the key and from what is sealed, so
//! that the same value is the same bytes however often it is made anew.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::error::{Error, ErrorKind, Result};

/// Bytes of a key.
pub(super) const KEY: usize = 32;

/// Bytes of the nonce before what is sealed.
const NONCE: usize = 24;

/// Bytes by which what is sealed is longer than what it holds: the nonce and the tag.
pub(super) const OVERHEAD: usize = NONCE + 16;

/// A key, wiped from memory once it is dropped.
#[derive(Clone)]
pub(in crate::store) struct DataKey(Zeroizing<[u8; KEY]>);

impl DataKey {
    /// Takes the bytes of a key.
    pub(super) fn new(bytes: [u8; KEY]) -> DataKey {
        DataKey(Zeroizing::new(bytes))
    }

    /// Makes a key from the system's randomness.
    ///
    /// # Errors
    /// The system gives none.
    pub(super) fn random() -> Result<DataKey> {
        let mut bytes = [0; KEY];
        fill_random(&mut bytes)?;
        Ok(DataKey::new(bytes))
    }

    /// Returns the bytes of the key.
    pub(super) fn bytes(&self) -> &[u8; KEY] {
        &self.0
    }

    /// Returns the first eight bytes of a sum by which the key is known without being told.
    pub(super) fn fingerprint(&self) -> [u8; 8] {
        let sum = Sha256::new().chain_update(b"offsite store key").chain_update(*self.0).finalize();
        let mut out = [0; 8];
        out.copy_from_slice(&sum[..8]);
        out
    }

    /// Returns a sum that only the holder of the key can make.
    pub(in crate::store) fn tag(&self, what: &[u8], of: &[u8]) -> [u8; 32] {
        let inner = Sha256::new()
            .chain_update((what.len() as u64).to_le_bytes())
            .chain_update(what)
            .chain_update(of)
            .finalize();
        Sha256::new().chain_update(*self.0).chain_update(inner).finalize().into()
    }

    /// Seals bytes for a place: they open at no other.
    ///
    /// # Errors
    /// They are too long for the cipher (256 GB).
    pub(in crate::store) fn seal(&self, place: &[u8], plain: &[u8]) -> Result<Vec<u8>> {
        let tag = self.tag(place, plain);
        let nonce = XNonce::from_slice(&tag[..NONCE]);
        let sealed = self
            .cipher()
            .encrypt(nonce, Payload { msg: plain, aad: place })
            .map_err(|_| Error::new(ErrorKind::Input, "This is too long to be sealed."))?;
        let mut out = Vec::with_capacity(NONCE + sealed.len());
        out.extend_from_slice(nonce);
        out.extend(sealed);
        Ok(out)
    }

    /// Opens what was sealed for a place; none where it is not that, or damaged.
    pub(in crate::store) fn open(&self, place: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, body) = sealed.split_at_checked(NONCE)?;
        self.cipher().decrypt(XNonce::from_slice(nonce), Payload { msg: body, aad: place }).ok()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.0).into())
    }
}

/// Fills bytes from the system's randomness.
///
/// # Errors
/// The system gives none.
pub(super) fn fill_random(into: &mut [u8]) -> Result<()> {
    getrandom::fill(into).map_err(|e| {
        Error::new(ErrorKind::Io, "This system gives no random numbers, which a key is made of.")
            .with_hint("Nothing created.")
            .with_source(e)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_its_key_at_its_place_and_nowhere_else() {
        let (key, other) = (DataKey::random().expect("a key"), DataKey::random().expect("a key"));
        let sealed = key.seal(b"c1", "Zoë".as_bytes()).expect("sealed");
        assert_eq!(sealed.len(), "Zoë".len() + OVERHEAD);
        assert_eq!(key.open(b"c1", &sealed).as_deref(), Some("Zoë".as_bytes()));
        assert_eq!(key.open(b"c2", &sealed), None);
        assert_eq!(other.open(b"c1", &sealed), None);
        assert_eq!(key.seal(b"c1", "Zoë".as_bytes()).as_ref(), Ok(&sealed), "the same bytes");
        for at in 0..sealed.len() {
            let mut bad = sealed.clone();
            bad[at] ^= 1;
            assert_eq!(key.open(b"c1", &bad), None, "byte {at}");
            assert_eq!(key.open(b"c1", &sealed[..at]), None, "cut at {at}");
        }
    }
}
