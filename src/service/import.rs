//! Imports from files: whole cases, and items such as schools and terms, each import as one change.

use crate::domain::case::edit::{CaseChange, apply_all};
use crate::domain::case::{Case, CaseRef};
use crate::error::{Error, Result};
use crate::service::{Service, ViewerService};
use crate::store::{Change, ChangeKind, Progress, Subject};

/// How many cases are one change where there are many: small enough for memory, and for an undo
/// that can be read.
const PART: usize = 100;

/// Why a change was made that took something in.
pub(super) const IMPORTED: &str = "imported";

/// Returns the change by which an officer takes something in.
pub(super) fn imported(officer: &str, saved_ms: i64, edits: Vec<Subject>) -> Change {
    let why = Some(IMPORTED.into());
    Change { officer: officer.to_owned(), saved_ms, why, act: ChangeKind::Do, edits }
}

impl ViewerService<'_> {
    /// Stores cases whole, as an import does: all of them in one change, so that one undo takes
    /// them all back.
    ///
    /// # Errors
    /// A sentence where a case exists already or cannot be stored; nothing is then changed.
    pub fn import_cases(&mut self, cases: &[Case]) -> Result<()> {
        let mut edits = Vec::with_capacity(cases.len());
        for case in cases {
            if self.store.has_case(case.id)? {
                return Err(Error::conflict(format!("{} is already in the records.", case.id))
                    .with_hint("Delete its line from the file, then import again."));
            }
            edits.push(Subject::Case(CaseChange::opening(case)));
        }
        let change = imported(&self.viewer.officer, (self.clock)(), edits);
        self.store_change(change).map(|_| ())
    }

    /// Stores any number of cases whole, all of them or none, and returns how many there were. The
    /// journal holds `PART` of them a change; one undo takes all of them back.
    ///
    /// # Errors
    /// A sentence where one cannot be had or stored; nothing is then changed.
    pub fn import_many(
        &mut self,
        cases: &mut dyn Iterator<Item = Result<Case>>,
        progress: Progress<'_>,
    ) -> Result<usize> {
        let (officer, at_ms) = (self.viewer.officer.clone(), (self.clock)());
        let mut count = 0;
        let mut changes = std::iter::from_fn(|| {
            let mut edits = Vec::new();
            for case in cases.take(PART) {
                match case {
                    // Once it is journalled it must fit: so it is tried on an empty case first.
                    Ok(case) => {
                        let opening = CaseChange::opening(&case);
                        match apply_all(&mut Case::new(case.id), &opening) {
                            Ok(()) => edits.push(Subject::Case(opening)),
                            Err(error) => return Some(Err(error.into())),
                        }
                    }
                    Err(error) => return Some(Err(error)),
                }
            }
            count += edits.len();
            let change = imported(&officer, at_ms, edits);
            (!change.edits.is_empty()).then_some(Ok(change))
        });
        let Service { store, evaluator, .. } = &mut *self.service;
        store.commit_many(
            &mut changes,
            &|case, touched| evaluator.line(case, touched),
            progress,
        )?;
        self.list.forget();
        self.tell_others_all();
        Ok(count)
    }

    /// Stores items of one kind ("schools", "terms") by id, each as JSON text, in one change.
    ///
    /// # Errors
    /// A sentence where they cannot be stored; nothing is then changed.
    pub fn import_items(&mut self, kind: &str, items: Vec<(String, String)>) -> Result<usize> {
        let edits = self.changed_items(kind, items)?;
        let n = edits.len();
        if n > 0 {
            let change = imported(&self.viewer.officer, (self.clock)(), edits);
            let stored = self.store.commit(change)?;
            self.reread_items(&stored.change.edits)?;
            self.tell_others(&stored);
        }
        Ok(n)
    }
}

impl Service {
    /// Returns whether a case is in the store.
    ///
    /// # Errors
    /// A sentence where that cannot be read.
    pub fn has_case(&self, id: CaseRef) -> Result<bool> {
        self.store.has_case(id)
    }

    /// Returns the items that are not stored as they stand, each as an edit.
    pub(super) fn changed_items(
        &self,
        kind: &str,
        items: Vec<(String, String)>,
    ) -> Result<Vec<Subject>> {
        let mut edits = Vec::new();
        for (id, new) in items {
            let old = self.store.item(kind, &id)?;
            if old.as_deref() != Some(new.as_str()) {
                edits.push(Subject::Item { kind: kind.to_owned(), id, old, new: Some(new) });
            }
        }
        Ok(edits)
    }
}
