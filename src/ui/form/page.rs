//! What a form is drawn from.

use crate::domain::case::Case;
use crate::domain::case::outline::OutlineLine;
use crate::ui::form::editor::Editor;
use crate::ui::look::DrawContext;

/// A form as it is drawn: what is open, the case with what is not stored yet, and its lines.
pub(super) struct FormPage<'a> {
    /// What is open, and the cursor.
    pub(super) editor: &'a Editor,
    /// The case, with what is not stored yet.
    pub(super) case: &'a Case,
    /// Its lines.
    pub(super) all: &'a [OutlineLine],
    /// How it looks.
    pub(super) look: &'a DrawContext<'a>,
}
