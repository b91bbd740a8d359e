//! What lies over the panes and belongs to none of them. An overlay sees actions; only a line being
//! typed sees the key itself.

pub(crate) mod answer;
pub(crate) mod bookmark;
pub(crate) mod commands;
pub(crate) mod confirm;
pub(crate) mod history_sheet;
pub(crate) mod list_picker;
pub(crate) mod list_search;
pub(crate) mod palette;
pub(crate) mod privacy_screen;
pub(crate) mod prompt;
mod reading;
pub(crate) mod restricted;
pub(crate) mod schools_sheet;
pub(crate) mod scroll_sheet;
pub(crate) mod sheet_preview;
pub(crate) mod text_input;
pub(crate) mod themes;
pub(crate) mod tour;
pub(crate) mod which_key;
mod words;
