//! A change that can no longer be taken back, or done again: something else has been done at the
//! same place since, or a meeting was signed off. What came later stays, and an undo steps over it.

use crate::domain::case::edit::{Edit, apply};
use crate::domain::case::{Case, CaseRef, sign_off};
use crate::error::Result;
use crate::service::{Service, describe};
use crate::store::{StoredChange, Subject};

/// Returns the parts of the change that takes another back, or does it again. What is left of a
/// case that was disposed of stays as it is.
pub(super) fn turned(edits: &[Subject], undo: bool) -> Vec<Subject> {
    let parts = edits.iter().filter(|part| part.is_reversible());
    if undo { parts.rev().map(Subject::inverse).collect() } else { parts.cloned().collect() }
}

impl Service {
    /// Returns why a change can no longer be turned; none where it can.
    ///
    /// # Errors
    /// The records cannot be read.
    pub(super) fn obstacle(&self, stored: &StoredChange, undo: bool) -> Result<Option<String>> {
        for part in turned(&stored.change.edits, undo) {
            match &part {
                Subject::Case(change) => {
                    let there = self.store.case(change.case)?;
                    let opens = change.edits.first() == Some(&Edit::Open);
                    if opens == there.is_some() {
                        let is = if opens { "is in the list again" } else { "is no longer there" };
                        return Ok(Some(format!("{} {is}.", change.case)));
                    }
                    let drops = change.edits.contains(&Edit::Drop);
                    if drops && self.has_access_request(change.case)? {
                        return Ok(Some(format!(
                            "{} was not undone: a request for subject access is about it.",
                            change.case
                        )));
                    }
                    let others = self.notices.others_in(change.case);
                    if let Some(who) = others.filter(|_| drops) {
                        return Ok(Some(format!(
                            "{} was not undone: {who} has it open.",
                            change.case
                        )));
                    }
                    let mut case = there.unwrap_or_else(|| Case::new(change.case));
                    for edit in &change.edits {
                        if let Some(words) = sign_off::refusal(&case, edit) {
                            return Ok(Some(words));
                        }
                        if apply(&mut case, edit).is_err() {
                            return self.overtaken(change.case, edit, stored, undo).map(Some);
                        }
                    }
                }
                Subject::Item { kind, id, old, .. } if self.store.item(kind, id)? != *old => {
                    let what = describe::items(&stored.change, &|id| self.school_name(id));
                    let by = self.item_changed_by(kind, id, stored.seq);
                    let (who, when) = by.unwrap_or_else(|| ("Somebody".into(), "later".into()));
                    return Ok(Some(format!(
                        "Your change {} ({what}) was not {}: {who} changed the same {when}, and that stays.",
                        self.when(stored),
                        done(undo)
                    )));
                }
                Subject::Item { .. } | Subject::Disposal(_) | Subject::Erased(_) => {}
            }
        }
        Ok(None)
    }

    /// Says who has changed the place of an edit since, when, and to what.
    fn overtaken(
        &self,
        case: CaseRef,
        edit: &Edit,
        stored: &StoredChange,
        undo: bool,
    ) -> Result<String> {
        let school = |id: &str| self.school_name(id);
        let was = if undo { edit.inverse() } else { edit.clone() };
        let what = format!(
            "“{}” in {case}, which you recorded {}, was not {}:",
            describe::edit(&was, &school),
            self.when(stored),
            done(undo)
        );
        Ok(match self.latest_at(case, edit, stored.seq)? {
            Some((later, new)) => format!(
                "{what} {} changed it {} (“{}”), and that stays.",
                later.author(),
                self.when(&later),
                describe::edit(&new, &school)
            ),
            None => format!("{what} there is a later change."),
        })
    }
}

/// Returns what was not done to a change.
fn done(undo: bool) -> &'static str {
    if undo { "undone" } else { "done again" }
}
