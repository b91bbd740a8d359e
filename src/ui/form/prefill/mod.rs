//! Overlays for filling a form from elsewhere: jump list, suggestions, evidence viewer, path
//! prompt, confirmation.

mod evidence;
mod jump;
mod path;
mod suggestions;
mod update;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::api::Request;
pub use crate::ui::form::prefill::evidence::EvidenceView;
pub use crate::ui::form::prefill::path::{FilePurpose, PathPrompt};
pub use crate::ui::form::prefill::suggestions::Suggestions;
use crate::ui::overlay::text_input::Picker;
use crate::ui::{CursorPos, DrawContext};

/// One thing that lies over the form and takes the keys.
#[derive(Debug)]
pub enum PrefillOverlay {
    /// Lines of the form that hold what is typed; the chosen one gets the cursor.
    Jump(Picker),
    /// What is offered, against what stands.
    Offers(Box<Suggestions>),
    /// The text of a piece of evidence.
    Paper(EvidenceView),
    /// A path on this computer is typed.
    Ask(PathPrompt),
    /// Which item of the list a file answers.
    Kind { path: String, picker: Picker },
    /// Something that cannot be taken back; `y` does it.
    Confirm { says: String, then: Vec<Request> },
}

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

/// Draws what lies over the form.
pub fn draw(fill: &PrefillOverlay, look: &DrawContext, area: Rect, buf: &mut Buffer) -> CursorPos {
    match fill {
        PrefillOverlay::Jump(picker) | PrefillOverlay::Kind { picker, .. } => {
            crate::ui::overlay::text_input::draw_picker(picker, look, area, buf)
        }
        PrefillOverlay::Offers(offers) => {
            crate::ui::form::prefill::suggestions::draw(offers, look, area, buf)
        }
        PrefillOverlay::Paper(paper) => {
            crate::ui::form::prefill::evidence::draw(paper, look, area, buf)
        }
        PrefillOverlay::Ask(asked) => crate::ui::form::prefill::path::draw(asked, look, area, buf),
        PrefillOverlay::Confirm { says, .. } => {
            crate::ui::form::prefill::path::confirm(says, look, area, buf)
        }
    }
}
