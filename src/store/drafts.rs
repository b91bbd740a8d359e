//! Texts that are being typed, on disk before the next key.

use super::{Draft, Store, codec, keys};
use crate::domain::case::{CaseRef, Place};

fn key(who: &str, case: CaseRef, place: &Place) -> Vec<u8> {
    let row = place.row.as_ref().map(|(t, r)| format!("{t}/{r}/")).unwrap_or_default();
    keys::draft(who, &format!("{case}/{row}{}", place.field))
}

impl Store {
    /// Keeps a text on disk.
    ///
    /// # Errors
    /// A sentence where it cannot be written.
    pub fn save_draft(&self, draft: &Draft) -> Result<(), String> {
        let lost = |_| "The text is not on disk yet: the disk may be full. Make room, then go on typing.".to_owned();
        self.db.insert(key(&draft.who, draft.case, &draft.place), codec::write(draft)).map_err(lost)?;
        self.db.flush().map_err(lost)?;
        self.sync().map_err(|_| "The text could not be written through to the disk. Save it soon.".to_owned())
    }

    /// Returns the officer's kept texts, the latest first.
    ///
    /// # Errors
    /// A sentence where they cannot be read.
    pub fn drafts(&self, who: &str) -> Result<Vec<Draft>, String> {
        let mut out: Vec<Draft> = Vec::new();
        for entry in self.db.scan_prefix(keys::draft(who, "")).values() {
            let value = entry.map_err(|_| "The kept texts could not be read.".to_owned())?;
            out.push(codec::read(&value)?);
        }
        out.sort_by_key(|d| std::cmp::Reverse(d.at_ms));
        Ok(out)
    }

    /// Drops a kept text, once it was saved or given up.
    ///
    /// # Errors
    /// A sentence where it cannot be dropped.
    pub fn drop_draft(&self, who: &str, case: CaseRef, place: &Place) -> Result<(), String> {
        self.db.remove(key(who, case, place)).map(|_| ()).map_err(|_| "A kept text could not be dropped.".to_owned())
    }
}
