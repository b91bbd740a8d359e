//! Two registers, one truth (P-AT1 to P-AT4, P-LE4): where a pupil is expected, what both registers
//! say together, what does not fit, and the figures that follow. Days, codes and calendars come in
//! as arguments.

pub mod before;
pub mod chase;
pub mod codes;
pub mod correct;
pub mod faults;
pub mod figures;
pub mod intake;
pub mod merged;
pub mod registers;
pub mod timetable;

#[cfg(test)]
mod tests;

pub use faults::AttendanceFault;
pub use figures::Figures;
pub use merged::{ExpectedAt, MergedMark};
pub use registers::{BothSchools, Registers, host_suspensions};
