//! Registers of marks in and out. In: CSV and XLSX in the three shapes that school systems print,
//! all or nothing, each fault by its place. Out: the merged register of one case.

mod headings;
mod plan;
mod read;
mod shapes;
mod table;
#[cfg(test)]
mod tests;
mod write;
mod zip;

pub use plan::{ImportPlan, KnownPupil, Planning, PupilMatch, PupilTake, describe, matches};
pub use read::{MarkEntry, RegisterPupil, RegisterSheet, parse};
pub use write::{csv, rows, xlsx};
