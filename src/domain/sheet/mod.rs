//! The authority's own sheets of directions. What an officer says of one, so that it can be read:
//! which column is which field, which word which answer, which name which school. And what is
//! written for the authority: its columns, and the figures of its panel.
//!
//! - [`mod@column`]: The columns of the authority's spreadsheet, under its own headings.
//! - [`mapping`]: The answers, as they are kept in `sheet.toml`.
//! - [`panel`]: The figures of the Fair Access Panel by school and year group.
//! - [`question`]: What is asked, and what may be answered.
//! - [`row_kind`]: What a row of a file of a school's management system is.

pub mod column;
pub mod mapping;
pub mod panel;
pub mod question;
pub mod row_kind;

pub use mapping::SheetMapping;
pub use question::{SheetAsk, SheetQuestion, SheetSetting};
pub use row_kind::RowKind;

/// What a column is where it fills no field: its cells go into a note of the case.
pub const NOTE: &str = "note";

/// What a column, a sheet or a row is that is not taken in.
pub const LEAVE_OUT: &str = "leave out";
