//! Filling a form from elsewhere: the jump list, suggestions of other cases and transfer files, and
//! the evidence.

pub(crate) mod evidence;
mod jump;
pub(crate) mod path;
pub(crate) mod suggestions;
mod update;
