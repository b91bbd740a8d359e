//! An authority's own sheet of directions, from CSV or XLSX: what it would make is worked out whole
//! before anything is stored, and what cannot be told is asked.
//!
//! Every sheet, column and row is accounted for: used, kept in a note, or left out with its reason.

mod build;
mod cell;
mod changes;
mod children;
mod choose;
mod column;
mod fault;
mod gathered;
mod layout;
mod plan;
mod pupils;
mod row;
mod schools;
mod settle;
#[cfg(test)]
mod tests;

pub use changes::{ChangedRow, EarlierSheet, SheetChanges};
pub use fault::{SheetFault, SheetFaults};
pub use plan::{FindChild, KnownChild, SheetContext, SheetPlan, plan};
pub use pupils::{PupilRow, PupilsContext, PupilsFile, RowDoubt, read_pupils};
