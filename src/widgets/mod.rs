//! Small pieces that draw into a buffer; they know nothing of cases.

pub mod colour;
pub mod put;
pub mod text;
pub mod theme;
