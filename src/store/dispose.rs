//! Disposal of a case: its key is destroyed, so that nothing of it can be read in the journal, the
//! records, the evidence, the drafts and any backup written from then on. A tombstone stays, and the
//! journal's chain with it.

use std::io;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::domain::calendar::zone;
use crate::domain::case::CaseRef;
use crate::error::{Error, ErrorKind, Result};
use crate::store::batch::WriteMap;
use crate::store::change::{Change, ChangeKind, Disposal, Subject};
use crate::store::disposal_list::Listed;
use crate::store::keyring::CaseKey;
use crate::store::limits::admit;
use crate::store::system_error::describe;
use crate::store::{
    Store, codec, disposal_list, drafts, evidence, keys, paths, startup_cache, upgrade,
};

/// What is left of a case that was disposed of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposed {
    /// Which case it was, by whose agreement it went, and why.
    pub disposal: Disposal,
    /// The officer who did it.
    pub officer: String,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
}

impl Disposed {
    /// Returns the error of asking for the case.
    pub fn refusal(&self) -> Error {
        let Disposed { disposal: Disposal { case, agreed_by, reason }, officer, at_ms } = self;
        let day = chrono::DateTime::from_timestamp_millis(*at_ms)
            .map(|at| format!(" on {}", zone::london(&at).format("%d/%m/%Y")))
            .unwrap_or_default();
        Error::conflict(format!(
            "{case} was disposed of already{day} by {officer} with {agreed_by} ({reason})."
        ))
        .with_hint("Nothing of it can be read any more.")
    }
}

impl Store {
    /// Disposes of a case, and returns the backups that were written before and still hold it.
    ///
    /// # Errors
    /// There is no such case, it was disposed of before, a record in clear is still kept, or
    /// something cannot be written; once the tombstone is in the journal, the next start ends what
    /// was begun.
    pub fn dispose(
        &mut self,
        disposal: &Disposal,
        officer: &str,
        at_ms: i64,
    ) -> Result<Vec<PathBuf>> {
        self.writable()?;
        let case = disposal.case;
        if let Some(file) = upgrade::earlier_record(&self.dir) {
            return Err(Error::conflict(format!(
                "A copy from before encryption is still kept in {}, and {case} is in it.",
                file.display()
            ))
            .with_hint("When everything is right: offsite backup --forget-earlier; then dispose of the case."));
        }
        match self.keys.of(case) {
            CaseKey::Held(_) => {}
            CaseKey::Destroyed => {
                return Err(Error::conflict(format!("{case} was disposed of already.")));
            }
            CaseKey::Missing => {
                return Err(Error::input(format!("{case} is not in this store."))
                    .with_hint("Look at the list of cases."));
            }
        }
        if let Some(outside) = self.disposals.as_ref().filter(|f| !disposal_list::is_writable(f)) {
            return Err(Error::new(
                ErrorKind::Io,
                format!("The list of disposals {} cannot be written.", outside.display()),
            )
            .with_hint("Name a copy of the store key in a folder of your own with --store-key; nothing was disposed of."));
        }
        let store = disposal_list::store_id(&self.dir).unwrap_or_default();
        let listed = Listed::new(store, disposal.clone(), officer, at_ms, &self.keys);
        self.end(&listed)?;
        Ok(paths::backups(&self.dir))
    }

    /// Returns the backups beside this store that were written before a moment, in milliseconds since
    /// 1970, and those of which that cannot be told.
    pub fn backups_before(&self, at_ms: i64) -> Vec<PathBuf> {
        let at = SystemTime::UNIX_EPOCH + Duration::from_millis(at_ms.unsigned_abs());
        let written = |file: &PathBuf| file.metadata().and_then(|of| of.modified());
        let is_before = |file: &PathBuf| written(file).map_or(true, |written| written < at);
        paths::backups(&self.dir).into_iter().filter(is_before).collect()
    }

    /// Ends a case: it is listed, then the tombstone is saved, then what was sealed with its key
    /// goes, then the key. The next start ends what is listed, wherever this was cut off.
    fn end(&mut self, listed: &Listed) -> Result<()> {
        let case = listed.disposal.case;
        let tombstone = Change {
            officer: listed.officer.clone(),
            saved_ms: listed.at_ms,
            why: None,
            act: ChangeKind::Do,
            edits: vec![Subject::Disposal(listed.disposal.clone())],
        };
        self.sound()?;
        self.journal.still_ours()?;
        admit(&tombstone)?;
        let files = self.named_evidence()?.of_case(case);
        let failed = |e: io::Error| {
            let words = format!("{case} is not wholly disposed of yet: {}.", describe(&e));
            Error::io(words, e).with_hint("Make room or mend the folder: the next start ends it.")
        };
        disposal_list::add(&disposal_list::of_store(&self.dir), listed).map_err(failed)?;
        if let Some(outside) = &self.disposals {
            disposal_list::add(outside, listed).map_err(failed)?;
        }
        if self.disposed(case)?.is_none() {
            self.commit(tombstone)?;
        }
        // The records no longer hold the case, and are on the disk, before nobody can read it.
        self.settle().map_err(failed)?;
        for name in files {
            evidence::remove(&self.dir, &name).map_err(failed)?;
        }
        drafts::remove_of(&self.dir, case).map_err(failed)?;
        startup_cache::forget(&self.dir);
        self.keys.destroy(case)
    }

    /// Ends again what the lists of disposals name and this store still has, as after a backup from
    /// before was restored; returns what is said of it.
    ///
    /// # Errors
    /// Something cannot be written. A list that cannot be read is said, and costs nothing else.
    pub(super) fn dispose_again(&mut self) -> Result<Vec<String>> {
        let (mut due, mut said) = self.due_disposals()?;
        // An entry of the journal is proof enough, whatever the lists say.
        for (case, left) in self.keys_put_back()? {
            if due.iter().all(|one| one.disposal.case != case) {
                let store = disposal_list::store_id(&self.dir).unwrap_or_default();
                let Disposed { disposal, officer, at_ms } = left;
                due.push(Listed::new(store, disposal, &officer, at_ms, &self.keys));
            }
        }
        for one in due {
            said.push(match self.end(&one) {
                Ok(()) => {
                    let case = one.disposal.case;
                    format!("{case} was disposed of before; what was here of it is gone.")
                }
                Err(error) => error.to_string(),
            });
        }
        Ok(said)
    }

    /// Returns what the lists of disposals prove of this store's cases and is not ended yet, and a
    /// sentence for each list that does not read whole and each line that nothing proves.
    fn due_disposals(&self) -> Result<(Vec<Listed>, Vec<String>)> {
        let (mut listed, mut said) = (Vec::new(), Vec::new());
        let own = disposal_list::of_store(&self.dir);
        for file in std::iter::once(&own).chain(&self.disposals) {
            let list = disposal_list::read(file);
            listed.extend(list.listed);
            said.extend(list.fault);
        }
        if !listed.is_empty() {
            let store = disposal_list::store_id(&self.dir);
            listed.retain(|one| Some(&one.store) == store.as_ref());
        }
        let mut due = Vec::new();
        for one in listed {
            let case = one.disposal.case;
            if !self.is_held(case) && self.disposed(case)?.is_some() {
                continue;
            }
            if one.is_proved_by(&self.keys) {
                due.push(one);
            } else {
                said.push(unproved(case));
            }
        }
        Ok((due, said))
    }

    fn is_held(&self, case: CaseRef) -> bool {
        matches!(self.keys.of(case), CaseKey::Held(_))
    }

    /// Returns every case that was disposed of and whose key is here again, with what is left of it.
    fn keys_put_back(&self) -> Result<Vec<(CaseRef, Disposed)>> {
        let mut all = Vec::new();
        for entry in self.scan(keys::TOMBSTONES) {
            let (key, value) = entry?;
            if let Some(case) = keys::case_of(&key).filter(|case| self.is_held(*case)) {
                all.push((case, codec::decode(&value)?));
            }
        }
        Ok(all)
    }

    /// Returns a sentence for everything about disposals that does not fit together: a list that
    /// does not read, a line that nothing proves, a case that was disposed of and whose key is here.
    ///
    /// # Errors
    /// The records cannot be read.
    pub(super) fn disposal_faults(&self) -> Result<Vec<String>> {
        let (_, mut said) = self.due_disposals()?;
        said.extend(self.keys_put_back()?.into_iter().map(|(case, _)| put_back(case).to_string()));
        said.extend(self.unexplained_disposals()?);
        Ok(said)
    }

    /// Returns a sentence for each list of disposals that does not read whole and each line that
    /// nothing proves, where nothing is to be ended again.
    ///
    /// # Errors
    /// A case that was disposed of is here again: it is ended before anything is shown.
    pub fn nothing_put_back(&self) -> Result<Vec<String>> {
        let (due, said) = self.due_disposals()?;
        let (listed, again) = (due.first(), self.keys_put_back()?);
        let listed = listed.map(|one| one.disposal.case);
        match listed.or_else(|| again.first().map(|(case, _)| *case)) {
            Some(case) => Err(put_back(case)),
            None => Ok(said),
        }
    }

    /// Returns what is left of a case that was disposed of; none where it was not.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn disposed(&self, case: CaseRef) -> Result<Option<Disposed>> {
        Ok(self.get(&keys::tombstone(case))?.map(|value| codec::decode(&value)).transpose()?)
    }

    /// Returns a sentence for each key that was destroyed although no tombstone says why.
    fn unexplained_disposals(&self) -> Result<Vec<String>> {
        let mut said = Vec::new();
        for case in self.keys.destroyed() {
            if self.disposed(case)?.is_none() {
                said.push(format!(
                    "The key of {case} was destroyed, and no entry of the journal says that it was disposed of. Take the store from a backup."
                ));
            }
        }
        Ok(said)
    }

    /// Puts into a batch what takes a case out of the records and leaves a tombstone.
    pub(super) fn dispose_in(
        &self,
        disposal: &Disposal,
        change: &Change,
        writes: &mut WriteMap,
    ) -> Result<()> {
        let case = disposal.case;
        writes.insert(keys::case(case), None);
        for entry in self.scan_raw(&keys::items_of_cases()) {
            let (key, _) = entry?;
            if keys::case_of_item_at(&key) == Some(case) {
                writes.insert(key.to_vec(), None);
            }
        }
        self.index_case(case, (&[], None), change.saved_ms, None, writes)?;
        let counter = self.counter(case.year)?.max(case.number);
        writes.insert(keys::counter(case.year), Some(codec::write(&counter)?));
        let left = Disposed {
            disposal: disposal.clone(),
            officer: change.officer.clone(),
            at_ms: change.saved_ms,
        };
        writes.insert(keys::tombstone(case), Some(codec::write(&left)?));
        Ok(())
    }
}

/// Returns the error of a case that was disposed of and came back.
fn put_back(case: CaseRef) -> Error {
    Error::conflict(format!("{case} was disposed of, and its key is here again."))
        .with_hint("Start Offsite once: that ends it.")
}

/// Says that a list names a case without the proof that only the store's keys give.
fn unproved(case: CaseRef) -> String {
    format!(
        "A list of disposals names {case}, but nothing proves that this store disposed of it, so the case is kept. To dispose of it, use offsite dispose."
    )
}
