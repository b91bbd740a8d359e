//! Catches panics of libraries that may panic on damaged input: the store on damaged pages, the
//! workbook reader on a damaged file. The panics of other threads go on in the thread that waits.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread::ScopedJoinHandle;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether this thread stands in a call whose panic is caught, so that a panic hook need
/// not print over the screen.
pub fn is_guarded() -> bool {
    GUARDED.with(Cell::get)
}

/// Waits for a thread and returns what it gave; where it panicked, the panic goes on here.
pub fn join<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Calls `f`; none where it panicked.
pub fn catch_unwind_opt<T>(f: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.with(|g| g.replace(true));
    let done = catch_unwind(AssertUnwindSafe(f)).ok();
    GUARDED.with(|g| g.set(outer));
    done
}
