//! Requests that have met defects: one that does so again and again is answered no more, and all
//! others go on. Every thread that answers counts in the same place.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::api::Request;
use crate::server::call::Call;

/// How many defects a kind of request may meet until it is refused.
const MOST: u8 = 3;

/// What kind of request a call is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum CallKind {
    /// A request of a session.
    Ask(Discriminant<Request>),
    /// A command for scripts, by its first word.
    Run(String),
}

impl CallKind {
    /// Returns the kind of a request of a session.
    pub(super) fn of_request(request: &Request) -> CallKind {
        CallKind::Ask(discriminant(request))
    }

    /// Returns the kind of a call.
    pub(super) fn of(call: &Call) -> CallKind {
        match call {
            Call::Ask(asked) => CallKind::of_request(&asked.request),
            Call::Run(call) => {
                let verb = call.words.iter().find(|word| !word.starts_with('-'));
                CallKind::Run(verb.cloned().unwrap_or_default())
            }
        }
    }
}

/// How many defects each kind of request has met since the server was started.
#[derive(Debug, Default)]
pub(super) struct Defects(Mutex<HashMap<CallKind, u8>>);

impl Defects {
    fn counts(&self) -> MutexGuard<'_, HashMap<CallKind, u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether a kind has met so many that it is refused.
    pub(super) fn is_closed(&self, kind: &CallKind) -> bool {
        self.counts().get(kind).is_some_and(|count| *count >= MOST)
    }

    /// Takes note of a defect; returns whether the kind is refused from now on.
    pub(super) fn met(&self, kind: CallKind) -> bool {
        let mut counts = self.counts();
        let count = counts.entry(kind).or_default();
        *count = count.saturating_add(1);
        *count >= MOST
    }
}
