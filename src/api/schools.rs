//! Which schools a session knows, and what a file of schools would change.

use std::hash::{BuildHasher, Hasher, RandomState};

use serde::{Deserialize, Serialize};

/// Tells one reading of the register of schools from every other, those of an earlier server too, so
/// that a session is sent the register only where it knows another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolsStamp(u64);

impl SchoolsStamp {
    /// Returns a stamp that no other reading has.
    pub fn random() -> SchoolsStamp {
        // The keys of a random state come from the system.
        SchoolsStamp(RandomState::new().build_hasher().finish())
    }
}

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
    /// A check sum of it, so that what is stored is what was looked at.
    pub sum: u32,
}

/// That a file of schools is stored as it was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedSchools {
    /// Whether the open cases move that may name the same school.
    pub move_cases: bool,
    /// The sum of the preview.
    pub sum: u32,
}
