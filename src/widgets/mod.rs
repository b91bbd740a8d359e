//! Drawing primitives on a ratatui buffer. They know nothing of cases.

pub mod colour;
pub mod put;
pub mod text;
pub mod theme;
