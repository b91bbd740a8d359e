//! Writes a case's line with the change that made it so.

use crate::domain::case::edit::Edit;
use crate::domain::case::stage::Stage;
use crate::domain::case::{Case, CaseRef, stage};
use crate::domain::list::full_text;
use crate::domain::list::summary::Summary;
use crate::error::{Error, Result};
use crate::store::batch::WriteMap;
use crate::store::index::{COUNT_ALL, COUNT_RUNNING, RULESET_HASH, SummaryFn, order};
use crate::store::{Store, codec, guard, keys};

impl Store {
    /// Puts into a batch what the index has to say of a case after a change at a time; without
    /// `summarise` its line waits to be made. `edits` are what changed the case.
    pub(in crate::store) fn index_case(
        &self,
        id: CaseRef,
        (edits, after): (&[Edit], Option<&Case>),
        at_ms: i64,
        summarise: Option<SummaryFn>,
        writes: &mut WriteMap,
    ) -> Result<()> {
        if after.is_none() || edits.iter().any(full_text::may_change) {
            writes.insert(keys::of_case(b'w', id), after.map(full_text::signature));
        }
        match (after, summarise) {
            (Some(case), Some(summarise)) => {
                self.index_writes(id, Some(&summarise(case, at_ms)), writes)
            }
            (Some(_), None) => {
                writes.insert(keys::of_case(b'y', id), Some(Vec::new()));
                Ok(())
            }
            (None, _) => {
                writes.insert(keys::of_case(b'y', id), None);
                self.index_writes(id, None, writes)
            }
        }
    }

    /// Writes to the index outside of any change.
    pub(in crate::store) fn write(&self, writes: WriteMap) -> Result<()> {
        let batch = self.summed(writes)?;
        guard::apply(self.records()?, batch).map_err(|fault| {
            Error::no_space("The list of cases could not be written: the disk may be full.")
                .with_hint("Make room, then start again.")
                .with_source(fault)
        })
    }

    /// Puts into a batch what brings the index from the line that stands to the new one.
    pub(in crate::store) fn index_writes(
        &self,
        id: CaseRef,
        new: Option<&Summary>,
        writes: &mut WriteMap,
    ) -> Result<()> {
        let is = new.map(|l| l.stage == Stage::Running);
        let was = if let Ok(old) = self.stored_line(id) {
            writes.extend(old.iter().flat_map(order::places).map(|(place, _)| (place, None)));
            old.map(|l| l.stage == Stage::Running)
        } else {
            for entry in self.scan_raw(b"x") {
                let (place, _) = entry?;
                if keys::case_of(&place) == Some(id) {
                    writes.insert(place.to_vec(), None);
                }
            }
            if let Ok(case) = self.case(id) {
                case.map(|case| stage::stage(&case) == Stage::Running)
            } else {
                // Whether it was counted cannot be known: the next start counts anew.
                writes.insert(RULESET_HASH.to_vec(), None);
                None
            }
        };
        writes.extend(
            new.into_iter().flat_map(order::places).map(|(place, late)| (place, Some(late))),
        );
        writes.insert(keys::of_case(b's', id), new.map(codec::write).transpose()?);
        for (name, before, after) in [
            (COUNT_ALL, was.is_some(), is.is_some()),
            (COUNT_RUNNING, was == Some(true), is == Some(true)),
        ] {
            if before != after {
                let stands: u64 = match writes.get(name) {
                    Some(Some(value)) => codec::decode(value)?,
                    Some(None) | None => self.meta(name)?,
                };
                let now = if after { stands + 1 } else { stands.saturating_sub(1) };
                writes.insert(name.to_vec(), Some(codec::write(&now)?));
            }
        }
        Ok(())
    }
}
