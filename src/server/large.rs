//! Large messages, such as a file to be taken in or given out: a server keeps one of each kind at a
//! time, so that no number of clients can fill its memory. All others are small.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The most bytes of a message that needs no place: what a client may have a server hold at any time.
pub(super) const SMALL: usize = 4 << 20;
/// How long a large message waits for the place of another. Whoever sends it waits as long.
const WAIT: Duration = Duration::from_secs(3);

/// The one place for a large message.
#[derive(Debug, Default)]
pub(super) struct LargeMessages {
    is_taken: Mutex<bool>,
    freed: Condvar,
}

/// The places of a server for large messages, one each way.
#[derive(Debug, Default, Clone)]
pub(super) struct LargePlaces {
    /// For what clients send.
    pub requests: Arc<LargeMessages>,
    /// For what they are sent.
    pub answers: Arc<LargeMessages>,
}

/// The place of a large message, until it is dropped.
#[derive(Debug)]
pub(super) struct LargePlace(Arc<LargeMessages>);

impl LargeMessages {
    fn is_taken(&self) -> MutexGuard<'_, bool> {
        self.is_taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes the place, and waits for it for a moment; none where another has it for longer.
    pub(super) fn take(self: &Arc<LargeMessages>) -> Option<LargePlace> {
        self.take_within(WAIT)
    }

    /// Takes the place where it is free, and waits for nobody.
    pub(super) fn take_now(self: &Arc<LargeMessages>) -> Option<LargePlace> {
        self.take_within(Duration::ZERO)
    }

    fn take_within(self: &Arc<LargeMessages>, within: Duration) -> Option<LargePlace> {
        let waited = self.freed.wait_timeout_while(self.is_taken(), within, |is_taken| *is_taken);
        let (mut is_taken, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let is_free = !std::mem::replace(&mut *is_taken, true);
        is_free.then(|| LargePlace(Arc::clone(self)))
    }
}

impl Drop for LargePlace {
    fn drop(&mut self) {
        *self.0.is_taken() = false;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn one_large_message_at_a_time_has_the_place_and_the_next_gets_it() {
        let large = Arc::new(LargeMessages::default());
        let first = large.take_within(Duration::ZERO).expect("free");
        assert!(large.take_within(Duration::from_millis(20)).is_none());
        assert!(large.take_within(Duration::ZERO).is_none(), "asking takes nothing");
        let waiting = Arc::clone(&large);
        let next = thread::spawn(move || waiting.take_within(Duration::from_mins(1)).is_some());
        drop(first);
        assert!(next.join().expect("ended"), "it waited and got it");
        assert!(large.take_within(Duration::ZERO).is_some(), "it is free again");
    }
}
