//! Overlays that belong to no pane.

pub(crate) mod palette;
pub(crate) mod privacy_screen;
pub(crate) mod prompt;
pub mod text_input;
pub(crate) mod which_key;
