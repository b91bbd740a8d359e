//! What lies over a form while it is filled from elsewhere: lines to jump to, what a file or an earlier case offers, a paper to read,
//! a path to type, a thing to confirm.

mod evidence;
mod jump;
mod path;
mod suggestions;
mod update;

use crate::api::Request;
pub use crate::ui::form::prefill::evidence::Paper;
pub use crate::ui::form::prefill::path::{Asked, Then};
pub use crate::ui::form::prefill::suggestions::Offers;
use crate::ui::overlay::text_input::Picker;
use crate::ui::{Look, Spot};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// One thing that lies over the form and takes the keys.
#[derive(Debug)]
pub enum Fill {
    /// Lines of the form that hold what is typed; the chosen one gets the cursor.
    Jump(Picker),
    /// What is offered, against what stands.
    Offers(Box<Offers>),
    /// The text of a piece of evidence.
    Paper(Paper),
    /// A path on this computer is typed.
    Ask(Asked),
    /// Which item of the list a file answers.
    Kind { path: String, picker: Picker },
    /// Something that cannot be taken back; `y` does it.
    Confirm { says: String, then: Vec<Request> },
}

/// What the filling remembers between keys.
#[derive(Debug, Default)]
pub struct State {
    /// The cursor came to its line by itself, after an answer: the next "next missing" stays if this line is missing.
    pub arrived: bool,
    /// The piece of evidence that is being looked at.
    pub paper: u32,
    /// Where papers are written out to.
    pub folder: String,
}

/// Draws what lies over the form.
pub fn draw(fill: &Fill, look: &Look, area: Rect, buf: &mut Buffer) -> Spot {
    match fill {
        Fill::Jump(picker) | Fill::Kind { picker, .. } => crate::ui::overlay::text_input::draw_picker(picker, look, area, buf),
        Fill::Offers(offers) => crate::ui::form::prefill::suggestions::draw(offers, look, area, buf),
        Fill::Paper(paper) => crate::ui::form::prefill::evidence::draw(paper, look, area, buf),
        Fill::Ask(asked) => crate::ui::form::prefill::path::draw(asked, look, area, buf),
        Fill::Confirm { says, .. } => crate::ui::form::prefill::path::confirm(says, look, area, buf),
    }
}
