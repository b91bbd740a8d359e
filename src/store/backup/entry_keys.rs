//! The keys with which each entry is opened before a backup of it is called whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::Result;
use crate::store::journal::EntryForm;
use crate::store::keyring::{KeyRing, KeySource};

/// The keys of a store's cases, opened to read its entries.
#[derive(Clone)]
pub struct EntryKeys {
    ring: Arc<KeyRing>,
    /// Where they are read again; none for those of an open store, which are never behind it.
    from: Option<(PathBuf, KeySource)>,
}

impl EntryKeys {
    /// Opens the keys of the store in a folder, which another session may have open.
    ///
    /// # Errors
    /// They are missing or damaged, or the store key is not to be had.
    pub fn open(dir: &Path, source: &KeySource) -> Result<EntryKeys> {
        let ring = Arc::new(KeyRing::open_reading(dir, source)?);
        Ok(EntryKeys { ring, from: Some((dir.to_owned(), source.clone())) })
    }

    /// Takes those of an open store.
    pub(in crate::store) fn shared(ring: Arc<KeyRing>) -> EntryKeys {
        EntryKeys { ring, from: None }
    }

    /// Opens the entry in a payload, as reading it does.
    ///
    /// # Errors
    /// It does not open with the keys as they are now.
    pub(in crate::store::backup) fn read(&mut self, payload: &[u8]) -> Result<()> {
        let read = EntryForm::Sealed(&self.ring).decode(payload);
        if let (Err(_), Some((dir, source))) = (&read, &self.from)
            && let Ok(ring) = KeyRing::open_reading(dir, source)
        {
            // A session may have opened a case since the keys were read.
            self.ring = Arc::new(ring);
            return EntryForm::Sealed(&self.ring).decode(payload).map(drop);
        }
        read.map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::CaseRef;
    use crate::domain::case::edit::{CaseChange, Edit};
    use crate::store::backup::{BackupOptions, write};
    use crate::store::{Change, ChangeKind, Store, Subject};

    fn opens(number: u32) -> Change {
        let case = CaseRef { year: 2026, number };
        let part = CaseChange { case, edits: vec![Edit::Open] };
        Change {
            officer: "a.shah".into(),
            saved_ms: i64::from(number),
            why: None,
            act: ChangeKind::Do,
            edits: vec![Subject::Case(part)],
        }
    }

    #[test]
    fn a_case_that_is_opened_after_the_keys_were_read_is_no_fault_of_the_backup() {
        let dir = tempfile::tempdir().expect("a folder");
        let store_dir = dir.path().join("store");
        let mut store = Store::open(&store_dir, "a.shah", "now").expect("opens").store;
        store.commit(opens(1)).expect("saved");
        let before = EntryKeys::open(&store_dir, &KeySource::InStore).expect("opened");
        store.commit(opens(2)).expect("saved");
        for (name, keys) in [("read before", before), ("of the session", store.entry_keys())] {
            let options = BackupOptions { keys: Some(keys), ..BackupOptions::default() };
            let file = dir.path().join(name);
            let told = write(&store_dir, &file, &options, &mut |_, _, _| {}).expect("written");
            assert_eq!((told.entries, told.faults), (2, Vec::new()), "{name}");
        }
        // Keys of another store open none of it.
        let other = dir.path().join("other");
        Store::open(&other, "a.shah", "now").expect("opens").store.close().expect("in order");
        let keys = EntryKeys::open(&other, &KeySource::InStore).expect("opened");
        let options = BackupOptions { keys: Some(keys), ..BackupOptions::default() };
        let file = dir.path().join("with other keys");
        let told = write(&store_dir, &file, &options, &mut |_, _, _| {}).expect("written");
        assert_eq!(told.faults.len(), 2, "{:?}", told.faults);
        store.close().expect("in order");
    }
}
