//! What a file of schools would change.

use serde::{Deserialize, Serialize};

/// What a file of schools would change, for the officer to read before it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SchoolsPreview {
    /// What was read, in one sentence.
    pub message: String,
    /// A line for what was passed over, and for each open case that the file touches.
    pub lines: Vec<String>,
    /// How many open cases name a school that the file has under another number, known by name and
    /// town alone: whether it is the same school is for the officer to say.
    pub movable: usize,
}
