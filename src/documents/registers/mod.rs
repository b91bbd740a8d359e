//! Attendance registers from and to files.
//!
//! In: CSV and XLSX in the three shapes that school systems export, all or nothing, each fault with
//! its place. Out: the merged register of one case.

mod headings;
mod plan;
mod read;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod write;
mod zip;

pub use plan::{ImportPlan, Planning, PupilMatch, PupilTake, describe, matches};
pub use read::{MarkEntry, RegisterPupil, RegisterSheet, parse};
pub use write::{csv, rows, xlsx};
