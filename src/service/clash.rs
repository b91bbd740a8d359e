//! Two officers at the same place: what a change found is no longer there. What both did the same
//! stands once; of anything else the officer is told what stands now, who wrote it and when, and
//! decides.

use crate::api::{CaseView, ClashView, Refusal};
use crate::domain::case::edit::{CaseChange, Edit, apply};
use crate::domain::case::{Case, CaseRef, FieldPath};
use crate::domain::forms;
use crate::error::Result;
use crate::service::history::{MAX_HISTORY, at_time};
use crate::service::{Service, describe};
use crate::store::{ChangeHead, StoredChange, Wanted};

impl Service {
    /// Prepares an officer's change for its case as it stands: rows get their numbers, and what a
    /// colleague has answered the same is left out.
    ///
    /// # Errors
    /// [`Refusal::Clash`] where a colleague has done something else at the same place.
    pub(super) fn settle(&self, case: &Case, change: &mut CaseChange) -> Result<(), Refusal> {
        change.number_rows_from(case.next_row());
        let all = change.edits.clone();
        let is_same = |edit: &Edit| {
            let once = all.iter().filter(|other| other.is_at_place_of(edit)).count() == 1;
            once && stands_already(case, edit)
        };
        change.edits.retain(|edit| !is_same(edit));
        if let (Some(edit), true) = (all.first(), change.edits.is_empty()) {
            let what = describe::edit(edit, &|id| self.school_name(id));
            let words = match self.latest_at(case.id, edit, 0)? {
                Some((theirs, _)) => {
                    let when = self.when(&theirs);
                    format!("{what}: {} has answered the same {when}.", theirs.author())
                }
                None => format!("{what} is already there."),
            };
            return Err(self.clash(case.id, words, true)?);
        }
        let mut after = case.clone();
        for edit in &change.edits {
            if apply(&mut after, edit).is_err() {
                let words = self.clash_words(change.case, edit)?;
                return Err(self.clash(change.case, words, false)?);
            }
        }
        Ok(())
    }

    fn clash(&self, id: CaseRef, message: String, is_same: bool) -> Result<Refusal> {
        let view: CaseView = self.case(id)?;
        Ok(Refusal::Clash(ClashView { message, view, is_same }))
    }

    /// Says what stands where an edit was to be made, who put it there and when, and what the
    /// officer wanted.
    fn clash_words(&self, case: CaseRef, edit: &Edit) -> Result<String> {
        let school = |id: &str| self.school_name(id);
        let (who, theirs) = match self.latest_at(case, edit, 0)? {
            Some((stored, theirs)) => {
                (format!("{}, {}", stored.author(), self.when(&stored)), Some(theirs))
            }
            None => ("a colleague".to_owned(), None),
        };
        let row = |table: &str| forms::table(table).map_or("row", |table| table.row_label);
        Ok(match (edit, theirs) {
            (Edit::Set { path: FieldPath { row: Some((table, _)), .. }, .. }, theirs)
                if !matches!(theirs, Some(Edit::Set { .. })) =>
            {
                format!(
                    "This {} was removed ({who}). Yours was not saved: record it as a new one.",
                    row(table)
                )
            }
            (Edit::RemoveRow { table, .. }, _) => {
                format!(
                    "This {} has changed ({who}), so it was not removed. Look at it again.",
                    row(table)
                )
            }
            (edit, theirs) => format!(
                "It now says “{}” ({who}). You wanted “{}”: {} again to put yours in its place.",
                theirs.map_or_else(
                    || "something else".to_owned(),
                    |theirs| describe::edit(&theirs, &school)
                ),
                describe::edit(edit, &school),
                if is_typed(edit) { "save" } else { "choose" }
            ),
        })
    }

    /// Returns the newest change since an entry of the journal of what an edit changes too, and what
    /// it did there.
    pub(super) fn latest_at(
        &self,
        case: CaseRef,
        edit: &Edit,
        after: u64,
    ) -> Result<Option<(StoredChange, Edit)>> {
        let later =
            |head: &ChangeHead| if head.seq > after { Wanted::Read } else { Wanted::NoMore };
        for stored in self.store.history_where(case, later).take(MAX_HISTORY) {
            let stored = stored?;
            if stored.seq <= after {
                break;
            }
            let there = stored.change.edits_of(case).filter(|new| new.is_at_place_of(edit));
            if let Some(new) = there.last().cloned() {
                return Ok(Some((stored, new)));
            }
        }
        Ok(None)
    }

    /// Returns when a change was stored, as said beside it.
    pub(super) fn when(&self, stored: &StoredChange) -> String {
        self.when_ms(stored.change.saved_ms)
    }

    /// Returns a time in milliseconds since 1970, as said beside what was stored then.
    pub(super) fn when_ms(&self, saved_ms: i64) -> String {
        at_time(saved_ms, (self.clock)())
    }
}

/// Returns whether an edit puts in what is typed, rather than chosen.
fn is_typed(edit: &Edit) -> bool {
    let Edit::Set { path, .. } = edit else { return false };
    forms::any_field(&path.field).is_some_and(|(_, field)| field.kind.is_typed())
}

/// Returns whether a colleague has done the same: what the edit found is not there, and what it
/// makes is.
fn stands_already(case: &Case, edit: &Edit) -> bool {
    match edit {
        Edit::Set { path, old, new } => {
            let is_there = path.row.as_ref().is_none_or(|(t, row)| case.row(t, *row).is_some());
            old != new && is_there && case.at(path) == new
        }
        Edit::Mark { session, side, old, new } => {
            let mark = case.marks.get(session).and_then(|marks| marks.side(*side));
            old != new && mark == new.as_deref()
        }
        Edit::Open | Edit::Drop | Edit::AddRow { .. } | Edit::RemoveRow { .. } => false,
    }
}
