//! What comes from files: whole cases, and items such as schools and terms, each import one change.

use super::Owner;
use crate::domain::case::{Case, Place, Side};
use crate::domain::edit::{CaseChange, Edit};
use crate::domain::value::Value;
use crate::store::{Act, Change, Subject};

impl Owner {
    /// Stores cases whole, as an import does: all of them in one change, so that one undo takes them all back.
    ///
    /// # Errors
    /// A sentence where a case exists already or cannot be stored; nothing is then changed.
    pub fn import_cases(&mut self, cases: &[Case]) -> Result<(), String> {
        let mut edits = Vec::with_capacity(cases.len());
        for case in cases {
            if self.store.case(case.id)?.is_some() {
                return Err(format!("{} is in this store already. Take its line out of the file, then import again.", case.id));
            }
            edits.push(Subject::Case(whole(case)));
        }
        let change = Change { who: self.who.clone(), at_ms: (self.clock)(), why: Some("imported".into()), act: Act::Do, edits };
        self.store_change(change)?;
        self.list.forget();
        Ok(())
    }

    /// Stores items of one kind ("schools", "terms") by id, each as JSON text, in one change.
    ///
    /// # Errors
    /// A sentence where they cannot be stored; nothing is then changed.
    pub fn import_items(&mut self, kind: &str, items: Vec<(String, String)>) -> Result<usize, String> {
        let mut edits = Vec::new();
        for (id, new) in items {
            let old = self.store.item(kind, &id)?;
            if old.as_deref() != Some(new.as_str()) {
                edits.push(Subject::Item { kind: kind.to_owned(), id, old, new: Some(new) });
            }
        }
        let n = edits.len();
        if n > 0 {
            let change = Change { who: self.who.clone(), at_ms: (self.clock)(), why: Some("imported".into()), act: Act::Do, edits };
            self.store.commit(change)?;
            self.read_items()?;
        }
        Ok(n)
    }
}

/// Returns the change that opens a case as it stands.
fn whole(case: &Case) -> CaseChange {
    let mut edits = vec![Edit::Open];
    for (field, new) in &case.answers {
        edits.push(Edit::Set { at: Place::case(field), old: Value::Empty, new: new.clone() });
    }
    for (table, rows) in &case.rows {
        edits.extend(rows.iter().map(|(row, cells)| Edit::AddRow { table: table.clone(), row: *row, cells: cells.clone() }));
    }
    for (on, marks) in &case.marks {
        for (side, mark) in [(Side::Home, &marks.home), (Side::Host, &marks.host)] {
            if mark.is_some() {
                edits.push(Edit::Mark { on: *on, side, old: None, new: mark.clone() });
            }
        }
    }
    CaseChange { case: case.id, edits }
}
