//! Drawing primitives on a ratatui buffer. They know nothing of cases.
//!
//! - [`ascii`]: Frames and signs in ASCII, for terminals whose locale is not UTF-8.
//! - [`colour`]: Theme colours: parsing, reduction to what the terminal can show, and contrast
//!   between two of them.
//! - [`list`]: Lines with a cursor, page by page.
//! - [`put`]: Draws text into a buffer, clipped to its area at any size.
//! - [`text`]: Measures text in terminal cells and truncates it at grapheme boundaries.
//! - [`theme`]: Styles by role, read from theme files.

pub mod ascii;
pub mod colour;
pub mod list;
pub mod put;
pub mod text;
pub mod theme;
