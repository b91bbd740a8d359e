//! The keys of a store: one for each case and one for what belongs to no case, each wrapped by the
//! store key. What is sealed with a case's key can be read until that key is destroyed, by nobody
//! afterwards.
//!
//! - `cipher` seals and opens bytes.
//! - `source` says where the store key comes from.
//! - `slots` is the form of the file of keys, which is kept twice.
//! - `ring` gives keys out, makes them and destroys them.

mod cipher;
mod load;
mod ring;
mod slots;
mod source;

pub(super) use crate::store::keyring::cipher::DataKey;
pub(super) use crate::store::keyring::ring::{CaseKey, KeyRing, Unsealed, common_key};
pub use crate::store::keyring::source::KeySource;

use std::path::Path;

use crate::domain::case::CaseRef;

/// Whose key seals what belongs to no case: schools, terms, views.
pub(super) const COMMON: CaseRef = CaseRef { year: 0, number: 0 };

/// The file of keys within a store.
pub(super) const NAME: &str = "keys";

/// The second copy of it: a store whose keys were lost could be read by nobody.
pub(super) const COPY: &str = "keys.copy";

/// The file of the store key where the store carries its own.
pub(super) const OWN: &str = "store.key";

/// Returns whether the store in a folder has keys: from then on its store key is given, not made.
pub fn has_keys(dir: &Path) -> bool {
    dir.join(NAME).exists() || dir.join(COPY).exists()
}

/// Returns whether the store in a folder carries its own store key, and its backups with it.
pub fn carries_its_key(dir: &Path) -> bool {
    dir.join(OWN).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_of_many_keys_stay_opened_and_each_still_opens_what_it_sealed() {
        let ring = KeyRing::in_memory().expect("keys");
        let case = |number| CaseRef { year: 2026, number };
        let sealed: Vec<Vec<u8>> = (1..3_000)
            .map(|n| ring.seal(case(n), b"place", &n.to_be_bytes()).expect("sealed"))
            .collect();
        for (n, sealed) in (1u32..).zip(&sealed) {
            let opened = ring.unseal(case(n), b"place", sealed).expect("opens");
            assert_eq!(opened, Unsealed::Plain(n.to_be_bytes().to_vec()));
        }
        assert!(ring.count_opened() <= 1_024, "{}", ring.count_opened());
        ring.destroy(case(7)).expect("destroyed");
        let gone = ring.unseal(case(7), b"place", &sealed[6]).expect("said");
        assert_eq!(gone, Unsealed::Destroyed);
    }
}
