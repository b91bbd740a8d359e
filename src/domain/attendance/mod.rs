//! Attendance on two registers (P-AT1 to P-AT4, P-LE4): where a pupil is expected, what both
//! schools recorded, where they disagree, and the figures.
//!
//! Days, codes and calendars come in as arguments. [`Registers`] is the one entry for panes, rules,
//! documents and exports.

pub mod before;
pub mod chase;
pub mod codes;
pub mod correct;
pub mod faults;
pub mod figures;
pub mod intake;
pub mod merged;
pub mod one_open;
pub mod registers;
pub mod timetable;

#[cfg(test)]
mod tests;

pub use faults::AttendanceFault;
pub use figures::Figures;
pub use merged::{ExpectedAt, MergedMark};
pub use registers::{BothSchools, Registers, host_suspensions};
