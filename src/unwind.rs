//! Catches panics of libraries that may panic on damaged input: the store on damaged pages, the
//! workbook reader on a damaged file.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Returns whether this thread stands in a call whose panic is caught, so that a panic hook need
/// not print over the screen.
pub fn is_guarded() -> bool {
    GUARDED.with(Cell::get)
}

/// Calls `f`; none where it panicked.
pub fn catch_unwind_opt<T>(f: impl FnOnce() -> T) -> Option<T> {
    let outer = GUARDED.with(|g| g.replace(true));
    let done = catch_unwind(AssertUnwindSafe(f)).ok();
    GUARDED.with(|g| g.set(outer));
    done
}
