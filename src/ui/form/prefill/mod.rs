//! Overlays for filling a form from elsewhere: jump list, suggestions, evidence viewer, path
//! prompt, confirmation.

mod evidence;
mod jump;
pub(crate) mod path;
mod suggestions;
mod update;

pub use crate::ui::form::prefill::evidence::EvidenceView;
pub use crate::ui::form::prefill::path::{FilePurpose, PathPrompt};
pub use crate::ui::form::prefill::suggestions::Suggestions;

/// What the filling remembers between keys.
#[derive(Debug, Default)]
pub struct PrefillState {
    /// The cursor came to its line by itself, after an answer: the next "next missing" stays if
    /// this line is missing.
    pub arrived: bool,
    /// The piece of evidence that is being looked at.
    pub paper: u32,
    /// Where papers are written out to.
    pub folder: String,
}
