//! Places that hold the words looked for.

use serde::{Deserialize, Serialize};

use crate::domain::case::CaseRef;
use crate::domain::list::full_text::Hit;

/// A place in a case that holds the words looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextMatch {
    /// The case.
    pub case: CaseRef,
    /// The child's name.
    pub name: String,
    /// The place and the text around it.
    pub hit: Hit,
}

/// Places that hold the words looked for.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TextMatches {
    /// The places, at most as many as were asked for.
    pub all: Vec<TextMatch>,
    /// There are more than were asked for.
    pub more: bool,
}
