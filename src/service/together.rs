//! Changes of several sessions that wait at the same moment: each is looked at alone, and all are
//! stored by one writing, so that the last of them waits for the disk no longer than the first.

use crate::api::{Reply, Request, Viewer};
use crate::error::{Error, Result};
use crate::service::evaluator::Evaluated;
use crate::service::{Service, ViewerService, queue};
use crate::store::{ChangeKind, SignedChange, StoredChange, Subject};

/// A change that a session has asked for, and that nothing holds back.
pub struct CheckedChange {
    viewer: Viewer,
    signed: SignedChange,
}

impl ViewerService<'_> {
    /// Looks whether a change that a session asks for may be stored; it is not stored.
    ///
    /// # Errors
    /// The answer that says why it may not.
    pub fn check_change(&self, request: Request) -> Result<CheckedChange, Box<Reply>> {
        self.let_in(&request)?;
        let Request::Change { change, why } = request else {
            return Err(Box::new(Reply::from(Error::input("This changes no case."))));
        };
        let checked = self.checked(change).and_then(|change| {
            let dated = self.dated(vec![Subject::Case(change)], why, ChangeKind::Do)?;
            Ok(CheckedChange { viewer: self.viewer.clone(), signed: self.store.sign(dated) })
        });
        checked.map_err(|refusal| Box::new(queue::refused(refusal)))
    }
}

impl Service {
    /// Stores changes of several sessions by one writing, and answers each. Each is of a case that no
    /// other changes, and opens or removes none; else it is refused.
    pub fn store_together(&mut self, all: Vec<CheckedChange>) -> Vec<Reply> {
        let (viewers, signed): (Vec<Viewer>, Vec<SignedChange>) =
            all.into_iter().map(|one| (one.viewer, one.signed)).unzip();
        let (done, mut evaluated) = match self.store_changes(signed) {
            Ok(done) => done,
            Err(error) => {
                let (kind, says) = (error.kind(), error.to_string());
                let refused = |_| Reply::Refused { kind, says: says.clone() };
                return viewers.iter().map(refused).collect();
            }
        };
        let mut answer = |(viewer, stored): (Viewer, Result<StoredChange>)| {
            let stored = stored?;
            let of_case =
                |judged: &mut Evaluated| stored.change.edits_of(judged.case.id).next().is_some();
            let own = evaluated.extract_if(.., of_case).collect();
            let mut viewed = self.for_viewer(&viewer);
            viewed.tell_others(&stored);
            viewed.outcome(&stored, own).map(queue::stored)
        };
        let all = viewers.into_iter().zip(done);
        all.map(|one| answer(one).unwrap_or_else(Reply::from)).collect()
    }
}

#[cfg(test)]
mod tests;
