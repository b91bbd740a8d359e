//! Two things at once where there are two cores.

use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use crate::store::Progress;
use crate::unwind::join;

/// How often it is told how far the other one is.
const TOLD_EVERY: Duration = Duration::from_millis(100);

/// Does one thing on another core and one here, and returns what both give; none of the other one
/// where no thread is to be had. The other one says how far it is, of how many, in the number that it
/// gets, which is told under its name from when this one has ended.
pub(super) fn beside<T: Send, U>(
    (name, of): (&str, u64),
    other: impl FnOnce(&AtomicU64) -> T + Send,
    this: impl FnOnce(Progress<'_>) -> U,
    progress: Progress<'_>,
) -> (Option<T>, U) {
    let done = AtomicU64::new(0);
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || other(&done));
        let here = this(&mut *progress);
        let there = other.ok().map(|other| {
            while !other.is_finished() {
                progress(name, done.load(Ordering::Relaxed), of);
                thread::sleep(TOLD_EVERY);
            }
            join(other)
        });
        (there, here)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done_and_the_other_one_is_told_of() {
        let mut told = Vec::new();
        let other = |done: &AtomicU64| {
            done.store(7, Ordering::Relaxed);
            thread::sleep(TOLD_EVERY * 2);
            "there"
        };
        let tell = &mut |what: &str, done, of| told.push((what.to_owned(), done, of));
        assert_eq!(beside(("Filling", 9), other, |_| "here", tell), (Some("there"), "here"));
        assert_eq!(told.last(), Some(&("Filling".to_owned(), 7, 9)));
    }
}
