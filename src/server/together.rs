//! Changes of several sessions that wait at the same moment, which are stored by one sync.

use crate::api::{Reply, Request, Viewer};
use crate::error::Error;
use crate::server::answer::{AnswerPath, answer_to};
use crate::server::call::{Asked, Call, CallReply};
use crate::server::defects::{CallKind, Defects};
use crate::server::work::{Commands, WorkWatch};
use crate::service::Service;
use crate::unwind::catch_unwind_opt;

/// A change that waits, who asks for it, and where its answer goes.
struct WaitingChange {
    viewer: Viewer,
    asked: Box<Asked>,
    answer: AnswerPath,
}

/// Changes that wait at the same moment, each of another case.
#[derive(Default)]
pub(super) struct Together(Vec<WaitingChange>);

impl Together {
    /// Returns whether a request is a change that can be stored with those that wait: asked for the
    /// first time, of a case that is there, and that none of them changes.
    pub(super) fn takes(&self, asked: &Asked) -> bool {
        let Request::Change { change, .. } = &asked.request else { return false };
        let is_of_another = |waiting: &WaitingChange| {
            let cases = waiting.asked.request.cases();
            cases.iter().all(|case| *case != change.case)
        };
        let is_first = asked.id.is_some() && !asked.is_again;
        is_first && change.is_of_open_case() && self.0.iter().all(is_of_another)
    }

    /// Has a change wait with the others.
    pub(super) fn add(&mut self, viewer: Viewer, asked: Box<Asked>, answer: AnswerPath) {
        let viewer = Viewer { request: asked.id, ..viewer };
        self.0.push(WaitingChange { viewer, asked, answer });
    }

    /// Stores what waits, and answers each. A defect that one of them meets ends that one alone.
    pub(super) fn answer(self, service: &mut Service, commands: Commands, defects: &Defects) {
        let Together(mut waiting) = self;
        let [first, _, ..] = waiting.as_slice() else {
            return answer_alone(waiting, service, commands, defects);
        };
        if !defects.is_closed(&CallKind::of_request(&first.asked.request)) {
            if let Some(replies) = catch_unwind_opt(|| store(service, &waiting)) {
                for (one, reply) in waiting.into_iter().zip(replies) {
                    one.answer.send(&CallReply::Reply(Box::new(reply)));
                }
                return;
            }
            // Each alone, which shows whose defect it was: what was stored all the same is told.
            for one in &mut waiting {
                one.asked.is_again = true;
            }
        }
        answer_alone(waiting, service, commands, defects);
    }
}

/// Stores changes by one sync, and returns the answer to each.
fn store(service: &mut Service, waiting: &[WaitingChange]) -> Vec<Reply> {
    let (mut checked, mut replies) = (Vec::new(), Vec::new());
    for WaitingChange { viewer, asked, .. } in waiting {
        match service.for_viewer(viewer).check_change(asked.request.clone()) {
            Ok(change) => {
                checked.push(change);
                replies.push(None);
            }
            Err(reply) => replies.push(Some(*reply)),
        }
    }
    let mut stored = service.store_together(checked).into_iter();
    let missing = || Reply::from(Error::conflict("This was not saved."));
    let mut reply_of =
        |refused: Option<Reply>| refused.or_else(|| stored.next()).unwrap_or_else(missing);
    replies.into_iter().map(&mut reply_of).collect()
}

fn answer_alone(
    waiting: Vec<WaitingChange>,
    service: &mut Service,
    commands: Commands,
    defects: &Defects,
) {
    for WaitingChange { viewer, asked, answer } in waiting {
        let work = (commands, &WorkWatch::of_nobody());
        let reply = answer_to(service, &viewer, Call::Ask(asked), work, defects);
        answer.send(&reply);
    }
}

#[cfg(test)]
mod tests;
