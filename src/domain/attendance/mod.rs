//! Attendance on two registers (P-AT1 to P-AT4, P-LE4): where a pupil is expected, what both
//! schools recorded, where they disagree, and the figures.
//!
//! Days, codes and calendars come in as arguments. [`Registers`] is the one entry for panes, rules,
//! documents and exports.
//!
//! - [`at_host`]: How much of a week is at the host: sessions, and hours by the times of the day.
//! - [`before`]: Compares attendance before the direction (the passport's last three terms) with
//!   attendance during it, as a review asks.
//! - [`chase`]: Finds the marks that a host has not sent for a week, over all its pupils (P-AT3).
//! - [`codes`]: The national attendance codes from 19 August 2024 (SI 2024/208 reg 10; classes from
//!   Working together to improve school attendance, read through secondary sources; the July 2026
//!   edition was not compared code by code).
//! - [`correct`]: Corrections of a register keep the old mark, the new one, reason, date, and the
//!   officer's name and position (SI 2024/208).
//! - [`faults`]: The table of attendance faults: what is wrong with a session's two marks, what to
//!   do, and which letter asks for it.
//! - [`fill`]: The edits that one code makes in a register: one session, several, or the rest of a
//!   week.
//! - [`figures`]: Attendance figures in whole sessions of the merged register.
//! - [`intake`]: What a register file leaves out, and what the officer answers about it.
//! - [`merged`]: Merges the two marks of one session, depending on where the pupil was expected.
//! - [`one_open`]: The days of a direction on which only one of its two schools is open: an INSET
//!   day, a half-term that differs.
//! - [`registers`]: Both registers of one case over the calendars of both schools.
//! - [`timetable`]: Which sessions are at which school, from a given day on (P-LE4).

pub mod at_host;
pub mod before;
pub mod chase;
pub mod codes;
pub mod correct;
pub mod faults;
pub mod figures;
pub mod fill;
pub mod intake;
pub mod merged;
pub mod one_open;
mod planned_days;
pub mod registers;
pub mod timetable;

#[cfg(test)]
mod tests;

pub use faults::AttendanceFault;
pub use figures::Figures;
pub use merged::{ExpectedAt, MergedMark};
pub use registers::{BothSchools, Registers, host_suspensions};
