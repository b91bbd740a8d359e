//! What an officer says of an authority's own sheet of directions, so that it can be read: which
//! column is which field, which word which answer, which name which school. It is asked once and
//! kept.
//!
//! - [`mapping`]: The answers, as they are kept in `sheet.toml`.
//! - [`question`]: What is asked, and what may be answered.

pub mod mapping;
pub mod question;

pub use mapping::SheetMapping;
pub use question::{SheetAsk, SheetQuestion, SheetSetting};

/// What a column is where it fills no field: its cells go into a note of the case.
pub const NOTE: &str = "note";

/// What a column, a sheet or a row is that is not taken in.
pub const LEAVE_OUT: &str = "leave out";
