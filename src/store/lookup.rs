//! Reads single records: cases, items, counters.

use crate::domain::case::{Case, CaseRef};
use crate::domain::list::summary::Summary;
use crate::error::Result;
use crate::store::{Store, codec, keys, meta, record};

impl Store {
    /// Returns a number of the metadata, 0 where there is none.
    pub(super) fn meta(&self, key: &[u8]) -> Result<u64> {
        meta::number(self.records()?, key)
    }

    /// Returns the highest number of a year that was given.
    pub(super) fn counter(&self, year: u16) -> Result<u32> {
        self.get(&keys::counter(year))?.map_or(Ok(0), |v| Ok(codec::decode(&v)?))
    }

    /// Returns how many entries the journal has, all of them saved.
    pub fn saved(&self) -> u64 {
        self.journal.mark().seq
    }

    /// Returns whether a case is there.
    ///
    /// # Errors
    /// That cannot be read.
    pub fn has_case(&self, id: CaseRef) -> Result<bool> {
        self.get_raw(&keys::case(id)).map(|v| v.is_some())
    }

    /// Returns one case whole.
    ///
    /// # Errors
    /// A record cannot be read.
    pub fn case(&self, id: CaseRef) -> Result<Option<Case>> {
        Ok(self.case_and_time(id)?.map(|(case, _)| case))
    }

    /// Returns one case whole, and when it was changed last, in milliseconds since 1970.
    pub(super) fn case_and_time(&self, id: CaseRef) -> Result<Option<(Case, i64)>> {
        let key = keys::case(id);
        self.get(&key)?.map(|value| record::decode(id, &value)).transpose()
    }

    /// Returns the references of all cases, in order.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn cases(&self) -> Result<Vec<CaseRef>> {
        // Every case has its words, and they are a small part of it.
        self.cases_under(b"w")
    }

    /// Returns the next reference of a year; a number is never given twice, not even after its case
    /// was taken back.
    pub fn next_ref(&self, year: u16) -> CaseRef {
        CaseRef { year, number: self.counter(year).unwrap_or(0).saturating_add(1) }
    }

    /// Returns every item of a kind as id and JSON text.
    ///
    /// # Errors
    /// The records cannot be read.
    pub fn items(&self, kind: &str) -> Result<Vec<(String, String)>> {
        let prefix = keys::item(kind, "");
        let mut out = Vec::new();
        for entry in self.scan(&prefix) {
            let (key, value) = entry?;
            out.push((
                String::from_utf8_lossy(&key[prefix.len()..]).into_owned(),
                codec::decode(&value)?,
            ));
        }
        Ok(out)
    }

    /// Reads every case, every item and every line of the list for what it holds.
    ///
    /// # Errors
    /// The first that does not read.
    pub(super) fn read_every_record(&self) -> Result<()> {
        for entry in self.scan(b"c") {
            let (key, value) = entry?;
            if let Some(id) = keys::case_at(&key) {
                record::decode(id, &value)?;
            }
        }
        for entry in self.scan(b"i") {
            codec::decode::<String>(&entry?.1)?;
        }
        for entry in self.scan(b"s") {
            codec::decode::<Summary>(&entry?.1)?;
        }
        Ok(())
    }

    /// Returns one item's JSON text.
    ///
    /// # Errors
    /// The record cannot be read.
    pub fn item(&self, kind: &str, id: &str) -> Result<Option<String>> {
        Ok(self.get(&keys::item(kind, id))?.map(|value| codec::decode(&value)).transpose()?)
    }
}
