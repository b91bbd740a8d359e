//! What answers about requests for subject access are for.

use crate::domain::subject_access::request::AccessRef;

/// What is done with an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AccessThen {
    /// The requests are listed over the pane.
    List,
    /// The items of the request are opened over the pane.
    Items,
    /// The items are asked for again where it was refused: they are others than those that are shown.
    Again(AccessRef),
    /// The files are written into a folder.
    Write {
        /// The folder as it was typed.
        folder: String,
    },
}
