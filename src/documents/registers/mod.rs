//! Attendance registers from and to files.
//!
//! In: CSV and XLSX in the three shapes that school systems export, all or nothing, each fault with
//! its place. Out: the merged register of one case.

mod fault;
mod gathered;
mod headings;
mod lacks;
mod layout;
mod matches;
mod plan;
mod planning;
mod pupils;
mod read;
mod rows;
mod sheet;
#[cfg(test)]
mod tests;
mod unread;
mod write;

pub use fault::{LackingPart, RegisterFault, RegisterFaults};
pub use matches::{PupilMatch, describe, matches};
pub use plan::ImportPlan;
pub use planning::{Planning, PupilTake};
pub use read::parse;
pub use sheet::{MarkEntry, RegisterPupil, RegisterSheet};
pub use write::{SessionRow, rows, sessions};
