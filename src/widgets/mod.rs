//! Drawing primitives on a ratatui buffer. They know nothing of cases.
//!
//! - [`ascii`]: Frames and signs in ASCII, for terminals whose locale is not UTF-8.
//! - [`colour`]: Theme colours: parsing, reduction to what the terminal can show, and contrast
//!   between two of them.
//! - [`heading`]: A heading over the width of an area: the one frame that every pane has.
//! - [`list`]: Lines with a cursor, page by page.
//! - [`put`]: Draws text into a buffer, clipped to its area at any size.
//! - [`scrollbar`]: The scrollbar at the right edge of what is longer than its area.
//! - [`text`]: Measures text in terminal cells and truncates it at grapheme boundaries.
//! - [`theme`]: Styles by role, read from theme files.

pub mod ascii;
pub mod colour;
pub mod heading;
pub mod list;
pub mod put;
pub mod scrollbar;
pub mod text;
pub mod theme;
