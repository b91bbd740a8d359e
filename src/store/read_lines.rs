//! The lines that were read lately, by the bytes that each was read from: as long as these stand, it
//! is not opened and decoded again. Nothing has to be forgotten when something is written.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::domain::case::CaseRef;
use crate::domain::list::summary::Summary;
use crate::error::Result;
use crate::store::chunks::{is_in_pieces, join};
use crate::store::{Store, codec, keys};

/// The most lines that are kept, of about two kilobytes each: some screens of them.
const MAX: usize = 256;

/// A line with the stored bytes that it was read from.
type LineOf = (Box<[u8]>, Summary);

/// Lines that were read before.
#[derive(Default)]
pub(super) struct ReadLines(RefCell<HashMap<CaseRef, LineOf>>);

impl ReadLines {
    fn get(&self, id: CaseRef, stored: &[u8]) -> Option<Summary> {
        let all = self.0.borrow();
        all.get(&id).filter(|(of, _)| **of == *stored).map(|(_, line)| line.clone())
    }

    fn put(&self, id: CaseRef, stored: &[u8], line: Summary) {
        let mut all = self.0.borrow_mut();
        if all.len() >= MAX && !all.contains_key(&id) {
            all.clear();
        }
        all.insert(id, (stored.into(), line));
    }
}

impl Store {
    /// Returns the line of one case as it stands.
    pub(in crate::store) fn stored_line(&self, id: CaseRef) -> Result<Option<Summary>> {
        let key = keys::of_case(b's', id);
        let Some(stored) = self.get_raw(&key)? else { return Ok(None) };
        // What lies in pieces may change without the bytes that stand for it.
        let may_keep = !is_in_pieces(&stored);
        if let Some(line) = self.lines.get(id, &stored).filter(|_| may_keep) {
            return Ok(Some(line));
        }
        let line: Summary =
            codec::decode(&join(self.records()?, &self.keys, &key, stored.clone())?)?;
        if may_keep {
            self.lines.put(id, &stored, line.clone());
        }
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_is_given_again_only_for_the_same_bytes_and_never_too_many_are_kept() {
        let kept = ReadLines::default();
        let line = |number| Summary::nameless(CaseRef { year: 2026, number });
        let one = line(1);
        kept.put(one.id, b"one", one.clone());
        assert_eq!(kept.get(one.id, b"one"), Some(one.clone()));
        assert_eq!(kept.get(one.id, b"two"), None);
        assert_eq!(kept.get(line(2).id, b"one"), None);
        for n in 2..1_000 {
            kept.put(line(n).id, b"one", line(n));
            assert!(kept.0.borrow().len() <= MAX, "{n}");
            assert_eq!(kept.get(line(n).id, b"one"), Some(line(n)));
        }
    }
}
