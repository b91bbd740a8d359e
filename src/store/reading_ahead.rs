//! Many cases one after another, for reports and exports: a thread of its own reads, opens and decodes
//! them ahead of whoever takes them, so that both have a core.

use std::sync::mpsc::sync_channel;
use std::thread;

use crate::domain::case::{Case, CaseRef};
use crate::error::Result;
use crate::store::chunks::join;
use crate::store::keyring::KeyRing;
use crate::store::{Store, guard, keys, record};

/// How many cases are handed over at once, and how often before the reader waits: what is read ahead
/// stays small, however many there are.
const AT_ONCE: usize = 32;
const AHEAD: usize = 2;

impl Store {
    /// Gives cases to `each` in the order in which they are named; none where one is not there.
    ///
    /// # Errors
    /// A case cannot be read, or what `each` says; nothing is given after that.
    pub fn each_case(
        &self,
        ids: &[CaseRef],
        mut each: impl FnMut(CaseRef, Option<Case>) -> Result<()>,
    ) -> Result<()> {
        let (db, keys) = (self.records()?, &*self.keys);
        thread::scope(|both| {
            let (given, taken) = sync_channel(AHEAD);
            both.spawn(move || {
                for some in ids.chunks(AT_ONCE) {
                    let read = some.iter().map(|id| (*id, read(db, keys, *id)));
                    // Nobody takes them any more after an error.
                    if given.send(read.collect::<Vec<_>>()).is_err() {
                        return;
                    }
                }
            });
            for (id, case) in taken.into_iter().flatten() {
                each(id, case?)?;
            }
            Ok(())
        })
    }
}

fn read(db: &sled::Db, keys: &KeyRing, id: CaseRef) -> Result<Option<Case>> {
    let key = keys::case(id);
    let Some(value) = guard::get(db, &key)? else { return Ok(None) };
    let whole = join(db, keys, &key, value)?;
    record::decode(id, &whole).map(|(case, _)| Some(case))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::edit::{CaseChange, Edit};
    use crate::error::Error;
    use crate::store::{Change, ChangeKind, Subject};

    #[test]
    fn cases_come_in_the_order_asked_for_until_one_takes_no_more() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(dir.path(), "a.shah", "now").expect("opens").store;
        let id = |number| CaseRef { year: 2026, number };
        let open = |number| Subject::Case(CaseChange { case: id(number), edits: vec![Edit::Open] });
        let edits = (1..=100).map(open).collect();
        let (officer, saved_ms, act) = ("a.shah".to_owned(), 1, ChangeKind::Do);
        store.commit(Change { officer, saved_ms, why: None, act, edits }).expect("saved");
        // One that is not there is told of as such, wherever it is.
        let asked: Vec<CaseRef> = (1..=101).rev().map(id).collect();
        let mut came = Vec::new();
        let each = |id, case: Option<Case>| {
            came.push((id, case.map(|case| case.id)));
            Ok(())
        };
        store.each_case(&asked, each).expect("read");
        let there = |id: &CaseRef| (*id, Some(*id).filter(|id| id.number <= 100));
        assert_eq!(came, asked.iter().map(there).collect::<Vec<_>>());
        let mut count = 0;
        let stopped = store.each_case(&asked, |_, _| {
            count += 1;
            if count == 5 { Err(Error::input("Enough.")) } else { Ok(()) }
        });
        assert_eq!((stopped.is_err(), count), (true, 5));
    }
}
