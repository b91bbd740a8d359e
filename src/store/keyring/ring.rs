//! Gives out the keys of cases, makes them and destroys them.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::case::CaseRef;
use crate::error::{Error, Result};
use crate::store::advice::advice;
use crate::store::keyring::cipher::DataKey;
use crate::store::keyring::load::Loaded;
use crate::store::keyring::slots::{HEAD, Head, SLOT, Slot, Wrapping};
use crate::store::keyring::source::KeySource;
use crate::store::keyring::{COMMON, COPY, NAME};
use crate::store::paths;
use crate::store::system_error::describe;

/// The most keys that are kept opened, some 50 bytes each: what opens one is cheap beside what reads
/// its case.
const MAX_OPENED: usize = 1024;

/// The key of a case.
#[derive(Clone)]
pub(in crate::store) enum CaseKey {
    /// It is there.
    Held(DataKey),
    /// It was destroyed: what was sealed with it is gone.
    Destroyed,
    /// There was never one.
    Missing,
}

/// What was sealed with a case's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) enum Unsealed {
    /// It opens.
    Plain(Vec<u8>),
    /// Its key was destroyed.
    Destroyed,
}

/// The keys of a store.
pub(in crate::store) struct KeyRing {
    store_key: DataKey,
    /// The files of keys, both copies; none for keys that are kept in memory alone.
    files: Option<Files>,
    keys: Mutex<Keys>,
}

struct Files {
    dir: PathBuf,
    both: [File; 2],
}

#[derive(Default)]
struct Keys {
    slots: Vec<Option<Slot>>,
    places: HashMap<CaseRef, u32>,
    opened: HashMap<CaseRef, DataKey>,
    /// Keys were written that may not be on the disk yet.
    is_unsynced: bool,
}

impl KeyRing {
    /// Returns keys that are kept in memory alone.
    ///
    /// # Errors
    /// The system gives no random numbers.
    pub(in crate::store) fn in_memory() -> Result<KeyRing> {
        let store_key = DataKey::random()?;
        let ring = KeyRing { store_key, files: None, keys: Mutex::default() };
        ring.ensure(COMMON)?;
        Ok(ring)
    }

    /// Opens the keys of a store to be used and added to; with `may_begin` they are begun where
    /// there are none.
    ///
    /// # Errors
    /// They are missing or damaged, or the store key is not to be had.
    pub(in crate::store) fn open(dir: &Path, from: &KeySource, may_begin: bool) -> Result<KeyRing> {
        let failed = |e| unwritten(dir, e);
        let ring = match Loaded::read(dir).map_err(failed)? {
            Some(loaded) => {
                let (store_key, head) = store_key(dir, from, &loaded)?;
                if !loaded.is_whole {
                    write_both(dir, &loaded.encode(&head)).map_err(failed)?;
                }
                KeyRing::over(dir, store_key, loaded).map_err(failed)?
            }
            None if may_begin => {
                let (store_key, wrapping) = from.begin(dir)?;
                let head = Head { wrapping, fingerprint: store_key.fingerprint() };
                let loaded = Loaded { head: Some(head), slots: Vec::new(), is_whole: true };
                write_both(dir, &loaded.encode(&head)).map_err(failed)?;
                KeyRing::over(dir, store_key, loaded).map_err(failed)?
            }
            None => return Err(lost(dir)),
        };
        if matches!(ring.of(COMMON), CaseKey::Missing) {
            ring.ensure(COMMON)?;
            ring.sync()?;
        }
        // A session that was killed may have written keys that are not on the disk yet.
        ring.lock().is_unsynced = true;
        Ok(ring)
    }

    /// Opens the keys of a store to be read; nothing is written.
    ///
    /// # Errors
    /// As `open`.
    pub(in crate::store) fn open_reading(dir: &Path, from: &KeySource) -> Result<KeyRing> {
        let loaded = Loaded::read(dir).map_err(|e| unwritten(dir, e))?.ok_or_else(|| lost(dir))?;
        let (store_key, _) = store_key(dir, from, &loaded)?;
        Ok(KeyRing { store_key, files: None, keys: Mutex::new(Keys::of(loaded)) })
    }

    fn over(dir: &Path, store_key: DataKey, loaded: Loaded) -> io::Result<KeyRing> {
        let open = |name: &str| OpenOptions::new().write(true).open(dir.join(name));
        let files = Files { dir: dir.to_owned(), both: [open(NAME)?, open(COPY)?] };
        let keys = Mutex::new(Keys::of(loaded));
        Ok(KeyRing { store_key, files: Some(files), keys })
    }

    /// Returns the first half of the fingerprint of the store key, which names it.
    pub(in crate::store) fn store_key_name(&self) -> String {
        crate::store::hex::to_hex(&self.store_key.fingerprint()[..4])
    }

    /// Returns sums that only the holder of this store's keys can make: by the key of what belongs
    /// to no case, and by the store key.
    pub(in crate::store) fn tags(&self, what: &[u8], of: &[u8]) -> [[u8; 32]; 2] {
        let by_store = self.store_key.tag(what, of);
        match self.of(COMMON) {
            CaseKey::Held(common) => [common.tag(what, of), by_store],
            CaseKey::Destroyed | CaseKey::Missing => [by_store, by_store],
        }
    }

    /// Returns the cases whose keys are there.
    pub(in crate::store) fn held(&self) -> Vec<CaseRef> {
        let keys = self.lock();
        let there = keys.slots.iter().flatten().filter(|slot| slot.wrapped.is_some());
        there.map(|slot| slot.case).filter(|case| *case != COMMON).collect()
    }

    /// Returns the key of a case.
    pub(in crate::store) fn of(&self, case: CaseRef) -> CaseKey {
        let mut keys = self.lock();
        if let Some(key) = keys.opened.get(&case) {
            return CaseKey::Held(key.clone());
        }
        let Some(slot) = keys.slot(case) else { return CaseKey::Missing };
        if slot.wrapped.is_none() {
            return CaseKey::Destroyed;
        }
        let Some(key) = slot.unwrap_key(&self.store_key) else { return CaseKey::Missing };
        keys.keep_opened(case, &key);
        CaseKey::Held(key)
    }

    /// Returns the key of a case, made where there was never one; `sync` puts it on the disk.
    ///
    /// # Errors
    /// It was destroyed, or cannot be written.
    pub(in crate::store) fn ensure(&self, case: CaseRef) -> Result<DataKey> {
        match self.of(case) {
            CaseKey::Held(key) => return Ok(key),
            CaseKey::Destroyed => return Err(disposed(case)),
            CaseKey::Missing => {}
        }
        let key = DataKey::random()?;
        let slot = Slot::wrap(case, &key, &self.store_key)?;
        let mut keys = self.lock();
        let place = keys.slots.len() as u32;
        self.write(place, &slot)?;
        keys.is_unsynced = true;
        keys.slots.push(Some(slot));
        keys.places.insert(case, place);
        keys.keep_opened(case, &key);
        Ok(key)
    }

    /// Puts the keys that were made on the disk: what is sealed with them may be kept from then on.
    ///
    /// # Errors
    /// The system refuses it.
    pub(in crate::store) fn sync(&self) -> Result<()> {
        let mut keys = self.lock();
        if !keys.is_unsynced {
            return Ok(());
        }
        if let Some(files) = &self.files {
            for file in &files.both {
                file.sync_data().map_err(|e| unwritten(&files.dir, e))?;
            }
        }
        keys.is_unsynced = false;
        Ok(())
    }

    /// Destroys the key of a case in both copies and on the disk, where there is one.
    ///
    /// # Errors
    /// The system refuses it; it may then still be there.
    pub(in crate::store) fn destroy(&self, case: CaseRef) -> Result<()> {
        let mut keys = self.lock();
        let Some(place) = keys.places.get(&case).copied() else { return Ok(()) };
        let gone = Slot { case, wrapped: None };
        self.write(place, &gone)?;
        keys.slots[place as usize] = Some(gone);
        keys.opened.remove(&case);
        keys.is_unsynced = true;
        drop(keys);
        self.sync()?;
        self.is_gone(case, place)
    }

    /// Reads both copies as they lie in the folder, and refuses where one of them still has a key:
    /// it may have been replaced while it was open.
    fn is_gone(&self, case: CaseRef, place: u32) -> Result<()> {
        let Some(files) = &self.files else { return Ok(()) };
        for name in [NAME, COPY] {
            let path = files.dir.join(name);
            let mut slot = [0; SLOT];
            File::open(&path)
                .and_then(|file| file.read_exact_at(&mut slot, slot_at(place)))
                .map_err(|e| unwritten(&files.dir, e))?;
            if Slot::decode(&slot).is_none_or(|slot| slot.case != case || slot.wrapped.is_some()) {
                return Err(Error::damaged(format!(
                    "The key of {case} is still in {}, which was replaced while this session was open.",
                    path.display()
                ))
                .with_hint("Leave Offsite and start it again: the next start destroys it."));
            }
        }
        Ok(())
    }

    /// Returns the cases whose keys were destroyed.
    pub(in crate::store) fn destroyed(&self) -> Vec<CaseRef> {
        let keys = self.lock();
        let gone = keys.slots.iter().flatten().filter(|slot| slot.wrapped.is_none());
        gone.map(|slot| slot.case).collect()
    }

    /// Returns whether the key of a case was destroyed.
    pub(in crate::store) fn is_destroyed(&self, case: CaseRef) -> bool {
        self.lock().slot(case).is_some_and(|slot| slot.wrapped.is_none())
    }

    /// Seals bytes with the key of a case, which is made where there is none.
    ///
    /// # Errors
    /// The key was destroyed or cannot be written.
    pub(in crate::store) fn seal(
        &self,
        case: CaseRef,
        place: &[u8],
        plain: &[u8],
    ) -> Result<Vec<u8>> {
        self.ensure(case)?.seal(place, plain)
    }

    /// Opens what was sealed with the key of a case.
    ///
    /// # Errors
    /// The key is missing although nobody destroyed it, or it does not open.
    pub(in crate::store) fn unseal(
        &self,
        case: CaseRef,
        place: &[u8],
        sealed: &[u8],
    ) -> Result<Unsealed> {
        match self.of(case) {
            CaseKey::Destroyed => Ok(Unsealed::Destroyed),
            CaseKey::Held(key) => key.open(place, sealed).map(Unsealed::Plain).ok_or_else(|| {
                Error::damaged(format!("{} does not open with its key.", named(case)))
                    .with_hint("Run offsite verify: it says what is wrong and what to do.")
            }),
            CaseKey::Missing => Err(Error::damaged(format!(
                "The key of {} is not in the store's file of keys.",
                named(case)
            ))
            .with_hint("Take the file keys from the newest backup: offsite restore FILE --data NEW-FOLDER.")),
        }
    }

    /// Wraps every key with a new store key, in both copies.
    ///
    /// # Errors
    /// The new key or a copy cannot be written; each copy is then as it was or whole.
    pub(in crate::store) fn rewrap(&self, dir: &Path, to: &KeySource) -> Result<()> {
        let Some(files) = &self.files else { return Ok(()) };
        let (to, wrapping) = to.renew(dir, &self.store_key)?;
        let head = Head { wrapping, fingerprint: to.fingerprint() };
        let keys = self.lock();
        let again = |slot: &Option<Slot>| -> Result<Option<Slot>> {
            let Some(slot) = slot else { return Ok(None) };
            let Some(key) = slot.unwrap_key(&self.store_key) else { return Ok(Some(*slot)) };
            Slot::wrap(slot.case, &key, &to).map(Some)
        };
        let slots = keys.slots.iter().map(again).collect::<Result<Vec<_>>>()?;
        let bytes = Loaded { head: Some(head), slots, is_whole: true }.encode(&head);
        write_both(&files.dir, &bytes).map_err(|e| unwritten(&files.dir, e))
    }

    /// Returns how many keys are kept opened.
    #[cfg(test)]
    pub(super) fn count_opened(&self) -> usize {
        self.lock().opened.len()
    }

    fn write(&self, place: u32, slot: &Slot) -> Result<()> {
        let Some(files) = &self.files else { return Ok(()) };
        let at = slot_at(place);
        let bytes = slot.encode();
        let mut both = files.both.iter();
        both.try_for_each(|file| file.write_all_at(&bytes, at))
            .map_err(|e| unwritten(&files.dir, e))
    }

    fn lock(&self) -> MutexGuard<'_, Keys> {
        // A thread that panicked while it held the keys has left them whole: each is one insertion.
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns where in a copy the slot at a place begins, in bytes.
fn slot_at(place: u32) -> u64 {
    HEAD as u64 + u64::from(place) * SLOT as u64
}

impl Keys {
    fn of(loaded: Loaded) -> Keys {
        let places = loaded.by_case().collect();
        Keys { places, slots: loaded.slots, ..Keys::default() }
    }

    /// Keeps a key opened. Of many none stays: whoever goes over all cases needs each but once.
    fn keep_opened(&mut self, case: CaseRef, key: &DataKey) {
        if self.opened.len() >= MAX_OPENED {
            self.opened.clear();
        }
        self.opened.insert(case, key.clone());
    }

    fn slot(&self, case: CaseRef) -> Option<Slot> {
        self.slots.get(*self.places.get(&case)? as usize).copied().flatten()
    }
}

/// Returns the key of what belongs to no case, without reading the others; none where it is not to
/// be had, or asks for a passphrase, which takes too long for what is only shown at once.
pub(in crate::store) fn common_key(dir: &Path, from: &KeySource) -> Option<DataKey> {
    let mut begins = [0; HEAD + SLOT];
    File::open(dir.join(NAME)).and_then(|f| f.read_exact_at(&mut begins, 0)).ok()?;
    let head = Head::decode(&begins).filter(|head| head.wrapping == Wrapping::Key)?;
    let slot = Slot::decode(&begins[HEAD..]).filter(|slot| slot.case == COMMON)?;
    slot.unwrap_key(&from.find(dir, &head).ok()?)
}

/// Returns the store key of what was loaded, and its head.
fn store_key(dir: &Path, from: &KeySource, loaded: &Loaded) -> Result<(DataKey, Head)> {
    let head = loaded.head.ok_or_else(|| {
        Error::damaged(format!("The keys of the store in {} do not read.", dir.display()))
            .with_hint(advice(dir))
    })?;
    Ok((from.find(dir, &head)?, head))
}

/// Writes both copies, each there whole or as it was.
fn write_both(dir: &Path, bytes: &[u8]) -> io::Result<()> {
    for name in [NAME, COPY] {
        let half = dir.join(format!("{name}.new"));
        paths::write_whole(&half, bytes)?;
        std::fs::rename(&half, dir.join(name))?;
        paths::sync_folder(dir)?;
    }
    Ok(())
}

fn named(case: CaseRef) -> String {
    if case == COMMON { "the store itself".to_owned() } else { case.to_string() }
}

fn lost(dir: &Path) -> Error {
    Error::damaged(format!("The keys of the store in {} are missing.", dir.display()))
        .with_hint(advice(dir))
}

fn unwritten(dir: &Path, e: io::Error) -> Error {
    let why = describe(&e);
    Error::io(format!("The keys of the store in {} cannot be used: {why}.", dir.display()), e)
        .with_hint("Make room or mend the folder, then do it again.")
}

/// Returns the error of a case that was disposed of.
fn disposed(case: CaseRef) -> Error {
    Error::conflict(format!("{case} was disposed of: nothing of it can be read or kept any more."))
}
