//! Who last changed what belongs to no case (terms, schools, views), while this service has run:
//! two officers who change the same meet while both have it open.

use std::collections::BTreeMap;

use crate::service::Service;
use crate::store::{StoredChange, Subject};

/// The last change of each item, by its kind and id.
#[derive(Debug, Default)]
pub(super) struct LastItems(BTreeMap<(String, String), LastChange>);

#[derive(Debug)]
struct LastChange {
    seq: u64,
    saved_ms: i64,
    who: String,
}

impl LastItems {
    /// Takes note of a change that is stored.
    pub(super) fn note(&mut self, stored: &StoredChange) {
        for part in &stored.change.edits {
            if let Subject::Item { kind, id, .. } = part {
                let (seq, saved_ms) = (stored.seq, stored.change.saved_ms);
                let last = LastChange { seq, saved_ms, who: stored.author() };
                self.0.insert((kind.clone(), id.clone()), last);
            }
        }
    }
}

impl Service {
    /// Returns who changed an item last, after an entry of the journal, and when, as said beside it;
    /// none where it was not changed since, or before this service was opened.
    pub(super) fn item_changed_by(
        &self,
        kind: &str,
        id: &str,
        after: u64,
    ) -> Option<(String, String)> {
        let last = self.last_items.0.get(&(kind.to_owned(), id.to_owned()))?;
        (last.seq > after).then(|| (last.who.clone(), self.when_ms(last.saved_ms)))
    }
}
