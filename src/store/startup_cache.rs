//! The startup cache: the first page of the list, shown before the records are open. Valid only
//! while nothing has changed since a clean close.

use std::io::Write;
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::Error;
use crate::store::chain::JournalPos;
use crate::store::head_cache::CachedHeads;
use crate::store::keyring::{COMMON, KeySource};
use crate::store::{Store, codec, format, keyring, meta, paths};

const NAME: &str = "glance";

/// Returns what was kept, where the store was left in order and stands as it was left; nothing is
/// touched.
pub fn read_startup_cache<T: DeserializeOwned>(dir: &Path, key: &KeySource) -> Option<T> {
    // Whoever opens a store takes the mark away that it was left in order.
    let left = meta::left(dir)?;
    let is_as_left = std::fs::metadata(dir.join("journal")).ok()?.len() == left.end;
    let is_current = format::of_folder(dir).is_ok_and(|n| n >= format::FORMAT);
    let kept = std::fs::read(dir.join(NAME)).ok()?;
    let (at, sealed): (JournalPos, Vec<u8>) = codec::decode(&kept).ok()?;
    // A store that was put back is refused before anything of it is shown.
    let is_newest = || CachedHeads::read(dir).heads().all(|(_, entries, _)| entries <= left.seq);
    if !is_as_left || !is_current || at != left || !is_newest() {
        return None;
    }
    let plain = keyring::common_key(dir, key)?.open(&place(at), &sealed)?;
    codec::decode(&plain).ok()
}

/// Returns what binds a cache to the journal that it was made of.
fn place(at: JournalPos) -> Vec<u8> {
    [NAME.as_bytes(), &at.hash].concat()
}

/// Takes the cache away.
pub(super) fn forget(dir: &Path) {
    let _ = std::fs::remove_file(dir.join(NAME));
}

/// Returns the end of the journal when the cache was kept, whatever was kept in it.
pub(super) fn mark(dir: &Path) -> Option<JournalPos> {
    codec::decode_first(&std::fs::read(dir.join(NAME)).ok()?)
}

impl Store {
    /// Keeps what the next start may show at once. It is no record: where it cannot be written the
    /// next start does without.
    pub fn keep_startup_cache<T: Serialize>(&self, what: &T) {
        if self.writable().is_err() {
            return;
        }
        let path = self.dir.join("glance.new");
        let at = self.journal.mark();
        let sealed = codec::write(what)
            .map_err(Error::from)
            .and_then(|plain| self.keys.seal(COMMON, &place(at), &plain));
        let written = sealed.map_err(std::io::Error::other).and_then(|sealed| {
            let mut file = paths::create(&path)?;
            file.write_all(&codec::write(&(at, sealed))?)?;
            std::fs::rename(&path, self.dir.join(NAME))
        });
        if written.is_err() {
            let _ = std::fs::remove_file(&path);
        }
    }
}
